"""A YAML mapping held against the fields that it may have: values of the right kind, or problems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from conflict_claims.files.strict_yaml import Node
from conflict_claims_schemas.fields import Field
from conflict_claims_schemas.problems import Problem


class _WrongKind(ValueError):
    pass


@dataclass(frozen=True, slots=True)
class Entry:
    """The values of one mapping by field name (absent ones are None), and the line of each key that is there."""

    values: dict[str, Any]
    lines: dict[str, int]
    line: int


def typed(node: Node, fields: tuple[Field, ...], file: str) -> tuple[Entry | None, list[Problem]]:
    """Hold `node` against `fields`.

    Returns:
        The entry, None where a required field is missing or of the wrong kind; and the problems
        (DOC009 unknown, DOC010 missing, DOC011 of the wrong kind).
    """
    if not isinstance(node.value, dict):
        return None, [Problem("DOC011", file, node.line, expected="a mapping of keys to values", found=_name(node))]
    problems = _unknown(node.value, fields, file)
    values: dict[str, Any] = dict.fromkeys(field.name for field in fields)
    wrong: set[str] = set()
    for field in fields:
        try:
            values[field.name] = _value(node.value.get(field.name), field)
        except _WrongKind as kind:
            line = node.value[field.name].line
            problems.append(Problem("DOC011", file, line, field.name, expected=EXPECTED[field.kind], found=str(kind)))
            wrong.add(field.name)
    absent = {name: value for name, value in values.items() if name not in wrong}
    problems += _missing(absent, fields, file, node.line)
    whole = all(values.get(field.name) is not None for field in fields if field.required)
    lines = {key: value.line for key, value in node.value.items()}
    return (Entry(values, lines, node.line) if whole else None), problems


def _unknown(pairs: dict[str, Node], fields: tuple[Field, ...], file: str) -> list[Problem]:
    known = [field.name for field in fields]
    expected = "one of " + ", ".join(known)
    return [
        Problem("DOC009", file, node.line, key, expected=expected, found=key)
        for key, node in pairs.items()
        if key not in known
    ]


def _missing(values: dict[str, Any], fields: tuple[Field, ...], file: str, line: int) -> list[Problem]:
    return [
        Problem("DOC010", file, line, field.name, expected=f"{field.name}: {field.meaning}", found="nothing")
        for field in fields
        if field.required and field.name in values and values[field.name] is None
    ]


def _value(node: Node | None, field: Field) -> Any:
    if node is None or node.value is None:
        return None
    return CONVERTERS[field.kind](node)


def _string(node: Node) -> str:
    if not isinstance(node.value, str):
        raise _WrongKind(_name(node))
    return node.value


def _number(node: Node) -> int:
    text = _string(node)
    if not (text.isascii() and text.removeprefix("-").isdigit() and len(text) < 19):  # 64 bits
        raise _WrongKind(repr(text))
    return int(text)


def iso_date(text: str) -> date:
    """The day that `text` names as YYYY-MM-DD (ISO 8601, the extended calendar form only).

    Raises:
        ValueError: it names none.
    """
    if len(text) != len("2024-08-28"):
        raise ValueError(text)
    return date.fromisoformat(text)


def _date(node: Node) -> date:
    try:
        return iso_date(_string(node))
    except ValueError as error:
        raise _WrongKind(repr(node.value) if isinstance(node.value, str) else str(error)) from error


def _bool(node: Node) -> bool:
    if node.value not in ("true", "false"):
        raise _WrongKind(_name(node))
    return bool(node.value == "true")


def _strings(node: Node) -> list[str]:
    if not isinstance(node.value, list) or not all(isinstance(item.value, str) for item in node.value):
        raise _WrongKind(_name(node))
    return [item.value for item in node.value]


def _name(node: Node) -> str:
    if isinstance(node.value, dict):
        return "a mapping"
    if isinstance(node.value, list):
        return (
            "a list"
            if all(isinstance(item.value, str) for item in node.value)
            else "a list that holds more than strings"
        )
    return "nothing" if node.value is None else repr(node.value)


CONVERTERS: dict[str, Callable[[Node], Any]] = {
    "string": _string,
    "int": _number,
    "count": _number,
    "date": _date,
    "bool": _bool,
    "strings": _strings,
}
EXPECTED: dict[str, str] = {
    "string": "a string",
    "int": "a whole number",
    "count": "a whole number",
    "date": "a day as YYYY-MM-DD",
    "bool": "true or false",
    "strings": "a list of strings",
}
