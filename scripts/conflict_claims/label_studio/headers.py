"""What regions and relations cannot say of an annotation file, kept in a hidden field of the page.

The field goes with the annotation wherever it goes: into a prediction, through the browser, into an export. It holds
JSON: guidelines, layers and the next free numbers of the header; the links with their ids and notes; and the order
of those references that the order of the relations does not give.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from conflict_claims.annotations import Pass
from conflict_claims.annotations.records import read_header, read_record
from conflict_claims.files.strict_json import BadJson, parse
from conflict_claims.label_studio.regions import Pairs, Record, Result, pairs
from conflict_claims_schemas.fields import RECORDS
from conflict_claims_schemas.labelling.controls import HEADER_CONTROL, REFERENCES, TEXT

MAX_HEADER = 1_000_000
_LINK_FIELDS = tuple(field.name for field in RECORDS["link"])
Orders = dict[str, dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the hidden field says; `fault` tells why it could not be read, and the rest is then empty."""

    guidelines: str = ""
    layers: tuple[str, ...] = ()
    next: Mapping[str, int] = field(default_factory=dict)
    links: Sequence[Record] = ()
    orders: Orders = field(default_factory=dict)
    fault: str = ""


def header_result(marked: Pass) -> Result:
    """The result of the hidden field for a pass."""
    links = [_link(record) for record in marked.records if record["layer"] == "link"]
    kept = {
        "guidelines": marked.header["guidelines"],
        "layers": marked.header["layers"],
        "next": marked.header["next"],
        "links": links,
        "orders": _orders(marked.records, pairs(marked.records)),
    }
    value = {"text": [orjson.dumps(kept).decode()]}
    return {"id": HEADER_CONTROL, "from_name": HEADER_CONTROL, "to_name": TEXT, "type": "textarea", "value": value}


def _link(record: Record) -> dict[str, Any]:
    return {name: record[name] for name in _LINK_FIELDS if record.get(name) is not None}


def _orders(records: Sequence[Record], related: Pairs) -> Orders:
    """The references whose order is not that of the relations, by the id of their span."""
    told: Orders = {}
    for (source, target), labels in related.items():
        for label in labels:
            told.setdefault(source, {}).setdefault(label, []).append(target)
    orders: Orders = {}
    for record in records:
        for name in REFERENCES.get(record["layer"], ()):
            given = record.get(name)
            if given and len(given) > 1 and told.get(record["id"], {}).get(name) != given:
                orders.setdefault(record["id"], {})[name] = given
    return orders


def read_header_value(value: Any) -> Kept:
    """What the value of the hidden field says."""
    texts = value.get("text") if type(value) is dict else None
    text = texts if type(texts) is str else texts[0] if type(texts) is list and len(texts) == 1 else None
    if type(text) is not str or len(text) > MAX_HEADER:
        return Kept(fault="no text of a readable length")
    try:
        kept = parse(text)
    except BadJson as bad:
        return Kept(fault=bad.found)
    return _kept(kept)


def _kept(kept: Any) -> Kept:
    if type(kept) is not dict:
        return Kept(fault="JSON that is no object")
    shape = {"article": "-", "text_sha256": "-", "annotator": "-"}
    head: dict[str, Any] = {key: kept.get(key) for key in ("guidelines", "layers", "next")}
    header, problems = read_header(shape | head, "")
    if header is None:
        return Kept(fault=f"{problems[0].field}: expected {problems[0].expected}, found {problems[0].found}")
    links, orders = kept.get("links"), kept.get("orders")
    read = [read_record(link, "", 0)[0] for link in links] if type(links) is list else []
    return Kept(
        head["guidelines"], tuple(head["layers"]), head["next"],
        [link for link in read if link is not None and link["layer"] == "link"],
        _orders_told(orders),
    )  # fmt: skip


def _orders_told(value: Any) -> Orders:
    """The orders by span and field; none where they are not of that form."""
    fits = type(value) is dict and all(
        type(fields) is dict
        and all(type(ids) is list and all(type(one) is str for one in ids) for ids in fields.values())
        for fields in value.values()
    )
    return dict(value) if fits else {}
