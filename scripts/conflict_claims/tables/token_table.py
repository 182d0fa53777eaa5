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
_UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Tokens:
    """The table, and how many spans gave way to a longer or earlier one that they overlap, by layer."""

    frame: pl.DataFrame
    dropped: dict[str, int]


def token_table(frames: Mapping[str, pl.DataFrame], owners: Mapping[str, Ints]) -> Tokens:
    """Tokens and tags of every article.

    Args:
        frames: `articles`, and the tables TAGGED.
        owners: of which row of `articles` each span is, by table; ids do not tell where two articles have the same.

    Returns:
        article_id, tokens, starts, ends (offsets of each token), and `<layer>_tags` as codes of `tag_names`, null where
        the layer was not annotated.
    """
    articles = frames["articles"]
    tokens = token_columns(articles["text"].fill_null("").to_list())
    columns = {
        "article_id": articles["article_id"],
        "tokens": _lists(tokens, _words(tokens)),
        "starts": _lists(tokens, pa.array(tokens.within_texts(tokens.starts), pa.int32())),
        "ends": _lists(tokens, pa.array(tokens.within_texts(tokens.ends), pa.int32())),
    }
    dropped: dict[str, int] = {}
    for table, layer in ((table, LAYER_OF_TABLE[table]) for table in TAGGED):
        marked = articles["layers"].list.contains(layer).fill_null(False).to_numpy()
        codes, dropped[layer] = bio_codes(tokens, _spans(frames[table], owners[table], marked, table))
        columns[f"{layer}_tags"] = _lists(tokens, pa.array(codes), ~marked)
    return Tokens(pl.DataFrame(columns), dropped)


def owners_by_id(frames: Mapping[str, pl.DataFrame]) -> dict[str, Ints]:
    """Of which row of `articles` each span is, by table, where no two articles have the same id."""
    numbers = frames["articles"].select("article_id", pl.int_range(pl.len()).alias("number"))
    return {table: frames[table].select("article_id").join(numbers, on="article_id", how="left", maintain_order="left")
            .get_column("number").to_numpy() for table in TAGGED}  # fmt: skip


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


def _spans(frame: pl.DataFrame, owners: Ints, marked: npt.NDArray[np.bool_], table: str) -> Spans:
    """The spans of a table over articles that are `marked`, with the numbers of their labels.

    Those with a label that no tag names are left out.
    """
    names = [tag.removeprefix("B-") for tag in tag_names(LAYER_OF_TABLE[table])[_FIRST_LABEL]]
    codes = {name: number for number, name in enumerate(names)}
    label = pl.col(TAGGED[table]) if TAGGED[table] in frame.columns else pl.lit(names[0])
    numbered = label.replace_strict(codes, default=_UNKNOWN, return_dtype=pl.Int64)
    rows = frame.select("start", "end", numbered.alias("label"))
    kept = marked[owners] & (rows["label"] != _UNKNOWN).to_numpy()
    numbers = (rows[name].cast(pl.Int64).to_numpy()[kept] for name in ("start", "end", "label"))
    return Spans(owners[kept], *numbers)
