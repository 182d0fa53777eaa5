"""The records of a pass as a page shows them: what each says, and how it hangs together with others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from conflict_claims.annotations import Pass
from conflict_claims.files.layout import GOLD
from conflict_claims.matching.marks import LABEL_FIELD, LINK, value_of
from conflict_claims.render.escape import shortened
from conflict_claims.render.stories import inverse
from conflict_claims_schemas.fields import ATTRIBUTES, Field
from conflict_claims_schemas.vocabulary import SPECIAL_REFERENCES

LOCAL_ID = re.compile(r"[a-z][0-9]{1,9}", re.ASCII)
Record = Mapping[str, Any]

QUOTE = 80
"""Characters of the span at the other end that a relation quotes."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference or link of a span: `name` is the field or the link's type, with its aspect.

    `told` is how it reads from this span: `source`, or from the other end `source of`; `updates`, `updated by`.
    `anchor` leads to the span at the other end, and is empty where there is none: then `id` says why.
    """

    name: str
    told: str
    id: str
    anchor: str
    words: str
    incoming: bool
    link: str = ""


@dataclass(slots=True)
class SpanView:
    """A span of a pass.

    `anchor` names it in the page, `label` is its layer's label, `attributes` are the rest of what was marked, in the
    order of the fields; `is_in_text` says whether its place lies in the text at all.
    """

    anchor: str
    id: str
    layer: str
    label: str
    start: int
    end: int
    words: str
    is_in_text: bool
    attributes: list[tuple[str, str]]
    relations: list[Relation] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What a screen reader says of it: id, layer and label."""
        return f"{self.id} {self.layer}" + (f", {self.label.replace('_', ' ')}" if self.label else "")

    def values(self, name: str) -> list[str]:
        """What the attribute `name` says: nothing, or one value."""
        return [value for key, value in self.attributes if key == name]


def span_views(marked: Pass, annotator: str, text: str | None) -> list[SpanView]:
    """The spans of `marked` by place, with their relations both ways.

    Args:
        marked: as read; ids and offsets may be wrong.
        annotator: the folder that it stands in.
        text: the article's; None where it is withheld, and no words of it are shown.
    """
    anchors = _Anchors(annotator)
    views = [_view(record, anchors, text) for record in marked.records if record["layer"] != LINK]
    by_id: dict[str, SpanView] = {}
    for view in views:
        by_id.setdefault(view.id, view)
    spans = [record for record in marked.records if record["layer"] != LINK]
    for view, record in zip(views, spans, strict=True):
        for kind in ATTRIBUTES[view.layer]:
            if kind.kind == "reference":
                _refer(view, kind.name, record.get(kind.name) or (), by_id)
    for record in marked.records:
        if record["layer"] == LINK:
            _link(record, by_id)
    return sorted(views, key=lambda view: (view.start, -view.end, view.anchor))


class _Anchors:
    """Names for spans in a page: the id itself in gold, after the annotator's name elsewhere."""

    def __init__(self, annotator: str) -> None:
        self.prefix = "" if annotator == GOLD else f"{annotator}."
        self.given: Counter[str] = Counter()

    def of(self, local_id: str) -> str:
        """An anchor that is unique and safe, also for an id that is neither."""
        usual = local_id if LOCAL_ID.fullmatch(local_id) else "odd"
        self.given[usual] += 1
        again = f"-{self.given[usual]}" if usual == "odd" or self.given[usual] > 1 else ""
        return f"{self.prefix}{usual}{again}"


def _view(record: Record, anchors: _Anchors, text: str | None) -> SpanView:
    layer, start, end = record["layer"], record["start"], record["end"]
    length = len(text) if text is not None else 0
    is_in_text = 0 <= start < end <= length
    label_field = LABEL_FIELD[layer]
    label = str(value_of(record, label_field)) if label_field else ""
    words = text[start:end] if text is not None and is_in_text else ""
    attributes = list(_attributes(record, layer, text is not None, label_field))
    return SpanView(anchors.of(record["id"]), record["id"], layer, label, start, end, words, is_in_text, attributes)


def _attributes(record: Record, layer: str, with_words: bool, label: Field | None) -> Iterable[tuple[str, str]]:
    for kind in ATTRIBUTES[layer]:
        value = value_of(record, kind)
        if kind.kind != "reference" and kind is not label and value not in (None, []):
            yield kind.name, ", ".join(value) if isinstance(value, list) else str(value)
    if with_words and record.get("note"):
        yield "note", record["note"]


def _refer(view: SpanView, name: str, references: Sequence[str], by_id: Mapping[str, SpanView]) -> None:
    for reference in references:
        other = by_id.get(reference)
        if other is None:
            told = reference if reference in SPECIAL_REFERENCES else f"{reference} (no such span)"
            view.relations.append(Relation(name, name, told, "", "", False))
        else:
            _tie(view, other, (name, name, f"{name} of"))


def _link(record: Record, by_id: Mapping[str, SpanView]) -> None:
    aspect = f" ({record['aspect']})" if record.get("aspect") else ""
    forth, back = record["type"] + aspect, inverse(record["type"]) + aspect
    begin, end = by_id.get(record["from"]), by_id.get(record["to"])
    if begin and end:
        _tie(begin, end, (forth, forth, back), record["id"])
    elif begin or end:
        known, missing, told = (begin, record["to"], forth) if begin else (end, record["from"], back)
        assert known is not None
        relation = Relation(forth, told, f"{missing} (no such span)", "", "", begin is None, record["id"])
        known.relations.append(relation)


def _tie(view: SpanView, other: SpanView, names: tuple[str, str, str], link: str = "") -> None:
    """Tell a relation at both ends; `names` are its own, and those that it has from `view` and from `other`."""
    name, forth, back = names
    view.relations.append(Relation(name, forth, other.id, other.anchor, shortened(other.words, QUOTE), False, link))
    other.relations.append(Relation(name, back, view.id, view.anchor, shortened(view.words, QUOTE), True, link))
