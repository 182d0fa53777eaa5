"""Every disagreement between two annotators, typed, with the words in their context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from conflict_claims.matching.edges import Record, ends_of, first_links, matched_links, second_links
from conflict_claims.matching.marks import LABEL_FIELD, LINK, Marks, Span
from conflict_claims.matching.pairing import PairedArticle
from conflict_claims.matching.values import attribute_differs, said
from conflict_claims_schemas.fields import ATTRIBUTES, Field
from conflict_claims_schemas.vocabulary import LAYER

Type = Literal["missing", "boundary", "label", "attribute", "relation"]
TYPES: tuple[Type, ...] = ("missing", "boundary", "label", "attribute", "relation")
MEANINGS: dict[Type, str] = {
    "missing": "one of the two marked a span that has no counterpart",
    "boundary": "matched spans that do not begin and end alike",
    "label": "matched spans of different type, outcome or act",
    "attribute": "matched spans or links with another value of a field",
    "relation": "a reference or link between matched spans that only one of the two made",
}
CONTEXT = 50
"""Characters shown on either side of a span."""


@dataclass(frozen=True, slots=True)
class Place:
    """A record and where it stands: its words, and what stands before and after them. A link stands at its `from`."""

    id: str
    start: int
    end: int
    words: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One point on which two annotators part; a side is None where its annotator has no such span or link."""

    type: Type
    layer: str
    article: str
    field: str
    first: Place | None
    second: Place | None
    first_value: str
    second_value: str

    @property
    def start(self) -> int:
        """Where it stands in the text."""
        return min(place.start for place in (self.first, self.second) if place is not None)


def disagreements(paired: Sequence[PairedArticle], layers: Sequence[str] = LAYER.names) -> list[Disagreement]:
    """All disagreements in the wanted layers, by article, place, type and field."""
    found = [item for article in paired for layer in layers for item in _in_layer(article, layer)]
    return sorted(found, key=_position)


def _position(item: Disagreement) -> tuple[str, int, int, int, str, str, str]:
    ids = [place.id if place else "" for place in (item.first, item.second)]
    return item.article, item.start, LAYER.names.index(item.layer), TYPES.index(item.type), item.field, ids[0], ids[1]


def _in_layer(article: PairedArticle, layer: str) -> Iterator[Disagreement]:
    if layer == LINK:
        yield from _links(article)
        return
    yield from _missing(article, layer)
    for left, right in article.pairs.get(layer, ()):
        yield from _between(article, left, right)


def _missing(article: PairedArticle, layer: str) -> Iterator[Disagreement]:
    first, second = article.spans(layer)
    text, name = article.article.text, article.article.id
    for span in first:
        if span.id not in article.forward:
            yield Disagreement("missing", layer, name, "", _place(span, text), None, span.label, "")
    for span in second:
        if span.id not in article.backward:
            yield Disagreement("missing", layer, name, "", None, _place(span, text), "", span.label)


def _between(article: PairedArticle, left: Span, right: Span) -> Iterator[Disagreement]:
    text = article.article.text
    places = _place(left, text), _place(right, text)
    if left.place != right.place:
        yield Disagreement("boundary", left.layer, article.article.id, "", *places, *(place.words for place in places))
    for field in ATTRIBUTES[left.layer]:
        if field.kind == "reference":
            differ = _reference_differs(article, left.record, right.record, field.name)
            values = (_names(left, field, article.first), _names(right, field, article.second))
        else:
            differ = attribute_differs(left.layer, field, left.record, right.record)
            values = (said(left.record, field), said(right.record, field))
        if differ:
            yield Disagreement(_type(left.layer, field), left.layer, article.article.id, field.name, *places, *values)


def _type(layer: str, field: Field) -> Type:
    if field.kind == "reference":
        return "relation"
    return "label" if field is LABEL_FIELD.get(layer) else "attribute"


def _reference_differs(article: PairedArticle, left: Record, right: Record, field: str) -> bool:
    ours, theirs, _ = ends_of(article, left, right, field)
    return ours != theirs


def _links(article: PairedArticle) -> Iterator[Disagreement]:
    name, text = article.article.id, article.article.text
    ours, theirs = dict(first_links(article)), dict(second_links(article))
    for edge, link in ours.items():
        if edge not in theirs:
            place = _link_place(link, article.first, text)
            yield Disagreement("relation", LINK, name, "link", place, None, _link_value(link, article.first), "")
    for edge, link in theirs.items():
        if edge not in ours:
            place = _link_place(link, article.second, text)
            yield Disagreement("relation", LINK, name, "link", None, place, "", _link_value(link, article.second))
    for left, right in matched_links(article):
        places = _link_place(left, article.first, text), _link_place(right, article.second, text)
        for field in ATTRIBUTES[LINK]:
            if attribute_differs(LINK, field, left, right):
                values = said(left, field), said(right, field)
                yield Disagreement("attribute", LINK, name, field.name, *places, *values)


def _link_place(link: Record, marks: Marks, text: str) -> Place:
    return replace(_place(marks.by_id[link["from"]], text), id=str(link["id"]))


def _link_value(link: Record, marks: Marks) -> str:
    return f"{link['type']}: {_named(link['from'], marks)} → {_named(link['to'], marks)}"


def _names(span: Span, field: Field, marks: Marks) -> str:
    return ", ".join(_named(ref, marks) for ref in span.record.get(field.name) or ()) or "(unstated)"


def _named(ref: str, marks: Marks) -> str:
    return f'{ref} "{marks.by_id[ref].record["text"]}"' if ref in marks.by_id else ref


def _place(span: Span, text: str) -> Place:
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    return Place(span.id, span.start, span.end, text[span.start : span.end], before, after)
