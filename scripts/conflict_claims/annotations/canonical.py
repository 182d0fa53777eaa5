"""The one form in which annotation files are written, so that a diff shows what was changed and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any

import orjson

from conflict_claims.annotations.records import ID_PREFIX
from conflict_claims_schemas.fields import HEADER, RECORDS, Field
from conflict_claims_schemas.vocabulary import ACT_POLARITY, LAYER

_LAYER_ORDER = {layer: position for position, layer in enumerate(LAYER.names)}


def canonical(header: Mapping[str, Any], records: Iterable[Mapping[str, Any]]) -> bytes:
    """The content of an annotation file: header, spans by start (longer first, layer, id), links by id.

    Keys stand in the order of the fields; nulls, defaults and empty lists of labels are left out; what is between
    the lines of the JSON is nothing, and every line ends in a line feed.
    """
    ordered = sorted(records, key=_position)
    head = {field.name: header[field.name] for field in HEADER}
    head["layers"] = sorted(set(head["layers"]), key=lambda layer: (_LAYER_ORDER.get(layer, 99), layer))
    head["next"] = next_numbers(ordered, header.get("next", {}))
    lines = [head, *map(_plain, ordered)]
    return b"".join([orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in lines])


def next_numbers(records: Iterable[Mapping[str, Any]], given: Mapping[str, int]) -> dict[str, int]:
    """The next free number of each id prefix: never below `given`, above every number in use."""
    numbers = {prefix: max(1, given.get(prefix, 1)) for prefix in ID_PREFIX.values()}
    for record in records:
        prefix, number = split_id(record["id"])
        if prefix in numbers and number is not None:
            numbers[prefix] = max(numbers[prefix], number + 1)
    return numbers


def number_records(records: Iterable[Mapping[str, Any]], given: Mapping[str, int]) -> dict[str, str]:
    """New local ids in text order, from the next free numbers on: old id to new id."""
    numbers = {prefix: max(1, given.get(prefix, 1)) for prefix in ID_PREFIX.values()}
    renamed: dict[str, str] = {}
    for record in sorted(records, key=_position):
        prefix = ID_PREFIX[record["layer"]]
        renamed[record["id"]] = f"{prefix}{numbers[prefix]}"
        numbers[prefix] += 1
    return renamed


@lru_cache(maxsize=1 << 14)
def split_id(local: str) -> tuple[str, int | None]:
    """The prefix and the number of a local id (`a12`: `a`, 12); the number is None where it has none."""
    prefix, number = local[:1], local[1:]
    plain = number.isascii() and number.isdigit() and not number.startswith("0") and len(number) <= 9
    return (prefix, int(number)) if plain else (prefix, None)


def _position(record: Mapping[str, Any]) -> tuple[int, int, int, int, int, str]:
    layer = _LAYER_ORDER.get(record["layer"], 99)
    number = split_id(record["id"])[1] or 0
    if record["layer"] == "link":
        return (1, 0, 0, 0, number, record["id"])
    return (0, record["start"], -record["end"], layer, number, record["id"])


def _plain(record: Mapping[str, Any]) -> dict[str, Any]:
    names, values, refined = _written(record["layer"], tuple(record))
    if values is None:
        line = dict(record)
        line.pop("line", None)
    else:
        line = dict(zip(names, values(record), strict=True))
    if None in line.values():
        line = {name: value for name, value in line.items() if value is not None}
    for name, default, form in refined:
        value = line.get(name)
        if value is not None and (value == default or (form is not None and (value := form(value, record)) is None)):
            del line[name]
        elif value is not None:
            line[name] = value
    return line


@lru_cache(maxsize=4096)
def _written(layer: str, keys: tuple[str, ...]) -> tuple[tuple[str, ...], itemgetter[Any] | None, tuple[_Refined, ...]]:
    """Of records with some keys: the fields in order, what gets their values, and those that may be written otherwise.

    None gets the values where the keys stand in order already. A corpus has a million records and few sets of keys, so
    that this is found out once for each.
    """
    fields = [field for field in _FIELDS[layer] if field[0] in keys]
    refined = (field for field in fields if field[1] is not None or field[2] is not None)
    names = [name for name, _, _ in fields]
    in_order = names == [key for key in keys if key != "line"]
    return tuple(names), None if in_order else itemgetter(*names), tuple(refined)


Form = Callable[[Any, Mapping[str, Any]], Any]
"""How a value is written; None where it is left out."""

_Refined = tuple[str, Any, Form | None]
"""A field's name, its default and the form of its values."""


def _day(value: Any, _: Mapping[str, Any]) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _polarity(value: Any, record: Mapping[str, Any]) -> Any:
    """A stance's polarity, unless it only repeats what its act gives."""
    return None if value == ACT_POLARITY.get(record["act"]) else value


def _list(field: Field) -> Form:
    """A list, in the order of its labels; None where it is empty."""
    order = {name: position for position, name in enumerate(field.label_set.names)} if field.label_set else None

    def form(value: Any, _: Mapping[str, Any]) -> Any:
        if order is None:
            return value or None
        return sorted(value, key=lambda name: (order.get(name, len(order)), name)) or None

    return form


def _form(field: Field) -> Form | None:
    if field.name == "polarity":
        return _polarity
    return _list(field) if field.kind == "strings" else _day if field.kind == "date" else None


_FIELDS = {
    layer: tuple((field.name, field.default, _form(field)) for field in fields) for layer, fields in RECORDS.items()
}
