"""Columns of Parquet files that no bulk line could have: they are refused by their types, before a row is read.

Arrow would cast truth values to offsets, and numbers to days counted from 1970, without a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa

from conflict_claims.bulk.line_schema import LINE, LINE_FIELDS, NEEDED
from conflict_claims.tables.arrays import has_lists
from conflict_claims_schemas.columns import LAYER_OF_TABLE
from conflict_claims_schemas.fields import RECORDS, Field, Kind
from conflict_claims_schemas.problems import Problem

_NUMBERS, _DAYS = "whole numbers", 'days, times, or strings as "YYYY-MM-DD"'
_WANTED: dict[Kind, str] = {
    "string": "strings", "int": _NUMBERS, "count": _NUMBERS, "date": _DAYS, "strings": "lists of strings",
    "reference": "lists of ids",
}  # fmt: skip
_LONGEST = 60
"""Characters of a type that messages show."""

_MOST_NAMES = 300
"""Characters of the names of columns that messages show."""


def column_faults(schema: pa.Schema, file: str) -> list[Problem]:
    """Why a file cannot be converted: columns that are missing, stand twice, or are of types that they cannot have.

    Args:
        schema: of the file; columns that no field has may be of any type.
        file: what messages call the file.
    """
    found = [*_missing(schema.names, file), *_twice(schema.names, LINE.names, "", file), *_of_lines(schema, file)]
    for table, layer in LAYER_OF_TABLE.items():
        for column in _named(schema, table):
            found += _of_layer(column.type, table, layer, file)
    return found


def known_columns(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The columns that fields have; without those that are null in all rows, which say no more than absent ones."""
    columns = zip(batch.schema.names, batch.columns, strict=True)
    return batch.select([at for at, (name, column) in enumerate(columns)
                         if name in LINE.names and column.null_count < len(column)])  # fmt: skip


def _missing(names: Sequence[str], file: str) -> Iterator[Problem]:
    found = f"the columns {_cut(', '.join(names), _MOST_NAMES)}" if names else "no columns"
    fix = "give the column that holds it this name"
    for field in LINE_FIELDS:
        if field.name in NEEDED and field.name not in names:
            expected = f"a column {field.name}: {field.meaning}"
            yield Problem("DOC010", file, field=field.name, expected=expected, found=found, fix=fix)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"


def _of_lines(schema: pa.Schema, file: str) -> Iterator[Problem]:
    for field in LINE_FIELDS:
        for column in _named(schema, field.name):
            if not _fits(column.type, field.kind):
                yield _wrong(field.name, _WANTED[field.kind], column.type, file)


def _of_layer(kind: pa.DataType, table: str, layer: str, file: str) -> Iterator[Problem]:
    if pa.types.is_null(kind) or (has_lists(kind) and pa.types.is_null(kind.value_type)):
        return
    if not has_lists(kind) or not pa.types.is_struct(kind.value_type):
        yield _wrong(table, "lists of records (structs)", kind, file)
        return
    inner = list(kind.value_type)
    yield from _twice([one.name for one in inner], [field.name for field in RECORDS[layer]], f"{table}.", file)
    for field in RECORDS[layer]:
        wanted = _kind(layer, field)
        for one in _named(inner, field.name):
            if not _fits(one.type, wanted):
                yield _wrong(f"{table}.{field.name}", _WANTED[wanted], one.type, file)


def _kind(layer: str, field: Field) -> Kind:
    return "string" if layer == "link" and field.kind == "reference" else field.kind


def _named(columns: Iterable[pa.Field], name: str) -> list[pa.Field]:
    return [column for column in columns if column.name == name]


def _twice(names: Iterable[str], known: Iterable[str], head: str, file: str) -> Iterator[Problem]:
    counts = Counter(names)
    for name in known:
        if counts[name] > 1:
            expected = f"one column {head}{name}"
            yield Problem("DOC008", file, field=head + name, expected=expected, found=f"{counts[name]} of that name")


def _wrong(name: str, wanted: str, kind: pa.DataType, file: str) -> Problem:
    found = f"one of type {_cut(str(kind), _LONGEST)}"
    return Problem("DOC011", file, field=name, expected=f"a column {name} of {wanted}", found=found)


def _fits(kind: pa.DataType, wanted: Kind) -> bool:
    if pa.types.is_null(kind):
        return True
    if pa.types.is_dictionary(kind):
        return _fits(kind.value_type, wanted)
    if wanted in ("strings", "reference"):
        return has_lists(kind) and _fits(kind.value_type, "string")
    if wanted == "date":
        return _is_text(kind) or pa.types.is_date(kind) or pa.types.is_timestamp(kind)
    if wanted == "string":  # archives number their articles
        return _is_text(kind) or pa.types.is_integer(kind)
    # pandas turns whole numbers of which some are missing into floating ones
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _is_text(kind: pa.DataType) -> bool:
    """Also bytes, which many writers do not mark as text."""
    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_binary,
             pa.types.is_large_binary, pa.types.is_fixed_size_binary, pa.types.is_binary_view)  # fmt: skip
    return any(test(kind) for test in tests)
