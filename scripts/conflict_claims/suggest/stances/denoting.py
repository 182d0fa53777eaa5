"""What the head of a noun phrase denotes: a stance, a casualty claim, an actor, else a topic (guideline S16)."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from conflict_claims.suggest.clauses import last_of_phrase
from conflict_claims.suggest.draft import Draft, Span, spans_between, starts_at
from conflict_claims.suggest.phrases import FINITE, NOUN_PHRASES
from conflict_claims.suggest.references import add_actor, mention_at, refer
from conflict_claims.suggest.topics import add_topic

NOUNS: Final = NOUN_PHRASES | {"C", "u"}
_STATEMENTS: Final = frozenset(
    "charge charges claim claims accusation accusations allegation allegations assertion suggestion that statement "
    "remarks report reports denial threat threats warning criticism rumour rumours".split()
)
_FIGURES: Final = frozenset("toll figure figures number numbers count tally death-toll estimate".split())
_HARM: Final = frozenset(
    "killing killings murder murders death deaths massacre slaying slayings abduction kidnapping execution executions "
    "assassination loss disappearance injury maiming shooting beheading lynching".split()
)
_BACK: Final = frozenset("killings murders deaths slayings abductions executions beheadings kidnappings".split())
_ABOUT_CASUALTIES: Final = frozenset({"deny_harm", "doubt", "downplay", "reject", "express_concern", "warn", "assert"})
_STATES: Final = frozenset(
    {"accuse", "claim_responsibility", "assert", "condemn", "threaten", "suspect", "warn", "demand"}
)
_CHARGES: Final = frozenset({"accuse", "suspect", "condemn"})
_CHARGING: Final = frozenset("charge charges accusation accusations allegation allegations".split())
_FOES: Final = frozenset({"rebel_group", "militia", "criminal_group", "unidentified"})
_WIDE: Final = 80
_EARLIER: Final = 20
_BEHIND: Final = 60


def denoted(draft: Draft, noun: int, act: str) -> list[Span]:
    """What the head of a noun phrase denotes (S16): a stance, a casualty claim, an actor, else a topic."""
    chunks = draft.chunks
    if noun < 0 or draft.kinds[noun] == "p":
        return []
    head = chunks.head(noun)
    if head in _FIGURES:
        claims = _claim_before(draft, noun)
        return claims or _topic(draft, noun)
    if head in _STATEMENTS:
        wanted = _CHARGES if head in _CHARGING else _STATES
        earlier = [one for one in draft.stances[-_EARLIER:] if one.attributes["act"] in wanted]
        if earlier:
            return earlier[-1:]
    if head in {"this", "that", "it"} and act == "reject":
        return draft.stances[-1:]
    claims = _claims_in(draft, noun)
    harm = draft.kinds[noun] in "KYZ" or head in _HARM
    if harm and not claims and head in _BACK and draft.kinds[noun + 1] != "f":
        claims = _greatest_before(draft, noun)
    if claims and (harm or act in _ABOUT_CASUALTIES or draft.kinds[noun] in "UE"):
        return claims[:2]
    actors = [] if harm else actor_list(draft, noun)
    return actors or _topic(draft, noun)


def _greatest_before(draft: Draft, noun: int) -> list[Span]:
    """The greatest toll among the last before a noun phrase: "the killings" are those that the article is about."""
    index = bisect_left(draft.casualties, draft.chunks.words.starts[draft.chunks.firsts[noun]], key=starts_at)
    before = draft.casualties[max(index - _EARLIER, 0) : index]
    greatest = max(before, key=lambda one: one.attributes.get("min") or 0, default=None)
    return [greatest] if greatest else []


def claim_before_token(draft: Draft, token: int) -> list[Span]:
    """The nearest casualty claim before a token, as a list of one or none."""
    return _claim_before(draft, draft.chunks.at(token))


def _claim_before(draft: Draft, noun: int) -> list[Span]:
    """The nearest casualty claim before a noun phrase, as a list of one or none."""
    index = bisect_left(draft.casualties, draft.chunks.words.starts[draft.chunks.firsts[noun]], key=starts_at)
    return draft.casualties[max(index - 1, 0) : index]


def _topic(draft: Draft, noun: int) -> list[Span]:
    topic = add_topic(draft, noun)
    return [topic] if topic else []


def _claims_in(draft: Draft, noun: int) -> list[Span]:
    chunks = draft.chunks
    after = chunks.firsts[last_of_phrase(chunks, noun) + 1]
    return casualties_between(draft, chunks.words.starts[chunks.firsts[noun]], chunks.words.ends[after - 1])


def casualties_between(draft: Draft, start: int, end: int) -> list[Span]:
    """The casualty claims between two offsets."""
    return spans_between(draft.casualties, start, end)


def none_claims(draft: Draft, token: int) -> list[Span]:
    """The claims behind a token in its sentence that nobody was harmed."""
    words = draft.chunks.words
    sentence = words.sentences[words.sentence_at(token)]
    last = min(sentence.after, token + _BEHIND)
    behind = casualties_between(draft, words.starts[token], words.ends[last - 1])
    return [one for one in behind if one.attributes.get("modality") == "none"]


def foes_between(draft: Draft, first: int, after: int) -> bool:
    """Whether an armed group stands between two tokens, whom to back is a wrong."""
    words = draft.chunks.words
    last = min(after, len(words.ends)) - 1
    found = spans_between(draft.actors, words.starts[min(first, last)], words.ends[last])
    return any(one.attributes["type"] in _FOES for one in found)


def is_own_loss(draft: Draft, claim: Span) -> bool:
    """Whether a claim that nobody was harmed tells of the speaker's own side: "none of its fighters"."""
    words = draft.chunks.text(claim.head).lower().split()
    return not {"its", "their", "our", "his"}.isdisjoint(words)


