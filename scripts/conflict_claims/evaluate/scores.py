"""Precision, recall, F1 and accuracy of each measure: over all articles, and as the mean of the articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from conflict_claims.evaluate.measures import tallies
from conflict_claims.evaluate.tally import Kind, Tally, scored
from conflict_claims.matching.pairing import PairedArticle
from conflict_claims.stats.intervals import Figure, figure
from conflict_claims.stats.ratios import Numbers, Ratio, ratio
from conflict_claims_schemas.vocabulary import LAYER

NONE_PREDICTED, NONE_IN_GOLD, NEITHER = "none predicted", "none in gold", "none on either side"


@dataclass(frozen=True, slots=True)
class Rates:
    """How much of what is predicted is right, how much of gold is found, and their harmonic mean."""

    precision: Figure
    recall: Figure
    f1: Figure


@dataclass(frozen=True, slots=True)
class Score:
    """One measure.

    `micro` counts every record alike (sums over articles first), `macro` every article (the mean of those in which
    the figure is defined). `accuracy` is the share of `pairs` matched records that say the same; None for measures
    that compare no matched records.
    """

    layer: str
    kind: Kind
    name: str
    right: int
    gold: int
    pred: int
    micro: Rates
    macro: Rates
    pairs: int = 0
    accuracy: Figure | None = None


def scores(paired: Sequence[PairedArticle], layers: Sequence[str], weights: Numbers) -> list[Score]:
    """The score of every measure.

    Args:
        paired: the articles.
        layers: to be reported.
        weights: the resamples behind the intervals, a row each (`resamples`).
    """
    compared = {layer: sum(scored(article, layer) for article in paired) for layer in LAYER.names}
    return [_score(tally, weights, compared[tally.layer]) for tally in tallies(paired, layers)]


def _score(tally: Tally, weights: Numbers, articles: int) -> Score:
    twice, both = [2 * one for one in tally.right], [a + b for a, b in zip(tally.gold, tally.pred, strict=True)]
    parts = (
        ratio(tally.right, tally.pred, NONE_PREDICTED),
        ratio(tally.right, tally.gold, NONE_IN_GOLD),
        ratio(twice, both, NEITHER),
    )
    micro, macro = (
        Rates(*(drawn(one, weights, articles) for one in group)) for group in (parts, [_mean(one) for one in parts])
    )
    accuracy = drawn(ratio(tally.same, tally.pairs, "no pairs"), weights, articles) if tally.pairs else None
    counts = sum(tally.right), sum(tally.gold), sum(tally.pred)
    return Score(tally.layer, tally.kind, tally.name, *counts, micro, macro, sum(tally.pairs), accuracy)


def _mean(one: Ratio) -> Ratio:
    """The mean of a ratio over the articles that define it."""
    defined = one.denominators > 0
    values = np.divide(one.numerators, one.denominators, out=np.zeros(len(defined)), where=defined)
    return Ratio(values, defined.astype(float), int(defined.sum()), one.undefined)


def drawn(one: Ratio, weights: Numbers, articles: int) -> Figure:
    """A ratio with its interval."""
    return figure(one.point(), one.values(weights), articles, one.undefined)
