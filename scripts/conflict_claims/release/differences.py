"""What differs between two releases, row by row, on ids that never change.

A change is one of `entered`, `edited` (a source column), `derived` (a derived column alone), `moved` (to another
split) and `left`. A row that was both moved and edited is listed twice.
"""

from __future__ import annotations

import filecmp
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from conflict_claims.release.refusal import Refused
from conflict_claims.release.rows import Part, chosen_rows, compared, hashed_rows
from conflict_claims_schemas.configurations import CONFIGURATIONS
from conflict_claims_schemas.fields import Field

CHANGES = ("entered", "edited", "derived", "moved", "left")

UNTOLD = frozenset({"ints", "tags"})
"""Kinds of columns, long lists, whose values a diff does not write out."""

_FIELD = pl.Struct({"field": pl.String, "origin": pl.String, "before": pl.String, "after": pl.String})
SCHEMA: dict[str, pl.DataType] = {
    "configuration": pl.String(),
    "id": pl.String(),
    "change": pl.String(),
    "article_id": pl.String(),
    "split": pl.String(),
    "split_before": pl.String(),
    "fields": pl.List(_FIELD),
}
"""A row of the diff. `split` is the present one (of a row that left, the last); `fields` names the columns that
changed with their values as strings, which stay null in columns that bear text: a text withdrawn or withheld since
must not come back in the diff."""

Columns = Mapping[str, Sequence[str]]
"""The names of the columns of each configuration."""


def differences(
    before: Sequence[Part], after: Sequence[Part], columns_before: Columns, columns_after: Columns
) -> pl.DataFrame:
    """Every changed row between two releases, by configuration, change and id (columns SCHEMA).

    Raises:
        Refused: an id stands twice in a configuration.
    """
    frames = [pl.DataFrame(schema=SCHEMA)]
    for name in CONFIGURATIONS:
        old, new = (_of(parts, name) for parts in (before, after))
        shared = [column for column in columns_after.get(name, ()) if column in columns_before.get(name, ())]
        # Of rows that have nothing to be held against, and of the same file, only the ids are looked at.
        values = old and new and not _same_files(old, new)
        frames += _of_configuration(name, old, new, compared(name, shared if values else ()))
    return pl.concat(frames)


def _of(parts: Sequence[Part], configuration: str) -> list[Part]:
    return [part for part in parts if part.configuration == configuration]


def _same_files(old: Sequence[Part], new: Sequence[Part]) -> bool:
    """Whether both releases have the same files, byte by byte, for the same splits."""
    paths = [{part.split: part.path for part in parts} for parts in (old, new)]
    if paths[0].keys() != paths[1].keys():
        return False
    return all(filecmp.cmp(path, paths[1][split], shallow=False) for split, path in paths[0].items())


def _of_configuration(
    name: str, old: Sequence[Part], new: Sequence[Part], columns: Sequence[Field]
) -> Iterator[pl.DataFrame]:
    rows_old, rows_new = (_unique(hashed_rows(parts, columns), name) for parts in (old, new))
    pairs = rows_old.join(rows_new, on="id", how="full", coalesce=True, suffix="_new")
    is_old, is_new = pl.col("split").is_not_null(), pl.col("split_new").is_not_null()
    both = is_old & is_new
    chosen = {
        "entered": ~is_old,
        "edited": both & (pl.col("source") != pl.col("source_new")),
        "derived": both & (pl.col("source") == pl.col("source_new")) & (pl.col("derived") != pl.col("derived_new")),
        "moved": both & (pl.col("split") != pl.col("split_new")),
        "left": ~is_new,
    }
    for change in CHANGES:
        found = _listed(pairs.filter(chosen[change]), name, change)
        if change in ("edited", "derived") and len(found):
            found = _with_fields(found, old, new, columns)
        yield found.select(*SCHEMA)


def _unique(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    twice = rows.filter(pl.col("id").is_duplicated() | pl.col("id").is_null())
    if len(twice):
        raise Refused(f"{name}: expected every row to have an id of its own, found {twice['id'][0]!r} more than once")
    return rows


def _listed(pairs: pl.DataFrame, name: str, change: str) -> pl.DataFrame:
    return pairs.select(
        pl.lit(name).alias("configuration"),
        "id",
        pl.lit(change).alias("change"),
        pl.coalesce("article_id_new", "article_id").alias("article_id"),
        pl.coalesce("split_new", "split").alias("split"),
        pl.col("split").alias("split_before") if change == "moved" else pl.lit(None, pl.String).alias("split_before"),
        pl.lit(None, pl.List(_FIELD)).alias("fields"),
    ).sort("id")


def _with_fields(
    found: pl.DataFrame, old: Sequence[Part], new: Sequence[Part], columns: Sequence[Field]
) -> pl.DataFrame:
    """`found` with the columns in which its rows differ."""
    values = chosen_rows(new, columns, found["id"]).join(
        chosen_rows(old, columns, found["id"]), on="id", how="inner", suffix="_before", validate="1:1"
    )
    told = pl.concat_list(_field(column) for column in columns).list.drop_nulls()
    return found.drop("fields").join(values.select("id", told.alias("fields")), on="id", how="left").sort("id")


def _field(column: Field) -> pl.Expr:
    after, before = pl.col(f"value_{column.name}"), pl.col(f"value_{column.name}_before")
    told = pl.struct(
        pl.lit(column.name).alias("field"),
        pl.lit("derived" if column.derived else "source").alias("origin"),
        _words(before, column).alias("before"),
        _words(after, column).alias("after"),
    )
    # Hashes, for lists cannot be compared where one of them is null.
    return pl.when(before.hash() != after.hash()).then(told).otherwise(pl.lit(None, _FIELD))


def _words(value: pl.Expr, column: Field) -> pl.Expr:
    if column.textual or column.kind in UNTOLD:
        return pl.lit(None, pl.String)
    return value.list.join(" ") if column.kind in ("strings", "reference") else value.cast(pl.String)
