"""The batch in which all inputs meet: one row an article and annotation file, a list a layer (schema BUNDLE)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.json as pj

from conflict_claims.annotations import Pass
from conflict_claims.articles import Article
from conflict_claims_schemas.arrow import BUNDLE
from conflict_claims_schemas.columns import TABLE_OF_LAYER
from conflict_claims_schemas.fields import FRONT_MATTER, HEADER

ROWS = 1000
"""Articles turned to Arrow at a time, so that their Python objects do not all live at once."""

_BLOCK = 16 << 20
_EPOCH = date(1970, 1, 1).toordinal()
_OPTIONS = orjson.OPT_PASSTHROUGH_DATETIME
_PARSING = pj.ParseOptions(explicit_schema=BUNDLE, unexpected_field_behavior="ignore")
"""Records still say their layer, which their column says."""


def bundle(articles: Iterable[Article], passes: Mapping[str, Pass]) -> pa.Table:
    """One row an article, with the pass over it, if any (`passes` by article id)."""
    rows = (bundle_row(article, passes.get(article.id)) for article in articles)
    return pa.concat_tables([in_columns(part) for part in _parts(rows)] or [in_columns([])])


def in_columns(rows: Sequence[dict[str, Any]]) -> pa.Table:
    """Rows of `bundle_row` as columns of the schema BUNDLE.

    They are written as lines of JSON and parsed, which takes a third of the time of `pa.array`. Besides, the first
    array that pyarrow makes imports pandas, which takes longer than to read a few articles.
    """
    if not rows:
        return BUNDLE.empty_table()
    lines = [orjson.dumps(row, default=_day, option=_OPTIONS) for row in rows]
    reading = pj.ReadOptions(use_threads=False, block_size=max(_BLOCK, *map(len, lines)) + 1)
    return pj.read_json(pa.BufferReader(b"\n".join(lines)), read_options=reading, parse_options=_PARSING)


def _day(value: Any) -> int:
    """A day as Arrow has it in JSON: counted from 1970-01-01."""
    if not isinstance(value, date):
        raise TypeError(f"{value!r} has no place in a row")
    return value.toordinal() - _EPOCH


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
