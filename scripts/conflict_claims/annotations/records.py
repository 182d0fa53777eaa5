"""One line of an annotation file held against the fields that its layer has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from conflict_claims_schemas.fields import HEADER, RECORDS, Field, Kind
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.vocabulary import LAYER

ID_PREFIX: dict[str, str] = {"actor": "a", "casualty": "c", "stance": "s", "topic": "t", "link": "k"}
"""The first letter of a local id, by layer."""

_NUMBER_LIMIT = {"int": 2**31, "count": 2**63}


def _is_number(value: Any, limit: int) -> bool:
    return type(value) is int and -limit <= value < limit


def _is_strings(value: Any) -> bool:
    return type(value) is list and all(type(item) is str for item in value)


def _is_date(value: Any) -> bool:
    if type(value) is not str or len(value) != len("2024-08-28"):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


_KINDS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "string": (lambda value: type(value) is str, "a string"),
    "int": (lambda value: _is_number(value, _NUMBER_LIMIT["int"]), "a whole number below 2^31"),
    "count": (lambda value: _is_number(value, _NUMBER_LIMIT["count"]), "a whole number below 2^63"),
    "date": (_is_date, 'a day as "YYYY-MM-DD"'),
    "strings": (_is_strings, "a list of strings"),
    "reference": (_is_strings, "a list of ids"),
}


def wanted(value: Any, kind: Kind) -> str:
    """What a value of `kind` is, in words, where `value` is none; nothing where it is one."""
    fits, expected = _KINDS[kind]
    return "" if fits(value) else expected


def named(value: Any) -> str:
    """A value of JSON as messages show it."""
    return _name(value)


def _kind(layer: str, field: Field) -> tuple[Callable[[Any], bool], str]:
    # A link has one end on each side, so its `from` and `to` are single ids.
    return _KINDS["string"] if layer == "link" and field.kind == "reference" else _KINDS[field.kind]


_CHECKS: dict[str, dict[str, tuple[Callable[[Any], bool], str]]] = {
    layer: {field.name: _kind(layer, field) for field in fields} for layer, fields in RECORDS.items()
}
_REQUIRED: dict[str, tuple[str, ...]] = {
    layer: tuple(field.name for field in fields if field.required) for layer, fields in RECORDS.items()
}
_DATES: dict[str, tuple[str, ...]] = {
    layer: tuple(field.name for field in fields if field.kind == "date") for layer, fields in RECORDS.items()
}
_HEADER_CHECKS = {field.name: _KINDS[field.kind] for field in HEADER}


def read_record(value: Any, file: str, line: int) -> tuple[dict[str, Any] | None, list[Problem]]:
    """One span or link.

    Returns:
        The record with its `line`, days as dates and nulls left out, None where it cannot be used; and the
        problems of level L1 (SPN004 unknown layer, SPN005 unknown key, SPN006 missing key, SPN007 wrong type).
    """
    if type(value) is not dict:
        return None, [Problem("SPN007", file, line, expected="a JSON object", found=_name(value))]
    layer = value.get("layer")
    if type(layer) is not str or layer not in _CHECKS:
        found = _name(layer) if layer is not None else "no layer"
        expected = "one of " + ", ".join(LAYER.names)
        return None, [Problem("SPN004", file, line, "layer", span=_id(value), expected=expected, found=found)]
    shape = _shape_of(value, layer)
    if shape.sound and all(fits(value[key]) for key, fits in shape.checks):
        return _taken(value, shape, line), []
    problems = _faults(value, layer, file, line)
    if any(problem.rule != "SPN005" for problem in problems):
        return None, problems
    return _taken(value, shape, line), problems


@dataclass(frozen=True, slots=True)
class _Shape:
    """What holds for all records with the same keys and the same types of values.

    A corpus has a million records and few shapes, so that this is found out once for each.

    `sound` says whether keys and types leave nothing to complain of but what `checks` find in values; `known` are the
    keys to take (None: all of them), `dates` those with days.
    """

    sound: bool
    checks: tuple[tuple[str, Callable[[Any], bool]], ...]
    known: tuple[str, ...] | None
    dates: tuple[str, ...]


def _shape_of(value: dict[str, Any], layer: str) -> _Shape:
    # Unknown keys may be many and long, so that their shapes are not kept.
    find = _shape if _CHECKS[layer].keys() >= value.keys() else _shape.__wrapped__
    return find(layer, tuple(value), tuple(map(type, value.values())))


@lru_cache(maxsize=4096)
def _shape(layer: str, keys: tuple[str, ...], types: tuple[type, ...]) -> _Shape:
    fields = _CHECKS[layer]
    given = {key for key, kind in zip(keys, types, strict=True) if kind is not type(None)}
    known = tuple(key for key in keys if key in given and key in fields)
    sound = given.issuperset(_REQUIRED[layer]) and fields.keys() >= set(keys)
    checks = tuple((key, fields[key][0]) for key, kind in zip(keys, types, strict=True)
                   if key in known and not (kind is str and fields[key] is _KINDS["string"]))  # fmt: skip
    dates = tuple(key for key in _DATES[layer] if key in known)
    return _Shape(sound, checks, None if known == keys else known, dates)


def _faults(value: dict[str, Any], layer: str, file: str, line: int) -> list[Problem]:
    checks = _CHECKS[layer]
    problems: list[Problem] = []
    for key, item in value.items():
        if key not in checks:
            expected = "one of " + ", ".join(checks)
            problems.append(Problem("SPN005", file, line, key, span=_id(value), expected=expected, found=repr(key)))
        elif item is not None and not checks[key][0](item):
            found = _name(item)
            problems.append(Problem("SPN007", file, line, key, span=_id(value), expected=checks[key][1], found=found))
    for key in _REQUIRED[layer]:
        if value.get(key) is None:
            expected = f'a key "{key}" in every {layer}'
            problems.append(Problem("SPN006", file, line, key, span=_id(value), expected=expected, found="none"))
    return problems


def _taken(value: dict[str, Any], shape: _Shape, line: int) -> dict[str, Any]:
    record = dict(value) if shape.known is None else {key: value[key] for key in shape.known}
    for key in shape.dates:
        record[key] = date.fromisoformat(record[key])
    record["line"] = line
    return record


def read_header(value: Any, file: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The first line of an annotation file.

    Returns:
        The header, None where it cannot be used; and the problems of level L1 (SPN003, SPN005-SPN007).
    """
    if type(value) is not dict or "layer" in value or "article" not in value:
        return None, [Problem("SPN003", file, 1, expected=_HEADER_SHAPE, found="no header")]
    problems: list[Problem] = []
    for key, (fits, expected) in _HEADER_CHECKS.items():
        if value.get(key) is None:
            problems.append(Problem("SPN006", file, 1, key, expected=f'a key "{key}" in the header', found="none"))
        elif not fits(value[key]):
            problems.append(Problem("SPN007", file, 1, key, expected=expected, found=_name(value[key])))
    problems += _next_faults(value.get("next"), file)
    fatal = bool(problems)
    expected = "one of " + ", ".join([*_HEADER_CHECKS, "next"])
    problems += [
        Problem("SPN005", file, 1, key, expected=expected, found=repr(key))
        for key in value
        if key not in _HEADER_CHECKS and key != "next"
    ]
    return (None if fatal else value), problems


def _next_faults(value: Any, file: str) -> list[Problem]:
    prefixes = ID_PREFIX.values()
    fits = type(value) is dict and all(
        key in prefixes and _is_number(number, _NUMBER_LIMIT["int"]) and number > 0 for key, number in value.items()
    )
    expected = "the next free number by prefix, like " + '{"a":1,"c":1,"s":1,"t":1,"k":1}'
    return [] if fits else [Problem("SPN007", file, 1, "next", expected=expected, found=_name(value))]


_HEADER_SHAPE = 'a first line with "article", "text_sha256", "guidelines", "annotator", "layers" and "next"'


def _id(value: dict[str, Any]) -> str:
    return value["id"] if type(value.get("id")) is str else ""


_JSON_NAMES = {dict: "an object", list: "a list", str: "a string", bool: "a truth value", type(None): "null"}


def _name(value: Any) -> str:
    if type(value) in (str, int, float):
        text = repr(value) if type(value) is not str else f'"{value}"'
        return text if len(text) <= 60 else f"{text[:60]}…"  # a readable length
    if type(value) is list and None in value:
        return "a list that holds null"
    return _JSON_NAMES.get(type(value), type(value).__name__)
