"""What is wrong with a labelling page, beyond what Label Studio itself looks at when it takes one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as Xml

from conflict_claims_schemas.labelling.controls import CONTROLS, HEADER_CONTROL, RELATION_LABELS, TASK_FIELDS, TEXT
from conflict_claims_schemas.labelling.hotkeys import TAKEN, chord
from conflict_claims_schemas.labelling.tree import CONTROL_TAGS, ITEMS, LABELLERS, Page, Told, near, parsed, shown
from conflict_claims_schemas.labelling.visibility import visibility_faults
from conflict_claims_schemas.vocabulary import SPAN_LAYERS

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


def page_faults(xml: str) -> list[str]:
    """What is wrong with the page `xml`, a sentence each in its order; none where it is fit for today's vocabulary."""
    try:
        page = parsed(xml)
    except ValueError as error:
        return [str(error)]
    steps = (_unknown_words, _names, _texts, visibility_faults, _hotkeys, _labels, _missing)
    found = [told for step in steps for told in step(page)]
    places = {tag: place for place, tag in enumerate(page.tags)}
    return list(dict.fromkeys(sentence for _, sentence in sorted(found, key=lambda told: places[told[0]])))


def _unknown_words(page: Page) -> Iterator[Told]:
    for tag in page.tags:
        known = ATTRIBUTES.get(tag.tag)
        if known is None:
            yield tag, f"<{tag.tag}> is no tag of a page for texts{near(tag.tag, ATTRIBUTES)}"
            continue
        for name in tag.attrib:
            if name not in known:
                yield tag, f"{shown(tag)} has no attribute {name!r}{near(name, known)}"


def _names(page: Page) -> Iterator[Told]:
    given = Counter(tag.get("name") for tag in page.tags)
    for tag in page.tags:
        name = tag.get("name")
        if tag.tag in (*CONTROL_TAGS, "Text") and not name:
            yield tag, f"{shown(tag)} has no name"
        elif name and given[name] > 1:
            yield tag, f"the name {name!r} is given {given[name]} times; each control needs its own"


def _texts(page: Page) -> Iterator[Told]:
    """Controls that do not belong to the article, and fields that tasks do not carry."""
    texts = {tag.get("name") for tag in page.of("Text")}
    for tag in page.tags:
        name, value = tag.get("toName"), tag.get("value") or ""
        if tag.tag in CONTROL_TAGS and name not in texts:
            yield tag, f"{shown(tag)} has toName {name!r}, and no <Text> has that name{near(name or '', [TEXT])}"
        elif tag.tag in CONTROL_TAGS and name != TEXT:
            yield tag, f"{shown(tag)} has toName {name!r}, and the article is <Text {TEXT}>"
        if tag.tag == "Text" and tag.get("name") == TEXT and value != f"${TEXT}":
            yield tag, f"{shown(tag)} has value {value!r}, and a task has the article in '${TEXT}'"
        elif value[:1] == "$" and value[1:].isidentifier() and value[1:] not in TASK_FIELDS:
            yield tag, f"{shown(tag)} has value {value!r}, and a task has no such field{near(value[1:], TASK_FIELDS)}"


def _hotkeys(page: Page) -> Iterator[Told]:
    owners: dict[str, list[Xml.Element]] = {}
    for tag in page.tags:
        for key in (tag.get("hotkey") or "").split(","):
            if key.strip():
                owners.setdefault(chord(key), []).append(tag)
    for key, those in owners.items():
        if len(those) > 1:
            yield those[0], f"the hotkey {key!r} is given {len(those)} times: {', '.join(map(shown, those))}"
        if key in TAKEN:
            yield those[0], f"the hotkey {key!r} of {shown(those[0])} is one of Label Studio's own"


def _labels(page: Page) -> Iterator[Told]:
    """Labels and choices that the vocabulary does not have, by control."""
    values = page.values()
    for tag in page.tags:
        known = _known_values(tag)
        if known is None:
            yield tag, f"{shown(tag)} is no control of the vocabulary{near(tag.get('name') or '', _control_names())}"
        for value, times in Counter(values.get(tag, ())).items():
            if known is not None and value not in known:
                yield tag, f"{shown(tag)} has {value!r}, which the vocabulary lacks{near(value, known)}"
            if known is not None and times > 1:
                yield tag, f"{shown(tag)} has {value!r} {times} times"
    holders = page.holders()
    yield from ((item, f"{shown(item)} stands in no control") for item in page.of(*ITEMS) if item not in holders)


def _known_values(tag: Xml.Element) -> frozenset[str] | None:
    """What can be chosen in `tag`; None where it is a control that we do not know."""
    name = tag.get("name") or ""
    if tag.tag == "Relations":
        return frozenset(RELATION_LABELS)
    if tag.tag in LABELLERS:
        return frozenset({name}) if name in SPAN_LAYERS else None
    if tag.tag in CONTROL_TAGS and name != HEADER_CONTROL:
        control = CONTROLS.get(name)
        return frozenset(control.options) if control and control.tag == tag.tag else None
    return frozenset()


def _missing(page: Page) -> Iterator[Told]:
    """What the vocabulary has and the page lacks; told at the control that lacks it, or at the end."""
    named = {tag.get("name") or "": tag for tag in page.tags}
    values, end = page.values(), page.tags[-1]
    for name in _control_names():
        if name not in named:
            yield end, f"the page has no control {name!r}: what it would say cannot be marked"
    for control in CONTROLS.values():
        if (tag := named.get(control.name)) is not None:
            lacking = [option for option in control.options if option not in values.get(tag, ())]
            yield from ((tag, f"the control {control.name!r} lacks {option!r}") for option in lacking)
    relations = {value for tag in page.of("Relations") for value in values[tag]}
    yield from ((end, f"<Relations> lacks {label!r}") for label in RELATION_LABELS if label not in relations)


def _control_names() -> tuple[str, ...]:
    return (*SPAN_LAYERS, *CONTROLS, HEADER_CONTROL)
