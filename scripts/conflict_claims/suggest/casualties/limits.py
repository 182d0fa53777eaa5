"""What looks like harm and counts none (guidelines C2, C3)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from conflict_claims.suggest.casualties.outcomes import harm_words, joined_outcome
from conflict_claims.suggest.casualties.patterns import Hit
from conflict_claims.suggest.casualties.rereading import PERSON_HARMS
from conflict_claims.suggest.clauses import CHARGES, accused, sentence_chunks, subject_of
from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.phrases import NOUN_PHRASES, Chunks
from conflict_claims.text.wordlists import word_set

THREATS: Final = word_set(
    "threatened threatens threatening threaten vowed vow vows vowing pledged threat threats plotted plotting plot "
    "intended swore sworn"
)
"""Words behind which harm is announced, and has not come about."""
_DONE: Final = word_set("managed went continued helped proceeded began started")
_OF_PEOPLE: Final = (
    word_set(
        "killed killing kill kills murdered wounded wounding injured injuring massacred executed kidnapped abducted "
        "arrested "
        "detained slain died assassinated beheaded lynched martyred dead"
    )
    | PERSON_HARMS
)
_THINGS: Final = word_set("economic financial material property crop power job business structural monetary")
_LINKS: Final = frozenset({"to", "at", "of", "was", "is", "now", ":", "-", "stands"})
_CAPTURED: Final = frozenset({"hostages", "captives", "prisoners", "hostage"})


def may_count(chunks: Chunks, hit: Hit, kind: str, outcome: str) -> bool:
    """Whether a match of a family counts harmed people.

    Args:
        chunks: The chunks.
        hit: The match.
        kind: Kind of the chunk that would be the quantity.
        outcome: The outcome that the word of harm gives.
    """
    test = _TESTS.get(hit.pattern)
    if test is not None and not test(chunks, hit):
        return False
    if kind in "PN" and not _may_lack_number(chunks, hit, outcome):
        return False
    if kind == "o" and not _befalls_people(chunks, hit):
        return False
    return hit.pattern in _TOLLS or (_has_happened(chunks, hit, kind) and not natural(chunks, hit))


def _may_lack_number(chunks: Chunks, hit: Hit, outcome: str) -> bool:
    """Whether people without a number may be the harmed: persons by name always, others as subject or object alone."""
    if hit.first in chunks.persons:
        town = chunks.head(hit.by) in {"capture", "seizure"} and "r" not in chunks.pieces[hit.first]
        return hit.pattern != "toll" and not town
    if chunks.kinds[hit.by - 1] == "," and (hit.after == hit.by - 1 or _explains_name(chunks, hit.first)):
        # "... by police, died later", "Vesk, driver of the bus, was killed"
        return False
    if hit.pattern == "state":
        return chunks.low(hit.by) == ["to", "death"] or chunks.kinds[hit.first - 1 : hit.first] == "1"
    if hit.pattern in {"noun", "toll", "loss", "victims", "number", "sufferer"}:
        return False
    if outcome == "displaced" and hit.pattern == "active" and chunks.pieces[hit.by] == "1":
        # "a camp for displaced people"
        return chunks.kinds[hit.by - 1 : hit.by] in NOUN_PHRASES
    if hit.pattern == "active" and chunks.kinds[hit.by] == "3" and accused(chunks, hit.by) >= 0:
        # "blamed both sides for killing civilians"
        return False
    if hit.pattern == "participle" and "f" in chunks.kinds[hit.first : hit.after]:
        # "relatives of the man killed"
        return False
    return not (outcome in {"displaced", "captured"} and "w" in chunks.kinds[hit.first : hit.by])


def _explains_name(chunks: Chunks, chunk: int) -> bool:
    """Whether a noun phrase stands behind a comma and words without a determiner, as an apposition to a name does."""
    before = chunk - 2
    return before >= 0 and chunks.kinds[chunk - 1] == "," and set(chunks.pieces[before]) <= {"z", "N"}


def _has_happened(chunks: Chunks, hit: Hit, kind: str) -> bool:
    """Whether the harm is told as done or announced, and not denied, attempted, or a matter of what one can do."""
    if "!" in chunks.pieces[hit.by] and kind != "E":
        return False
    if hit.pattern == "active" and chunks.kinds[hit.by - 1] == "f" and chunks.head(hit.by - 2) in CHARGES:
        # "a man suspected of kidnapping a child"
        return False
    if kind == "E" and not _ABLE.isdisjoint(chunks.low(hit.by)):
        return False
    return not _after_infinitive(chunks, hit.by) and (chunks.kinds[hit.by] != "4" or _comes_about(chunks, hit.by))


def _is_inflicted(chunks: Chunks, hit: Hit) -> bool:
    return chunks.head(hit.after) in lexicon().causes


def _is_number_of(chunks: Chunks, hit: Hit) -> bool:
    return chunks.head(hit.by - 3) in {"number", "toll", "count", "tally"}


def _is_participle(chunks: Chunks, hit: Hit) -> bool:
    """Not "gunmen shoot", "gunmen shot at him", nor "no word of any civilians killed"."""
    if chunks.kinds[hit.first - 2 : hit.first] == "Ef" or "2" in chunks.pieces[hit.by]:
        return False
    if chunks.kinds[hit.by - 1] in "vs" and chunks.head(hit.by - 1) not in _FOUND:
        return False
    if chunks.head(hit.by) != "shot":
        return True
    after = hit.by + 1 + (chunks.kinds[hit.by + 1 : hit.by + 2] == "y")
    return chunks.kinds[after : after + 1] != "v" and chunks.head(after) not in {"at", "on"}


def _is_wounded(chunks: Chunks, hit: Hit) -> bool:
    """Whether people "suffered injuries" in their bodies."""
    return chunks.head(hit.by - 1) in _SUFFERED and joined_outcome(chunks, hit.by) == "injured"


def _is_put_to_death(chunks: Chunks, hit: Hit) -> bool:
    """Not "sentenced three men to death"."""
    return chunks.head(hit.first - 1) not in _SENTENCED


def _is_among(chunks: Chunks, hit: Hit) -> bool:
    return chunks.head(hit.by - 1) in {"among", "amongst"}


def _befalls_people(chunks: Chunks, hit: Hit) -> bool:
    """Whether the verb is one of people alone ("killed", not "captured"), so that an unknown noun must be people."""
    return not _OF_PEOPLE.isdisjoint(harm_words(chunks, hit.by))


def befalls_persons(chunks: Chunks, hit: Hit) -> bool:
    """Whether the verb is done to persons and not to towns or bodies, so that an unknown name must be a person's."""
    return not PERSON_HARMS.isdisjoint(harm_words(chunks, hit.by))


