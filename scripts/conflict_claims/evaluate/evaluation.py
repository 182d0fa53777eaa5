"""The evaluation of one set of annotations by another: every score, every error, and what follows for an annotator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conflict_claims.evaluate.confusions import Confusion, confusions
from conflict_claims.evaluate.effort import Effort, efforts
from conflict_claims.evaluate.errors import Error, errors
from conflict_claims.evaluate.material import Evaluated, LeftOut, Material
from conflict_claims.evaluate.reliability import Reliability, reliability
from conflict_claims.evaluate.scores import Score, scores
from conflict_claims.evaluate.tally import scored
from conflict_claims.matching.pairing import PairedArticle
from conflict_claims.stats.intervals import RESAMPLES, SEED, few_articles, resamples
from conflict_claims_schemas.vocabulary import LAYER


@dataclass(frozen=True, slots=True)
class Group:
    """The scores of the articles that have `value` in the field by which they were parted."""

    value: str
    articles: int
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that is reported; `resamples` is how many there were, `dropped` are records that cannot be used."""

    gold: str
    pred: str
    articles: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    dropped: tuple[LeftOut, ...]
    unasked: int
    layers: tuple[str, ...]
    resamples: int
    seed: int
    scores: tuple[Score, ...]
    confusions: tuple[Confusion, ...]
    efforts: tuple[Effort, ...]
    reliability: Reliability | None
    errors: tuple[Error, ...]
    by: str
    groups: tuple[Group, ...]
    notes: tuple[str, ...]


def evaluate(
    material: Material, layers: Sequence[str] = LAYER.names, by: str = "", number: int = RESAMPLES, seed: int = SEED
) -> Evaluation:
    """Score what PRED says by what GOLD says.

    Args:
        material: the articles, with their spans matched.
        layers: the layers to report; spans of the others are matched all the same, for references point at them.
        by: a field of the articles whose values part them into groups; empty for none.
        number: resamples behind each interval; 0 for none.
        seed: of the resamples.
    """
    paired = [one.paired for one in material.articles]
    wanted = tuple(name for name in LAYER.names if name in layers)
    weights = resamples(len(paired), number, seed)
    return Evaluation(
        gold=material.gold,
        pred=material.pred,
        articles=tuple(one.id for one in material.articles),
        left_out=material.left_out,
        dropped=material.dropped,
        unasked=material.unasked,
        layers=wanted,
        resamples=len(weights),
        seed=seed,
        scores=tuple(scores(paired, wanted, weights)),
        confusions=tuple(confusions(paired, wanted)),
        efforts=tuple(efforts(paired, wanted, weights)),
        reliability=reliability(paired, wanted, weights),
        errors=tuple(errors(paired, wanted)),
        by=by,
        groups=tuple(_groups(material.articles, wanted, by, number, seed)) if by else (),
        notes=tuple(_notes(material, wanted, paired)),
    )


def _groups(articles: Sequence[Evaluated], layers: Sequence[str], by: str, number: int, seed: int) -> Iterator[Group]:
    found: dict[str, list[PairedArticle]] = {}
    for one in articles:
        for value in values(one.fields, by):
            found.setdefault(value, []).append(one.paired)
    for value, paired in sorted(found.items()):
        yield Group(value, len(paired), tuple(scores(paired, layers, resamples(len(paired), number, seed))))


def values(fields: Mapping[str, Any], name: str) -> list[str]:
    """The groups of an article: its value in a field, or every value of a list; `(unsaid)` where it has none."""
    value = fields.get(name)
    found = list(value) if isinstance(value, list | tuple) else [value]
    return sorted({str(one) for one in found if one not in (None, "")}) or ["(unsaid)"]


def _notes(material: Material, layers: Sequence[str], paired: Sequence[PairedArticle]) -> Iterator[str]:
    if few := few_articles(len(material.articles)):
        yield few
    for layer in layers:
        if not any(scored(article, layer) for article in paired):
            yield f"Layer {layer} is not scored: no article has it on both sides."
    if material.unasked:
        yield f"Only in {material.pred}, and not scored: {material.unasked:,} articles."
