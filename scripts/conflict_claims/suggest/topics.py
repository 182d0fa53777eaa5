"""Layer topic: what a stance is about, where that is no actor, casualty or stance (guidelines T1-T6)."""

from __future__ import annotations

from typing import Final

from conflict_claims.suggest.clauses import last_of_phrase
from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.suggest.letters import MORE

_OUTSIDE: Final = frozenset("adnhs0t(,\"'")
_EMPTY: Final = frozenset(
    "need lack possibility prospect effort efforts attempt attempts plan plans series wave number kind idea likelihood "
    "risk prospects possibilities chance chances type sort spate string".split()
)
_NO_HEADS: Final = frozenset("responsible involved this that these those it whatever what all which who".split())
_JUDGING: Final = frozenset("more many several any no further additional such".split())
_RECENT: Final = 20
_NOUNS: Final = frozenset("QUnoSEPNXOZYKC")


def add_topic(draft: Draft, chunk: int) -> Span | None:
    """The topic that a noun phrase is, put among the draft's topics.

    Args:
        draft: The article.
        chunk: Index of the noun phrase.

    Returns:
        The topic, the one that is there already where two stances share it; None where nothing is left of the words.
    """
    chunk = _past_empty_heads(draft, chunk)
    if draft.chunks.head(chunk) in _NO_HEADS:
        return None
    extent = topic_extent(draft, chunk)
    if extent is None:
        return None
    for topic in draft.topics[-_RECENT:]:
        if (topic.start, topic.end) == extent:
            return topic
    topic = Span("topic", *extent, "TOP-object", chunk)
    draft.topics.append(topic)
    return topic


def topic_extent(draft: Draft, chunk: int) -> tuple[int, int] | None:
    """Code-point offsets of a noun phrase without determiner and quantity, with its `of` phrases (T2)."""
    chunks = draft.chunks
    words = chunks.words
    last = last_of_phrase(chunks, chunk)
    if last > chunk and draft.kinds[last + 1] == "'" and draft.kinds[last + 2] in _NOUNS:
        # "effectiveness of the government's strategies"
        last = last_of_phrase(chunks, last + 2)
    first, after = chunks.firsts[chunk], chunks.firsts[last + 1]
    while first < after and (
        words.letters[first] in _OUTSIDE or words.letters[first] == MORE or words.low[first] in _JUDGING
    ):
        first += 1
    while after - 1 > first and words.letters[after - 1] == "M":
        after -= 1
    return (words.starts[first], words.ends[after - 1]) if first < after else None


def _past_empty_heads(draft: Draft, chunk: int) -> int:
    """The noun phrase that hangs on "need", "effort" and the like (T6)."""
    kinds, chunks = draft.chunks.kinds, draft.chunks
    for _ in range(3):
        if chunks.head(chunk) not in _EMPTY or chunk + 2 >= len(kinds):
            break
        if ((kinds[chunk + 1] == "f" or chunks.head(chunk + 1) == "for") and kinds[chunk + 2] in _NOUNS) or (
            kinds[chunk + 1] == "I" and kinds[chunk + 2] in _NOUNS
        ):
            chunk += 2
        else:
            break
    return chunk
