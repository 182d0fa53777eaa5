"""The published configurations: what each holds, as Arrow tables by split."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from conflict_claims.tables.editions import withhold
from conflict_claims.tables.token_table import owners_by_id, token_table
from conflict_claims_schemas.columns import LAYER_OF_TABLE, TABLES
from conflict_claims_schemas.configurations import LAYER_COLUMNS, NESTED_TABLES, arrow_schema
from conflict_claims_schemas.fields import REGISTRIES
from conflict_claims_schemas.vocabulary import SPLITS

OF_ARTICLES = ("articles", *NESTED_TABLES, "tokens")
"""The configurations whose rows follow from an article and its gold alone."""


def article_tables(frames: Mapping[str, pl.DataFrame], edition: str) -> tuple[dict[str, pa.Table], dict[str, int]]:
    """The configurations OF_ARTICLES, and how many overlapping spans `tokens` left out, by layer.

    Args:
        frames: the nine tables, of gold, of some articles.
        edition: `full`, or `public`, which withholds the texts that may not be published.
    """
    tokens = token_table(frames, owners_by_id(frames))
    shown = {**frames, "tokens": tokens.frame}
    if edition == "public":
        shown = withhold(shown)
    shown = {**shown, "articles": _nested(shown)}
    return {name: _typed(shown[name], name) for name in OF_ARTICLES}, tokens.dropped


def other_tables(frames: Mapping[str, pl.DataFrame], articles: pl.DataFrame, edition: str) -> dict[str, pa.Table]:
    """The configurations of `frames`, which are `tolls`, `passes` or registries.

    Args:
        frames: by configuration.
        articles: the rows of `articles` of the articles that they speak of; those whose text may be published may be
            left out.
        edition: `full` or `public`.
    """
    shown = _withheld(frames, articles) if edition == "public" else frames
    return {name: _typed(shown[name], name) for name in frames}


def _typed(frame: pl.DataFrame, name: str) -> pa.Table:
    schema = arrow_schema(name)
    return frame.select(schema.names).to_arrow(compat_level=pl.CompatLevel.oldest()).cast(schema)


def _nested(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row an article with a list of structs a layer; null where the layer was not annotated."""
    articles = frames["articles"].select(column.name for column in TABLES["articles"])
    for table in NESTED_TABLES:
        records = frames[table].select("article_id", pl.struct(LAYER_COLUMNS[table]).alias(table))
        lists = records.group_by("article_id", maintain_order=True).agg(table)
        articles = articles.join(lists, on="article_id", how="left", maintain_order="left")
        marked = pl.col("layers").list.contains(LAYER_OF_TABLE[table]).fill_null(False)
        articles = articles.with_columns(pl.when(marked).then(pl.col(table).fill_null([])).alias(table))
    return articles


def _withheld(frames: Mapping[str, pl.DataFrame], articles: pl.DataFrame) -> dict[str, pl.DataFrame]:
    shown = withhold({"articles": articles, **frames})
    return {name: shown[name] for name in frames}


def by_split(tables: Mapping[str, pa.Table], splits: Mapping[str, str]) -> Iterator[tuple[str, str, pa.Table]]:
    """Configuration, split and rows, for every split that has rows; registries have `train` only.

    Args:
        tables: the tables of the configurations.
        splits: the split of each article and incident that owns a row.
    """
    for name, table in tables.items():
        if name in REGISTRIES:
            parts = {"train": table}
        else:
            known = pa.array(splits.values(), pa.string())
            owners = known.take(pc.index_in(table.column(_owner(table)), pa.array(splits, pa.string())))
            parts = {split: _rows_of(table, owners, split) for split in SPLITS}
        yield from ((name, split, part) for split, part in parts.items() if len(part))


def _rows_of(table: pa.Table, owners: pa.ChunkedArray, split: str) -> pa.Table:
    """The rows of a split; often all are of one, and need no copy."""
    own = pc.equal(owners, split)
    return table if pc.all(own, skip_nulls=False).as_py() else table.filter(own)


def _owner(table: pa.Table) -> str:
    """The column that says whose split a row is in."""
    return "article_id" if "article_id" in table.column_names else "incident_id"
