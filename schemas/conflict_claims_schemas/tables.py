"""The nine tables as Pandera schemas (`pandera.polars`, for eager frames).

Columns and types come from the fields, checks from the row conditions; a check bears the id of its rule. Use
them on `polars.DataFrame`: Pandera looks at the schema alone of a lazy frame, and lets bad rows pass.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cache
from itertools import groupby

import pandera.polars as pa
import polars as pl

from conflict_claims_schemas.columns import KEYS, TABLES
from conflict_claims_schemas.conditions import LEVELS, Condition, of
from conflict_claims_schemas.dtypes import DTYPES
from conflict_claims_schemas.rules import RULES

MAX_FAILURES = 10
"""Failing rows that Pandera carries for a rule; without a bound, a million wrong rows take gigabytes."""

HELPERS: dict[str, pl.DataType] = {
    "local_id": pl.String(),
    "file": pl.String(),
    "line": pl.Int32(),
    "language": pl.String(),
    "slice": pl.String(),
    "text_length": pl.Int32(),
    "before": pl.String(),
    "after": pl.String(),
    "actor_registry_type": pl.String(),
    "referenced": pl.Boolean(),
    "is_subset": pl.Boolean(),
    "words_modality": pl.String(),
    "words_min": pl.Int64(),
    "words_max": pl.Int64(),
    "words_wording": pl.String(),
    **{f"{end}_start": pl.Int32() for end in ("from", "to")},
    **{f"{end}_outcome": pl.String() for end in ("from", "to")},
    **{f"{end}_min": pl.Int64() for end in ("from", "to")},
    **{f"{end}_max": pl.Int64() for end in ("from", "to")},
    **{f"{end}_incident": pl.String() for end in ("from", "to")},
}
"""What `check` puts beside the published columns, for conditions that look beyond them."""


@cache
def pandera_table(table: str, levels: tuple[str, ...] = LEVELS, *, helpers: bool = True) -> pa.DataFrameSchema:
    """The schema of a table with the checks of some levels.

    Args:
        table: one of the nine.
        levels: the levels of the rules to check.
        helpers: whether the frame has the columns that `check` adds. Without them the schema is that of the
            published table alone, and rules that need them, that warn, or that may be waived are left out.
    """
    published = {column.name: DTYPES[column.kind] for column in TABLES[table]}
    chosen = [found for found in of(table, levels) if helpers or _is_certain(found, published)]
    needed = frozenset[str]().union(*(found.columns for found in chosen)) - published.keys()
    columns = published | {name: HELPERS[name] for name in sorted(needed)}
    # Checks hang on the key column, although they look at the whole frame: a report then names the rows by
    # their ids, where a check of the frame would copy whole rows.
    return pa.DataFrameSchema(
        {
            name: pa.Column(dtype, _checks(chosen) if name == KEYS[table] else None, nullable=True)
            for name, dtype in columns.items()
        },
        strict=not helpers,
        name=table,
    )


def _is_certain(found: Condition, published: Collection[str]) -> bool:
    """Whether the published columns alone show a breach, and no waiver could excuse it."""
    rule = RULES[found.rule]
    return found.columns <= set(published) and rule.severity == "error" and not rule.waivable


def _checks(conditions: Iterable[Condition]) -> list[pa.Check]:
    """One check a rule: true in the rows where all its conditions hold."""
    return [_check(rule, list(found)) for rule, found in groupby(conditions, key=lambda found: found.rule)]


def _check(rule: str, conditions: list[Condition]) -> pa.Check:
    described = RULES[rule]
    return pa.Check(
        _holds(conditions),
        name=rule,
        description=f"{described.slug}: {described.title}",
        n_failure_cases=MAX_FAILURES,
    )


def _holds(conditions: list[Condition]) -> Callable[[pa.PolarsData], pl.LazyFrame]:
    every = pl.all_horizontal(found.holds for found in conditions)

    def holds(data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(every)

    return holds


PANDERA_TABLES: dict[str, pa.DataFrameSchema] = {table: pandera_table(table, helpers=False) for table in TABLES}
"""The nine tables as they are published: every column and no other, and the rules that have no exceptions."""
