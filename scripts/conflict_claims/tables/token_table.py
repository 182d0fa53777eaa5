"""The `tokens` table: one row an article, with BIO tags a layer (Ramshaw and Marcus 1995; IOB2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from conflict_claims.text.token_columns import Ints, Spans, TokenColumns, bio_codes, token_columns
from conflict_claims_schemas.columns import LAYER_OF_TABLE, TAGGED
from conflict_claims_schemas.configurations import tag_names

_FIRST_LABEL = slice(1, None, 2)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The table, and how many spans gave way to a longer or earlier one that they overlap, by layer."""

    frame: pl.DataFrame
    dropped: dict[str, int]


def token_table(frames: Mapping[str, pl.DataFrame]) -> Tokens:
    """Tokens and tags of every article.

    Returns:
        article_id, tokens, starts, ends (offsets of each token), and `<layer>_tags` as codes of `tag_names`, null where
        the layer was not annotated.
    """
    articles = frames["articles"].select("article_id", "text", "layers").with_row_index("number")
    tokens = token_columns(articles["text"].fill_null("").to_list())
    columns = {
        "article_id": articles["article_id"],
        "tokens": _lists(tokens, _words(tokens)),
        "starts": _lists(tokens, pa.array(tokens.within_texts(tokens.starts), pa.int32())),
        "ends": _lists(tokens, pa.array(tokens.within_texts(tokens.ends), pa.int32())),
    }
    dropped: dict[str, int] = {}
    for table, layer in ((table, LAYER_OF_TABLE[table]) for table in TAGGED):
        marked = articles["layers"].list.contains(layer).fill_null(False)
        spans = _spans(frames[table], articles.filter(marked), table)
        codes, dropped[layer] = bio_codes(tokens, spans)
        columns[f"{layer}_tags"] = _lists(tokens, pa.array(codes), ~marked.to_numpy())
    return Tokens(pl.DataFrame(columns), dropped)


def _words(tokens: TokenColumns) -> pa.Array:
    offsets = _offsets(tokens.sizes)
    return pa.StringArray.from_buffers(len(tokens.sizes), pa.py_buffer(offsets), pa.py_buffer(tokens.words))


def _lists(tokens: TokenColumns, values: pa.Array, absent: npt.NDArray[np.bool_] | None = None) -> pl.Series:
    """A list a text of what `values` holds of each token; null where it is `absent`."""
    mask = None if absent is None else pa.array(absent)
    series = pl.from_arrow(pa.ListArray.from_arrays(pa.array(_offsets(tokens.counts)), values, mask=mask))
    assert isinstance(series, pl.Series)
    return series


def _offsets(sizes: Ints) -> npt.NDArray[np.int32]:
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)


def _spans(frame: pl.DataFrame, articles: pl.DataFrame, table: str) -> Spans:
    """The spans of a table over `articles`, with the numbers of their labels."""
    names = [tag.removeprefix("B-") for tag in tag_names(LAYER_OF_TABLE[table])[_FIRST_LABEL]]
    codes = {name: number for number, name in enumerate(names)}
    label = pl.col(TAGGED[table]) if TAGGED[table] in frame.columns else pl.lit(names[0])
    rows = frame.select("article_id", "start", "end", label.replace_strict(codes, return_dtype=pl.Int64).alias("label"))
    rows = rows.join(articles.select("article_id", "number"), on="article_id", maintain_order="left")
    numbers = (rows[name].cast(pl.Int64).to_numpy() for name in ("number", "start", "end", "label"))
    return Spans(*numbers)
