"""Which span of one annotator answers to which of another: the best one-to-one matching of overlapping spans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from conflict_claims.matching.marks import Marks, Span
from conflict_claims_schemas.vocabulary import SPAN_LAYERS

Pair = tuple[Span, Span]
SAME_LABEL = 1.0
SAME_PLACE = 3.0
"""Worth of an equal extent. A pair that is not exact is worth less than 2 (overlap below 1, label 1), and giving up k
exact pairs frees spans for k + 1 others at most; from 3 on that never pays, so no exact match is ever lost."""


MOST_CELLS = 4_000_000
"""Pairs of spans that are weighed together at most: 0.2 GB, and seconds."""


class Crowded(ValueError):
    """So many spans overlap one another that they cannot be matched."""


@dataclass(frozen=True, slots=True)
class Compared:
    """An article, its text, and what each annotator marked in it."""

    id: str
    text: str
    marks: Mapping[str, Marks]

    @property
    def layers(self) -> frozenset[str]:
        """The layers that every annotator marked."""
        return frozenset.intersection(*(marks.layers for marks in self.marks.values()))


@dataclass(frozen=True, slots=True)
class PairedArticle:
    """An article as two annotators marked it.

    `pairs` holds the matched spans of each span layer that all annotators marked, by place; `forward` leads from
    the first annotator's span ids to the second's, `backward` the other way.
    """

    article: Compared
    first: Marks
    second: Marks
    pairs: dict[str, tuple[Pair, ...]]
    forward: dict[str, str]
    backward: dict[str, str]

    def has(self, layer: str) -> bool:
        """Whether all annotators marked the layer here."""
        return layer in self.article.layers

    def spans(self, layer: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Both annotators' spans of a layer; none where the layer is not compared."""
        if not self.has(layer):
            return (), ()
        return self.first.spans[layer], self.second.spans[layer]


def pair_article(article: Compared, first: str, second: str) -> PairedArticle:
    """Match the spans of two annotators in every layer that all annotators marked."""
    one, two = article.marks[first], article.marks[second]
    pairs = {layer: pair_spans(one.spans[layer], two.spans[layer]) for layer in SPAN_LAYERS if layer in article.layers}
    forward = {left.id: right.id for matched in pairs.values() for left, right in matched}
    return PairedArticle(article, one, two, pairs, forward, {right: left for left, right in forward.items()})


def pair_spans(first: Sequence[Span], second: Sequence[Span]) -> tuple[Pair, ...]:
    """Match the spans of one layer of one article one to one.

    The matching has the greatest sum of intersection over union, plus 1 for the same label, plus 3 for the same extent,
    of all that pair overlapping spans only. It is the same whichever annotator comes first.

    Returns:
        The pairs, by the place of the first.

    Raises:
        Crowded: so many spans overlap one another as no annotation has.
    """
    turned = _key(first) > _key(second)
    rows, columns = (second, first) if turned else (first, second)
    pairs = [pair for cluster in _clusters(rows, columns) for pair in _best(*cluster)]
    turned_back = [(right, left) for left, right in pairs] if turned else pairs
    return tuple(sorted(turned_back, key=lambda pair: (pair[0].start, -pair[0].end, pair[0].id)))


def _clusters(first: Sequence[Span], second: Sequence[Span]) -> Iterator[tuple[list[Span], list[Span]]]:
    """The spans in groups of which none overlaps another, those of one side alone left out.

    What does not overlap is worth nothing, so that the best matching is the best of each group; and a group is small
    where a text is long.
    """
    rows: list[Span] = []
    columns: list[Span] = []
    reach = 0
    for span, side in sorted([(span, 0) for span in first] + [(span, 1) for span in second], key=_place):
        if span.start >= reach:
            if rows and columns:
                yield rows, columns
            rows, columns = [], []
        (columns if side else rows).append(span)
        reach = max(reach, span.end)
    if rows and columns:
        yield rows, columns


def _place(marked: tuple[Span, int]) -> tuple[int, int, str, str, int]:
    span, side = marked
    return span.start, -span.end, span.label, span.id, side


def _key(spans: Sequence[Span]) -> list[tuple[int, int, str, str]]:
    return [(span.start, span.end, span.label, span.id) for span in spans]


def worth(first: Sequence[Span], second: Sequence[Span]) -> npt.NDArray[np.float64]:
    """What each pair is worth (first x second), 0 where the spans do not overlap."""
    starts, ends, labels = _arrays(first)
    other_starts, other_ends, other_labels = _arrays(second)
    shared = np.minimum.outer(ends, other_ends) - np.maximum.outer(starts, other_starts)
    union = np.add.outer(ends - starts, other_ends - other_starts) - shared
    exact = np.equal.outer(starts, other_starts) & np.equal.outer(ends, other_ends)
    same = np.array([[left == right for right in other_labels] for left in labels])
    total: npt.NDArray[np.float64] = np.where(shared > 0, shared / union + SAME_LABEL * same + SAME_PLACE * exact, 0.0)
    return total


def _arrays(spans: Sequence[Span]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], list[str]]:
    places = np.array([span.place for span in spans], dtype=np.int64)
    return places[:, 0], places[:, 1], [span.label for span in spans]


def _best(rows: Sequence[Span], columns: Sequence[Span]) -> list[Pair]:
    if len(rows) * len(columns) > MOST_CELLS:
        found = f"{len(rows):,} and {len(columns):,}"
        raise Crowded(f"{found} spans of layer {rows[0].layer} overlap one another, more than can be matched")
    if len(rows) == len(columns) == 1:
        return [(rows[0], columns[0])]
    from scipy.optimize import linear_sum_assignment  # heavy: only where spans are matched

    worths = worth(rows, columns)
    found_pairs = zip(*linear_sum_assignment(worths, maximize=True), strict=True)
    return [(rows[row], columns[column]) for row, column in found_pairs if worths[row, column] > 0]
