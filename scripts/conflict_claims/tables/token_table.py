"""The `tokens` table: one row an article, with BIO tags a layer (Ramshaw and Marcus 1995; IOB2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from conflict_claims.text.tokens import bio_tags, token_bounds
from conflict_claims_schemas.columns import LAYER_OF_TABLE, TAGGED


@dataclass(frozen=True, slots=True)
class Tokens:
    """The table, and how many spans gave way to a longer or earlier one that they overlap, by layer."""

    frame: pl.DataFrame
    dropped: dict[str, int]


def token_table(frames: Mapping[str, pl.DataFrame]) -> Tokens:
    """Tokens and tags of every article with a text.

    Returns:
        article_id, tokens, starts, ends (offsets of each token), and `<layer>_tags` as strings, null where the
        layer was not annotated.
    """
    spans = {table: _by_article(frames[table], label) for table, label in TAGGED.items()}
    dropped = {LAYER_OF_TABLE[table]: 0 for table in TAGGED}
    rows = []
    for article in frames["articles"].select("article_id", "text", "layers").iter_rows(named=True):
        row, lost = _row(article, spans)
        rows.append(row)
        dropped = {layer: dropped[layer] + lost[layer] for layer in dropped}
    return Tokens(pl.DataFrame(rows, schema=_schema()), dropped)


def _row(
    article: Mapping[str, Any], spans: Mapping[str, dict[str, list[tuple[int, int, str]]]]
) -> tuple[dict[str, Any], dict[str, int]]:
    text = article["text"] or ""
    bounds = token_bounds(text)
    row: dict[str, Any] = {
        "article_id": article["article_id"],
        "tokens": [text[start:end] for start, end in bounds],
        "starts": [start for start, _ in bounds],
        "ends": [end for _, end in bounds],
    }
    lost = dict.fromkeys((LAYER_OF_TABLE[table] for table in spans), 0)
    for table, by_article in spans.items():
        layer = LAYER_OF_TABLE[table]
        row[f"{layer}_tags"] = None
        if layer in (article["layers"] or []):
            tags, lost[layer] = bio_tags(bounds, by_article.get(article["article_id"], []))
            row[f"{layer}_tags"] = tags
    return row, lost


def _by_article(frame: pl.DataFrame, label: str) -> dict[str, list[tuple[int, int, str]]]:
    name = pl.col(label) if label in frame.columns else pl.lit(label)
    found: dict[str, list[tuple[int, int, str]]] = {}
    for article_id, start, end, value in frame.select("article_id", "start", "end", name.alias("tag")).iter_rows():
        found.setdefault(article_id, []).append((start, end, value))
    return found


def _schema() -> dict[str, Any]:
    tags = {f"{LAYER_OF_TABLE[table]}_tags": pl.List(pl.String) for table in TAGGED}
    offsets = {"starts": pl.List(pl.Int32), "ends": pl.List(pl.Int32)}
    return {"article_id": pl.String, "tokens": pl.List(pl.String), **offsets, **tags}
