"""Lines one by one, where a block of them has a fault: the bad ones are named, and the others go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from conflict_claims.annotations.records import named, read_record, wanted
from conflict_claims.bulk.line_schema import LINE_FIELDS, NEEDED
from conflict_claims.bulk.reading import MAX_LINE
from conflict_claims.files.reading import Unreadable, decode_utf8
from conflict_claims.files.strict_json import BadJson, DuplicateKey, parse
from conflict_claims_schemas.columns import LAYER_OF_TABLE
from conflict_claims_schemas.fields import RECORDS
from conflict_claims_schemas.problems import Problem

_OF_LINE = {one.name: one for one in LINE_FIELDS}
_NAMES = {layer: frozenset(one.name for one in fields) for layer, fields in RECORDS.items()}
_UNKNOWN = "SPN005"


@dataclass(slots=True)
class Sorted:
    """Good lines in a form that the parser of whole blocks takes, with their numbers; what is wrong with the others.

    `unknown` counts the keys that no field has, by `key` or `table.key`; they cost no line, but are not carried.
    `samples` has a value of each that is a key of the line itself.
    """

    lines: list[bytes] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    samples: dict[str, Any] = field(default_factory=dict)


def sort_lines(block: bytes, first: int, file: str) -> Sorted:
    """Hold every line of a block against the fields that it may have.

    Args:
        block: lines; blank ones are passed over.
        first: the number of the first.
        file: what messages call the file.
    """
    found = Sorted()
    for number, line in enumerate(block.split(b"\n"), first):
        bare = line.removesuffix(b"\r")
        if not bare.strip():
            continue
        value, problems = _read(bare, number, file)
        if not problems:
            problems = list(line_faults(value, number, file))
        if problems:
            found.problems += problems
        else:
            found.lines.append(orjson.dumps(_known(value, found)) + b"\n")
            found.numbers.append(number)
    return found


def _read(line: bytes, number: int, file: str) -> tuple[Any, list[Problem]]:
    if len(line) > MAX_LINE:
        return None, [Problem("DOC005", file, number, expected=f"a line of at most {MAX_LINE:,} bytes", found="more")]
    try:
        return parse(decode_utf8(line, number)), []
    except Unreadable as fault:
        return None, [Problem(fault.rule, file, number, expected=fault.expected, found=fault.found)]
    except BadJson as bad:
        rule = "SPN002" if isinstance(bad, DuplicateKey) else "SPN001"
        found = f"{bad.found} (column {bad.column})" if bad.column else bad.found
        return None, [Problem(rule, file, number, expected="one JSON object on the line", found=found)]


def line_faults(value: Any, number: int, file: str) -> Iterator[Problem]:
    """What is wrong with the value of a line.

    Args:
        value: of JSON.
        number: of the line.
        file: what messages call the file.
    """
    if type(value) is not dict:
        yield Problem("SPN007", file, number, expected="a JSON object", found=named(value))
        return
    article = value["id"] if type(value.get("id")) is str else ""
    for name in NEEDED:
        if value.get(name) is None:
            expected = f'a key "{name}": {_OF_LINE[name].meaning}'
            yield Problem("DOC010", file, number, name, article, expected=expected, found="nothing")
    for name, item in value.items():
        if name in _OF_LINE and item is not None and (kind := wanted(item, _OF_LINE[name].kind)):
            yield Problem("DOC011", file, number, name, article, expected=kind, found=named(item))
    for table, layer in LAYER_OF_TABLE.items():
        yield from _record_faults(value.get(table), layer, Problem("", file, number, table, article))
    yield from _unannounced(value, Problem("SPN011", file, number, "layers", article))


def _record_faults(records: Any, layer: str, place: Problem) -> Iterator[Problem]:
    if records is None:
        return
    if type(records) is not list:
        yield Problem("DOC011", place.file, place.line, place.field, place.article, expected="a list of records",
                      found=named(records))  # fmt: skip
        return
    for record in records:
        if type(record) is dict and record.get("layer", layer) != layer:
            yield Problem("SPN004", place.file, place.line, "layer", place.article, str(record.get("id", "")),
                          expected=f"{layer}, or no key", found=named(record["layer"]))  # fmt: skip
            continue
        told = {**record, "layer": layer} if type(record) is dict else record
        for one in read_record(told, place.file, place.line)[1]:
            if one.rule != _UNKNOWN:
                yield Problem(one.rule, one.file, one.line, one.field, place.article, one.span, expected=one.expected,
                              found=one.found)  # fmt: skip


def _unannounced(value: dict[str, Any], place: Problem) -> Iterator[Problem]:
    said = value.get("layers")
    for table, layer in LAYER_OF_TABLE.items():
        if type(said) is list and value.get(table) and layer not in said:
            expected = f'"{layer}" among the layers, or no {table}'
            yield Problem(place.rule, place.file, place.line, place.field, place.article, expected=expected,
                          found=", ".join(map(str, said)) or "none")  # fmt: skip


def _known(value: dict[str, Any], found: Sorted) -> dict[str, Any]:
    """A line with the keys that fields have; others are counted where they hold something."""
    kept = {name: item for name, item in value.items() if name in _OF_LINE or name in LAYER_OF_TABLE}
    others = {name: item for name, item in value.items() if name not in kept and item is not None}
    found.unknown.update(others.keys())
    for name, item in others.items():
        found.samples.setdefault(name, item)
    for table, layer in LAYER_OF_TABLE.items():
        if kept.get(table):
            names = _NAMES[layer]
            found.unknown.update(f"{table}.{name}" for record in kept[table] for name in sorted(record.keys() - names))
            kept[table] = [{name: item for name, item in record.items() if name in names} for record in kept[table]]
    return kept
