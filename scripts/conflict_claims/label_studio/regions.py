"""Records as the `result` list of Label Studio: a region a span, a result a field, a relation a pair of spans.

The list has the raw JSON form of Label Studio 1.23 (https://labelstud.io/guide/task_format). The values of a region
share its `id`, which is our local id. Label Studio keeps one relation from one region to another, so all that is said
of a pair stands in the labels of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from conflict_claims_schemas.labelling.controls import CONTROLS, REFERENCES, TEXT, Control, link_label
from conflict_claims_schemas.vocabulary import SPAN_LAYERS, SPECIAL_REFERENCES

Record = Mapping[str, Any]
Result = dict[str, Any]
Pairs = dict[tuple[str, str], list[str]]

_OF_LAYER = {
    layer: tuple(one for one in CONTROLS.values() if one.layer == layer and not one.proposes) for layer in SPAN_LAYERS
}


def regions(records: Iterable[Record]) -> list[Result]:
    """The results for `records`: spans with their values in the order given, then the relations."""
    given = list(records)
    results = [result for record in given if record["layer"] != "link" for result in _region(record)]
    return results + [_relation(pair, labels) for pair, labels in pairs(given).items()]


def pairs(records: Sequence[Record]) -> Pairs:
    """The labels of each relation by the ids of its ends: references of the spans in order, then links."""
    found: Pairs = {}
    for record in records:
        if record["layer"] != "link":
            for field in REFERENCES[record["layer"]]:
                for target in record.get(field) or ():
                    if target not in SPECIAL_REFERENCES:
                        found.setdefault((record["id"], target), []).append(field)
    for record in records:
        if record["layer"] == "link":
            label = link_label(record["type"], record.get("aspect"))
            found.setdefault((record["from"], record["to"]), []).append(label)
    return found


def _region(record: Record) -> Iterable[Result]:
    extent = {"start": record["start"], "end": record["end"]}
    words = {"text": record["text"], "labels": [record["layer"]]}
    yield _result(record["id"], record["layer"], "labels", extent | words)
    for control in _OF_LAYER[record["layer"]]:
        value = record.get(control.field.name)
        if value is not None and (value := _value(control, value)):
            yield _result(record["id"], control.name, control.type, extent | value)


def _value(control: Control, value: Any) -> dict[str, Any]:
    if control.field.kind == "reference":
        special = [item for item in value if item in SPECIAL_REFERENCES]
        return {"choices": special} if special else {}
    if control.tag == "Number":
        return {"number": value}
    if control.tag == "TextArea":
        return {"text": [value.isoformat() if isinstance(value, date) else value]}
    chosen = list(value) if control.field.kind == "strings" else [value]
    return {"choices": chosen} if chosen else {}


def _result(region: str, control: str, kind: str, value: dict[str, Any]) -> Result:
    return {"id": region, "from_name": control, "to_name": TEXT, "type": kind, "value": value}


def _relation(pair: tuple[str, str], labels: list[str]) -> Result:
    one_each = list(dict.fromkeys(labels))
    return {"type": "relation", "from_id": pair[0], "to_id": pair[1], "direction": "right", "labels": one_each}
