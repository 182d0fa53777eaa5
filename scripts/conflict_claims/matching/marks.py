"""What one annotator marked in one article, in an order that depends on nothing but what was marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from conflict_claims.annotations import Pass
from conflict_claims_schemas.columns import LAYER_OF_TABLE, TAGGED
from conflict_claims_schemas.fields import ATTRIBUTES, Field
from conflict_claims_schemas.vocabulary import LAYER, SPAN_LAYERS

LINK = "link"


def _label_field(layer: str, tag: str) -> Field | None:
    return next((field for field in ATTRIBUTES[layer] if field.name == tag and field.labels), None)


LABEL_FIELD: dict[str, Field | None] = {
    LAYER_OF_TABLE[table]: _label_field(LAYER_OF_TABLE[table], tag) for table, tag in TAGGED.items()
}
"""The field whose value is a layer's label, as in the `tokens` configuration; topics have none."""


@dataclass(frozen=True, slots=True)
class Span:
    """One span: `start` and `end` count code points, `label` is empty in a layer that has none."""

    id: str
    layer: str
    start: int
    end: int
    label: str
    record: Mapping[str, Any]

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Marks:
    """One annotator's pass over one article.

    `layers` are those that were annotated; `spans` holds the spans of each span layer among them, by place, and
    `by_id` all of them; `links` is empty where links were not annotated.
    """

    guidelines: str
    layers: frozenset[str]
    spans: dict[str, tuple[Span, ...]]
    links: tuple[Mapping[str, Any], ...]
    by_id: dict[str, Span]


def marks_of(marked: Pass) -> Marks:
    """The marks of a pass; a layer that the header does not announce counts as annotated if it has a record."""
    layers = frozenset(marked.header["layers"]) | {record["layer"] for record in marked.records}
    spans = {layer: _spans(layer, marked.records) for layer in LAYER.names if layer in SPAN_LAYERS and layer in layers}
    links = [record for record in marked.records if record["layer"] == LINK]
    links.sort(key=lambda link: (str(link["type"]), str(link["from"]), str(link["to"]), str(link["id"])))
    by_id = {span.id: span for found in spans.values() for span in found}
    return Marks(str(marked.header["guidelines"]), layers, spans, tuple(links), by_id)


def _spans(layer: str, records: Iterable[Mapping[str, Any]]) -> tuple[Span, ...]:
    field = LABEL_FIELD[layer]
    spans = [
        Span(record["id"], layer, record["start"], record["end"], str(record[field.name]) if field else "", record)
        for record in records
        if record["layer"] == layer
    ]
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.label, span.id)))


def value_of(record: Mapping[str, Any], field: Field) -> Any:
    """The value of a field, with the default that an omitted one stands for; None where the text does not say."""
    value = record.get(field.name)
    return field.default if value is None else value


def faults(marked: Pass, length: int) -> Iterator[str]:
    """What would make a comparison meaningless: offsets outside the text, an id given twice."""
    seen: set[str] = set()
    for record in marked.records:
        if record["id"] in seen:
            yield f"the id {record['id']} twice"
        seen.add(record["id"])
        if record["layer"] != LINK and not 0 <= record["start"] < record["end"] <= length:
            yield f"span {record['id']} stands outside the text"
