"""A figure as sums over articles, so that resampling articles means no more than weighing them anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]


class Statistic(Protocol):
    """What can be computed from any weighing of the articles."""

    @property
    def units(self) -> int:
        """How many spans, pairs or edges it rests on."""

    @property
    def undefined(self) -> str:
        """Why it has no value, where it has none."""

    def point(self) -> float:
        """Its value over the articles as they are; nan where it is undefined."""

    def values(self, weights: Numbers) -> Numbers:
        """Its value for each row of `weights` (resamples x articles); nan where it is undefined."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A sum over articles divided by another: precision, recall, F1, shares."""

    numerators: Numbers
    denominators: Numbers
    units: int
    undefined: str

    def point(self) -> float:
        """The ratio over the articles as they are."""
        return float(self.values(np.ones((1, len(self.numerators))))[0])

    def values(self, weights: Numbers) -> Numbers:
        """The ratio for each row of `weights`."""
        return divided(weights @ self.numerators, weights @ self.denominators)


def divided(numerators: Numbers, denominators: Numbers) -> Numbers:
    """Elementwise quotient, nan where the denominator is 0."""
    out = np.full(numerators.shape, np.nan)
    np.divide(numerators, denominators, out=out, where=denominators != 0)
    return out


def ratio(numerators: list[int], denominators: list[int], undefined: str) -> Ratio:
    """A ratio from counts by article; its units are what is counted below the line."""
    return Ratio(np.array(numerators, float), np.array(denominators, float), sum(denominators), undefined)
