"""Which texts an edition of the data set may carry."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from conflict_claims_schemas.columns import textual_columns

EDITIONS = ("full", "public")


def withhold(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables with every text-bearing column null where the article's licence keeps its text from publication.

    This is the one place that does it: every table with `article_id` passes here, and `Field.textual` says which
    columns bear text. Offsets, attributes, hashes and addresses stay.
    """
    withheld = frames["articles"].filter(~pl.col("publishable"))["article_id"].to_list()
    # The helper frame of references goes no further: only what TABLES or TOKEN_COLUMNS define can be published.
    return {name: _without_text(frame, name, withheld) for name, frame in frames.items() if name != "references"}


def _without_text(frame: pl.DataFrame, name: str, withheld: list[str]) -> pl.DataFrame:
    if "article_id" not in frame.columns:
        return frame
    hidden = pl.col("article_id").is_in(withheld)
    return frame.with_columns(pl.when(~hidden).then(pl.col(column)).alias(column) for column in textual_columns(name))
