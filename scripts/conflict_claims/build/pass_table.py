"""The `passes` configuration: what every annotator marked before adjudication, all layers in one flat table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl
import pyarrow as pa

from conflict_claims.files.layout import GOLD
from conflict_claims.tables.flat import flat
from conflict_claims_schemas.columns import KEYS, LAYER_OF_TABLE, PASS_COLUMNS, PASS_RENAMED
from conflict_claims_schemas.dtypes import DTYPES
from conflict_claims_schemas.suggestions import SUGGESTER

_SCHEMA = {column.name: DTYPES[column.kind] for column in PASS_COLUMNS}


def published_passes(annotators: Iterable[str]) -> list[str]:
    """Whose passes are published: those of all annotators in order, but for gold and for what rules suggested."""
    return sorted({*annotators} - {GOLD, SUGGESTER})


def pass_rows(bundle: pa.Table, registries: Mapping[str, pl.DataFrame], annotator: str) -> pl.DataFrame:
    """Every span and link of one annotator in some articles, by article and place.

    Ids are `<annotator>:<article_id>.<local id>`, unique over annotators; references lead to ids of the same pass.

    Args:
        bundle: rows of the schema BUNDLE.
        registries: the frames of `registry_frame`, by table.
        annotator: whose pass it is.
    """
    return _one(flat(bundle, registries, sentences=False), annotator)


def _one(frames: Mapping[str, pl.DataFrame], annotator: str) -> pl.DataFrame:
    parts = [_layer(frames, table, annotator) for table in LAYER_OF_TABLE]
    return pl.concat(parts).sort("article_id", "start", maintain_order=True, nulls_last=True)


def _layer(frames: Mapping[str, pl.DataFrame], table: str, annotator: str) -> pl.DataFrame:
    """The rows of one table of a pass with the columns of all."""
    renamed = {KEYS[table]: "span_id", **PASS_RENAMED.get(table, {})}
    frame = frames[table].rename(renamed)
    marked = frames["articles"].select("article_id", "guidelines", "layers")
    frame = frame.join(marked, on="article_id", how="left", maintain_order="left").with_columns(
        pl.lit(annotator).alias("annotator"), pl.lit(LAYER_OF_TABLE[table]).alias("layer")
    )
    present = [_column(name, dtype, frame, annotator) for name, dtype in _SCHEMA.items()]
    return frame.select(present)


def _column(name: str, dtype: pl.DataType, frame: pl.DataFrame, annotator: str) -> pl.Expr:
    if name not in frame.columns:
        return pl.lit(None, dtype).alias(name)
    if name not in _IDS:
        return pl.col(name).cast(dtype)
    qualified = pl.lit(f"{annotator}:") + (pl.element() if dtype == pl.List(pl.String) else pl.col(name))
    return pl.col(name).list.eval(qualified) if dtype == pl.List(pl.String) else qualified.alias(name)


_IDS = frozenset({"span_id", "from_id", "to_id"}) | {
    column.name for column in PASS_COLUMNS if column.kind == "reference"
}
