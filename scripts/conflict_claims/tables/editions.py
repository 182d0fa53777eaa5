"""Which texts an edition of the data set may carry."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from conflict_claims.text.pointers import point_at
from conflict_claims_schemas.columns import textual_columns
from conflict_claims_schemas.fields import NOTE

EDITIONS = ("full", "public")


def withhold(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables with every text-bearing column null where the article's licence keeps its text from publication.

    This is the one place that does it: every table with `article_id` passes here, and `Field.textual` says which
    columns bear text. Offsets, attributes, hashes and addresses stay, and so do the annotators' notes: what they
    quote becomes a pointer into the text.
    """
    withheld = frames["articles"].filter(~pl.col("publishable"))
    texts = dict(withheld.select("article_id", "text").iter_rows())
    # The helper frame of references goes no further: only what TABLES or TOKEN_COLUMNS define can be published.
    return {name: _without_text(frame, name, texts) for name, frame in frames.items() if name != "references"}


def _without_text(frame: pl.DataFrame, name: str, texts: Mapping[str, str]) -> pl.DataFrame:
    if "article_id" not in frame.columns or not texts:
        return frame
    hidden = pl.col("article_id").is_in(list(texts))
    notes = _pointing(frame, texts) if NOTE.name in frame.columns else []
    shown = (pl.when(~hidden).then(pl.col(column)).alias(column) for column in textual_columns(name))
    return frame.with_columns(shown).with_columns(notes)


def _pointing(frame: pl.DataFrame, texts: Mapping[str, str]) -> list[pl.Series]:
    rows = frame.select("article_id", NOTE.name).iter_rows()
    notes = [point_at(note, texts[owner]) if note and owner in texts else note for owner, note in rows]
    return [pl.Series(NOTE.name, notes, dtype=frame.schema[NOTE.name])]
