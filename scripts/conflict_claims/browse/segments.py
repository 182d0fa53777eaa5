"""A text cut at every boundary of its marks, so that nested and overlapping marks can be drawn in one pass."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

PARAGRAPH = re.compile(r"\n{2,}")
LANES = 8
"""Marks that are drawn over one place at most; those beyond keep their tag and are not underlined."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn over a text from `start` to `end` (code points, half-open, not empty).

    `anchor` is what the page calls it, unique in the page, and `href` where its tag leads; `tag` is shown after its
    last character and `name` told by a screen reader. `layer` and `pass_number` say what switches it on and off. A
    `faint` mark has no tag.
    """

    anchor: str
    tag: str
    name: str
    layer: str
    pass_number: int
    start: int
    end: int
    href: str
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that no mark begins or ends inside.

    `over` are the marks drawn over it with their lanes, highest lane first; `ending` those whose tag follows it.
    """

    text: str
    over: tuple[tuple[Mark, int], ...]
    ending: tuple[Mark, ...]


Paragraph = list[Piece]


def lanes(marks: Sequence[Mark]) -> list[int]:
    """A lane for each mark, counted from 0, so that no two that overlap share one; a later pass comes below.

    Marks of one pass are swept once from left to right, so that many of them cost n log n.
    """
    found, first = [0] * len(marks), 0
    for number in sorted({mark.pass_number for mark in marks}):
        own = [at for at, mark in enumerate(marks) if mark.pass_number == number]
        own.sort(key=lambda at: (marks[at].start, -marks[at].end))
        busy: list[tuple[int, int]] = []
        free: list[int] = []
        used = 0
        for at in own:
            while busy and busy[0][0] <= marks[at].start:
                heapq.heappush(free, heapq.heappop(busy)[1])
            lane = heapq.heappop(free) if free else used
            used = max(used, lane + 1)
            heapq.heappush(busy, (marks[at].end, lane))
            found[at] = first + lane
        first += used
    return found


def paragraphs(text: str, marks: Sequence[Mark]) -> list[Paragraph]:
    """`text` as paragraphs of pieces.

    Args:
        text: the article's.
        marks: within the text, in any order.

    Returns:
        The paragraphs that blank lines part; the blank lines themselves are in none.
    """
    drawn = [(mark, lane) for mark, lane in zip(marks, lanes(marks), strict=True)]
    starts = sorted(((mark, lane) for mark, lane in drawn if lane < LANES), key=lambda one: one[0].start)
    ends = sorted(marks, key=lambda mark: (mark.end, -mark.start))
    sweep = _Sweep(starts, ends, len(text.rstrip("\n")))
    return [
        [sweep.piece(text, start, end) for start, end in pairwise(bounds)]
        for bounds in _bounds(text, sorted({edge for mark in marks for edge in (mark.start, mark.end)}))
    ]


class _Sweep:
    """Goes through the pieces in order and knows which marks lie over the one at hand."""

    def __init__(self, starts: Sequence[tuple[Mark, int]], ends: Sequence[Mark], last: int) -> None:
        self.starts, self.ends, self.last = starts, ends, last
        self.next_start = self.next_end = 0
        self.open: dict[int, Mark] = {}

    def piece(self, text: str, start: int, end: int) -> Piece:
        """The piece from `start` to `end`; called in order of place."""
        while self.next_start < len(self.starts) and self.starts[self.next_start][0].start <= start:
            mark, lane = self.starts[self.next_start]
            # A lane is free again where its last mark ends, so this never drops one that still runs.
            self.open[lane] = mark
            self.next_start += 1
        self.open = {lane: mark for lane, mark in self.open.items() if mark.end > start}
        over = tuple((self.open[lane], lane) for lane in sorted(self.open, reverse=True))
        return Piece(text[start:end], over, tuple(self._ending(end)))

    def _ending(self, end: int) -> Iterator[Mark]:
        while self.next_end < len(self.ends) and (self.ends[self.next_end].end <= end or end >= self.last):
            yield self.ends[self.next_end]
            self.next_end += 1


def _bounds(text: str, edges: Sequence[int]) -> Iterator[list[int]]:
    """The cuts of each paragraph: where it begins, the edges of marks inside it, and where it ends."""
    at = 0
    for start, end in _paragraph_places(text):
        while at < len(edges) and edges[at] <= start:
            at += 1
        inside = at
        while at < len(edges) and edges[at] < end:
            at += 1
        yield [start, *edges[inside:at], end]


def _paragraph_places(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in PARAGRAPH.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)
