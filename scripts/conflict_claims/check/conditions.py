"""Row conditions, checked by Pandera; the rows that fail are listed with the condition's own words."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from conflict_claims.check.listing import empty, failing, joined
from conflict_claims_schemas.conditions import Condition, of
from conflict_claims_schemas.tables import pandera_table


class BrokenTable(TypeError):
    """A table that our own code made does not have the columns or types that it should have."""


def row_faults(frame: pl.DataFrame, table: str, levels: Collection[str]) -> pl.DataFrame:
    """The rows of `frame` that break a condition of `levels`, as rows of `listing.COLUMNS`.

    Raises:
        BrokenTable: the frame's columns are not those of the table; a fault of the tool.
    """
    if not frame.height or not of(table, levels):
        return empty()
    broken = broken_rules(frame, table, levels)
    return joined(_faults(frame, condition) for condition in of(table, levels) if condition.rule in broken)


def broken_rules(frame: pl.DataFrame, table: str, levels: Collection[str]) -> frozenset[str]:
    """The rules of `levels` that some row of `frame` breaks, by Pandera.

    Raises:
        BrokenTable: the frame's columns are not those of the table.
    """
    from pandera.errors import SchemaErrors

    try:
        pandera_table(table, levels=tuple(levels)).validate(frame, lazy=True)
    except SchemaErrors as errors:
        return frozenset(_rule_of(error, table) for error in errors.schema_errors)
    return frozenset()


def _rule_of(error: object, table: str) -> str:
    check = getattr(error, "check", None)
    name = getattr(check, "name", None)
    if name is None:
        raise BrokenTable(f"{table}: {error}") from None
    return str(name)


def _faults(frame: pl.DataFrame, condition: Condition) -> pl.DataFrame:
    rows = frame.filter(~condition.holds)
    return failing(rows, condition.rule, condition.field, condition.expected, condition.found, condition.fix)
