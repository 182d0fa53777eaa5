"""Helper columns that the conditions of the schemas look at, beside the columns of the tables."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import pyarrow as pa

from conflict_claims.text.numbers import read_toll
from conflict_claims_schemas.columns import LAYER_OF_TABLE, SPAN_TABLES

Frames = Mapping[str, pl.DataFrame]
ENDS = ("from", "to")
AT_END = {
    "id": "span_id",
    "start": "start",
    "outcome": "outcome",
    "min": "min",
    "max": "max",
    "incident": "incident_id",
}
WORDS = {
    "words_modality": pl.String,
    "words_min": pl.Int64,
    "words_max": pl.Int64,
    "words_wording": pl.String,
}


def with_helpers(frames: Frames, bundle: pa.Table) -> dict[str, pl.DataFrame]:
    """The frames of `flat` with the helper columns of the spans and links at their ends.

    Args:
        frames: the nine tables and `references`, of one annotator.
        bundle: what they were made from; it has the texts.
    """
    texts = _texts(bundle)
    wide = {table: _beside_text(frames[table], texts) for table in SPAN_TABLES}
    for table in ("actors", "topics"):
        wide[table] = _referenced(wide[table], frames["references"], LAYER_OF_TABLE[table])
    wide["actors"] = _registry_type(wide["actors"], frames["actor_registry"])
    wide["casualties"] = _read_words(_is_subset(wide["casualties"], frames["links"]))
    return {**frames, **wide, "links": _ends(frames["links"], frames["casualties"])}


def _texts(bundle: pa.Table) -> pl.DataFrame:
    frame = pl.from_arrow(bundle.select(["id", "language", "text"]))
    assert isinstance(frame, pl.DataFrame)
    length = pl.col("text").str.len_chars().cast(pl.Int32).alias("text_length")
    return frame.select(pl.col("id").alias("article_id"), "language", pl.col("text").alias("whole"), length)


def _beside_text(spans: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """The text from start to end and a character on either side; null where the offsets lie outside."""
    inside = (pl.col("start") >= 0) & (pl.col("end") > pl.col("start")) & (pl.col("end") <= pl.col("text_length"))
    # polars slices every row before it looks at the condition, and a negative length is an error to it.
    start, length = pl.col("start").clip(0), (pl.col("end") - pl.col("start")).clip(0)
    lead = start.clip(0, 1)
    joined = spans.join(texts, on="article_id", how="left", maintain_order="left")
    # One walk through the text: to find the n-th code point of UTF-8 means to count from its beginning.
    around = pl.when(inside).then(pl.col("whole").str.slice(start - lead, lead + length + 1))
    joined = joined.with_columns(around.alias("around")).drop("whole")
    return joined.with_columns(
        pl.col("around").str.slice(lead, length).alias("slice"),
        pl.col("around").str.slice(0, lead).alias("before"),
        pl.col("around").str.slice(lead + length, 1).alias("after"),
    ).drop("around")


def _referenced(spans: pl.DataFrame, references: pl.DataFrame, layer: str) -> pl.DataFrame:
    """Whether some reference of the file points at the span."""
    named = references.filter(pl.col("target_layer") == layer).select("article_id", pl.col("ref").alias("local_id"))
    flagged = named.unique().with_columns(pl.lit(True).alias("referenced"))
    joined = spans.join(flagged, on=["article_id", "local_id"], how="left", maintain_order="left")
    return joined.with_columns(pl.col("referenced").fill_null(False))


def _registry_type(actors: pl.DataFrame, registry: pl.DataFrame) -> pl.DataFrame:
    types = registry.select("actor_id", pl.col("type").alias("actor_registry_type")).unique("actor_id", keep="first")
    return actors.join(types, on="actor_id", how="left", maintain_order="left")


def _is_subset(casualties: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Whether the claim, or the first of its same_as chain (guideline K1), is linked to its whole."""
    ends = links.select("type", "from_id", "to_id")
    parts = ends.filter(pl.col("type") == "subset_of").get_column("from_id").unique().implode()
    repeated = ends.filter((pl.col("type") == "same_as") & pl.col("to_id").is_in(parts))
    parts = pl.concat([parts.explode(), repeated.get_column("from_id")]).unique().implode()
    return casualties.with_columns(pl.col("span_id").is_in(parts).alias("is_subset"))


def _read_words(casualties: pl.DataFrame) -> pl.DataFrame:
    """What the grammar reads in the words of each claim; each wording is read once."""
    surfaces = casualties.get_column("text").unique().drop_nulls().to_list()
    readings = [(surface, read_toll(surface)) for surface in surfaces]
    rows = [
        (surface, read.modality, read.min, read.max, read.wording) if read else (surface, None, None, None, None)
        for surface, read in readings
    ]
    known = pl.DataFrame(rows, schema={"text": pl.String, **WORDS}, orient="row")
    return casualties.join(known, on="text", how="left", maintain_order="left")


def _ends(links: pl.DataFrame, casualties: pl.DataFrame) -> pl.DataFrame:
    """What a link's conditions compare: place, outcome, bounds and incident of the claims at its ends."""
    claims = casualties.unique("span_id", keep="first")
    for end in ENDS:
        columns = [pl.col(column).alias(f"{end}_{name}") for name, column in AT_END.items()]
        links = links.join(claims.select(columns), on=f"{end}_id", how="left", maintain_order="left")
    return links
