"""A bulk line as Arrow has it: one row of `articles`, with its text and a list of records a layer."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from conflict_claims_schemas.arrow import TYPES
from conflict_claims_schemas.columns import TABLE_OF_LAYER
from conflict_claims_schemas.fields import FRONT_MATTER, HEADER, RECORDS, Field

TEXT = Field("text", "string", "headline, blank line, paragraphs: what offsets refer to", required=True, textual=True)
MARKED: tuple[Field, ...] = tuple(field for field in HEADER if field.name in ("guidelines", "annotator", "layers"))
LINE_FIELDS: tuple[Field, ...] = (*FRONT_MATTER, TEXT, *MARKED)
"""What stands in a line beside the lists of records."""

NEEDED = ("id", "text")
"""What a line cannot be without; what else an article of the corpus must have, `--check` asks for."""


def _type(layer: str, field: Field) -> pa.DataType:
    if field.kind == "date":
        return pa.string()  # JSON has no days; they are cast when they were read
    return pa.string() if layer == "link" and field.kind == "reference" else TYPES[field.kind]


def _fields(layer: str, fields: Iterable[Field]) -> list[pa.Field]:
    return [pa.field(field.name, _type(layer, field)) for field in fields]


LINE: pa.Schema = pa.schema([
    *_fields("", LINE_FIELDS),
    *(pa.field(table, pa.list_(pa.struct(_fields(layer, RECORDS[layer])))) for layer, table in TABLE_OF_LAYER.items()),
])  # fmt: skip
"""Every key that a line may have."""