def refer_plain(draft: Draft, noun: int) -> Span | None:
    """The mention at a noun phrase, pronouns included."""
    return refer(draft, noun) if draft.kinds[noun] == "p" else mention_at(draft, noun)


def actor_list(draft: Draft, noun: int) -> list[Span]:
    """The actor that a noun phrase is, and those joined to it behind it: "judges and journalists"."""
    kinds = draft.kinds
    found: list[Span] = []
    for _ in range(4):
        one = refer_plain(draft, noun)
        if one is None:
            break
        found.append(one)
        after = last_of_phrase(draft.chunks, noun) + 1
        if kinds[after : after + 1] not in {"&", ","} or kinds[after + 1 : after + 2] not in {"P", "N", "Q", "C"}:
            break
        if begins_clause(kinds, after + 2):
            break
        noun = head_of_possession(draft, after + 1)
    return found


def covering(draft: Draft, chunk: int) -> Span | None:
    """The longest mention that holds a noun phrase's head and begins before it."""
    words, firsts = draft.chunks.words, draft.chunks.firsts
    start, end = words.starts[firsts[chunk]], words.ends[firsts[chunk + 1] - 1]
    near = [one for one in spans_between(draft.actors, start - _WIDE, end) if one.start < start and end <= one.end]
    return max(near, key=lambda one: one.end - one.start, default=None)


def named_mention(draft: Draft, chunk: int) -> Span | None:
    """Make an actor of a name that is one by what it does or suffers; None where the noun phrase holds no capital."""
    words, firsts = draft.chunks.words, draft.chunks.firsts
    first, after = firsts[chunk], firsts[chunk + 1]
    if words.sentences[words.sentence_at(first)].caps:
        return None
    while first < after and not words.text[words.starts[first]].isupper():
        first += 1
    if first >= after or words.letters[first] in "ad":
        return None
    attributes = {
        "type": "foreign_state" if draft.kinds[chunk] == "C" else "unidentified",
        "mention": "named",
    }
    return add_actor(draft, Span("actor", words.starts[first], words.ends[after - 1], "ACT-holder", chunk, attributes))


def head_of_possession(draft: Draft, chunk: int) -> int:
    """The owned noun of "the government's plan", given the owner's noun phrase."""
    kinds = draft.kinds
    for _ in range(3):
        if (
            kinds[chunk + 1 : chunk + 2] == "'"
            and kinds[chunk + 2 : chunk + 3] in NOUNS
            and kinds[chunk + 2 : chunk + 3]
        ):
            chunk += 2
    return chunk


def begins_clause(kinds: str, at: int) -> bool:
    """Whether a verb stands at a chunk, so that the noun phrase before it is a subject."""
    while kinds[at] == "y":
        at += 1
    return kinds[at] in FINITE
