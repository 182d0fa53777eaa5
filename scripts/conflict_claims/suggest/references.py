"""References: from a noun phrase to the actor mention that stands for it (guidelines R1 to R6)."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import Final

from conflict_claims.suggest.clauses import sentence_chunks
from conflict_claims.suggest.draft import Draft, Span, spans_between, starts_at
from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.phrases import Chunks

_PRONOUNS: Final = {
    "he": "one", "she": "one", "him": "one", "her": "one", "i": "one", "himself": "one", "herself": "one", "me": "one",
    "it": "body", "itself": "body", "they": "many", "them": "many", "we": "many", "us": "many", "themselves": "many",
}  # fmt: skip
_AS_ONE: Final = frozenset({"forces", "police", "services", "guerrillas", "union", "front"})
_GROUPS: Final = frozenset(
    "group organisation organization movement faction network gang cartel outfit alliance".split()
)
_DATES: Final = frozenset("Muj")
_LOOK_BACK: Final = 12
_BODIES: Final = frozenset(
    {"state_military", "police_security", "rebel_group", "militia", "government", "media", "intergovernmental",
    "company", "criminal_group", "political_group", "civil_society", "foreign_state", "medical_rescue"}
)  # fmt: skip


def mention_at(draft: Draft, chunk: int) -> Span | None:
    """The mention that a noun phrase is: the longest with its head (R4), by its name where it has one (R3).

    Args:
        draft: The article; its actors are sorted by start.
        chunk: Index of the noun phrase.

    Returns:
        The mention, or None.
    """
    found = _mention_in(draft, chunk)
    if found and found.attributes["mention"] == "nominal":
        return _named_apposition(draft, found) or found
    return found


def refer(draft: Draft, chunk: int) -> Span | None:
    """The mention that a noun phrase is; a pronoun or a bare human becomes one, for it is pointed at (A3, R5)."""
    found = mention_at(draft, chunk)
    if found:
        return found
    kind = draft.chunks.kinds[chunk]
    if kind == "p":
        return _pronoun(draft, chunk)
    return _optional(draft, chunk)


def antecedent(draft: Draft, chunk: int) -> Span | None:
    """The mention that a personal pronoun most likely stands for: the nearest before it that fits in number."""
    number = _PRONOUNS.get(draft.chunks.head(chunk), "")
    start = _start(draft.chunks, chunk)
    at = bisect_left(draft.actors, start, key=starts_at)
    earlier = [one for one in reversed(draft.actors[max(at - _LOOK_BACK, 0) : at]) if _fits(draft.chunks, one, number)]
    subjects = [one for one in earlier[:6] if _acts(draft.chunks, one)]
    found = subjects or earlier
    return found[0] if found else None


def last_named(draft: Draft, chunk: int) -> Span | None:
    """The nearest mention before that can speak: in the sentence, else the named one before it (R2)."""
    chunks = draft.chunks
    at = chunks.words.starts[chunks.firsts[chunk]]
    first, _ = sentence_chunks(chunks, chunk)
    start = chunks.words.starts[chunks.firsts[first]]
    index = bisect_left(draft.actors, at, key=starts_at)
    before = [one for one in draft.actors[max(index - _LOOK_BACK, 0) : index] if one.end <= at]
    here = [one for one in before if one.start >= start and one.attributes["type"] != "civilians"]
    named = [one for one in before if one.attributes["mention"] == "named"]
    return next(iter(here or named[-1:] or before[-1:]), None)


def add_actor(draft: Draft, mention: Span) -> Span:
    """Put a mention among the actors, unless one of that extent is there already."""
    for one in spans_between(draft.actors, mention.start, mention.end):
        if one.start == mention.start and one.end == mention.end:
            return one
    insort(draft.actors, mention, key=starts_at)
    return mention


def _mention_in(draft: Draft, chunk: int) -> Span | None:
    chunks = draft.chunks
    start = _start(chunks, chunk)
    head = _head_token(chunks, chunk)
    head_end, head_start = chunks.words.ends[head], chunks.words.starts[head]
    best: Span | None = None
    at = bisect_left(draft.actors, start, key=starts_at)
    while at < len(draft.actors) and draft.actors[at].start < head_end:
        one = draft.actors[at]
        if one.end > head_start and (best is None or one.end - one.start > best.end - best.start):
            best = one
        at += 1
    return best


def _head_token(chunks: Chunks, chunk: int) -> int:
    """Index of the last token of a noun phrase, a date behind it aside: "the government today"."""
    letters, first = chunks.words.letters, chunks.firsts[chunk]
    last = at = chunks.firsts[chunk + 1] - 1
    while at > first and letters[at] in _DATES:
        at -= 1
    return last if letters[at] in "adn" else at


def _named_apposition(draft: Draft, mention: Span) -> Span | None:
    """The name behind a comma: "a spokesman for the group, Jeren Alt, said"."""
    chunks = draft.chunks
    kinds = chunks.kinds
    last = chunks.at(bisect_left(chunks.words.ends, mention.end))
    if kinds[last + 1 : last + 2] == "," and kinds[last + 2 : last + 3] in {"N", "P"}:
        closed = kinds[last + 3 : last + 4] in {",", "(", "."}
        other = _mention_in(draft, last + 2)
        if closed and other and other.attributes["mention"] == "named":
            return other
    return None


def _pronoun(draft: Draft, chunk: int) -> Span | None:
    chunks = draft.chunks
    if chunks.head(chunk) not in _PRONOUNS:
        return None
    meant = antecedent(draft, chunk)
    if meant is None:
        return None
    token = chunks.firsts[chunk + 1] - 1
    attributes = {"type": meant.attributes["type"], "mention": "pronoun"}
    if meant.attributes.get("actor"):
        attributes["actor"] = meant.attributes["actor"]
    start, end = chunks.words.starts[token], chunks.words.ends[token]
    return add_actor(draft, Span("actor", start, end, "ACT-pronoun", chunk, attributes))


def _optional(draft: Draft, chunk: int) -> Span | None:
    words, firsts = draft.chunks.words, draft.chunks.firsts
    start, end = words.starts[firsts[chunk]], words.ends[firsts[chunk + 1] - 1]
    found = [one for one in spans_between(draft.optional, start, end) if one.end == end]
    return add_actor(draft, found[0]) if found else None


def _fits(chunks: Chunks, mention: Span, number: str) -> bool:
    attributes = mention.attributes
    if attributes["mention"] == "pronoun":
        return False
    letter = chunks.pieces[mention.head].rstrip("_")[-1:]
    if number == "one":
        return (
            letter in "rkN"
            and chunks.head(mention.head) not in _GROUPS
            and not (letter == "N" and attributes["mention"] == "named" and _is_body(mention))
        )
    if number == "body":
        role = lexicon().roles.get(chunks.head(mention.head))
        several = role is not None and role.number != "body" and chunks.head(mention.head) not in _AS_ONE | _GROUPS
        body = letter in "cGNCRO" or chunks.head(mention.head) in _GROUPS
        return attributes["type"] in _BODIES and body and not several
    return True


def _is_body(mention: Span) -> bool:
    return mention.attributes["type"] in {"rebel_group", "militia", "media", "intergovernmental", "company"}


def _acts(chunks: Chunks, mention: Span) -> bool:
    """Whether the mention stands before a verb."""
    return chunks.kinds[mention.head + 1 : mention.head + 2] in {"s", "v", "1", "b"} or chunks.kinds[
        mention.head + 1 : mention.head + 3
    ] in {"ys", "yv"}


def _start(chunks: Chunks, chunk: int) -> int:
    return chunks.words.starts[chunks.firsts[chunk]]
