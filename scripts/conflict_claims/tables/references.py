"""References of the records: whom a source, perpetrator, holder, target or addressee names."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from conflict_claims_schemas.columns import KEYS, LAYER_OF_TABLE, SPAN_TABLES
from conflict_claims_schemas.fields import RECORDS, Field
from conflict_claims_schemas.vocabulary import SPECIAL_REFERENCES


def reference_fields(table: str) -> tuple[Field, ...]:
    """The fields of a table's records that refer to spans."""
    return tuple(field for field in RECORDS[LAYER_OF_TABLE[table]] if field.kind == "reference")


def reference_frame(spans: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every reference, a row each, as written in the files.

    Args:
        spans: the records of each table, a row each, with `row`, `article_id`, `local_id`, `file`, `line`.

    Returns:
        article_id, layer, span_id, local_id, row, field, position, ref (a local id, `author` or `unnamed`; null for
        an empty list), target_layer (null where it names no record of that file), file, line.
    """
    parts = [_long(spans[table], table, field.name) for table in SPAN_TABLES for field in reference_fields(table)]
    parts += [_long_end(spans["links"], end) for end in ("from", "to")]
    layers = pl.concat([
        frame.select("article_id", pl.col("local_id").alias("ref"), pl.lit(LAYER_OF_TABLE[table]).alias("target_layer"))
        for table, frame in spans.items()
    ]).unique(["article_id", "ref"], keep="first")  # fmt: skip
    return pl.concat(parts).join(layers, on=["article_id", "ref"], how="left", maintain_order="left")


_HEAD = ("article_id", "layer", "span_id", "local_id", "row", "field", "position", "ref", "file", "line")


def _long(frame: pl.DataFrame, table: str, field: str) -> pl.DataFrame:
    rows = frame.filter(pl.col(field).is_not_null()).select(
        "article_id",
        pl.col(KEYS[table]).alias("span_id"),
        "local_id",
        "row",
        pl.col(field).alias("ref"),
        "file",
        "line",
    )
    # An empty list names nobody and must not vanish: what polars makes of it changed between versions.
    rows = rows.with_columns(pl.when(pl.col("ref").list.len() > 0).then(pl.col("ref"))).explode("ref")
    position = pl.int_range(pl.len(), dtype=pl.Int32).over("row").alias("position")
    layer, name = pl.lit(LAYER_OF_TABLE[table]).alias("layer"), pl.lit(field).alias("field")
    return rows.with_columns(position, layer, name).select(_HEAD)


def _long_end(links: pl.DataFrame, end: str) -> pl.DataFrame:
    return links.select(
        "article_id", pl.lit("link").alias("layer"), pl.col("link_id").alias("span_id"), "local_id", "row",
        pl.lit(end).alias("field"), pl.lit(0, dtype=pl.Int32).alias("position"), pl.col(f"{end}_id").alias("ref"),
        "file", "line",
    )  # fmt: skip


def with_references(frame: pl.DataFrame, table: str, references: pl.DataFrame, targets: pl.DataFrame) -> pl.DataFrame:
    """Each reference column as qualified ids (null where it names no span), its kind, and the first one's words."""
    own = references.filter(pl.col("layer") == LAYER_OF_TABLE[table])
    for field in reference_fields(table):
        frame = _resolved(frame, own.filter(pl.col("field") == field.name), targets, field)
    return frame


def _resolved(frame: pl.DataFrame, named: pl.DataFrame, targets: pl.DataFrame, field: Field) -> pl.DataFrame:
    name = field.name
    spans = named.filter(pl.col("ref").is_not_null() & ~pl.col("ref").is_in(SPECIAL_REFERENCES))
    qualified = pl.concat_str("article_id", "ref", separator=".").alias(name)
    lists = spans.sort("row", "position").group_by("row", maintain_order=True).agg(qualified)
    first = named.filter(pl.col("position") == 0).select("row", "article_id", pl.col("ref").alias(f"{name}_first"))
    words = targets.select(
        "article_id",
        pl.col("ref").alias(f"{name}_first"),
        pl.col("text").alias(f"{name}_text"),
        pl.col("layer").alias(f"{name}_layer"),
        pl.col("topic_id").alias(f"{name}_topic"),
        pl.col("actor_id").alias(f"{name}_actor"),
    )
    first = first.join(words, on=["article_id", f"{name}_first"], how="left").drop("article_id")
    joined = frame.drop(name).join(lists, on="row", how="left", maintain_order="left")
    joined = joined.join(first, on="row", how="left", maintain_order="left")
    return joined.with_columns(_kind(f"{name}_first").alias(f"{name}_kind"))


def _kind(first: str) -> pl.Expr:
    special = pl.col(first).is_in(SPECIAL_REFERENCES)
    named = pl.when(special).then(pl.col(first)).otherwise(pl.lit("span"))
    return pl.when(pl.col(first).is_null()).then(pl.lit("unstated")).otherwise(named)
