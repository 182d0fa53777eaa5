"""Which rules the rows of a table break, by its Pandera schema."""

from __future__ import annotations

from functools import cache

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaError, SchemaErrors

from conflict_claims_schemas.columns import KEYS
from conflict_claims_schemas.conditions import of
from conflict_claims_schemas.tables import pandera_table


class BrokenTable(TypeError):
    """A table that our own code made does not have the columns or types that it should have."""


def broken_rules(frame: pl.DataFrame, table: str, levels: tuple[str, ...]) -> frozenset[str]:
    """The rules of `levels` that some row of `frame` breaks, by Pandera.

    Raises:
        BrokenTable: the frame's columns are not those of the table.
    """
    # Most rows are fine: one check of everything together costs half of what the checks cost one by one, and a
    # column that is looked at on its own costs as much as a condition.
    if _has_types(frame, table, levels) and not _broken(frame, _at_once(table, levels)):
        return frozenset()
    return _broken(frame, pandera_table(table, levels))


def _has_types(frame: pl.DataFrame, table: str, levels: tuple[str, ...]) -> bool:
    return all(frame.schema.get(name) == dtype for name, dtype in _types(table, levels).items())


@cache
def _types(table: str, levels: tuple[str, ...]) -> dict[str, pl.DataType]:
    return {name: column.dtype.type for name, column in pandera_table(table, levels).columns.items()}


def _broken(frame: pl.DataFrame, schema: pa.DataFrameSchema) -> frozenset[str]:
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return frozenset(_name_of(error, schema) for error in errors.schema_errors)
    return frozenset()


def _name_of(error: SchemaError, schema: pa.DataFrameSchema) -> str:
    """The name of the check that failed; what has none is a column of another type, or missing."""
    if not isinstance(error.check, pa.Check) or error.check.name is None:
        raise BrokenTable(f"{schema.name}: {error}") from None
    return str(error.check.name)


@cache
def _at_once(table: str, levels: tuple[str, ...]) -> pa.DataFrameSchema:
    """The key of a table with one check that all conditions hold in the whole row."""
    every = pl.all_horizontal(condition.holds for condition in of(table, levels))
    check = pa.Check(lambda data: data.lazyframe.select(every), name="every rule", n_failure_cases=1)
    return pa.DataFrameSchema({KEYS[table]: pa.Column(pl.String, check, nullable=True)}, name=table)
