"""Which label was taken for which: a table for every closed set of labels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from conflict_claims.evaluate.attribute_tallies import record_pairs
from conflict_claims.evaluate.tally import scored
from conflict_claims.matching.edges import Edge, Record, first_links, second_links
from conflict_claims.matching.marks import LABEL_FIELD, LINK
from conflict_claims.matching.pairing import PairedArticle
from conflict_claims.matching.values import asked, comparable
from conflict_claims_schemas.fields import ATTRIBUTES, Field
from conflict_claims_schemas.vocabulary import LAYER

UNSAID = "(unsaid)"
"""Stands for a field without a value, and without a default."""
NO_RECORD = "(none)"
"""Stands for a record that only the other side has; in the tables of labels."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often gold's label met which label of the prediction: `cells` by (gold, predicted)."""

    layer: str
    field: str
    cells: dict[tuple[str, str], int]
    labels: tuple[str, ...]

    @property
    def wrong(self) -> list[tuple[tuple[str, str], int]]:
        """The cells in which the two differ, most frequent first."""
        found = [(pair, number) for pair, number in self.cells.items() if pair[0] != pair[1]]
        return sorted(found, key=lambda one: (-one[1], one[0]))


def confusions(paired: Sequence[PairedArticle], layers: Sequence[str]) -> list[Confusion]:
    """A table for each field with a closed set of labels, over matched records; fields never met are left out."""
    found = []
    for layer in LAYER.names:
        for field in ATTRIBUTES[layer] if layer in layers else ():
            if field.label_set and field.kind == "string":
                cells = Counter(pair for article in paired for pair in _met(article, layer, field))
                if cells:
                    found.append(Confusion(layer, field.name, dict(cells), _labels(field, cells)))
    return found


def _labels(field: Field, cells: Counter[tuple[str, str]]) -> tuple[str, ...]:
    """The labels in use, in the vocabulary's order, others last."""
    used = {name for pair in cells for name in pair}
    known = field.label_set.names if field.label_set else ()
    return (*(name for name in known if name in used), *sorted(used - set(known)))


def _met(article: PairedArticle, layer: str, field: Field) -> Iterator[tuple[str, str]]:
    if (layer, field.name) == (LINK, "type"):
        yield from _link_types(article)
        return
    for left, right in record_pairs(article, layer):
        if asked(layer, field, left, right):
            yield _label(left, field), _label(right, field)
    if field is LABEL_FIELD.get(layer):
        gold, pred = article.spans(layer)
        yield from ((span.label, NO_RECORD) for span in gold if span.id not in article.forward)
        yield from ((NO_RECORD, span.label) for span in pred if span.id not in article.backward)


def _label(record: Record, field: Field) -> str:
    value = comparable(record, field)
    return UNSAID if value is None else str(value)


def _link_types(article: PairedArticle) -> Iterator[tuple[str, str]]:
    if not scored(article, LINK):
        return
    ours, theirs = (_types(side(article)) for side in (first_links, second_links))
    for ends in sorted(ours.keys() | theirs.keys()):
        gold, pred = ours.get(ends, frozenset()), theirs.get(ends, frozenset())
        yield from ((kind, kind) for kind in sorted(gold & pred))
        yield from zip_longest(sorted(gold - pred), sorted(pred - gold), fillvalue=NO_RECORD)


def _types(links: Iterable[tuple[Edge, Record]]) -> dict[tuple[str, str], frozenset[str]]:
    """The types of the links between each two claims."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (start, kind, end), _ in links:
        found[start, end].add(kind)
    return {ends: frozenset(kinds) for ends, kinds in found.items()}
