"""The three registries as tables, with the file and line of each entry beside it."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl
import pyarrow as pa

from conflict_claims.articles.typed import Entry
from conflict_claims_schemas.arrow import table_schema
from conflict_claims_schemas.columns import KEYS


def registry_frame(entries: Iterable[Entry], table: str, file: str) -> pl.DataFrame:
    """One row an entry: the columns of `table`, then `file` and `line`."""
    schema = table_schema(table).append(pa.field("file", pa.string())).append(pa.field("line", pa.int32()))
    rows = [{**entry.values, KEYS[table]: entry.values["id"], "file": file, "line": entry.line} for entry in entries]
    return pl.DataFrame(rows, schema=pl.Schema(schema), orient="row")
