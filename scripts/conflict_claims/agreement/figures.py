"""The figures as they are reported, each with its interval or the reason why it has none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from conflict_claims.agreement.measures import Measure
from conflict_claims.stats.intervals import Figure, figure
from conflict_claims.stats.ratios import Numbers


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


def draw(measure: Measure, weights: Numbers) -> Drawn:
    """Compute a measure over the articles as they are, and over every resample."""
    return Drawn(measure, measure.statistic.point(), measure.statistic.values(weights))


def entry(drawn: Drawn, articles: int) -> Entry:
    """The line of one measure of one pair; `articles` are those in which its layer was compared."""
    measure, statistic = drawn.measure, drawn.measure.statistic
    found = figure(drawn.value, drawn.draws, articles, statistic.undefined)
    return Entry(measure.layer, measure.kind, measure.name, found, statistic.units, measure.same, measure.remark)


def mean_entry(drawn: Sequence[Drawn], articles: int) -> Entry:
    """The mean of one measure over all pairs; undefined where a pair's is."""
    measure = drawn[0].measure
    unknown = sum(math.isnan(one.value) for one in drawn)
    value = float(np.mean([one.value for one in drawn]))
    draws = np.mean([one.draws for one in drawn], axis=0)
    found = figure(value, draws, articles, f"so in {unknown} of {len(drawn)} pairs")
    return Entry(measure.layer, measure.kind, measure.name, found, sum(one.measure.statistic.units for one in drawn))
