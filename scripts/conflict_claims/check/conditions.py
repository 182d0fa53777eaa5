"""Row conditions: which rules some row breaks, and the rows that break them in the condition's own words.

Two ways lead to the same rules, as a test holds them to: Pandera, with the schemas that are published, and the same
conditions as plain polars expressions, which need no schema and start at once.
"""

from __future__ import annotations

import polars as pl

from conflict_claims.check.listing import empty, failing, joined
from conflict_claims_schemas.conditions import Condition, of


def row_faults(frame: pl.DataFrame, table: str, levels: tuple[str, ...], *, plain: bool = False) -> pl.DataFrame:
    """The rows of `frame` that break a condition of `levels`, as rows of `listing.COLUMNS`.

    Raises:
        BrokenTable: by Pandera, where the frame's columns are not those of the table; a fault of the tool.
    """
    if not frame.height or not of(table, levels):
        return empty()
    broken = (by_expressions if plain else by_pandera)(frame, table, levels)
    return joined(_faults(frame, condition) for condition in of(table, levels) if condition.rule in broken)


def by_pandera(frame: pl.DataFrame, table: str, levels: tuple[str, ...]) -> frozenset[str]:
    """The rules of `levels` that some row of `frame` breaks, by the schemas."""
    from conflict_claims.check.tables import broken_rules

    return broken_rules(frame, table, levels)


def by_expressions(frame: pl.DataFrame, table: str, levels: tuple[str, ...]) -> frozenset[str]:
    """The rules of `levels` that some row of `frame` breaks, by the conditions themselves."""
    conditions = of(table, levels)
    holds = frame.select(found.holds.all().alias(str(number)) for number, found in enumerate(conditions)).row(0)
    return frozenset(found.rule for found, fine in zip(conditions, holds, strict=True) if not fine)


def _faults(frame: pl.DataFrame, condition: Condition) -> pl.DataFrame:
    rows = frame.filter(~condition.holds)
    return failing(rows, condition.rule, condition.field, condition.expected, condition.found, condition.fix)
