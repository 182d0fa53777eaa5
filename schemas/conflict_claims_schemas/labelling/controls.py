"""The controls of the labelling page by name, and the labels of its relations: one for each field that is marked.

A span is a region of the control that is named for its layer. What the region is said to be stands in the controls
`<layer>_<field>`, and references and links are relations from region to region.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from conflict_claims_schemas.fields import ATTRIBUTES, NOTE, REGISTRIES, Field
from conflict_claims_schemas.vocabulary import ASPECT, LINK_TYPE, SPAN_LAYERS

Tag = Literal["Choices", "Number", "TextArea"]
TEXT = "text"
"""The name of the page's text, which every control belongs to."""

TASK_FIELDS = (TEXT, "article", "title", "text_sha256", "guidelines", "layers", "differences")
"""What the data of a task can hold; `differences` where two passes are settled."""

HEADER_CONTROL = "pass"
"""The hidden field that carries the header of an annotation file, and what relations cannot say, as JSON."""

RIVAL = "conflicts_with"
"""The one type of link that has an aspect; the relation's label names both."""


@dataclass(frozen=True, slots=True)
class Control:
    """One control that is shown for the regions of `layer` and gives their `field`.

    `options` are its choices, where it has any; `proposes` is the registry that it proposes a new entry for, and
    the field itself is then left empty.
    """

    name: str
    layer: str
    field: Field
    tag: Tag
    options: tuple[str, ...] = ()
    proposes: str = ""

    @property
    def type(self) -> str:
        """The type of its results, which is also the key of their value but for a TextArea's `text`."""
        return self.tag.lower()


def _controls(layer: str) -> list[Control]:
    made = []
    for field in (*ATTRIBUTES[layer], NOTE):
        name = f"{layer}_{field.name}"
        if field.kind == "reference":
            if field.specials:
                made.append(Control(name, layer, field, "Choices", field.specials))
        elif field.label_set:
            made.append(Control(name, layer, field, "Choices", field.label_set.names))
        else:
            made.append(Control(name, layer, field, "Number" if field.kind == "count" else "TextArea"))
        made += [
            Control(f"{name}_new", layer, field, "TextArea", proposes=table)
            for table in field.refers
            if table in REGISTRIES
        ]
    return made


CONTROLS: dict[str, Control] = {one.name: one for layer in SPAN_LAYERS for one in _controls(layer)}
"""Every control of a region by its name, in the order of the page."""

REFERENCES: dict[str, dict[str, Field]] = {
    layer: {field.name: field for field in ATTRIBUTES[layer] if field.kind == "reference"} for layer in SPAN_LAYERS
}
"""The references of each layer by name, which is also the label of their relations."""

LINKS: dict[str, tuple[str, str | None]] = {
    **{name: (name, None) for name in LINK_TYPE.names},
    **{f"{RIVAL}: {aspect}": (RIVAL, aspect) for aspect in ASPECT.names},
}
"""Type and aspect of a link by the label of its relation."""


def link_label(link_type: str, aspect: str | None) -> str:
    """The label of the relation that stands for a link; an aspect that its type does not have is left out."""
    label = f"{link_type}: {aspect}"
    return label if label in LINKS else link_type


RELATION_LABELS: tuple[str, ...] = (
    *dict.fromkeys(name for fields in REFERENCES.values() for name in fields),
    *LINKS,
)
"""The labels that a relation can have, in the order of the page."""
