"""How a stance is told and whether it is held: speech and status (guidelines S20-S22)."""

from __future__ import annotations

from typing import Final

from conflict_claims.suggest.clauses import sentence_chunks
from conflict_claims.suggest.draft import Draft

FAILING: Final = frozenset("failed fails fail failing without yet stopped".split())
_QUOTES: Final = '"'
_LONGEST: Final = 150


def speech_of(draft: Draft, first: int, after: int, *, clause: bool) -> str:
    """Whether an act is quoted, reported with its content, or told (S20)."""
    if inside_quotes(draft, first):
        return "direct"
    return "indirect" if clause else "narrated"


def inside_quotes(draft: Draft, token: int) -> bool:
    """Whether a token stands inside quotation marks of its sentence."""
    words = draft.chunks.words
    sentence = words.sentences[words.sentence_at(token)]
    first, after = max(sentence.first, token - _LONGEST), min(sentence.after, token + _LONGEST)
    return words.letters.count(_QUOTES, first, token) % 2 == 1 and _QUOTES in words.letters[token:after]


def is_negated(draft: Draft, verb: int) -> bool:
    """Whether the text says that the act is not done: "did not condemn", "failed to condemn"."""
    chunks = draft.chunks
    low = chunks.low(verb)
    if "!" in chunks.pieces[verb] or any(word.endswith("n't") for word in low):
        return True
    before = verb - 1
    while before >= 0 and draft.kinds[before] == "y":
        before -= 1
    if before < 0:
        return False
    if draft.kinds[verb] in "I4":
        return not FAILING.isdisjoint(chunks.low(before))
    return draft.kinds[verb] in "g3" and chunks.head(before) == "without"


def is_conditional(draft: Draft, verb: int) -> bool:
    """Whether the holder would do it if something else came to pass."""
    chunks = draft.chunks
    if "would" not in chunks.low(verb):
        return False
    _, after = sentence_chunks(chunks, verb)
    low = chunks.words.low[chunks.firsts[verb] : chunks.firsts[after]]
    return "if" in low or "unless" in low or "once" in low
