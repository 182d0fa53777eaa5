"""Which work a changed labelling page would orphan: regions whose control or label the new page no longer has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

LABEL_OF = {"Labels": "Label", "Choices": "Choice", "Relations": "Relation"}
"""The tags that hold a closed list, and the tag of its members."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A region that would lose its meaning; `what` says which control or label the page lacks."""

    task: int
    article: str
    annotation: str
    region: str
    what: str


@dataclass(frozen=True, slots=True)
class Controls:
    """The controls of a page: by name the closed list of values (None: free), and the labels of relations."""

    values: Mapping[str, frozenset[str] | None]
    relations: frozenset[str]

    def lacks(self, region: Mapping[str, Any]) -> Iterator[str]:
        """What a region uses that the page does not have."""
        if region.get("type") == "relation":
            yield from (f"relation {name}" for name in region.get("labels") or () if name not in self.relations)
            return
        name = str(region.get("from_name"))
        if name not in self.values:
            yield f"control {name}"
            return
        known = self.values[name]
        if known is not None:
            yield from (f"{name} {label}" for label in _labels(region) if label not in known)


def controls(page: str) -> Controls:
    """The controls of a labelling page; a page that cannot be read has none."""
    try:
        root = etree.fromstring(page.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return Controls({}, frozenset())
    values: dict[str, frozenset[str] | None] = {}
    relations: set[str] = set()
    for element in root.iter("*"):
        members = frozenset(child.get("value", "") for child in element.iter(LABEL_OF.get(str(element.tag), "?")))
        if element.tag == "Relations":
            relations |= members
        elif element.get("name") and element.get("toName"):
            values[element.get("name", "")] = members if element.tag in LABEL_OF else None
    return Controls(values, frozenset(relations))


def orphans(old: str, new: str, tasks: Iterable[Mapping[str, Any]]) -> Iterator[Orphan]:
    """The regions of annotations and drafts that fit the page `old` and would not fit the page `new`."""
    before, after = controls(old), controls(new)
    for task in tasks:
        article = str((task.get("data") or {}).get("article", "?"))
        for name, region in _work(task):
            gone = set(after.lacks(region)) - set(before.lacks(region))
            yield from (Orphan(task["id"], article, name, str(region.get("id", "?")), what) for what in sorted(gone))


def _work(task: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for kind, key in (("annotation", "annotations"), ("draft", "drafts")):
        for work in task.get(key) or ():
            regions = work.get("result")
            for region in regions if isinstance(regions, list) else ():
                if isinstance(region, dict):
                    yield f"{kind} {work.get('id', '?')}", region


def _labels(region: Mapping[str, Any]) -> list[str]:
    value = region.get("value")
    found = value.get(str(region.get("type"))) if isinstance(value, dict) else None
    return [label for label in found if isinstance(label, str)] if isinstance(found, list) else []
