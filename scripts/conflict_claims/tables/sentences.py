"""The sentence or sentences that hold a span, as a column."""

from __future__ import annotations

import polars as pl

from conflict_claims.text.sentences import sentence_bounds


def with_sentences(frame: pl.DataFrame, source: pl.DataFrame) -> pl.DataFrame:
    """`frame` with the column `sentence`: from the start of the first sentence to the end of the last.

    Args:
        frame: spans with `article_id`, `start`, `end`.
        source: the bundle's rows, with `id` and `text`.
    """
    if frame.is_empty():
        return frame.with_columns(pl.lit(None, dtype=pl.String).alias("sentence"))
    texts = source.select(pl.col("id").alias("article_id"), pl.col("text").alias("whole"))
    texts = texts.join(frame.select("article_id").unique(), on="article_id", how="semi")
    bounds = _bounds(texts)
    order = frame.with_row_index("order").with_columns((pl.col("end") - 1).alias("last"))
    first = _covering(order, bounds, "start").select("order", pl.col("sentence_start"))
    last = _covering(order, bounds, "last").select("order", pl.col("sentence_end"))
    joined = (
        order.join(first, on="order", how="left")
        .join(last, on="order", how="left")
        .join(texts, on="article_id", how="left")
    )
    length = pl.col("sentence_end") - pl.col("sentence_start")
    words = pl.when(length > 0).then(pl.col("whole").str.slice(pl.col("sentence_start"), length))
    joined = joined.with_columns(words.alias("sentence")).sort("order")
    return joined.drop("order", "last", "sentence_start", "sentence_end", "whole")


def _bounds(texts: pl.DataFrame) -> pl.DataFrame:
    rows = [
        (article_id, start, end) for article_id, text in texts.iter_rows() for start, end in sentence_bounds(text or "")
    ]
    schema = {"article_id": pl.String, "sentence_start": pl.Int32, "sentence_end": pl.Int32}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _covering(spans: pl.DataFrame, bounds: pl.DataFrame, position: str) -> pl.DataFrame:
    """The sentence that begins last at or before `position`, for each span."""
    left = spans.select("order", "article_id", pl.col(position).cast(pl.Int32)).sort(position)
    right = bounds.sort("sentence_start")
    return left.join_asof(right, left_on=position, right_on="sentence_start", by="article_id", check_sortedness=False)
