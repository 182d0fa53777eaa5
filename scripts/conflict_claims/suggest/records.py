"""A draft as records of an annotation file."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from conflict_claims.annotations.canonical import number_records
from conflict_claims.suggest.confidence import confidence
from conflict_claims.suggest.draft import Draft, Span
from conflict_claims_schemas.suggestions import reason_note
from conflict_claims_schemas.vocabulary import AUTHOR, UNNAMED

_REFERENCES = ("source", "perpetrator", "holder", "target", "addressee")
_SPECIAL = ([AUTHOR], [UNNAMED])


def records_of(draft: Draft, layers: Collection[str], least: float) -> list[dict[str, Any]]:
    """The records of the wanted layers, spans by start and links last, with ids in text order.

    A span below `least` is left out, and so is what cannot stand without it: references to it go, and a reference
    that a record must have becomes what the words still say (`unnamed`).
    """
    spans = _kept(draft, layers, least)
    names = {id(span): f"{span.layer[0]}{number}" for number, span in enumerate(spans, 1)}
    records = [_span_record(draft, span, names) for span in spans]
    if "link" in layers:
        records += _link_records(draft, names, least)
    renamed = number_records(records, {})
    return [_renamed(record, renamed) for record in records]


def _kept(draft: Draft, layers: Collection[str], least: float) -> list[Span]:
    every = [
        *(draft.actors if "actor" in layers else ()),
        *(draft.casualties if "casualty" in layers else ()),
        *(draft.stances if "stance" in layers else ()),
        *(draft.topics if "topic" in layers else ()),
    ]
    every.sort(key=lambda span: (span.start, -span.end))
    return [span for span in every if confidence(span.pattern) >= least]


def _span_record(draft: Draft, span: Span, names: dict[int, str]) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": names[id(span)],
        "layer": span.layer,
        "start": span.start,
        "end": span.end,
        "text": draft.chunks.words.text[span.start : span.end],
    }
    for name, value in span.attributes.items():
        record[name] = _reference(value, names) if name in _REFERENCES else value
    if span.layer == "casualty":
        _settle_claim(record)
    elif span.layer == "stance":
        record["holder"] = record.get("holder") or [UNNAMED]
    record["note"] = reason_note(span.pattern, confidence(span.pattern))
    return {name: value for name, value in record.items() if value is not None}


def _reference(value: list[Any], names: dict[int, str]) -> list[str] | None:
    if value in _SPECIAL:
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
            record |= {"from": start, "to": end, "note": reason_note(link["pattern"], confidence(link["pattern"]))}
            records.append({name: value for name, value in record.items() if value is not None})
    return records


def _renamed(record: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    for name in ("id", "from", "to"):
        if name in record:
            record[name] = names[record[name]]
    for name in _REFERENCES:
        if name in record:
            record[name] = [names.get(one, one) for one in record[name]]
    return record
