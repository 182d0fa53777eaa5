"""The agreement of two or more annotators: figures of every pair, their mean, and every disagreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from conflict_claims.agreement.collecting import LeftOut, Material
from conflict_claims.agreement.figures import Drawn, Entry, draw, entry, mean_entry
from conflict_claims.agreement.measures import measures
from conflict_claims.files.layout import GOLD
from conflict_claims.matching.disagreements import Disagreement, disagreements
from conflict_claims.matching.edges import matched_links
from conflict_claims.matching.pairing import PairedArticle, pair_article
from conflict_claims.stats.intervals import RESAMPLES, SEED, few_articles, resamples
from conflict_claims_schemas.vocabulary import LAYER, SPAN_LAYERS

CAUTION = (
    "What kind of annotators these are, the figures cannot tell. Passes made with the same kind of help share its "
    "habits, so that their agreement is an upper bound and not comparable with that of independent people."
)
"""Stands in every output."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of a layer each of two annotators has in the articles compared, and how many are matched."""

    layer: str
    articles: int
    first: int
    second: int
    matched: int


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two annotators: counts a layer, figures, and every disagreement."""

    first: str
    second: str
    counts: tuple[Count, ...]
    entries: tuple[Entry, ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """All that is reported. `mean` is empty for two annotators; `notes` end with CAUTION."""

    annotators: tuple[str, ...]
    guidelines: dict[str, tuple[str, ...]]
    articles: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    layers: tuple[str, ...]
    resamples: int
    seed: int
    pairs: tuple[PairAgreement, ...]
    mean: tuple[Entry, ...]
    notes: tuple[str, ...]


def agreement(
    material: Material, layers: Sequence[str] = LAYER.names, number: int = RESAMPLES, seed: int = SEED
) -> Agreement:
    """Measure the agreement of every two annotators.

    Args:
        material: what they marked.
        layers: the layers to report; spans of the others are matched all the same, for references point at them.
        number: resamples behind each interval; 0 for none.
        seed: of the resamples.
    """
    wanted = tuple(layer for layer in LAYER.names if layer in layers)
    weights = resamples(len(material.articles), number, seed)
    pairs: list[PairAgreement] = []
    drawn: list[list[Drawn]] = []
    for first, second in combinations(material.annotators, 2):
        paired = [pair_article(article, first, second) for article in material.articles]
        drawn.append([draw(measure, weights) for measure in measures(paired, wanted)])
        pairs.append(_pair(first, second, paired, drawn[-1], wanted))
    return Agreement(
        material.annotators,
        material.guidelines(),
        tuple(article.id for article in material.articles),
        material.left_out,
        wanted,
        len(weights),
        seed,
        tuple(pairs),
        _mean(drawn, _articles(material)) if len(drawn) > 1 else (),
        tuple(_notes(material)),
    )


def _articles(material: Material) -> dict[str, int]:
    return {layer: sum(layer in article.layers for article in material.articles) for layer in LAYER.names}


def _pair(
    first: str, second: str, paired: Sequence[PairedArticle], drawn: Sequence[Drawn], layers: tuple[str, ...]
) -> PairAgreement:
    counts = {layer: _count(paired, layer) for layer in layers}
    entries = tuple(entry(one, counts[one.measure.layer].articles) for one in drawn)
    return PairAgreement(first, second, tuple(counts.values()), entries, tuple(disagreements(paired, layers)))


def _count(paired: Sequence[PairedArticle], layer: str) -> Count:
    compared = [article for article in paired if article.has(layer)]
    if layer in SPAN_LAYERS:
        both = [article.spans(layer) for article in compared]
        matched = sum(len(article.pairs[layer]) for article in compared)
        return Count(layer, len(compared), sum(len(one) for one, _ in both), sum(len(two) for _, two in both), matched)
    first = sum(len(article.first.links) for article in compared)
    second = sum(len(article.second.links) for article in compared)
    return Count(layer, len(compared), first, second, sum(len(matched_links(article)) for article in compared))


def _mean(drawn: Sequence[Sequence[Drawn]], articles: dict[str, int]) -> tuple[Entry, ...]:
    # Precision and recall depend on who is called first, so their mean would mean nothing.
    rows = [row for row in zip(*drawn, strict=True) if row[0].measure.symmetric]
    return tuple(mean_entry(row, articles[row[0].measure.layer]) for row in rows)


def _notes(material: Material) -> list[str]:
    notes = []
    versions = material.guidelines()
    if len(set(versions.values())) > 1:
        told = "; ".join(f"{name} {', '.join(found)}" for name, found in versions.items())
        notes.append(f"The annotators followed different guidelines: {told}.")
    if few := few_articles(len(material.articles)):
        notes.append(few)
    if GOLD in material.annotators:
        notes.append("gold is settled from passes: agreement with it is not that of independent readers.")
    return [*notes, CAUTION]
