"""Are confidences what they say? Predictions by confidence, by threshold, and by the pattern that made them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from conflict_claims.evaluate.scores import Rates, drawn
from conflict_claims.evaluate.tally import scored
from conflict_claims.matching.edges import Record, matched_links
from conflict_claims.matching.marks import LINK, Span
from conflict_claims.matching.pairing import PairedArticle, pair_spans
from conflict_claims.stats.ratios import Numbers, ratio
from conflict_claims_schemas.suggestions import Reason, read_reason
from conflict_claims_schemas.vocabulary import LAYER

BINS = 10
THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
Z = 1.959964
"""The 97.5 % point of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One prediction with its reason.

    It is `right` where it is matched with a record of gold that has its label (a link: its ends and type), and `exact`
    where that also begins and ends alike.
    """

    layer: str
    reason: Reason
    right: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions taken together: how sure they were on average, how many were right, and a Wilson interval of that."""

    name: str
    number: int
    confidence: float
    right: float
    exact: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Threshold:
    """The rates where only predictions of at least `confidence` are kept, matched with gold anew."""

    layer: str
    confidence: float
    kept: int
    rates: Rates


@dataclass(frozen=True, slots=True)
class Reliability:
    """`error` is the expected calibration error, `brier` the mean squared difference; `silent` have no confidence."""

    number: int
    silent: int
    error: float
    brier: float
    bins: tuple[Bin, ...]
    patterns: tuple[Bin, ...]
    thresholds: tuple[Threshold, ...]


def reliability(paired: Sequence[PairedArticle], layers: Sequence[str], weights: Numbers) -> Reliability | None:
    """What the confidences are worth; None where no prediction carries one."""
    wanted = [layer for layer in LAYER.names if layer in layers]
    found = suggestions(paired, wanted)
    if not found:
        return None
    total = sum(len(_predicted(article, layer)) for article in paired for layer in wanted)
    bins = _grouped(found, [_bin_name(one.reason.confidence) for one in found])
    return Reliability(
        number=len(found),
        silent=total - len(found),
        error=sum(one.number * abs(one.confidence - one.right) for one in bins) / len(found),
        brier=sum((one.reason.confidence - one.right) ** 2 for one in found) / len(found),
        bins=bins,
        patterns=_grouped(found, [one.reason.pattern for one in found]),
        thresholds=tuple(_thresholds(paired, _graded(found, wanted), weights)),
    )


def _graded(found: Sequence[Suggestion], layers: Sequence[str]) -> list[str]:
    """The span layers of which some prediction carries a confidence."""
    carrying = {one.layer for one in found} - {LINK}
    return [layer for layer in layers if layer in carrying]


def suggestions(paired: Sequence[PairedArticle], layers: Sequence[str] = LAYER.names) -> list[Suggestion]:
    """Every prediction whose note says which pattern made it."""
    return [one for article in paired for layer in layers for one in _suggestions(article, layer)]


def _suggestions(article: PairedArticle, layer: str) -> Iterator[Suggestion]:
    if layer == LINK:
        matched = {id(right) for _, right in matched_links(article)} if scored(article, LINK) else set()
        for link in _predicted(article, LINK):
            if reason := read_reason(link.get("note")):
                yield Suggestion(LINK, reason, id(link) in matched, id(link) in matched)
        return
    partner = {right.id: left for left, right in article.pairs.get(layer, ())}
    for span in article.spans(layer)[1]:
        if reason := read_reason(span.record.get("note")):
            gold = partner.get(span.id)
            right = gold is not None and gold.label == span.label
            yield Suggestion(layer, reason, right, right and gold is not None and gold.place == span.place)


def _predicted(article: PairedArticle, layer: str) -> Sequence[Record]:
    if layer == LINK:
        return article.second.links if scored(article, LINK) else ()
    return [span.record for span in article.spans(layer)[1]]


def _bin_name(confidence: float) -> str:
    low = min(int(confidence * BINS), BINS - 1) / BINS
    return f"{low:.1f} to {low + 1 / BINS:.1f}"


def _grouped(found: Sequence[Suggestion], names: Sequence[str]) -> tuple[Bin, ...]:
    groups: dict[str, list[Suggestion]] = {}
    for name, one in sorted(zip(names, found, strict=True), key=lambda pair: pair[0]):
        groups.setdefault(name, []).append(one)
    return tuple(_bin(name, group) for name, group in groups.items())


def _bin(name: str, group: Sequence[Suggestion]) -> Bin:
    number = len(group)
    right = sum(one.right for one in group)
    confidence = sum(one.reason.confidence for one in group) / number
    exact = sum(one.exact for one in group) / number
    return Bin(name, number, confidence, right / number, exact, *wilson(right, number))


def wilson(right: int, number: int) -> tuple[float, float]:
    """The 95 % score interval of a share (E. B. Wilson, JASA 22, 1927)."""
    share, square = right / number, Z * Z / number
    middle = share + square / 2
    spread = Z * sqrt(share * (1 - share) / number + square / (4 * number))
    return max(0.0, (middle - spread) / (1 + square)), min(1.0, (middle + spread) / (1 + square))


def _thresholds(paired: Sequence[PairedArticle], layers: Sequence[str], weights: Numbers) -> Iterator[Threshold]:
    for layer in layers:
        for least in THRESHOLDS:
            yield _threshold(paired, layer, least, weights)


def _threshold(paired: Sequence[PairedArticle], layer: str, least: float, weights: Numbers) -> Threshold:
    both = [article.spans(layer) for article in paired]
    kept = [(gold, [span for span in pred if _sure(span, least)]) for gold, pred in both]
    right = [sum(left.label == other.label for left, other in pair_spans(*sides)) for sides in kept]
    gold, pred = [len(first) for first, _ in kept], [len(second) for _, second in kept]
    twice = [2 * number for number in right]
    parts = (ratio(right, pred, "none kept"), ratio(right, gold, "none in gold"),
             ratio(twice, [a + b for a, b in zip(gold, pred, strict=True)], "none on either side"))  # fmt: skip
    articles = sum(scored(article, layer) for article in paired)
    return Threshold(layer, least, sum(pred), Rates(*(drawn(one, weights, articles) for one in parts)))


def _sure(span: Span, least: float) -> bool:
    reason = read_reason(span.record.get("note"))
    return reason is None or reason.confidence >= least
