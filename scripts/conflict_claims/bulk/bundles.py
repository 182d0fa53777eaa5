"""Bulk lines as rows of the batch in which all inputs meet (schema BUNDLE)."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from conflict_claims.bulk.line_schema import NEEDED
from conflict_claims.bulk.unfit import Unfit
from conflict_claims.tables.arrays import (
    Flags,
    Integers,
    counts_of,
    flags,
    from_integers,
    has_lists,
    integers,
    is_valid,
    label_array,
    lists,
    repeated,
    string,
)
from conflict_claims.tables.layers import announced
from conflict_claims_schemas.arrow import BUNDLE
from conflict_claims_schemas.columns import LAYER_OF_TABLE
from conflict_claims_schemas.fields import FRONT_MATTER, RECORDS

_LAYERS = tuple(LAYER_OF_TABLE.values())
_FIRST_DAY, _LAST_DAY = (day.toordinal() - date(1970, 1, 1).toordinal() for day in (date.min, date.max))


def bundle_rows(lines: pa.RecordBatch, file: str, numbers: Integers) -> pa.RecordBatch:
    """Lines as rows of the schema BUNDLE.

    Args:
        lines: columns of the schema LINE, or some of them, or what can be cast to it; days may be of a type for days.
        file: what messages call the file that the lines stand in.
        numbers: of which line each row is.

    Raises:
        Unfit: a key that must be there is missing, a record is null or of another layer, or a day is none.
    """
    given = dict(zip(lines.schema.names, lines.columns, strict=True))
    for name in NEEDED:
        if name not in given or given[name].null_count:
            raise Unfit(f"no {name}")
    layers = _layers(given, len(lines))
    made = {field.name: _cast(given.get(field.name), BUNDLE.field(field.name).type, len(lines))
            for field in FRONT_MATTER}  # fmt: skip
    made |= {table: _records(given.get(table), table, numbers) for table in LAYER_OF_TABLE}
    made |= {
        "text": _cast(given["text"], pa.string(), len(lines)),
        "article_file": repeated(file, len(lines)),
        "file": repeated(file, len(lines)),
        "marked_article": made["id"],
        "marked_text_sha256": made["text_sha256"],
        "marked_layers": layers,
        **{f"marked_{name}": _cast(given.get(name), pa.string(), len(lines)) for name in ("guidelines", "annotator")},
    }
    return pa.RecordBatch.from_arrays([made[name] for name in BUNDLE.names], schema=BUNDLE)


def _cast(column: pa.Array | None, kind: pa.DataType, rows: int) -> pa.Array:
    if column is None:
        return pa.nulls(rows, kind)
    if has_lists(column.type) and column.flatten().null_count:
        raise Unfit("null in a list")
    try:
        made = column if column.type == kind else column.cast(kind)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise Unfit(str(error)) from error
    if pa.types.is_temporal(column.type):
        _hold_to_calendar(made)
    return made


def _hold_to_calendar(days: pa.Array) -> None:
    """Arrow's days reach millions of years beyond those that other tools, and JSON, have."""
    found = integers(days.drop_null().cast(pa.int32()))
    if len(found) and (found.min() < _FIRST_DAY or found.max() > _LAST_DAY):
        raise Unfit("a day that no calendar has")


def _records(column: pa.Array | None, table: str, numbers: Integers) -> pa.Array:
    """A layer's lists, with the line beside each record."""
    kind = BUNDLE.field(table).type
    if column is None:
        return pa.nulls(len(numbers), kind)
    counts, values = counts_of(column), column.flatten()
    if values.null_count:
        raise Unfit(f"a record of {table} that is null")
    # Where all lists are empty, writers may not know that they are of records.
    known = pa.types.is_struct(values.type)
    given = dict(zip((field.name for field in values.type), values.flatten(), strict=True)) if known else {}
    layer = LAYER_OF_TABLE[table]
    if "layer" in given and _of_other_layers(_cast(given["layer"], pa.string(), len(values)), layer):
        raise Unfit(f"a record of another layer in {table}")
    for field in RECORDS[layer]:
        if field.required and field.name != "layer" and len(values) and _lacks(given.get(field.name)):
            raise Unfit(f"no {field.name} in a record of {table}")
    line = from_integers(np.repeat(numbers, counts), pa.int32())
    columns = [line if field.name == "line" else _cast(given.get(field.name), field.type, len(values))
               for field in kind.value_type]  # fmt: skip
    structs = pa.StructArray.from_arrays(columns, fields=list(kind.value_type))
    return lists(structs, counts, is_valid(column), kind)


def _of_other_layers(said: pa.Array, layer: str) -> bool:
    return not flags(pc.coalesce(pc.equal(said, string(layer)), _true())).all()


def _lacks(column: pa.Array | None) -> bool:
    return column is None or column.null_count > 0


def _true() -> pa.Scalar:
    return pa.nulls(1).is_null()[0]


def _layers(given: dict[str, pa.Array], rows: int) -> pa.Array:
    """The layers that were annotated: as the line says, else those that it has a list of.

    Raises:
        Unfit: records stand in a layer that the line does not name.
    """
    there = np.stack([_there(given.get(table), rows) for table in LAYER_OF_TABLE], axis=1)
    filled = np.stack([_filled(given.get(table), rows) for table in LAYER_OF_TABLE], axis=1)
    found = lists(
        label_array(_LAYERS).take(from_integers(np.nonzero(there)[1])), there.sum(axis=1), there.sum(axis=1) > 0
    )
    if "layers" not in given or given["layers"].null_count == rows:
        return found
    said = _cast(given["layers"], pa.list_(pa.string()), rows)
    if (filled & ~announced(said) & is_valid(said)[:, None]).any():
        raise Unfit("records of a layer that the line does not name")
    return pc.if_else(said.is_null(), found, said) if said.null_count else said


def _there(column: pa.Array | None, rows: int) -> Flags:
    return np.zeros(rows, np.bool_) if column is None else is_valid(column)


def _filled(column: pa.Array | None, rows: int) -> Flags:
    return np.zeros(rows, np.bool_) if column is None else counts_of(column) > 0
