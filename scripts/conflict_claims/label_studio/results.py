"""The results of one annotation, sorted into regions with their values, relations, and what is neither.

What does not fit becomes a fault and goes to the quarantine as it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from conflict_claims.label_studio.faults import Fault
from conflict_claims.label_studio.notes import joined
from conflict_claims.label_studio.values import READERS, Reader, Unfit, remark, shown
from conflict_claims_schemas.labelling.controls import HEADER_CONTROL
from conflict_claims_schemas.vocabulary import SPAN_LAYERS

Raw = Mapping[str, Any]
_LABELS = tuple([layer] for layer in SPAN_LAYERS)
_USUAL = {name: (one.layer, one.field, one.read) for name, one in READERS.items() if not one.proposes}


@dataclass(slots=True)
class Region:
    """A region as it came: its layer, empty until its label is met; offsets and words; the fields of its record.

    `references` are the ids of regions by field; `early` are values that came before the label, `proposed` the words
    for new entries by registry, and `metas` what Label Studio's own panel gave.
    """

    id: str
    layer: str = ""
    start: Any = None
    end: Any = None
    words: Any = None
    fields: dict[str, Any] = field(default_factory=dict)
    references: dict[str, list[str]] = field(default_factory=dict)
    proposed: dict[str, str] = field(default_factory=dict)
    early: list[Raw] = field(default_factory=list)
    metas: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class Sorted:
    """What an annotation holds; `results` is all of it as it came, and `header` the value of the hidden field."""

    results: list[Any]
    regions: dict[str, Region] = field(default_factory=dict)
    relations: list[Raw] = field(default_factory=list)
    header: Any = None
    faults: list[Fault] = field(default_factory=list)
    quarantined: list[Raw] = field(default_factory=list)

    def refuse(self, fault: Fault, *raw: Raw) -> None:
        """Keep what is wrong, and what is left out for it."""
        self.faults.append(fault)
        self.quarantined.extend(raw)

    def refuse_region(self, region: Region, rule: str, expected: str, found: str, fix: str = "") -> None:
        """Leave out a region with all its values, but for those that were left out before."""
        known = type(region.start) is int and type(region.words) is str
        place = (region.start, region.end, region.words) if known else (None, None, "")
        start, end, words = place
        fault = Fault(rule, "", "", region.id, "", expected, found, fix, start, end, words)
        out = {id(raw) for raw in self.quarantined}
        self.refuse(fault, *(raw for raw in self.values_of(region) if id(raw) not in out))

    def values_of(self, region: Region, control: str = "") -> list[Raw]:
        """The results of a region, or those that one control gave for it."""
        return [
            raw
            for raw in self.results
            if type(raw) is dict
            and raw.get("type") != "relation"
            and region_id(raw.get("id")) == region.id
            and control in ("", raw.get("from_name"))
        ]


def region_id(value: Any) -> str | None:
    """The id of a region as text: servers and scripts write strings or whole numbers."""
    if type(value) is str:
        return value or None
    return str(value) if type(value) is int else None


def sort_results(results: list[Any]) -> Sorted:
    """Sort what an annotation holds; its regions are not yet held against the text."""
    found = Sorted(results)
    regions = found.regions
    for raw in results:
        # An export has millions of values; the usual case, a sound value of a region that is known, is taken at once.
        try:
            layer, field_name, read = _USUAL[raw["from_name"]]
            region = regions[raw["id"]]
            if region.layer == layer and field_name not in region.fields and "meta" not in raw:
                value = read(raw["value"])
                if value is not None:
                    region.fields[field_name] = value
                continue
        except (KeyError, TypeError, AttributeError, Unfit):
            pass
        _take_unusual(found, raw)
    for region in regions.values():
        for raw in region.early if region.layer else ():
            _take(found, raw)
        if region.metas and region.layer:
            _remark(found, region)
    return found


def _remark(found: Sorted, region: Region) -> None:
    """Add the texts of Label Studio's own panel to the note of their region, below what stands there."""
    try:
        note = joined(region.fields.get("note"), remark(region.metas))
    except Unfit as bad:
        fault = Fault("LST007", region=region.id, expected=bad.expected, found=bad.found)
        found.refuse(fault, *({"id": region.id, "meta": meta} for meta in region.metas))
        return
    if note:
        region.fields["note"] = note


def _take_unusual(found: Sorted, raw: Any) -> None:
    if type(raw) is not dict:
        found.refuse(Fault("LST007", expected="a JSON object", found=shown(raw)), {"result": raw})
    elif raw.get("type") == "relation":
        found.relations.append(raw)
    else:
        _take(found, raw)


def _take(found: Sorted, raw: Raw) -> None:
    name, value, local = raw.get("from_name"), raw.get("value"), raw.get("id")
    if name == HEADER_CONTROL:
        found.header = value
        return
    if type(local) is not str or not local:
        local = region_id(local)
    if local is None or type(value) is not dict:
        fault = Fault("LST007", region=local or "", expected="an id and a value", found=shown(raw.get("id")))
        found.refuse(fault, raw)
        return
    region = found.regions.get(local)
    if region is None:
        region = found.regions[local] = Region(local)
    # Label Studio repeats the panel of a region in each of its results.
    if (meta := raw.get("meta")) and [meta] != region.metas[-1:]:
        region.metas.append(meta)
    reader = READERS.get(name) if type(name) is str else None
    if reader is not None:
        _value(found, region, reader, raw, value)
    elif "labels" in value or name in SPAN_LAYERS:
        _label(found, region, raw, value)
    else:
        expected = "a control of the labelling page"
        found.refuse(Fault("LST005", region=local, expected=expected, found=shown(name)), raw)


def _label(found: Sorted, region: Region, raw: Raw, value: dict[str, Any]) -> None:
    labels, name = value.get("labels"), raw.get("from_name")
    if labels not in _LABELS or labels != [name]:
        expected = "one of the labels " + ", ".join(SPAN_LAYERS) + ", from the control of that name"
        told = f"{shown(labels)} from the control {shown(name)}"
        found.refuse(Fault("LST004", region=region.id, expected=expected, found=told), raw)
    elif region.layer:
        found.refuse(Fault("LST011", region=region.id, expected="one label a region", found="a second one"), raw)
    else:
        region.layer = str(name)
        region.start, region.end, region.words = value.get("start"), value.get("end"), value.get("text")


def _value(found: Sorted, region: Region, reader: Reader, raw: Raw, value: dict[str, Any]) -> None:
    if region.layer != reader.layer:
        if not region.layer:
            region.early.append(raw)
            return
        expected, told = f"a value for the layer {region.layer}", shown(raw.get("from_name"))
        found.refuse(Fault("LST006", region=region.id, expected=expected, found=told), raw)
        return
    try:
        read = reader.read(value)
    except Unfit as bad:
        found.refuse(Fault("LST007", region=region.id, expected=bad.expected, found=bad.found), raw)
        return
    if read is None:
        return
    into, key = (region.proposed, reader.proposes) if reader.proposes else (region.fields, reader.field)
    if into.setdefault(key, read) != read:
        expected, told = f"one value from {raw.get('from_name')}", f"{shown(into[key])} and {shown(read)}"
        found.refuse(Fault("LST007", region=region.id, expected=expected, found=told), raw)
