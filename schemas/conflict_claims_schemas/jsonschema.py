"""The JSON Schema (draft 2020-12) of a line of an annotation file, for editors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from conflict_claims_schemas.codes import PREFIXES
from conflict_claims_schemas.fields import HEADER, RECORDS, Field
from conflict_claims_schemas.vocabulary import SPECIAL_REFERENCES

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NUMBER = "[1-9][0-9]{0,8}"
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_FORMS: dict[str, str] = {"text_sha256": "^[0-9a-f]{64}$", "guidelines": r"^g\d+\.\d+$"}

Schema = dict[str, Any]


def line_schema() -> Schema:
    """One line: the header, or a record of one of the layers.

    What a schema cannot say (offsets against the text, references against the file, bounds against words) is
    left to `conflict-claims check`.
    """
    return {
        "$schema": DRAFT,
        "title": "A line of an annotation file of conflict-claims",
        "description": "The first line is the header; every other line is a span or a link.",
        "type": "object",
        "if": {"required": ["layer"]},
        "then": {
            "properties": {"layer": {"enum": list(RECORDS)}},
            "allOf": [_of_layer(layer) for layer in RECORDS],
        },
        "else": {"$ref": "#/$defs/header"},
        "$defs": {"header": _header(), **{layer: _record(layer) for layer in RECORDS}},
    }


def _of_layer(layer: str) -> Schema:
    return {"if": {"properties": {"layer": {"const": layer}}}, "then": {"$ref": f"#/$defs/{layer}"}}


def _header() -> Schema:
    numbers = {prefix: {"type": "integer", "minimum": 1} for prefix in PREFIXES.values()}
    next_key = {
        "description": "next free number of each id prefix",
        "type": "object",
        "properties": numbers,
        "additionalProperties": False,
    }
    properties = {field.name: _property("header", field) for field in HEADER} | {"next": next_key}
    return _object(properties, [*_required(HEADER), "next"])


def _record(layer: str) -> Schema:
    properties = {field.name: _property(layer, field) for field in RECORDS[layer]}
    properties["id"] |= {"pattern": f"^{PREFIXES[layer]}{_NUMBER}$"}
    properties["layer"] = {"const": layer}
    return _object(properties, _required(RECORDS[layer]))


def _object(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _required(fields: Iterable[Field]) -> list[str]:
    return [field.name for field in fields if field.required]


def _property(owner: str, field: Field) -> Schema:
    told: Schema = {"description": field.meaning}
    if field.default is not None:
        told["default"] = field.default
    return told | _value(owner, field)


def _value(owner: str, field: Field) -> Schema:
    if field.kind == "reference":
        return _id(field) if owner == "link" else _reference(field)
    if field.kind == "strings":
        return {"type": "array", "items": _string(field), "uniqueItems": True}
    if field.kind in ("int", "count"):
        return {"type": "integer", "minimum": 0}
    return {"type": "string", "format": "date", "pattern": _DAY} if field.kind == "date" else _string(field)


def _string(field: Field) -> Schema:
    if field.label_set:
        return {"enum": list(field.label_set.names)}
    form = _FORMS.get(field.name)
    return {"type": "string", "pattern": form} if form else {"type": "string", "minLength": 1}


def _id(field: Field) -> Schema:
    letters = "".join(PREFIXES[layer] for layer in field.refers)
    return {"type": "string", "pattern": f"^[{letters}]{_NUMBER}$"}


def _reference(field: Field) -> Schema:
    ids = {"type": "array", "items": _id(field), "minItems": 1, "uniqueItems": True}
    return {"anyOf": [ids, *({"const": [name]} for name in SPECIAL_REFERENCES)]}
