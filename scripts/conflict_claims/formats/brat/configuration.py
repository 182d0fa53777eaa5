"""What goes with an export to brat: its annotation.conf and its label map, both from the vocabulary."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from conflict_claims.formats.brat.writing import NOTE_TYPE, flag_name
from conflict_claims.formats.label_maps.values import FIELDS
from conflict_claims_schemas.fields import ATTRIBUTES, Field
from conflict_claims_schemas.vocabulary import LINK_TYPE, SPAN_LAYERS

_ENDS = next(field.refers for field in ATTRIBUTES["link"] if field.kind == "reference")
_BARE_KEY = re.compile("[A-Za-z0-9_-]+")


def annotation_conf() -> str:
    """The annotation.conf of an export (https://brat.nlplab.org/configuration.html)."""
    parts = {
        "entities": list(SPAN_LAYERS),
        "relations": list(_relation_lines()),
        "events": [],
        "attributes": list(_attribute_lines()),
    }
    return "\n".join("\n".join([f"[{name}]", *lines, ""]) for name, lines in parts.items())


def _relation_lines() -> Iterator[str]:
    yield "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"
    for name, found in _fields_by_name(lambda field: field.kind == "reference").items():
        for layer, field in found:
            yield f"{name}\tArg1:{layer}, Arg2:{'|'.join(field.refers)}"
    for label in LINK_TYPE.names:
        yield f"{label}\tArg1:{'|'.join(_ENDS)}, Arg2:{'|'.join(_ENDS)}"


def _attribute_lines() -> Iterator[str]:
    for name, found in _labelled().items():
        layers, labels = "|".join(layer for layer, _ in found), found[0][1].label_set
        yield f"{name}\tArg:{layers}, Value:{'|'.join(labels.names if labels else ())}"
    for name, _, layer in _flags():
        yield f"{name}\tArg:{layer}"


def _flags() -> Iterator[tuple[str, tuple[Field, str], str]]:
    """The flags: name, the field and label that it stands for, and the layers that have it."""
    for found in _fields_by_name(lambda field: field.kind in ("strings", "reference")).values():
        for label in dict.fromkeys(label for _, field in found for label in _words(field)):
            layers = [layer for layer, field in found if label in _words(field)]
            yield flag_name(found[0][1], label), (found[0][1], label), "|".join(layers)


def _words(field: Field) -> Sequence[str]:
    return field.label_set.names if field.label_set is not None else field.specials


def _fields_by_name(wanted: Callable[[Field], bool]) -> dict[str, list[tuple[str, Field]]]:
    """Fields of span layers that are `wanted`: by name, the layers that have one."""
    found: dict[str, list[tuple[str, Field]]] = {}
    for layer in SPAN_LAYERS:
        for name, field in FIELDS[layer].items():
            if wanted(field):
                found.setdefault(name, []).append((layer, field))
    return found


def label_map(layers: Iterable[str], metadata: str) -> str:
    """The label map that reads an export back.

    Args:
        layers: what was annotated in any of its articles.
        metadata: the name of the file with the front matter of each.
    """
    annotated = list(layers)
    shared = {"metadata": metadata, "layers": annotated}
    links = LINK_TYPE.names if "link" in annotated else ()
    sections = {
        "article": {name: _toml(value) for name, value in shared.items()},
        "spans": {layer: _entry(layer=layer) for layer in SPAN_LAYERS if layer in annotated},
        "relations": {name: _entry(field=name) for name in _fields_by_name(lambda field: field.kind == "reference")}
        | {label: _entry(link=label) for label in links},
        "attributes": {name: _entry(field=name) for name in _labelled()}
        | {name: _entry(field=field.name, value=label) for name, (field, label), _ in _flags()},
        "normalisations": {registry: _entry(field=name) for registry, name in _registries().items()},
        "notes": {kind: _entry(field=name, escaped=True) for kind, name in _notes().items()},
    }
    blocks = (
        "\n".join([f"[{section}]", *(f"{_key(key)} = {value}" for key, value in entries.items()), ""])
        for section, entries in sections.items()
    )
    return "\n".join(blocks)


def _labelled() -> dict[str, list[tuple[str, Field]]]:
    return _fields_by_name(lambda field: field.kind == "string" and field.label_set is not None)


def _registries() -> dict[str, str]:
    fields = [field for found in _fields_by_name(lambda field: field.kind == "string").values() for _, field in found]
    return {field.refers[0]: field.name for field in fields if field.refers}


def _notes() -> dict[str, str]:
    names = dict.fromkeys(
        name for layer in FIELDS for name, field in FIELDS[layer].items() if field.kind != "reference"
    )
    return {"id": "id", **{NOTE_TYPE if name == "note" else name: name for name in names}}


def _entry(**pairs: Any) -> str:
    return "{ " + ", ".join(f"{name} = {_toml(value)}" for name, value in pairs.items()) + " }"


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _toml(name)


def _toml(value: Any) -> str:
    """A TOML value; JSON writes strings, lists of them and truth values as TOML does, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
