"""When Label Studio shows the fields of a page, and whether each is shown for the spans that it belongs to.

A field that is shown for other spans gives values that cannot come home, and one that is never shown gives none. Label
Studio itself passes over what it does not know there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from xml.etree import ElementTree as Xml

from conflict_claims_schemas.labelling.controls import CONTROLS, HEADER_CONTROL, Control
from conflict_claims_schemas.labelling.tree import LABELLERS, Page, Told, near, shown
from conflict_claims_schemas.vocabulary import SPAN_LAYERS

_SELECTED, _NONE = "region-selected", "no-region-selected"
_CHOICES = ("choice-selected", "choice-unselected")
_WHEN = (_SELECTED, _NONE, *_CHOICES)


def visibility_faults(page: Page) -> Iterator[Told]:
    """Conditions that name what is not there, and fields that do not follow the spans of their layer."""
    values = page.values()
    left: dict[Xml.Element, frozenset[str]] = {}
    for tag in page.tags:
        left[tag] = left.get(page.around.get(tag, tag), frozenset(SPAN_LAYERS)).intersection(_layers(tag))
        yield from ((tag, f"{shown(tag)} has {told}") for told in _conditions(tag, values))
        control = CONTROLS.get(tag.get("name") or "")
        if control and control.tag == tag.tag:
            yield from ((tag, f"{shown(tag)} {told}") for told in _of_a_layer(tag, control, left[tag]))
        elif tag.get("name") == HEADER_CONTROL and tag.get("perRegion") == "true":
            yield tag, f"{shown(tag)} has perRegion, and what it holds is about the whole text"


def _conditions(tag: Xml.Element, values: dict[Xml.Element, list[str]]) -> Iterator[str]:
    when, name = tag.get("visibleWhen"), tag.get("whenTagName")
    if when is not None and when not in _WHEN:
        yield f"visibleWhen {when!r}, which Label Studio does not know{near(when, _WHEN)}"
    kind, those = (("Choices",), "choices") if when in _CHOICES else (LABELLERS, "spans")
    names = [one.get("name") or "" for one in values if one.tag in kind]
    if name is not None and name not in names:
        yield f"whenTagName {name!r}, and no control of {those} has that name{near(name, names)}"
        name = None
    for key, kinds in (("whenLabelValue", LABELLERS), ("whenChoiceValue", ("Choices",))):
        if (asked := tag.get(key)) is not None:
            owners = [one for one in values if one.tag in kinds and (name is None or name == one.get("name"))]
            known = [value for one in owners for value in values[one]]
            yield from _unknown(key, asked, known, is_one=bool(tag.get("perRegion")) and kinds is LABELLERS)


def _unknown(key: str, asked: str, known: list[str], is_one: bool) -> Iterator[str]:
    """Values that nothing has; a field of a span compares all of what it is given with one label."""
    for value in [asked] if is_one else asked.split(","):
        if value not in known:
            yield f"{key} {value!r}, and nothing there has that value{near(value, known)}"


def _of_a_layer(tag: Xml.Element, control: Control, left: frozenset[str]) -> Iterator[str]:
    """What is wrong with a field that is shown for the layers `left` by the conditions on it and around it."""
    layer, given = control.layer, tag.get("perRegion")
    if given != "true":
        told = "no perRegion" if given is None else f"perRegion {given!r}"
        yield f'has {told}, and what it says belongs to a span: perRegion="true"'
    if (label := tag.get("whenLabelValue")) is not None:
        left &= {label}
    if layer not in left:
        yield f"is not shown for {layer}, which it belongs to"
    elif len(left) > 1:
        others = ", ".join(one for one in SPAN_LAYERS if one in left and one != layer)
        yield f'is shown for {others} too: visibleWhen="{_SELECTED}" and whenTagName="{layer}" make it one of {layer}'


def _layers(tag: Xml.Element) -> Collection[str]:
    """The layers of the spans that a condition is true for."""
    if (when := tag.get("visibleWhen")) == _NONE:
        return ()
    named, labelled = tag.get("whenTagName"), tag.get("whenLabelValue")
    by_name = {named} if named else {*SPAN_LAYERS}
    by_label = set(labelled.split(",")) if labelled else {*SPAN_LAYERS}
    return by_name & by_label if when == _SELECTED else SPAN_LAYERS
