"""The attacker whom a paragraph tells of, carried to what it goes on to count (guidelines R7, R14)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from conflict_claims.suggest.casualties.claim import FORCES, Claim
from conflict_claims.suggest.casualties.owners import doer_at
from conflict_claims.suggest.clauses import subject_of
from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.phrases import NOUN_PHRASES, Chunks
from conflict_claims.text.wordlists import word_set

_EXCHANGES: Final = word_set(
    "clash clashes clashed battle battles fighting firefight gunfight shootout shoot-out gunbattle crossfire "
    "encounter exchange "
    "exchanged skirmish skirmishes combat fought gunfire accident repelled repulsed"
)
_MOST: Final = 12
_FOES: Final = frozenset({"rebel_group", "unidentified", "criminal_group"})
_ARMED: Final = frozenset({"rebel_group"})
_STATES: Final = FORCES | {"government", "foreign_state"}
_ATTACKERS: Final = "PQNC"
_NOBODY: Final = frozenset({"civilians", "media", "medical_rescue", "civil_society", "company"})


@dataclass(slots=True)
class Assault:
    """An attack with a doer: the chunk of its verb and of its subject, and the paragraph (line) where it stands."""

    verb: int
    doer: int
    paragraph: int


class Assaults:
    """The attacks of an article in text order."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._found = list(_assaults(draft.chunks))
        self._verbs = [one.verb for one in self._found]
        self._doers: list[Span] = []
        self._by_foes: bool | None = None

    def by_foes_of_the_state(self) -> bool:
        """Whether all attacks that the article tells of are by others than a state.

        One that tells of none is about the harm that it ties to somebody, else about the armed group that it names.
        """
        if self._by_foes is None:
            found = [doer_at(self._draft, one.doer) for one in self._found[:_MOST]]
            armed = (one for one in self._draft.actors if one.attributes["type"] in _ARMED)
            told = ({one.attributes["type"] for one in some if one} for some in (found, self._doers, armed))
            types = next((some for some in told if not some.isdisjoint(_FOES | _STATES)), set())
            self._by_foes = not types.isdisjoint(_FOES) and types.isdisjoint(_STATES)
        return self._by_foes

    def add_doers(self, claims: Iterable[Claim]) -> None:
        """Note those to whom claims tie harm, other than to rebels, which answers an attack as a rule."""
        others = (claim.attributes for claim in claims if claim.attributes.get("victims") != "rebel")
        doers = (one for attributes in others for one in attributes.get("perpetrator", ()))
        self._doers = [one for one in doers if isinstance(one, Span)]

    def attacker_of(self, claim: Claim) -> Span | None:
        """The attacker to whom the text ties a claim that names none: of the sentence, else of the paragraph so far."""
        if not self._found or not _may_carry(self._draft.chunks, claim):
            return None
        chunks = self._draft.chunks
        first, after = claim.sentence
        at = bisect_left(self._verbs, claim.head)
        near = self._found[max(at - 1, 0) : at + 1]
        for one in near:
            if first <= one.verb < after or (one.verb < first and one.paragraph == _paragraph(chunks, claim.head)):
                doer = doer_at(self._draft, one.doer)
                if doer and _may_do(doer, claim):
                    return doer
        return None


def _assaults(chunks: Chunks) -> Iterator[Assault]:
    verbs = lexicon().assaults
    for verb, kind in enumerate(chunks.kinds):
        if kind == "1" and chunks.kinds[verb + 1 : verb + 2] not in NOUN_PHRASES:
            # "102 soldiers killed in the raid": they did not do it.
            continue
        if kind in "v1" and chunks.words.low[chunks.firsts[verb + 1] - 1] in verbs and "!" not in chunks.pieces[verb]:
            subject = subject_of(chunks, verb)
            if subject >= 0 and chunks.kinds[subject] in _ATTACKERS + "XO":
                yield Assault(verb, subject, _paragraph(chunks, verb))


def _paragraph(chunks: Chunks, chunk: int) -> int:
    """Where the line of a chunk begins, as a name for its paragraph."""
    words = chunks.words
    return words.text.rfind("\n", max(words.starts[chunks.firsts[chunk]] - 5000, 0), words.starts[chunks.firsts[chunk]])


def _may_carry(chunks: Chunks, claim: Claim) -> bool:
    if claim.attributes["modality"] == "none" or claim.attributes.get("scope", "incident") != "incident":
        return False
    first, after = claim.sentence
    low = chunks.words.low[chunks.firsts[first] : chunks.firsts[after]]
    return _EXCHANGES.isdisjoint(low)


def _may_do(doer: Span, claim: Claim) -> bool:
    """Whether the doer may have harmed these people: not his own dead, not who was freed or killed as an attacker."""
    kind = doer.attributes["type"]
    victims = claim.attributes.get("victims", "unspecified")
    if kind in _NOBODY or (claim.start <= doer.start and doer.end <= claim.end):
        return False
    if victims == "rebel":
        return kind in FORCES or kind in {"foreign_state", "government", "militia"}
    return not (victims == "state_force" and kind in FORCES)
