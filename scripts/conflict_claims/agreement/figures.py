"""The figures as they are reported, each with its interval or the reason why it has none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from conflict_claims.agreement.measures import Measure
from conflict_claims.agreement.statistic import Numbers

LEVEL = 0.95
RESAMPLES, SEED = 1000, 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its 95 % interval.

    `value` is None where it is undefined, and `undefined` then says why; `low` and `high` are None where there is no
    interval, and `no_interval` says why. `resamples` counts those in which the figure is defined, of which alone the
    interval is made.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    undefined: str = ""
    no_interval: str = ""
    resamples: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a report; `units` are what the figure rests on (spans, pairs, references, links)."""

    layer: str
    kind: str
    name: str
    figure: Figure
    units: int
    same: float | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A measure, its value (nan: undefined), and its values in the resamples."""

    measure: Measure
    value: float
    draws: Numbers


def resamples(articles: int, number: int, seed: int) -> Numbers:
    """How often each article is drawn in each resample (number x articles).

    RandomState's stream is frozen (NEP 19), so that the intervals in the docs do not change with a new NumPy.
    """
    if not articles or not number:
        return np.zeros((0, articles))
    generator = np.random.RandomState(seed)
    return generator.multinomial(articles, np.full(articles, 1 / articles), number).astype(float)


def draw(measure: Measure, weights: Numbers) -> Drawn:
    """Compute a measure over the articles as they are, and over every resample."""
    return Drawn(measure, measure.statistic.point(), measure.statistic.values(weights))


def entry(drawn: Drawn, articles: int) -> Entry:
    """The line of one measure of one pair; `articles` are those in which its layer was compared."""
    measure, statistic = drawn.measure, drawn.measure.statistic
    found = _figure(drawn.value, drawn.draws, articles, statistic.undefined)
    return Entry(measure.layer, measure.kind, measure.name, found, statistic.units, measure.same, measure.remark)


def mean_entry(drawn: Sequence[Drawn], articles: int) -> Entry:
    """The mean of one measure over all pairs; undefined where a pair's is."""
    measure = drawn[0].measure
    unknown = sum(math.isnan(one.value) for one in drawn)
    value = float(np.mean([one.value for one in drawn]))
    draws = np.mean([one.draws for one in drawn], axis=0)
    found = _figure(value, draws, articles, f"so in {unknown} of {len(drawn)} pairs")
    return Entry(measure.layer, measure.kind, measure.name, found, sum(one.measure.statistic.units for one in drawn))


def _figure(value: float, draws: Numbers, articles: int, undefined: str) -> Figure:
    if math.isnan(value):
        return Figure(None, undefined=undefined)
    if articles < 2:  # one article cannot show how much articles differ
        return Figure(value, no_interval="fewer than two articles")
    if not len(draws):
        return Figure(value, no_interval="no resamples asked for")
    defined = draws[~np.isnan(draws)]
    if 2 * len(defined) < len(draws):
        return Figure(value, no_interval="undefined in most resamples")
    low, high = np.quantile(defined, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Figure(value, float(low), float(high), resamples=len(defined))
