"""A figure over articles with its 95 % interval: percentiles of resampled articles, and how both are told."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from conflict_claims.render.summary import counted
from conflict_claims.stats.ratios import Numbers

LEVEL = 0.95
RESAMPLES, SEED = 1000, 0
FEW_ARTICLES = 30
"""Below about so many clusters the bootstrap understates uncertainty (Cameron, Gelbach and Miller 2008)."""
ROUNDING = 1e-9
"""How far sums of floating-point numbers may stray from a whole figure."""


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


def resamples(articles: int, number: int, seed: int) -> Numbers:
    """How often each article is drawn in each resample (number x articles).

    RandomState's stream is frozen (NEP 19), so that the intervals in the docs do not change with a new NumPy.
    """
    if not articles or not number:
        return np.zeros((0, articles))
    generator = np.random.RandomState(seed)
    return generator.multinomial(articles, np.full(articles, 1 / articles), number).astype(float)


def figure(value: float, draws: Numbers, articles: int, undefined: str) -> Figure:
    """A value with the interval of its `draws`.

    Args:
        value: over the articles as they are; nan where it is undefined.
        draws: the value in each resample; nan where it is undefined.
        articles: how many articles it was measured in.
        undefined: why it has no value, where it has none.
    """
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


def value(figure: Figure, digits: int = 3) -> str:
    """A figure's value, or why it has none."""
    return f"undefined: {figure.undefined}" if figure.value is None else rounded(figure.value, digits)


def interval(figure: Figure, digits: int = 3) -> str:
    """A figure's interval, or why it has none."""
    if figure.low is None or figure.high is None:
        return f"none: {figure.no_interval}" if figure.no_interval else ""
    return f"{rounded(figure.low, digits)} to {rounded(figure.high, digits)}"


def undrawn(figure: Figure, number: int) -> str:
    """How many of the resamples the figure is undefined in, and its interval silent on; empty for none."""
    lost = number - figure.resamples
    return f"undefined in {lost:,} of {counted(number, 'resample')}" if figure.resamples and lost else ""


def rounded(number: float, digits: int) -> str:
    """`number` with so many digits; what is not quite 1 is not shown as 1, for 1 means no disagreement at all."""
    shown = f"{number:.{digits}f}"
    if float(shown) == 1 and number < 1 - ROUNDING:
        return f">{1 - 10**-digits:.{digits}f}"
    return shown.removeprefix("-") if float(shown) == 0 else shown


def few_articles(articles: int) -> str:
    """A warning where so few articles were resampled that the intervals are too narrow; else empty."""
    if not 2 <= articles < FEW_ARTICLES:
        return ""
    return f"Resampling as few as {articles} articles gives intervals that are too narrow."
