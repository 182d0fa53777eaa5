"""Krippendorff's unitised alpha: do two annotators mark the same stretches of a text?

After K. Krippendorff, Content Analysis, 2nd ed., Sage 2004, chapter 11 (example on p. 254), for two observers. For more
than two, Krippendorff, Mathet, Bouvry and Widlöcher (Quality & Quantity 2016) found that this definition "turned out
to behave not as expected"; more than two annotators are therefore compared pair by pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from conflict_claims.stats.ratios import Numbers, divided

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Continuum:
    """A text of `length` characters, and each observer's units of one category: by place, none overlapping another."""

    length: int
    first: tuple[Stretch, ...] = ()
    second: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """The terms of the formulas for one category, by article.

    `observed` is the sum of squared differences between the two observers. With l the length of a unit: `units`
    counts them, `cubes` sums (2l³ - 3l² + l) / 3, `pairs` sums l (l - 1). `squares` (articles x lengths) sums l² of the
    units of each length, and `room` (articles x lengths) the places that the gaps of both observers have for it.
    """

    observed: Numbers
    units: Numbers
    cubes: Numbers
    pairs: Numbers
    squares: Numbers
    room: Numbers


@dataclass(frozen=True, slots=True)
class UnitisedAlpha:
    """alpha_U over several texts and one or more categories: 1 - sum of D_o / sum of D_e over the categories.

    Texts are joined to one continuum whose borders no unit can cross: a gap ends where its text ends. Thus the order
    of the texts makes no difference, and a single text gives the textbook's value.
    """

    lengths: Numbers
    categories: tuple[Category, ...]

    @property
    def units(self) -> int:
        """Units of both observers."""
        return int(sum(category.units.sum() for category in self.categories))

    @property
    def undefined(self) -> str:
        """Why it has no value, where it has none."""
        return "no variation" if self.units else "neither marked one"

    def point(self) -> float:
        """alpha_U over the texts as they are."""
        return float(self.values(np.ones((1, len(self.lengths))))[0])

    def values(self, weights: Numbers) -> Numbers:
        """alpha_U for each row of `weights`."""
        observed, expected = self.disagreements(weights)
        return 1.0 - divided(observed, expected)

    def disagreements(self, weights: Numbers) -> tuple[Numbers, Numbers]:
        """Observed and expected disagreement, each summed over the categories, for each row of `weights`."""
        length = weights @ self.lengths
        observed, expected = np.zeros(len(weights)), np.zeros(len(weights))
        for category in self.categories:
            observed += divided(weights @ category.observed, length**2)
            expected += _expected(category, weights, length)
        return observed, expected


def _expected(category: Category, weights: Numbers, length: Numbers) -> Numbers:
    """Krippendorff 2004, chapter 11, m = 2: all ways in which these units could lie among the units and gaps."""
    among_units = (weights @ category.units - 1.0) * (weights @ category.cubes)
    among_gaps = ((weights @ category.squares) * (weights @ category.room)).sum(axis=1)
    positions = 2.0 * length * (2.0 * length - 1.0) - weights @ category.pairs
    return 2.0 * divided(among_units + among_gaps, length * positions)


def unitised_alpha(lengths: Sequence[int], categories: Mapping[str, Sequence[Continuum]]) -> UnitisedAlpha:
    """alpha_U of two observers.

    Args:
        lengths: length of each text in characters; 0 leaves a text out.
        categories: by category, a continuum a text, in the order of `lengths`.
    """
    terms = tuple(_category(continua) for _, continua in sorted(categories.items()))
    return UnitisedAlpha(np.array(lengths, float), terms)


def _category(continua: Sequence[Continuum]) -> Category:
    marked = [(at, text) for at, text in enumerate(continua) if text.first or text.second]
    by_text = {at: np.array(_lengths((*text.first, *text.second)), float) for at, text in marked}
    distinct = np.unique(np.concatenate([*by_text.values(), np.zeros(0)]))
    # A text without units is one gap for each of the two observers.
    free = np.array([text.length for text in continua], float)
    room = 2 * np.maximum(free[:, None] - distinct + 1, 0)
    counts = np.zeros_like(room)
    differences = np.zeros(len(continua))
    for at, text in marked:
        counts[at] = (by_text[at][:, None] == distinct).sum(axis=0)
        room[at] = _room(text, distinct)
        differences[at] = observed(text.first, text.second)
    return Category(
        observed=differences,
        units=counts.sum(axis=1),
        cubes=counts @ ((2 * distinct**3 - 3 * distinct**2 + distinct) / 3),
        pairs=counts @ (distinct * (distinct - 1)),
        squares=counts * distinct**2,
        room=room,
    )


def _lengths(stretches: Iterable[Stretch]) -> list[int]:
    return [end - start for start, end in stretches]


def _room(text: Continuum, distinct: Numbers) -> Numbers:
    free = np.array([*gaps(text.first, text.length), *gaps(text.second, text.length)], float)
    places: Numbers = np.maximum(free[:, None] - distinct + 1, 0).sum(axis=0)
    return places


def gaps(units: Sequence[Stretch], length: int) -> list[int]:
    """The lengths of what lies before, between and after the units of one observer."""
    borders = [0, *(border for unit in units for border in unit), length]
    return [end - start for start, end in zip(borders[::2], borders[1::2], strict=True) if end > start]


def observed(first: Sequence[Stretch], second: Sequence[Stretch]) -> int:
    """The sum of the squared differences between two observers' units (Krippendorff 2004, chapter 11).

    Two units that overlap differ by the squares of the distances between their starts and between their ends; a unit
    that lies in a gap of the other observer by the square of its length.
    """
    both = [(left, right) for left in first for right in second if left[0] < right[1] and right[0] < left[1]]
    alone = [*_without(first, {left for left, _ in both}), *_without(second, {right for _, right in both})]
    return sum((a - c) ** 2 + (b - d) ** 2 for (a, b), (c, d) in both) + sum((end - start) ** 2 for start, end in alone)


def _without(units: Sequence[Stretch], met: set[Stretch]) -> list[Stretch]:
    return [unit for unit in units if unit not in met]


def apart(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The stretches without those that overlap a longer one, or an earlier one of the same length; by place.

    alpha_U knows no overlapping units of one observer; the `tokens` configuration makes the same choice.
    """
    kept: list[Stretch] = []
    for start, end in sorted(stretches, key=lambda unit: (unit[0] - unit[1], unit[0])):
        if all(end <= other_start or other_end <= start for other_start, other_end in kept):
            kept.append((start, end))
    return tuple(sorted(kept))
