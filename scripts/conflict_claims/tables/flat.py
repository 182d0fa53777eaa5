"""The nine flat tables, computed from the bundle of one annotator in whole columns."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import pyarrow as pa

from conflict_claims.tables.references import reference_frame, with_references
from conflict_claims.tables.sentences import with_sentences
from conflict_claims_schemas.columns import KEYS, LAYER_OF_TABLE, RENAMED, SPAN_TABLES, TABLES
from conflict_claims_schemas.fields import RECORDS, REGISTRIES
from conflict_claims_schemas.vocabulary import ACT_POLARITY, PUBLISHABLE

SPAN_HELPERS = ("local_id", "file", "line")
ARTICLE_HELPERS = ("file", "article_file")
Frames = dict[str, pl.DataFrame]


def flat(bundle: pa.Table, registries: Mapping[str, pl.DataFrame], *, sentences: bool = True) -> Frames:
    """The nine tables of one annotator, and the `references` that their derived columns were read from.

    Args:
        bundle: rows of the schema BUNDLE, at most one an article.
        registries: the frames of `registry_frame`, by table.
        sentences: whether to compute the sentences, which `check` does not need.

    Returns:
        Frames by table with the columns of TABLES in order, then `local_id`, `file` and `line` (spans, links),
        `file` and `article_file` (articles), `file` and `line` (registries). Wrong data give nulls, never an error.
    """
    source = pl.from_arrow(bundle)
    assert isinstance(source, pl.DataFrame)
    spans = {table: _records(source, table) for table in LAYER_OF_TABLE}
    references = reference_frame(spans)
    frames: Frames = {"articles": _articles(source), **dict(registries), "references": references}
    targets = _targets(spans)
    for table in SPAN_TABLES:
        frame = with_references(spans[table], table, references, targets)
        frame = _DERIVED[table](frame, spans, registries)
        frame = with_sentences(frame, source) if sentences else frame.with_columns(_null("sentence"))
        frames[table] = _ordered(frame, table, SPAN_HELPERS)
    frames["links"] = _ordered(_links(spans["links"], targets), "links", SPAN_HELPERS)
    return {name: frames[name] for name in (*TABLES, "references") if name in frames}


def _records(source: pl.DataFrame, table: str) -> pl.DataFrame:
    """The records of one layer, a row each, with defaults filled in and local ids qualified."""
    layer = LAYER_OF_TABLE[table]
    keys = ("article_id", "file", "published", "outlet")
    rows = source.select(pl.col("id").alias("article_id"), *keys[1:], table).filter(pl.col(table).list.len() > 0)
    rows = rows.explode(table).unnest(table).rename({"id": "local_id", **RENAMED[layer]})
    defaults = [
        pl.col(RENAMED[layer].get(field.name, field.name)).fill_null(field.default)
        for field in RECORDS[layer]
        if field.default is not None and field.name != "layer"
    ]
    qualified = pl.concat_str("article_id", "local_id", separator=".").alias(KEYS[table])
    empty_subset = [pl.col("subset").fill_null([])] if table == "casualties" else []
    return rows.with_columns(qualified, *defaults, *empty_subset).with_row_index("row")


def _targets(spans: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """What a reference can point at, one row a local id: layer, words, canonical actor and topic."""
    parts = [
        spans[table].select(
            "article_id",
            pl.col("local_id").alias("ref"),
            pl.lit(LAYER_OF_TABLE[table]).alias("layer"),
            pl.col("text"),
            (pl.col("actor_id") if table == "actors" else _null("actor_id")),
            (pl.col("topic_id") if table == "topics" else _null("topic_id")),
        )
        for table in SPAN_TABLES
    ]
    return pl.concat(parts).unique(["article_id", "ref"], keep="first", maintain_order=True)


def _articles(source: pl.DataFrame) -> pl.DataFrame:
    derived = source.rename({"id": "article_id"}).with_columns(
        pl.col("marked_guidelines").alias("guidelines"),
        pl.col("marked_layers").alias("layers"),
        pl.col("license").is_in(list(PUBLISHABLE)).alias("publishable"),
        pl.col("text").str.len_chars().cast(pl.Int32).alias("characters"),
    )
    return _ordered(derived, "articles", ARTICLE_HELPERS)


def _actors(frame: pl.DataFrame, _: Mapping[str, pl.DataFrame], registries: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return _named(frame, registries["actor_registry"], "actor_id", "actor_name")


def _topics(frame: pl.DataFrame, _: Mapping[str, pl.DataFrame], registries: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return _named(frame, registries["topic_registry"], "topic_id", "topic_name")


def _named(frame: pl.DataFrame, registry: pl.DataFrame, key: str, name: str) -> pl.DataFrame:
    names = registry.select(key, pl.col("name").alias(name)).unique(key, keep="first")
    return frame.join(names, on=key, how="left", maintain_order="left")


def _stances(frame: pl.DataFrame, _: Mapping[str, pl.DataFrame], __: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    known = {act: polarity for act, polarity in ACT_POLARITY.items() if polarity}
    derived = pl.col("act").replace_strict(known, default=None, return_dtype=pl.String)
    return frame.with_columns(pl.coalesce("polarity", derived).alias("polarity"))


def _casualties(frame: pl.DataFrame, spans: Mapping[str, pl.DataFrame], _: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Standing from the links: a repeated claim (same_as) shares the standing of the first of its chain."""
    links = spans["links"].select("article_id", "type", "from_id", "to_id")
    heads = links.filter(pl.col("type") == "same_as").unique(["article_id", "from_id"], keep="first")
    heads = heads.select("article_id", pl.col("from_id").alias("local_id"), pl.col("to_id").alias("head"))
    marks = pl.concat([
        _mark(links, "denies", "to_id", 3),
        _mark(links, "updates", "to_id", 2),
        _mark(links, "conflicts_with", "to_id", 1),
        _mark(links, "conflicts_with", "from_id", 1),
    ])  # fmt: skip
    marks = _at_head(marks, heads).group_by("article_id", "head").agg(pl.col("rank").max())
    ranked = _at_head(frame, heads).join(marks, on=["article_id", "head"], how="left", maintain_order="left")
    names = {0: "asserted", 1: "disputed", 2: "superseded", 3: "denied"}
    standing = pl.col("rank").fill_null(0).replace_strict(names, return_dtype=pl.String)
    return ranked.with_columns(standing.alias("standing"))


