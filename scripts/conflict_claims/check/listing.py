"""From failing rows to problems: only the rows that fail become Python objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import polars as pl

from conflict_claims_schemas.problems import Problem

KeyLines = Mapping[tuple[str, int], Mapping[str, int]]
"""The lines of the keys of a YAML entry, by its file and the line that stands in its row (0: an article)."""

COLUMNS: dict[str, pl.DataType] = {
    "rule": pl.String(),
    "file": pl.String(),
    "line": pl.Int32(),
    "field": pl.String(),
    "article": pl.String(),
    "span": pl.String(),
    "start": pl.Int32(),
    "end": pl.Int32(),
    "surface": pl.String(),
    "expected": pl.String(),
    "found": pl.String(),
    "fix": pl.String(),
}
"""The fields of a Problem, in order, as columns."""

_SOURCES = {
    "article": ("article_id",),
    "span": ("local_id",),
    "surface": ("text",),
    "file": ("article_file", "file"),
}


def failing(
    rows: pl.DataFrame,
    rule: str,
    field: str | pl.Expr,
    expected: pl.Expr,
    found: pl.Expr,
    fix: pl.Expr | None = None,
) -> pl.DataFrame:
    """Rows of a table that break `rule`, as rows of COLUMNS; what the table does not have is null."""
    told = {"rule": pl.lit(rule), "field": pl.lit(field) if isinstance(field, str) else field}
    told |= {"expected": expected, "found": found, "fix": pl.lit(None, pl.String) if fix is None else fix}
    columns = [
        told.get(name, _own(rows, name)).cast(dtype).alias(name)  # a literal alone would shrink the frame to one row
        for name, dtype in COLUMNS.items()
    ]
    return rows.select(columns) if rows.height else empty()


def empty() -> pl.DataFrame:
    """No failing rows."""
    return pl.DataFrame(schema=COLUMNS)


def _own(rows: pl.DataFrame, name: str) -> pl.Expr:
    column = next((column for column in _SOURCES.get(name, (name,)) if column in rows.columns), None)
    is_span = "local_id" in rows.columns
    if column is None or (name in ("start", "end", "surface") and not is_span):
        return pl.lit(None)
    return pl.col(column)


def problems_of(rows: pl.DataFrame, lines: KeyLines | None = None) -> Iterator[Problem]:
    """The problems of failing rows, each at the line of its key where `lines` knows it."""
    filled = rows.with_columns(pl.col(pl.String).fill_null(""), pl.col("line").fill_null(0))
    for row in filled.iter_rows():
        problem = Problem(*row)
        keys = (lines or {}).get((problem.file, problem.line), {})
        line = keys.get(problem.field) or keys.get("id")
        yield replace(problem, line=line) if line else problem


def joined(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Failing rows of several conditions as one frame."""
    return pl.concat([empty(), *parts])
