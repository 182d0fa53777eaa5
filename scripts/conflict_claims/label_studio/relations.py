"""Relations held against the regions at their ends: references of spans, and links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from conflict_claims.label_studio.faults import Fault
from conflict_claims.label_studio.results import Raw, Region, Sorted, region_id
from conflict_claims.label_studio.values import shown
from conflict_claims_schemas.fields import RECORDS
from conflict_claims_schemas.labelling.controls import LINKS, REFERENCES, RELATION_LABELS, link_label

_LINK_ENDS = {field.name: field.refers for field in RECORDS["link"] if field.kind == "reference"}
_FITTING = dict.fromkeys(
    [(layer, name, to) for layer, fields in REFERENCES.items() for name, field in fields.items() for to in field.refers]
    + [(source, label, to) for label in LINKS for source in _LINK_ENDS["from"] for to in _LINK_ENDS["to"]]
)
"""Layer, label and layer of every relation that means something."""

_HOLDERS = {
    layer: tuple(field.name for field in fields.values() if field.required) for layer, fields in REFERENCES.items()
}


@dataclass(frozen=True, slots=True)
class Linked:
    """A link as it came: its type, aspect and the regions at its ends."""

    type: str
    aspect: str | None
    source: str
    target: str
    raw: Raw


def join(found: Sorted, kept: dict[str, Region]) -> list[Linked]:
    """Give the regions of `kept` their references; returns the links.

    A region that lacks a reference which it must have is refused, and taken out of `kept`, and so is what leads to
    it.
    """
    waiting = list(found.relations)
    while True:
        edges = [edge for raw in waiting for edge in _edges(found, raw, kept)]
        references = _references(edges)
        lacking = [one for one in kept.values() if not _held(one, references.get(one.id, {}))]
        if not lacking:
            break
        for region in lacking:
            _refuse(found, region)
            del kept[region.id]
        waiting = list({id(edge[3]): edge[3] for edge in edges}.values())
    _give(found, kept, references)
    return _links(found, edges)


Edge = tuple[str, str, str, Raw]


def _links(found: Sorted, edges: list[Edge]) -> list[Linked]:
    """The links among `edges`, one of a type between two regions; a second aspect is refused."""
    links: dict[tuple[str, str, str], Linked] = {}
    for source, label, target, raw in edges:
        if label not in LINKS:
            continue
        link = Linked(*LINKS[label], source, target, raw)
        first = links.setdefault((link.type, source, target), link)
        if first.aspect is None:  # the same again, or more than was said
            links[link.type, source, target] = link
        elif link.aspect not in (None, first.aspect):
            told = f"{label}, and {link_label(first.type, first.aspect)} as well"
            _refuse_relation(found, {**raw, "labels": [label]}, "LST022", f"one {link.type} between the two", told)
    return list(links.values())


def _edges(found: Sorted, raw: Raw, kept: Mapping[str, Region]) -> list[Edge]:
    """What a relation says, one edge a label; nothing where it is refused."""
    ends, labels = _ends(raw), raw.get("labels")
    if ends[0] not in kept or ends[1] not in kept:
        gone = [end for end in ends if end not in kept]
        told = ", ".join(f"{shown(end)} was left out" if end in found.regions else f"no {shown(end)}" for end in gone)
        _refuse_relation(found, raw, "LST010", "two regions that come in", told)
    elif ends[0] == ends[1]:
        _refuse_relation(found, raw, "LST022", "two regions", f"{shown(ends[0])} at both ends")
    elif raw.get("direction", "right") not in ("right", "left"):
        _refuse_relation(found, raw, "LST013", "an arrow with one head", shown(raw.get("direction")))
    elif type(labels) is not list or not labels:
        _refuse_relation(found, raw, "LST012", "a label from the list", "none")
    else:
        return _labelled(found, raw, ends, labels, kept)
    return []


def _refuse_relation(found: Sorted, raw: Raw, rule: str, expected: str, told: str) -> None:
    region = " to ".join(end or "nothing" for end in _ends(raw))
    found.refuse(Fault(rule, region=region, expected=expected, found=told), raw)


def _ends(raw: Raw) -> tuple[str, str]:
    source, target = region_id(raw.get("from_id")) or "", region_id(raw.get("to_id")) or ""
    return (target, source) if raw.get("direction") == "left" else (source, target)


def _labelled(
    found: Sorted, raw: Raw, ends: tuple[str, str], labels: list[Any], kept: Mapping[str, Region]
) -> list[Edge]:
    source, target = kept[ends[0]], kept[ends[1]]
    fitting: list[str] = []
    for label in labels:
        if type(label) is str and (source.layer, label, target.layer) in _FITTING:
            fitting.append(label)
        else:
            told = f"{shown(label)} from {source.layer} to {target.layer}"
            _refuse_relation(found, {**raw, "labels": [label]}, "LST013", _instead(label), told)
    # What was refused is not met again where the rest of the arrow waits for another round.
    rest = raw if len(fitting) == len(labels) else {**raw, "labels": fitting}
    return [(source.id, label, target.id, rest) for label in fitting]


def _instead(label: Any) -> str:
    """What was expected instead of a relation with that label where it stands."""
    fits = [(source, target) for source, fitting, target in _FITTING if fitting == label]
    if not fits:
        return "one of " + ", ".join(RELATION_LABELS)
    sources, targets = ({pair[side]: None for pair in fits} for side in (0, 1))
    return f"{label} from {' or '.join(sources)} to {' or '.join(targets)}"


def _references(edges: list[Edge]) -> dict[str, dict[str, list[str]]]:
    references: dict[str, dict[str, list[str]]] = {}
    for source, label, target, _ in edges:
        if label not in LINKS:
            targets = references.setdefault(source, {}).setdefault(label, [])
            if target not in targets:
                targets.append(target)
    return references


def _held(region: Region, references: Mapping[str, list[str]]) -> bool:
    return all(name in references or name in region.fields for name in _HOLDERS[region.layer])


def _refuse(found: Sorted, region: Region) -> None:
    missing = " and ".join(name for name in _HOLDERS[region.layer] if name not in region.fields)
    found.refuse_region(region, "LST009", f"a relation {missing} to an actor, or a choice of {missing}", "none")


def _give(found: Sorted, kept: Mapping[str, Region], references: Mapping[str, dict[str, list[str]]]) -> None:
    for source, fields in references.items():
        region = kept[source]
        region.references = fields
        for name in fields:
            if special := region.fields.pop(name, None):
                raw = found.values_of(region, f"{region.layer}_{name}")
                expected, told = f"relations {name} or a choice, not both", f"{shown(special[0])} as well"
                found.refuse(Fault("LST014", region=region.id, expected=expected, found=told), *raw)
