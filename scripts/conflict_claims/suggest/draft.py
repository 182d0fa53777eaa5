"""What is known of one article while the steps of `article.py` go over it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Final

from conflict_claims.suggest.attribution import Attribution
from conflict_claims.suggest.phrases import Chunks


@dataclass(slots=True)
class Span:
    """A suggested span: its layer's `attributes` by field name, and why it was suggested.

    References in `attributes` are lists of Spans, or ["author"] or ["unnamed"]; they become ids at the end.
    `pattern` is the rule's id ("CAS-passive"); `head` the index of the chunk that it stands in; `person` tells that an
    actor is known to be one human, not a body.
    """

    layer: str
    start: int
    end: int
    pattern: str
    head: int
    attributes: dict[str, Any] = field(default_factory=dict)
    person: bool = False


@dataclass(slots=True)
class Draft:
    """What is known of one article while the steps go over it.

    Attributes:
        chunks: Its chunks (and `chunks.words`).
        actors: Spans of layer actor, sorted by start.
        optional: Mentions that become actors once a reference points at them (bare humans, "army" in "army raid").
        said: Who says what, in order of the cues.
        casualties: Spans of layer casualty, sorted by start.
        stances: Spans of layer stance.
        topics: Spans of layer topic.
        links: Links between casualties, as dicts with `type`, `from`, `to` (Spans), `aspect`, `pattern`.
        kinds: The chunks' kinds with ends of sentences behind the last, so that rules may look beyond the end.
    """

    chunks: Chunks
    actors: list[Span] = field(default_factory=list)
    optional: list[Span] = field(default_factory=list)
    said: list[Attribution] = field(default_factory=list)
    casualties: list[Span] = field(default_factory=list)
    stances: list[Span] = field(default_factory=list)
    topics: list[Span] = field(default_factory=list)
    links: list[dict[str, Any]] = field(default_factory=list)
    kinds: str = field(init=False)
    _said_in: dict[int, list[Attribution]] | None = None

    def __post_init__(self) -> None:
        self.kinds = self.chunks.kinds + _BEYOND

    def said_over(self, chunk: int) -> list[Attribution]:
        """The attributions whose content holds a chunk; they stand in its sentence."""
        if self._said_in is None:
            self._said_in = {}
            for one in self.said:
                sentence = self._sentence(one.cue)
                self._said_in.setdefault(sentence, []).append(one)
        found = self._said_in.get(self._sentence(chunk), ())
        # So many cues no sentence has; a text that repeats them without end must not cost more than its length.
        return [one for one in found[:_MOST_CUES] if one.first <= chunk < one.after]

    def said_in(self, sentence: int) -> list[Attribution]:
        """The attributions of a sentence, by its index."""
        self.said_over(0)
        assert self._said_in is not None
        return self._said_in.get(sentence, [])

    def _sentence(self, chunk: int) -> int:
        return self.chunks.words.sentence_at(self.chunks.firsts[chunk])


_MOST_CUES = 12
_BEYOND = "|" * 8


starts_at: Final[Callable[[Span], int]] = attrgetter("start")
"""Where a span starts, as a key for sorted lists."""


def spans_between(spans: list[Span], start: int, end: int) -> list[Span]:
    """The spans of a sorted list that lie between two offsets."""
    found = []
    for at in range(bisect_left(spans, start, key=starts_at), len(spans)):
        if spans[at].start >= end:
            break
        if spans[at].end <= end:
            found.append(spans[at])
    return found
