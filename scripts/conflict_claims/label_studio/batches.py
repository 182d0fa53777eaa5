"""Annotation files that just came in as one Arrow batch, made column by column: no row is ever a Python object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
import pyarrow as pa

from conflict_claims.articles import Article
from conflict_claims_schemas.arrow import BUNDLE
from conflict_claims_schemas.columns import TABLE_OF_LAYER
from conflict_claims_schemas.fields import FRONT_MATTER, HEADER

Row = tuple[Article, str, bytes]
"""An article, the name of an annotation file over it, and the file's content in canonical form."""


def batch(rows: Sequence[Row]) -> pa.RecordBatch:
    """The rows of the schema BUNDLE for annotation files, as `tables.bundle` has them."""
    files = [[orjson.loads(line) for line in content.splitlines()] for _, _, content in rows]
    columns: dict[str, list[Any]] = {
        **{field.name: [article.front.get(field.name) for article, _, _ in rows] for field in FRONT_MATTER},
        **{f"marked_{field.name}": [lines[0][field.name] for lines in files] for field in HEADER},
        "article_file": [article.file for article, _, _ in rows],
        "text": [article.text for article, _, _ in rows],
        "file": [name for _, name, _ in rows],
    }
    arrays = {name: pa.array(values, BUNDLE.field(name).type) for name, values in columns.items()}
    arrays |= {table: _layer(files, layer, table) for layer, table in TABLE_OF_LAYER.items()}
    return pa.RecordBatch.from_arrays([arrays[name] for name in BUNDLE.names], schema=BUNDLE)


def _layer(files: Sequence[list[dict[str, Any]]], layer: str, table: str) -> pa.ListArray:
    """The records of one layer, a list a file; None where it was not annotated."""
    records: list[dict[str, Any]] = []
    numbers: list[int] = []
    starts: list[int | None] = []
    for lines in files:
        starts.append(len(records) if layer in lines[0]["layers"] else None)
        for number, line in enumerate(lines, 1):
            if line.get("layer") == layer:
                records.append(line)
                numbers.append(number)
    of_list = BUNDLE.field(table).type
    fields = list(of_list.value_type)
    columns = [_column(field, records, numbers) for field in fields]
    structs = pa.StructArray.from_arrays(columns, fields=fields)
    return pa.ListArray.from_arrays(pa.array([*starts, len(records)], pa.int32()), structs).cast(of_list)


def _column(field: pa.Field, records: Sequence[dict[str, Any]], numbers: list[int]) -> pa.Array:
    if field.name == "line":
        return pa.array(numbers, field.type)
    values = [record.get(field.name) for record in records]
    if pa.types.is_date(field.type):
        return pa.array(values, pa.string()).cast(field.type)
    return pa.array(values, field.type)
