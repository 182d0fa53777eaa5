"""A draft as records of an annotation file."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from itertools import count
from typing import Any

from conflict_claims.annotations.records import ID_PREFIX
from conflict_claims.suggest.confidence import confidence
from conflict_claims.suggest.draft import Draft, Span
from conflict_claims_schemas.suggestions import reason_note
from conflict_claims_schemas.vocabulary import AUTHOR, UNNAMED

_REFERENCES = frozenset({"source", "perpetrator", "holder", "target", "addressee"})


def records_of(draft: Draft, layers: Collection[str], least: float) -> list[dict[str, Any]]:
    """The records of the wanted layers, spans by start and links last, with ids in text order.

    A span below `least` is left out, and so is what cannot stand without it: references to it go, and a reference
    that a record must have becomes what the words still say (`unnamed`).
    """
    spans = _kept(draft, layers, least)
    # They stand in the order in which `annotations.canonical.number_records` would number them.
    numbers = {layer: count(1) for layer in ID_PREFIX}
    names = {id(span): f"{ID_PREFIX[span.layer]}{next(numbers[span.layer])}" for span in spans}
    text = draft.chunks.words.text
    records = [_span_record(text, span, names) for span in spans]
    if "link" in layers:
        records += _link_records(draft, names, least)
    return records


def _kept(draft: Draft, layers: Collection[str], least: float) -> list[Span]:
    every = [
        *(draft.actors if "actor" in layers else ()),
        *(draft.casualties if "casualty" in layers else ()),
        *(draft.stances if "stance" in layers else ()),
        *(draft.topics if "topic" in layers else ()),
    ]
    every.sort(key=_position)
    return [span for span in every if confidence(span.pattern) >= least] if least > 0 else every


def _position(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _span_record(text: str, span: Span, names: dict[int, str]) -> dict[str, Any]:
    layer, start, end = span.layer, span.start, span.end
    record: dict[str, Any] = {"id": names[id(span)], "layer": layer, "start": start, "end": end}
    record["text"] = text[start:end]
    for name, value in span.attributes.items():
        if value is not None:
            record[name] = _reference(value, names) if name in _REFERENCES else value
    if layer == "casualty":
        _settle_claim(record)
    elif layer == "stance":
        record["holder"] = record.get("holder") or [UNNAMED]
    record["note"] = _note(span.pattern)
    # Actors have no references, and so nothing was taken from them.
    return record if layer == "actor" else {name: value for name, value in record.items() if value is not None}


@cache
def _note(pattern: str) -> str:
    return reason_note(pattern, confidence(pattern))


def _reference(value: list[Any], names: dict[int, str]) -> list[str] | None:
    if len(value) == 1 and isinstance(value[0], str):
        return list(value)
    return [names[id(span)] for span in value if id(span) in names] or None


def _settle_claim(record: dict[str, Any]) -> None:
    """Keep together what belongs together: blame with a doer (C23), report and party with a source (C25)."""
    if record.get("perpetrator") in (None, [UNNAMED]):
        record["blame"] = None
    if record.get("source") is None:
        record["source"] = [UNNAMED] if record.get("report") else [AUTHOR]
    if record["source"] == [AUTHOR]:
        record["report"] = record["party"] = None
    elif record["source"] == [UNNAMED]:
        record["party"] = "unknown"


def _link_records(draft: Draft, names: dict[int, str], least: float) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = []
    for link in draft.links:
        start, end = names.get(id(link["from"])), names.get(id(link["to"]))
        if start and end and confidence(link["pattern"]) >= least:
            record = {"id": f"k{len(records) + 1}", "layer": "link", "type": link["type"], "aspect": link.get("aspect")}
            record |= {"from": start, "to": end, "note": _note(link["pattern"])}
            records.append({name: value for name, value in record.items() if value is not None})
    return records
