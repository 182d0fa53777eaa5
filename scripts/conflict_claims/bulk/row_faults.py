"""What is wrong with one row of Parquet: what would be wrong with the same article as a line."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pyarrow as pa

from conflict_claims.bulk.line_schema import LINE
from conflict_claims.bulk.strict_lines import line_faults
from conflict_claims.files.reading import Unreadable, decode_utf8
from conflict_claims.tables.arrays import counts_of, has_lists, is_valid
from conflict_claims_schemas.problems import Problem


def row_faults(row: pa.RecordBatch, number: int, file: str) -> list[Problem]:
    """The problems of a row.

    Args:
        row: columns that `known_columns` gives, of types in which `column_faults` finds no fault.
        number: of the row, from 1.
        file: what messages call the file.
    """
    value: dict[str, Any] = {}
    for name, column in zip(row.schema.names, row.columns, strict=True):
        try:
            [value[name]] = _values(column, LINE.field(name).type)
        except Unreadable as fault:
            return [Problem(fault.rule, file, number, name, expected=fault.expected, found=fault.found)]
    return list(line_faults({name: item for name, item in value.items() if item is not None}, number, file))


def _values(array: pa.Array, kind: pa.DataType) -> list[Any]:
    """The values as a line of JSON has them that is read by the type `kind`; what does not fit stays as it is.

    Raises:
        Unreadable: a string is no UTF-8.
    """
    given = array.type
    if pa.types.is_dictionary(given):
        return _values(array.dictionary_decode(), kind)
    if has_lists(given):
        items = iter(_values(array.flatten(), kind.value_type))
        counts = zip(counts_of(array).tolist(), is_valid(array).tolist(), strict=True)
        return [list(islice(items, count)) if there else None for count, there in counts]
    if pa.types.is_struct(given):
        return _records(array, kind)
    if pa.types.is_temporal(given):
        return _texts(array.cast(pa.date32()).cast(pa.string()))
    if pa.types.is_string(kind) and not pa.types.is_null(given):
        return _texts(array.cast(pa.string()) if pa.types.is_integer(given) else array)
    return [int(one) if isinstance(one, float) and one.is_integer() else one for one in array.to_pylist()]


def _texts(array: pa.Array) -> list[str | None]:
    return [None if one is None else decode_utf8(one) for one in array.cast(pa.large_binary()).to_pylist()]


def _records(array: pa.Array, kind: pa.StructType) -> list[dict[str, Any] | None]:
    """Records without nulls, which an absent key says as well, and without what no field has."""
    known = {field.name: field.type for field in kind}
    columns = {field.name: _values(column, known[field.name])
               for field, column in zip(array.type, array.flatten(), strict=True) if field.name in known}  # fmt: skip
    return [{name: column[at] for name, column in columns.items() if column[at] is not None} if there else None
            for at, there in enumerate(is_valid(array).tolist())]  # fmt: skip
