"""The configuration `articles`: one row an article, with a list of structs a layer."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from conflict_claims.tables.arrays import Flags, from_integers, lists
from conflict_claims.tables.columnar import Columnar
from conflict_claims.tables.layers import announced
from conflict_claims_schemas.configurations import NESTED_TABLES, arrow_schema


def nested(made: Columnar) -> pa.RecordBatch:
    """The rows of `articles`, each with its records; a layer that was not annotated is null."""
    schema = arrow_schema("articles")
    articles = made.tables["articles"]
    columns = dict(zip(articles.schema.names, articles.columns, strict=True))
    marked = announced(columns["layers"])
    for place, table in enumerate(NESTED_TABLES):
        columns[table] = _lists(made, table, marked[:, place], schema.field(table).type)
    return pa.RecordBatch.from_arrays([columns[name] for name in schema.names], schema=schema)


def _lists(made: Columnar, table: str, marked: Flags, kind: pa.ListType) -> pa.Array:
    rows, found = made.tables[table], made.layers[table]
    if not marked[found.owner].all():
        rows = rows.take(from_integers(np.flatnonzero(marked[found.owner])))
    fields = list(kind.value_type)
    structs = pa.StructArray.from_arrays([rows.column(field.name) for field in fields], fields=fields)
    return lists(structs, np.where(marked, found.counts, 0), marked, kind)
