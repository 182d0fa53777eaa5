"""Bulk lines: one JSON object a line, with `id`, `text`, and a list of records for each layer annotated.

Rows of the published tables call the article's id `article_id`; that is taken, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conflict_claims.annotations import Pass
from conflict_claims.annotations.records import read_record
from conflict_claims.files.reading import Line, Unreadable, read_lines
from conflict_claims.files.strict_json import BadJson, parse
from conflict_claims_schemas.columns import LAYER_OF_TABLE, TABLE_OF_LAYER


@dataclass(frozen=True, slots=True)
class BulkArticle:
    """A line: the article's id and text, its records as a pass over the layers that it has, and its other fields.

    `faults` say where a record stands that cannot be used, and why; the pass lacks it.
    """

    article: str
    where: str
    text: str
    marked: Pass
    fields: Mapping[str, Any]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used; `article` is its id where it tells one, else where it stands."""

    article: str
    where: str
    why: str


class _Bad(Exception):
    """A line, or a record of it, cannot be used."""


def bulk_articles(path: Path) -> Iterator[BulkArticle | BadLine]:
    """The articles of a file of bulk lines, in bounded memory; blank lines are passed over.

    A layer whose list is absent or null was not annotated; an empty list says that there was nothing to mark.
    """
    try:
        for line in read_lines(path):
            if line.fault is not None or line.text.strip():
                yield _article(line, path.name)
    except Unreadable as fault:
        yield BadLine(path.name, path.name, f"expected {fault.expected}, found {fault.found}")


def _article(line: Line, file: str) -> BulkArticle | BadLine:
    where = f"{file}:{line.number}"
    name = where
    try:
        value = _value(line)
        name = _string(value, "id") or _string(value, "article_id") or where
        text = _string(value, "text")
        if name == where or not text:
            raise _Bad(f"expected a string {'text' if name != where else 'id'} that is not empty")
        found = [record for table in LAYER_OF_TABLE for record in _records(value, table, line.number)]
    except _Bad as bad:
        return BadLine(name, where, str(bad))
    layers = [layer for layer, table in TABLE_OF_LAYER.items() if value.get(table) is not None]
    header = {"article": name, "guidelines": str(value.get("guidelines") or ""), "layers": layers}
    fields = {key: item for key, item in value.items() if key not in LAYER_OF_TABLE and key != "text"}
    records = [record for record in found if not isinstance(record, str)]
    faults = tuple(fault for fault in found if isinstance(fault, str))
    return BulkArticle(name, where, text, Pass(where, header, records), fields, faults)


def _value(line: Line) -> dict[str, Any]:
    if line.fault is not None:
        raise _Bad(f"expected {line.fault.expected}, found {line.fault.found}")
    try:
        value = parse(line.text)
    except BadJson as bad:
        raise _Bad(f"expected one JSON object on the line, found {bad.found}") from bad
    if type(value) is not dict:
        raise _Bad("expected a JSON object on the line")
    return value


def _string(value: Mapping[str, Any], key: str) -> str:
    found = value.get(key)
    return found if isinstance(found, str) else ""


def _records(value: Mapping[str, Any], table: str, line: int) -> Iterator[dict[str, Any] | str]:
    """The records of a layer, or what is wrong with one."""
    found = value.get(table)
    if found is not None and type(found) is not list:
        raise _Bad(f"expected a list or null for {table!r}")
    for number, item in enumerate(found or ()):
        try:
            yield _record(item, table, f"{table}[{number}]", line)
        except _Bad as bad:
            yield str(bad)


def _record(item: Any, table: str, place: str, line: int) -> dict[str, Any]:
    layer = LAYER_OF_TABLE[table]
    if type(item) is not dict or item.get("layer", layer) != layer:
        raise _Bad(f"{place}: expected a record of layer {layer}")
    record, problems = read_record({"layer": layer, **item}, "", line)
    if record is None or problems:
        fault = problems[0]
        raise _Bad(f"{place}: {fault.field or 'record'}: expected {fault.expected}, found {fault.found}")
    return record
