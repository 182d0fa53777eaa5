"""Arrow types and schemas of the fields, of the nine tables, and of the batch in which all inputs meet."""

from __future__ import annotations

import pyarrow as pa

from conflict_claims_schemas.columns import TABLE_OF_LAYER, TABLES
from conflict_claims_schemas.fields import FRONT_MATTER, HEADER, RECORDS, Field

TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int": pa.int32(),
    "count": pa.int64(),
    "date": pa.date32(),
    "bool": pa.bool_(),
    "strings": pa.list_(pa.string()),
    "reference": pa.list_(pa.string()),
    "ints": pa.list_(pa.int32()),
    "tags": pa.list_(pa.int64()),
}


def arrow_fields(fields: tuple[Field, ...]) -> list[pa.Field]:
    """The Arrow fields of a record or table, all nullable: what may be null is a rule, not a type."""
    return [pa.field(field.name, TYPES[field.kind]) for field in fields]


def table_schema(table: str) -> pa.Schema:
    """The Arrow schema of one of the nine tables."""
    return pa.schema(arrow_fields(TABLES[table]))


def record_type(layer: str) -> pa.StructType:
    """One annotation record of `layer` with the `line` it stands on; a link's ends are single ids."""
    fields = [
        pa.field(field.name, pa.string() if layer == "link" and field.kind == "reference" else TYPES[field.kind])
        for field in RECORDS[layer]
        if field.name != "layer"
    ]
    return pa.struct([pa.field("line", pa.int32()), *fields])


def _bundle_fields() -> list[pa.Field]:
    article = [
        pa.field("article_file", pa.string()),
        *arrow_fields(FRONT_MATTER),
        pa.field("text", pa.string()),
    ]
    header = [pa.field(f"marked_{field.name}", TYPES[field.kind]) for field in HEADER]
    layers = [pa.field(table, pa.list_(record_type(layer))) for layer, table in TABLE_OF_LAYER.items()]
    return [*article, pa.field("file", pa.string()), *header, *layers]


BUNDLE: pa.Schema = pa.schema(_bundle_fields())
"""One row an article: front matter, text, the header of its annotation file (`marked_*`), a list a layer.

Corpus files and bulk lines meet here; `article_file`, `file` and each record's `line` say where things stand.
A layer that was not annotated is null, never an empty list.
"""
