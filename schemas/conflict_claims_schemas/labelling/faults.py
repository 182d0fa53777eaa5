"""What is wrong with a labelling page, beyond what Label Studio itself looks at when it takes one."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as Xml

from conflict_claims_schemas.labelling.controls import CONTROLS, HEADER_CONTROL, RELATION_LABELS
from conflict_claims_schemas.labelling.hotkeys import TAKEN
from conflict_claims_schemas.vocabulary import SPAN_LAYERS

MAX_PAGE = 1_000_000
_EVERYWHERE = "className style visibleWhen whenTagName whenLabelValue whenChoiceValue whenRole idAttr"
_CONTROL = "name toName perRegion required requiredMessage"
ATTRIBUTES: dict[str, frozenset[str]] = {
    tag: frozenset(f"{_EVERYWHERE} {names}".split())
    for tag, names in {
        "View": "display",
        "Style": "",
        "Header": "name value size underline",
        "Text": "name value granularity selectionEnabled highlightColor showLabels saveTextResult encoding valueType",
        "Labels": f"{_CONTROL} choice maxUsages showInline opacity fillColor strokeWidth value",
        "Label": "value selected maxUsages hint hotkey alias showAlias aliasStyle size background selectedColor"
        " granularity html category",
        "Choices": f"{_CONTROL} choice showInline layout value allowNested",
        "Choice": "value selected alias hotkey hint html color",
        "Number": f"{_CONTROL} min max step defaultValue hotkey slider",
        "TextArea": f"{_CONTROL} value label placeholder maxSubmissions editable skipDuplicates transcription"
        " displayMode rows showSubmitButton perItem",
        "Relations": "choice",
        "Relation": "value background",
    }.items()
}
"""The tags that a page for texts is made of, with all attributes that Label Studio 1.23 documents for them."""

_LABELLERS, _CONTROLS = ("Labels",), ("Labels", "Choices", "Number", "TextArea")


def page_faults(xml: str) -> list[str]:
    """What is wrong with the page `xml`, one sentence each; none where it is fit for the vocabulary of today."""
    try:
        page = _parsed(xml)
    except ValueError as error:
        return [str(error)]
    tags = list(page.iter())
    steps = (_unknown_words, _names, _pointers, _hotkeys, _labels, _missing)
    return list(dict.fromkeys(fault for step in steps for fault in step(tags)))


def _parsed(xml: str) -> Xml.Element:
    if len(xml) > MAX_PAGE:
        raise ValueError(f"the page has {len(xml):,} characters; at most {MAX_PAGE:,} are read")
    if "<!" in xml.replace("<!--", ""):
        raise ValueError("the page has a document type or entities; Label Studio needs none, and none is read")
    try:
        return Xml.fromstring(xml)
    except Xml.ParseError as error:
        raise ValueError(f"the page is no XML: {error}") from error


def _unknown_words(tags: list[Xml.Element]) -> Iterator[str]:
    for tag in tags:
        known = ATTRIBUTES.get(tag.tag)
        if known is None:
            yield f"<{tag.tag}> is no tag of a page for texts{_near(tag.tag, ATTRIBUTES)}"
            continue
        for name in tag.attrib.keys() - known:
            yield f"{_shown(tag)} has no attribute {name!r}{_near(name, known)}"


def _names(tags: list[Xml.Element]) -> Iterator[str]:
    for tag in tags:
        if tag.tag in (*_CONTROLS, "Text") and not tag.get("name"):
            yield f"{_shown(tag)} has no name"
    for name, times in Counter(tag.get("name") for tag in tags if tag.get("name")).items():
        if times > 1:
            yield f"the name {name!r} is given {times} times; each control needs its own"


def _pointers(tags: list[Xml.Element]) -> Iterator[str]:
    texts = {tag.get("name") for tag in tags if tag.tag == "Text"}
    labellers = {tag.get("name") or "" for tag in tags if tag.tag in _CONTROLS}
    for tag in tags:
        if tag.tag in _CONTROLS and tag.get("toName") not in texts:
            yield f"{_shown(tag)} has toName {tag.get('toName')!r}, and no <Text> has that name"
        for name in (tag.get("whenTagName") or "").split(","):
            if name and name.strip() not in labellers:
                yield f"{_shown(tag)} has whenTagName {name!r}, and no control has that name{_near(name, labellers)}"


def _hotkeys(tags: list[Xml.Element]) -> Iterator[str]:
    owners: dict[str, list[str]] = {}
    for tag in tags:
        for key in (tag.get("hotkey") or "").split(","):
            if key.strip():
                owners.setdefault(key.strip().lower(), []).append(_shown(tag))
    for key, those in owners.items():
        if len(those) > 1:
            yield f"the hotkey {key!r} is given {len(those)} times: {', '.join(those)}"
        if key in TAKEN:
            yield f"the hotkey {key!r} of {those[0]} is one of Label Studio's own"


def _labels(tags: list[Xml.Element]) -> Iterator[str]:
    """Labels and choices that the vocabulary does not have, by control."""
    for tag in tags:
        known = _known_values(tag)
        if known is None:
            yield f"{_shown(tag)} is no control of the vocabulary{_near(tag.get('name') or '', _control_names())}"
            continue
        values = Counter(child.get("value") or "" for child in tag if child.tag in ("Label", "Choice", "Relation"))
        for value in values.keys() - known:
            yield f"{_shown(tag)} has {value!r}, which the vocabulary lacks{_near(value, known)}"
        for value in [value for value, times in values.items() if times > 1]:
            yield f"{_shown(tag)} has {value!r} {values[value]} times"


def _known_values(tag: Xml.Element) -> frozenset[str] | None:
    """What the children of `tag` may be; None where it is a control that we do not know."""
    name = tag.get("name") or ""
    if tag.tag == "Relations":
        return frozenset(RELATION_LABELS)
    if tag.tag in _LABELLERS:
        return frozenset({name}) if name in SPAN_LAYERS else None
    if tag.tag in _CONTROLS and name != HEADER_CONTROL:
        control = CONTROLS.get(name)
        return frozenset(control.options) if control and control.tag == tag.tag else None
    return frozenset()


def _missing(tags: list[Xml.Element]) -> Iterator[str]:
    there = {tag.get("name") for tag in tags}
    for name in _control_names() - there:
        yield f"the page has no control {name!r}: what it would say cannot be marked"
    has = {(tag.get("name") or "", child.get("value") or "") for tag in tags for child in tag}
    for control in CONTROLS.values():
        for option in control.options:
            if control.name in there and (control.name, option) not in has:
                yield f"the control {control.name!r} lacks {option!r}"
    relations = {tag.get("value") for tag in tags if tag.tag == "Relation"}
    yield from (f"<Relations> lacks {label!r}" for label in RELATION_LABELS if label not in relations)


def _control_names() -> set[str]:
    return {*SPAN_LAYERS, *CONTROLS, HEADER_CONTROL}


def _shown(tag: Xml.Element) -> str:
    named = tag.get("name") or tag.get("value") or ""
    return f"<{tag.tag} {named}>" if named else f"<{tag.tag}>"


def _near(name: str, known: object) -> str:
    names = {str(one).lower(): str(one) for one in known} if isinstance(known, (set, frozenset, dict)) else {}
    close = difflib.get_close_matches(name.lower(), names, n=1)
    return f" (did you mean {names[close[0]]!r}?)" if close else ""
