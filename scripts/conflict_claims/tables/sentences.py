"""The sentence or sentences that hold a span, as a column."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from conflict_claims.tables.arrays import ABSENT, Integers, from_integers, integers, is_valid, strings
from conflict_claims.tables.layers import Layer
from conflict_claims.text.sentences import sentence_bounds

_ROOM = 1 << 32
"""More than a text can have characters, so that a number tells both the article and a place in its text."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a batch's articles, in order: of which article each is, and its half-open bounds."""

    texts: list[str]
    owner: Integers
    starts: Integers
    ends: Integers

    def of(self, spans: Layer) -> pa.Array:
        """From the start of the first sentence of each span to the end of the last; null where its place is none."""
        start, end = (integers(spans.columns[name]) for name in ("start", "end"))
        first, last = self._at(spans.owner, start), self._at(spans.owner, end - 1)
        placed = is_valid(spans.columns["start"]) & is_valid(spans.columns["end"])
        placed &= (first != ABSENT) & (last != ABSENT)
        placed &= self.ends[last] > self.starts[first]
        pairs, which = np.unique(np.where(placed, first * _ROOM + last, ABSENT), return_inverse=True)
        return strings([self._words(*divmod(pair, _ROOM)) for pair in pairs.tolist()]).take(from_integers(which))

    def _at(self, owner: Integers, place: Integers) -> Integers:
        """The sentence that begins last at or before each place; ABSENT where none of its article does."""
        found = np.searchsorted(self.owner * _ROOM + self.starts, owner * _ROOM + place, side="right") - 1
        return np.where((found != ABSENT) & (self.owner[found] == owner), found, ABSENT)

    def _words(self, first: int, last: int) -> str | None:
        return None if first < 0 else self.texts[self.owner[first]][self.starts[first] : self.ends[last]]


def sentences(batch: pa.RecordBatch) -> Sentences:
    """The sentences of the articles of a batch of the schema BUNDLE."""
    texts = [text or "" for text in batch.column("text").to_pylist()]
    bounds = [sentence_bounds(text) for text in texts]
    # A last sentence that no span can be in lets ABSENT, as an index, lead somewhere.
    flat = np.array([bound for of_one in bounds for bound in of_one] + [(0, 0)], np.int64)
    owner = np.repeat(np.arange(len(texts) + 1), [*map(len, bounds), 1])
    return Sentences(texts, owner, flat[:, 0], flat[:, 1])
