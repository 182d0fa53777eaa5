"""Krippendorff's alpha of two annotators' values for the same spans."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from conflict_claims.stats.ratios import Codes, Numbers, divided

Distance = Callable[[Any, Any], float]
LIBRARY_CELLS = 5_000_000
"""`krippendorff` holds units x values x values numbers; beyond so many (0.1 GB) our own formula, which gives the same,
takes its place."""


def nominal(left: Any, right: Any) -> float:
    """0 for the same value, 1 for any other (Krippendorff 2004, chapter 11)."""
    return float(left != right)


def interval(left: int, right: int) -> float:
    """The squared difference of two numbers (Krippendorff 2004, chapter 11)."""
    return float(left - right) ** 2


def masi(left: frozenset[str], right: frozenset[str]) -> float:
    """1 - Jaccard x monotonicity of two sets (R. Passonneau, LREC 2006).

    Monotonicity is 1 for equal sets, 2/3 where one holds the other, 1/3 where they share a member, else 0. Two empty
    sets are equal.
    """
    if left == right:
        return 0.0
    shared = left & right
    monotonicity = 2 / 3 if left <= right or right <= left else 1 / 3
    return 1.0 - len(shared) / len(left | right) * monotonicity


@dataclass(frozen=True, slots=True)
class Alpha:
    """Alpha over pairs of values: `first` and `second` are codes into `distances`, `article` where each pair stands.

    The values are the same as those of the package `krippendorff`; the tests hold one against the other.
    """

    first: Codes
    second: Codes
    article: Codes
    articles: int
    distances: Numbers

    @property
    def units(self) -> int:
        """Pairs of values."""
        return len(self.first)

    @property
    def undefined(self) -> str:
        """Why it has no value, where it has none."""
        return "no variation" if self.units else "no pairs"

    def same(self) -> float | None:
        """The share of pairs with equal values, None without pairs."""
        return float((self.first == self.second).mean()) if self.units else None

    def point(self) -> float:
        """Alpha over the articles as they are, by the package `krippendorff`."""
        if not self._varies():
            return float("nan")
        if self.units * len(self.distances) ** 2 > LIBRARY_CELLS:
            return float(self.values(np.ones((1, self.articles)))[0])
        import krippendorff

        def metric(_v1: Any, _v2: Any, i1: Codes, i2: Codes, *_: Any, **__: Any) -> Numbers:
            return np.asarray(self.distances[i1, i2], float)

        return float(
            krippendorff.alpha(
                reliability_data=np.vstack([self.first, self.second]),
                value_domain=np.arange(len(self.distances)),
                level_of_measurement=cast("Any", metric),
            )
        )

    def _varies(self) -> bool:
        return len(np.unique(np.concatenate([self.first, self.second]))) > 1

    def values(self, weights: Numbers) -> Numbers:
        """Alpha for each row of `weights`: 1 - D_o / D_e (Krippendorff 2004, chapter 11)."""
        between = np.bincount(self.article, self.distances[self.first, self.second], self.articles)
        pairs = weights @ np.bincount(self.article, minlength=self.articles).astype(float)
        counts = np.zeros((self.articles, len(self.distances)))
        np.add.at(counts, (self.article, self.first), 1.0)
        np.add.at(counts, (self.article, self.second), 1.0)
        of_value = weights @ counts
        expected = divided(((of_value @ self.distances) * of_value).sum(axis=1), 2 * pairs * (2 * pairs - 1))
        return 1.0 - divided(divided(weights @ between, pairs), expected)


def alpha(pairs: Sequence[tuple[int, Hashable, Hashable]], articles: int, distance: Distance) -> Alpha:
    """Alpha over pairs of values.

    Args:
        pairs: number of the article, the first annotator's value, the second's.
        articles: how many articles there are.
        distance: how far two values are apart.
    """
    values = sorted({value for _, *both in pairs for value in both}, key=_order)
    code = {value: number for number, value in enumerate(values)}
    distances = [[distance(left, right) for right in values] for left in values]
    columns = [(article, code[left], code[right]) for article, left, right in pairs]
    article, first, second = np.array(columns, dtype=np.int64).reshape(-1, 3).T
    return Alpha(first, second, article, articles, np.array(distances, float).reshape(len(values), len(values)))


def _order(value: Any) -> tuple[str, Any]:
    """Values in an order that does not depend on where they stand in the data."""
    if isinstance(value, frozenset):
        return "set", sorted(value)
    return type(value).__name__, "" if value is None else value
