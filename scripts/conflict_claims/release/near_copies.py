"""Copies that are not quite the article: how alike they are, and where they first differ.

The text is not there to compare with, and must not be told: what a release holds of a withheld text is where each of
its words begins and ends. So the lengths of words are compared; nothing of any text is quoted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from conflict_claims.release.copies import Copy
from conflict_claims.release.rows import Part, read_frame
from conflict_claims.text.tokens import token_bounds

ALIKE = 0.3
"""The least share of runs in common that makes a copy a near miss."""

RUN = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """What a release says of a withheld text: its length in characters, and the bounds of its words."""

    article_id: str
    characters: int
    bounds: Sequence[tuple[int, int]]


def shapes_of(parts: Sequence[Part], articles: Mapping[str, int]) -> list[Shape]:
    """The shapes of some articles.

    Args:
        parts: the Parquet files of a release.
        articles: lengths in characters by article id.

    Raises:
        Refused: a file cannot be read.
    """
    shapes = []
    for part in parts:
        if part.configuration == "tokens":
            rows = read_frame(part, ["article_id", "starts", "ends"])
            for article_id, starts, ends in rows.filter(pl.col("article_id").is_in(list(articles))).iter_rows():
                shapes.append(Shape(article_id, articles[article_id], list(zip(starts, ends, strict=True))))
    return shapes


def near_misses(copies: Sequence[Copy], shapes: Sequence[Shape]) -> Iterator[str]:
    """For each article that no copy is, the copy that comes nearest and what is wrong with it, in words."""
    known = [(copy, token_bounds(copy.text)) for copy in copies]
    for shape in shapes:
        ranked = [(_likeness(shape.bounds, bounds), copy, bounds) for copy, bounds in known]
        best = max(ranked, key=lambda one: one[0], default=None)
        named = next((one for one in ranked if Path(one[1].place).stem == shape.article_id), None)
        chosen = best if best is not None and best[0] >= ALIKE else named
        if chosen is not None:
            yield _told(shape, *chosen)


def _likeness(left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]) -> float:
    """The share of runs of five words that both have with words of the same lengths, from 0 to 1 (Dice 1945)."""
    runs = [Counter(_runs([end - start for start, end in bounds])) for bounds in (left, right)]
    return 2 * (runs[0] & runs[1]).total() / max(1, runs[0].total() + runs[1].total())


def _runs(lengths: Sequence[int]) -> Iterator[tuple[int, ...]]:
    return zip(*(lengths[first:] for first in range(RUN)), strict=False)


def _told(shape: Shape, likeness: float, copy: Copy, bounds: Sequence[tuple[int, int]]) -> str:
    head = f"{copy.place} ({copy.how}) is not {shape.article_id}: {likeness:.0%} of their runs of word lengths agree"
    first = next((at for at, pair in enumerate(zip(bounds, shape.bounds, strict=False)) if pair[0] != pair[1]), None)
    if first is None and len(bounds) == len(shape.bounds):
        return f"{head}; letters or marks were replaced by others, or blanks at its end differ ({_sizes(shape, copy)})"
    at = bounds[first][0] if first is not None else min(len(copy.text), shape.characters)
    paragraph = copy.text.count("\n\n", 0, at) + 1
    return f"{head}; the first that differs is at character {at:,}, in paragraph {paragraph:,} ({_sizes(shape, copy)})"


def _sizes(shape: Shape, copy: Copy) -> str:
    return f"{len(copy.text):,} characters, expected {shape.characters:,}"
