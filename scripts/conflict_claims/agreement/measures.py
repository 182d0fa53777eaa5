"""What is measured between two annotators: every figure of every layer as a statistic over the articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from conflict_claims.agreement.attributes import attribute_alphas
from conflict_claims.agreement.coefficient import Alpha
from conflict_claims.agreement.unitised import Continuum, Stretch, UnitisedAlpha, apart, unitised_alpha
from conflict_claims.matching.edges import Edge, link_edges, reference_edges
from conflict_claims.matching.marks import LABEL_FIELD, LINK, Span
from conflict_claims.matching.pairing import Pair, PairedArticle
from conflict_claims.stats.ratios import Statistic, ratio
from conflict_claims_schemas.fields import ATTRIBUTES
from conflict_claims_schemas.vocabulary import LAYER

Kind = Literal["spans", "unitised", "attribute", "reference", "link"]
NEITHER = "neither marked one"
NO_EDGES = "no reference with matched ends"
NO_LINKS = "no link with matched ends"
UNITISED, UNITISED_LABELS = "unitised alpha", "unitised alpha with labels"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure to be computed.

    `same` is the share of equal values behind an alpha; `remark` says what was left out. `symmetric` is False for
    precision and recall, which change places when the annotators do.
    """

    layer: str
    kind: Kind
    name: str
    statistic: Statistic
    same: float | None = None
    remark: str = ""
    symmetric: bool = True


def measures(paired: Sequence[PairedArticle], layers: Sequence[str] = LAYER.names) -> list[Measure]:
    """Every figure of the wanted layers, in the order in which reports show them."""
    found: list[Measure] = []
    for layer in LAYER.names:
        if layer in layers:
            found += _link_layer(paired) if layer == LINK else _span_layer(paired, layer)
    return found


def _span_layer(paired: Sequence[PairedArticle], layer: str) -> Iterator[Measure]:
    yield from _span_measures(paired, layer)
    yield _unitised(paired, layer, UNITISED, lambda span: "")
    if LABEL_FIELD[layer] is not None:
        yield _unitised(paired, layer, UNITISED_LABELS, lambda span: span.label)
    for name, statistic in attribute_alphas(paired, layer):
        yield _alpha(layer, name, statistic)
    for field in ATTRIBUTES[layer]:
        if field.kind == "reference":
            edges = [reference_edges(article, layer, field.name) for article in paired]
            yield _edge_f1(layer, "reference", f"{field.name} F1", edges, NO_EDGES)


MATCHES: dict[str, Callable[[Pair], bool]] = {
    "exact": lambda pair: pair[0].place == pair[1].place,
    "overlap": lambda pair: True,
    "exact with label": lambda pair: pair[0].place == pair[1].place and pair[0].label == pair[1].label,
}
"""What counts as a match, by the name of the measure."""


def _span_measures(paired: Sequence[PairedArticle], layer: str) -> Iterator[Measure]:
    both = [article.spans(layer) for article in paired]
    first, second = [len(spans) for spans, _ in both], [len(spans) for _, spans in both]
    total = [left + right for left, right in zip(first, second, strict=True)]
    for name, counts_as_match in MATCHES.items():
        if name == "exact with label" and LABEL_FIELD[layer] is None:
            continue
        matched = [sum(map(counts_as_match, article.pairs.get(layer, ()))) for article in paired]
        twice = [2 * number for number in matched]
        yield Measure(layer, "spans", f"{name} F1", ratio(twice, total, NEITHER))
        yield _half(layer, f"{name} precision", matched, second, "the second marked none")
        yield _half(layer, f"{name} recall", matched, first, "the first marked none")


def _half(layer: str, name: str, matched: list[int], marked: list[int], undefined: str) -> Measure:
    return Measure(layer, "spans", name, ratio(matched, marked, undefined), symmetric=False)


def _unitised(paired: Sequence[PairedArticle], layer: str, name: str, category: Callable[[Span], str]) -> Measure:
    both = [article.spans(layer) for article in paired]
    names = sorted({category(span) for sides in both for side in sides for span in side})
    lengths = [len(article.article.text) if article.has(layer) else 0 for article in paired]
    continua: dict[str, list[Continuum]] = {name: [] for name in names}
    for length, (first, second) in zip(lengths, both, strict=True):
        sides = _by_category(first, category), _by_category(second, category)
        for wanted in names:
            continua[wanted].append(Continuum(length, *(apart(side.get(wanted, ())) for side in sides)))
    statistic = unitised_alpha(lengths, continua)
    return Measure(layer, "unitised", name, statistic, remark=_nested(both, statistic))


def _by_category(spans: Sequence[Span], category: Callable[[Span], str]) -> dict[str, list[Stretch]]:
    stretches: dict[str, list[Stretch]] = {}
    for span in spans:
        stretches.setdefault(category(span), []).append(span.place)
    return stretches


def _nested(both: Sequence[tuple[Sequence[Span], Sequence[Span]]], statistic: UnitisedAlpha) -> str:
    dropped = sum(len(first) + len(second) for first, second in both) - statistic.units
    return f"{dropped:,} nested or overlapping spans left out" if dropped else ""


def _alpha(layer: str, name: str, statistic: Alpha) -> Measure:
    return Measure(layer, "attribute", name, statistic, same=statistic.same())


def _edge_f1(
    layer: str,
    kind: Literal["reference", "link"],
    name: str,
    edges: Sequence[tuple[frozenset[Edge], frozenset[Edge], int]],
    undefined: str,
) -> Measure:
    shared = [2 * len(first & second) for first, second, _ in edges]
    total = [len(first) + len(second) for first, second, _ in edges]
    lost = sum(number for *_, number in edges)
    remark = f"{lost:,} with an end that has no counterpart left out" if lost else ""
    return Measure(layer, kind, name, ratio(shared, total, undefined), remark=remark)


def _link_layer(paired: Sequence[PairedArticle]) -> Iterator[Measure]:
    typed = [link_edges(article) for article in paired]
    yield _edge_f1(LINK, "link", "link F1 with type", typed, NO_LINKS)
    untyped = [(_ends(first), _ends(second), lost) for first, second, lost in typed]
    yield _edge_f1(LINK, "link", "link F1 of any type", untyped, NO_LINKS)
    for name, statistic in attribute_alphas(paired, LINK):
        yield _alpha(LINK, name, statistic)


def _ends(edges: frozenset[Edge]) -> frozenset[Edge]:
    return frozenset((start, "", end) for start, _, end in edges)
