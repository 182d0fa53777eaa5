"""The batch in which all inputs meet: one row an article and annotation file, a list a layer (schema BUNDLE)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, islice
from typing import Any

import polars as pl
import pyarrow as pa

from conflict_claims.annotations import Pass
from conflict_claims.articles import Article
from conflict_claims_schemas.arrow import BUNDLE
from conflict_claims_schemas.columns import TABLE_OF_LAYER
from conflict_claims_schemas.fields import FRONT_MATTER, HEADER

ROWS = 1000
"""Articles turned to Arrow at a time, so that their Python objects do not all live at once."""


FEW = 20
"""Up to so many articles, their rows go through polars; beyond, pyarrow is several times as fast."""


def bundle(articles: Iterable[Article], passes: Mapping[str, Pass]) -> pa.Table:
    """One row an article, with the pass over it, if any (`passes` by article id)."""
    rows = (bundle_row(article, passes.get(article.id)) for article in articles)
    return pa.concat_tables([_table(part) for part in _parts(rows)] or [_table([])])


def _table(rows: list[dict[str, Any]]) -> pa.Table:
    if len(rows) > FEW:
        columns = [_column([row.get(field.name) for row in rows], field.type) for field in BUNDLE]
        return pa.Table.from_arrays(columns, schema=BUNDLE)
    # The first array that pyarrow makes imports pandas, which takes longer than to read a few articles.
    return pl.DataFrame(rows, schema=pl.Schema(BUNDLE), orient="row").to_arrow().cast(BUNDLE)


def _column(values: list[Any], kind: pa.DataType) -> pa.Array:
    if not (pa.types.is_list(kind) and pa.types.is_struct(kind.value_type)):
        return pa.array(values, kind)
    # Field by field, which pyarrow does several times as fast as it takes lists of dicts apart.
    records = [record for listed in values for record in listed or ()]
    fields, named = list(kind.value_type), set().union(*records)
    columns = [pa.array([record.get(field.name) for record in records], field.type) if field.name in named
               else pa.nulls(len(records), field.type) for field in fields]  # fmt: skip
    structs = pa.StructArray.from_arrays(columns, fields=fields)
    offsets = pa.array(list(accumulate((len(listed or ()) for listed in values), initial=0)), pa.int32())
    return pa.ListArray.from_arrays(offsets, structs, type=kind, mask=pa.array([listed is None for listed in values]))


def _parts(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while part := list(islice(rows, ROWS)):
        yield part


def bundle_row(article: Article, marked: Pass | None) -> dict[str, Any]:
    """One row of the batch; a layer that the header does not announce and that has no record is None."""
    row: dict[str, Any] = {field.name: article.front.get(field.name) for field in FRONT_MATTER}
    row |= {"article_file": article.file, "text": article.text}
    if marked is None:
        return row
    row |= {f"marked_{field.name}": marked.header.get(field.name) for field in HEADER}
    row |= {"file": marked.file}
    layers: dict[str, list[dict[str, Any]]] = {layer: [] for layer in marked.header["layers"]}
    for record in marked.records:
        layers.setdefault(record["layer"], []).append(record)
    return row | {TABLE_OF_LAYER[layer]: records for layer, records in layers.items() if layer in TABLE_OF_LAYER}
