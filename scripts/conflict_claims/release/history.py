"""history.jsonl: which row entered, changed or left in which version, over all versions."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from conflict_claims.release.differences import CHANGES
from conflict_claims.release.refusal import Refused
from conflict_claims.release.rows import is_computed
from conflict_claims_schemas.configurations import CONFIGURATIONS

SCHEMA: dict[str, pl.DataType] = {
    "version": pl.String(),
    "change": pl.String(),
    "configuration": pl.String(),
    "id": pl.String(),
}
RECORDED = tuple(name for name in CONFIGURATIONS if not is_computed(name))
"""The configurations whose rows have a history; those that are computed follow from them."""


def no_history() -> pl.DataFrame:
    """The history before the first release."""
    return pl.DataFrame(schema=SCHEMA)


def read_history(path: Path) -> pl.DataFrame:
    """The history of a release (columns SCHEMA).

    Raises:
        Refused: a line is no row of it.
    """
    try:
        rows = pl.read_ndjson(path, schema=SCHEMA) if path.stat().st_size else no_history()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Refused(f"{path.name}: expected a row of {', '.join(SCHEMA)} a line, found {_first(error)}") from None
    wrong = rows.filter(
        pl.any_horizontal(pl.col(name).is_null() for name in SCHEMA)
        | ~pl.col("change").is_in(CHANGES)
        | ~pl.col("configuration").is_in(RECORDED)
    )
    if len(wrong):
        raise Refused(f"{path.name}: expected known changes of known configurations, found {wrong.row(0)}")
    return rows


def _first(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:200]


def with_version(history: pl.DataFrame, version: str, changes: pl.DataFrame) -> pl.DataFrame:
    """The history with what `changes` tells of `version` at its end."""
    rows = changes.filter(pl.col("configuration").is_in(RECORDED)).with_columns(pl.lit(version).alias("version"))
    return pl.concat([history, rows.select(*SCHEMA)])


def articles_that_left(history: pl.DataFrame) -> frozenset[str]:
    """The articles that some version let go: their ids are not given again."""
    left = history.filter((pl.col("configuration") == "articles") & (pl.col("change") == "left"))
    return frozenset(left["id"].to_list())


def versions_with(history: pl.DataFrame, article_id: str, versions: list[str]) -> list[str]:
    """The published versions, of all in order, that hold an article."""
    rows = history.filter((pl.col("configuration") == "articles") & (pl.col("id") == article_id))
    at = dict(rows.select("version", "change").iter_rows())
    held, found = False, []
    for version in versions:
        held = (held or at.get(version) == "entered") and at.get(version) != "left"
        found += [version] if held else []
    return found
