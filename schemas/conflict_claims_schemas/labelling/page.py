"""The labelling page as Label Studio's XML, made from the vocabulary.

Its tags and attributes are those of Label Studio 1.23 (https://labelstud.io/tags).
"""

from __future__ import annotations

import hashlib
from xml.etree import ElementTree as Xml

from conflict_claims_schemas.fields import REGISTRIES, Field
from conflict_claims_schemas.labelling.controls import (
    CONTROLS,
    HEADER_CONTROL,
    REFERENCES,
    RELATION_LABELS,
    TEXT,
    Control,
)
from conflict_claims_schemas.labelling.hotkeys import hotkeys, key_of
from conflict_claims_schemas.vocabulary import LAYER, SPAN_LAYERS

COLOURS = {"actor": "#1f77b4", "casualty": "#d62728", "stance": "#ff7f0e", "topic": "#2ca02c"}
# Blanks and line breaks are part of the text that offsets count. At 1280 pixels Label Studio's own lists leave 720 for
# the text and the fields; its headings are large and bold, and its labels stand one below another.
STYLE = """
.lsf-richtext__container, .htx-text { white-space: pre-wrap; line-height: 1.7; }
.claims-hidden { display: none; }
.claims-layers { display: flex; flex-wrap: wrap; gap: .4em; }
.claims-layers .lsf-labels, .claims-layers .lsf-label { margin: 0; }
.claims-small h3, .claims-small h4 { line-height: 1.4; letter-spacing: 0; }
.claims-small h3 { font-size: 14px; font-weight: 600; margin: 0 0 .4em !important; }
.claims-small h4 { font-size: 13px; font-weight: 400; margin: .8em 0 .2em !important; }
.claims-small .lsf-choice label { font-size: 13px; font-weight: 400; }
.claims-small .lsf-choices { margin: 0 0 .8em; }
"""
SMALL = "claims-small"
"""The class of a view whose headings are to be read like text."""

WIDE = "flex:1; min-width:0"
NARROW = "flex:0 0 260px; position:sticky; top:0; max-height:90vh; overflow-y:auto"
LAYERS_BAR = "position:sticky; top:0; z-index:5; background:var(--color-neutral-background,#fff); padding:.3em 0"
GUIDE = (
    "Press the key of a layer and draw over its words: its fields then stand here. Click on a span to see them again."
)
_KEYS = hotkeys()


def labelling_page() -> str:
    """The whole page as XML, ending in a line feed."""
    page = Xml.Element("View", style="display:flex; gap:1em; align-items:flex-start")
    Xml.SubElement(page, "Style").text = STYLE
    _article(Xml.SubElement(page, "View", style=WIDE))
    fields = Xml.SubElement(page, "View", style=NARROW, className=SMALL)
    _guide(fields)
    for layer in SPAN_LAYERS:
        _layer(fields, layer)
    hidden = Xml.SubElement(page, "View", className="claims-hidden")
    Xml.SubElement(hidden, "TextArea", name=HEADER_CONTROL, toName=TEXT, maxSubmissions="1", editable="false")
    relations = Xml.SubElement(page, "Relations")
    for label in RELATION_LABELS:
        Xml.SubElement(relations, "Relation", value=label)
    Xml.indent(page)
    return Xml.tostring(page, encoding="unicode") + "\n"


def _article(view: Xml.Element) -> None:
    bar = Xml.SubElement(view, "View", style=LAYERS_BAR, className="claims-layers")
    for layer in SPAN_LAYERS:
        labels = Xml.SubElement(bar, "Labels", name=layer, toName=TEXT, showInline="true")
        keys = key_of(_KEYS, layer, layer)
        Xml.SubElement(labels, "Label", {"value": layer, "background": COLOURS[layer], **keys})
    Xml.SubElement(view, "Text", name=TEXT, value="$text", granularity="symbol")


def _guide(fields: Xml.Element) -> None:
    """What stands in the place of the fields while no span is selected, so that the text keeps its width."""
    view = Xml.SubElement(fields, "View", visibleWhen="no-region-selected")
    Xml.SubElement(view, "Header", value=GUIDE, size="6")
    for layer in SPAN_LAYERS:
        Xml.SubElement(view, "Header", value=_meaning(layer), size="6")


def _meaning(layer: str) -> str:
    return f"{layer}: {next(label.meaning for label in LAYER.labels if label.name == layer)}"


def _layer(fields: Xml.Element, layer: str) -> None:
    view = Xml.SubElement(fields, "View", visibleWhen="region-selected", whenTagName=layer)
    Xml.SubElement(view, "Header", value=_meaning(layer), size="4")
    for name, field in REFERENCES[layer].items():
        if not field.specials:
            arrow = f"{name}: {field.meaning} (draw a relation to {' or '.join(field.refers)})"
            Xml.SubElement(view, "Header", value=arrow, size="6")
    for control in CONTROLS.values():
        if control.layer == layer:
            _control(view, control)


def _control(view: Xml.Element, control: Control) -> None:
    Xml.SubElement(view, "Header", value=_caption(control), size="6")
    shown = {"perRegion": "true", "visibleWhen": "region-selected", "whenTagName": control.layer}
    given = {"name": control.name, "toName": TEXT, **shown}
    if control.tag == "Choices":
        _choices(view, control, given)
    elif control.tag == "Number":
        Xml.SubElement(view, "Number", given | {"min": "0", "step": "1"})
    else:
        rows = "2" if control.field.name == "note" else "1"
        hint = {"placeholder": _placeholder(control)}
        Xml.SubElement(view, "TextArea", given | {"rows": rows, "maxSubmissions": "1", "editable": "true"} | hint)


def _choices(view: Xml.Element, control: Control, given: dict[str, str]) -> None:
    field = control.field
    # Only `single` can be taken back, so it stands where no choice is an answer too.
    kind = "multiple" if field.kind == "strings" else "single-radio" if field.required or field.default else "single"
    required = "true" if field.required and field.kind != "reference" else "false"
    look = {"choice": kind, "required": required, "showInline": "true"}
    choices = Xml.SubElement(view, "Choices", given | look)
    hints = {label.name: label.meaning for label in field.label_set.labels} if field.label_set else {}
    for option in control.options:
        hint = {"hint": hints[option]} if option in hints else {}
        Xml.SubElement(choices, "Choice", {"value": option, **key_of(_KEYS, control.name, option), **hint})


def _caption(control: Control) -> str:
    field = control.field
    if control.proposes:
        return f"new {control.proposes.removesuffix('_registry').removesuffix('s')}, where the list above lacks it"
    if field.kind == "reference":
        return f"{field.name}: {field.meaning} (draw a relation to {' or '.join(field.refers)}, or choose)"
    words = field.label_set.question if field.label_set else field.meaning
    default = f" (default: {field.default})" if field.default else ""
    return f"{field.name}{' *' if field.required else ''}: {words}{default}"


def _placeholder(control: Control) -> str:
    if control.proposes:
        return "; ".join(field.name for field in proposal_fields(control.proposes))
    if control.field.kind == "date":
        return "YYYY-MM-DD"
    return "id in the registry" if control.field.refers else control.field.meaning


def proposal_fields(table: str) -> tuple[Field, ...]:
    """What a new entry of a registry is given by, in this order and with semicolons between: its required fields."""
    return tuple(field for field in REGISTRIES[table] if field.required and field.name != "id")


PAGE_VERSION = hashlib.sha256(labelling_page().encode()).hexdigest()[:16]
"""Changes whenever the page does."""