def _mark(links: pl.DataFrame, link_type: str, end: str, rank: int) -> pl.DataFrame:
    marked = links.filter(pl.col("type") == link_type)
    return marked.select("article_id", pl.col(end).alias("local_id"), pl.lit(rank).alias("rank"))


def _at_head(frame: pl.DataFrame, heads: pl.DataFrame) -> pl.DataFrame:
    joined = frame.join(heads, on=["article_id", "local_id"], how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("head", "local_id").alias("head"))


def _links(frame: pl.DataFrame, targets: pl.DataFrame) -> pl.DataFrame:
    for end in ("from", "to"):
        words = targets.select("article_id", pl.col("ref").alias(f"{end}_id"), pl.col("text").alias(f"{end}_text"))
        frame = frame.join(words, on=["article_id", f"{end}_id"], how="left", maintain_order="left")
    qualified = [pl.concat_str("article_id", f"{end}_id", separator=".").alias(f"{end}_id") for end in ("from", "to")]
    return frame.with_columns(qualified)


def _null(name: str) -> pl.Expr:
    return pl.lit(None, dtype=pl.String).alias(name)


def _ordered(frame: pl.DataFrame, table: str, helpers: tuple[str, ...]) -> pl.DataFrame:
    return frame.select(*(column.name for column in TABLES[table]), *helpers)


_DERIVED = {"actors": _actors, "casualties": _casualties, "stances": _stances, "topics": _topics}
assert set(_DERIVED) == set(SPAN_TABLES)
assert set(REGISTRIES) < set(TABLES)