def _after_infinitive(chunks: Chunks, verb: int) -> bool:
    """Whether the verb goes on with an infinitive: "a policy to attack or harm"."""
    return chunks.kinds[verb - 1 : verb] in {"&", "/"} and chunks.kinds[verb - 2 : verb - 1] in {"I", "4"}


def _comes_about(chunks: Chunks, infinitive: int) -> bool:
    """Whether "to kill" tells of harm done ("claimed to have killed") or announced ("threatened to kill")."""
    if "x" in chunks.pieces[infinitive]:
        return True
    first = chunks.firsts[infinitive]
    before = chunks.words.low[max(first - 8, 0) : first]
    return not (_DONE | THREATS).isdisjoint(before)


def natural(chunks: Chunks, hit: Hit) -> bool:
    """Whether the harm is told of an illness, an accident on the road or a disaster of nature."""
    first, after = sentence_chunks(chunks, hit.first)
    words = chunks.words
    if lexicon().natural.isdisjoint(words.low[chunks.firsts[first] : chunks.firsts[after]]):
        return False
    first, after = _causes(chunks, hit, first, after)
    low = words.low[chunks.firsts[first] : chunks.firsts[after]]
    pairs = lexicon().natural_pairs
    return any(f"{one} {two}" in pairs for one, two in pairwise(low)) or not lexicon().natural_alone.isdisjoint(low)


def _causes(chunks: Chunks, hit: Hit, first: int, after: int) -> tuple[int, int]:
    """The chunks of a sentence that may name what the harm came from.

    Where people harmed others ("after the flood, rebels killed two nurses treating patients") no other cause counts;
    what stands before a comma and the harmed ("since the outbreak, ten were killed") is none either.
    """
    if hit.pattern == "active":
        doer = subject_of(chunks, hit.by)
        if doer >= 0 and chunks.kinds[doer] in "PQp" and chunks.firsts[doer + 1] > chunks.firsts[doer]:
            return doer, hit.by
        return first, after
    if hit.pattern not in {"passive", "participle", "later"}:
        return first, after
    comma = chunks.kinds.rfind(",", first, hit.first)
    return comma + 1 if comma > 0 else first, after


def _moved(chunks: Chunks, hit: Hit) -> bool:
    between = chunks.words.low[chunks.firsts[hit.by + 1] : chunks.firsts[hit.first]]
    moves = lexicon().moves
    return not between or any(word in moves or word in _LINKS for word in between)


def _brought(chunks: Chunks, hit: Hit) -> bool:
    """Whether bare "losses", "hostages" stand behind a verb that brings them about, and refer back to nobody."""
    if chunks.words.letters[chunks.firsts[hit.by]] == "d":
        return False
    if not _THINGS.isdisjoint(chunks.low(hit.by)):
        return False
    before = chunks.head(hit.by - 1)
    if chunks.kinds[hit.by - 1] == "b":
        return chunks.head(hit.by - 2) == "there"
    if before in _SUFFERED and joined_outcome(chunks, hit.by) == "injured":
        return chunks.kinds[hit.by - 2 : hit.by - 1] not in {"Q", "n"}
    if lexicon().outcomes.get(chunks.head(hit.by)) == "captured":
        return before in lexicon().leavers and chunks.head(hit.by) in _CAPTURED
    if before == "with" and chunks.head(hit.by) in {"wounds", "wound", "remains", "death"}:
        return False
    return before in lexicon().causes or before in {"with", "caused", "causing"}


def _still_held(chunks: Chunks, hit: Hit) -> bool:
    """Whether captives were not freed, which is no harm."""
    if "captured" not in {lexicon().outcomes.get(word) for word in harm_words(chunks, hit.by)}:
        return True
    reliefs = lexicon().reliefs
    around = (hit.first - 1, hit.after, hit.after + 1)
    return not any(0 <= at < len(chunks.kinds) and any(word in reliefs for word in chunks.low(at)) for at in around)


_TOLLS: Final = frozenset({"toll", "number", "bare", "inflicted", "among", "raised", "line", "harmed"})
_SUFFERED: Final = frozenset("suffered sustained received endured suffers sustain sustains suffer".split())
_FOUND: Final = frozenset("found confirmed reported feared remain remained remains left".split())
_SENTENCED: Final = frozenset("sentenced sentences sentencing sentence condemned condemns".split())
_ABLE: Final = frozenset({"can", "cannot", "can't"})
_TESTS: Final[dict[str, Callable[[Chunks, Hit], bool]]] = {
    "toll": _moved,
    "bare": _brought,
    "inflicted": _is_inflicted,
    "number": _is_number_of,
    "participle": _is_participle,
    "sufferer": _is_wounded,
    "state": _is_put_to_death,
    "among": _is_among,
    "own": _still_held,
}
"""What the words around must be, family by family."""
