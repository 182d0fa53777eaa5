"""The published configurations: their names, their columns, and their Arrow schemas (without `datasets`)."""

from __future__ import annotations

import pyarrow as pa

from conflict_claims_schemas.arrow import arrow_fields
from conflict_claims_schemas.columns import CONFIGURATION_COLUMNS, LAYER_OF_TABLE, SPAN_TABLES, TABLES, TAGGED
from conflict_claims_schemas.fields import Field
from conflict_claims_schemas.vocabulary import BY_NAME

CONFIGURATIONS: tuple[str, ...] = tuple(CONFIGURATION_COLUMNS)
"""The configurations, the default first."""

NESTED_TABLES: tuple[str, ...] = (*SPAN_TABLES, "links")
"""The tables whose rows the configuration `articles` holds as lists of structs."""

# An article's row says these once for all its records.
_SAID_BY_ARTICLE = ("article_id", "sentence", "published", "outlet")

LAYER_FIELDS: dict[str, tuple[Field, ...]] = {
    table: tuple(column for column in TABLES[table] if column.name not in _SAID_BY_ARTICLE) for table in NESTED_TABLES
}
LAYER_COLUMNS: dict[str, tuple[str, ...]] = {
    table: tuple(column.name for column in columns) for table, columns in LAYER_FIELDS.items()
}
"""The columns of each list of structs in `articles`."""


def tag_names(layer: str) -> tuple[str, ...]:
    """The tags of a layer in `tokens`, in the order of their codes: O, then B-x and I-x for each label."""
    table = {layer: table for table, layer in LAYER_OF_TABLE.items()}[layer]
    label_set = next((column.labels for column in TABLES[table] if column.name == TAGGED[table]), "")
    labels = BY_NAME[label_set].names if label_set else (layer,)
    return ("O", *(f"{mark}-{label}" for label in labels for mark in "BI"))


def arrow_schema(configuration: str) -> pa.Schema:
    """The Arrow schema of a configuration, as its Parquet files have it up to metadata.

    Raises:
        KeyError: there is no such configuration.
    """
    flat = pa.schema(arrow_fields(CONFIGURATION_COLUMNS[configuration]))
    if configuration != "articles":
        return flat
    lists = (pa.field(table, pa.list_(pa.struct(arrow_fields(LAYER_FIELDS[table])))) for table in NESTED_TABLES)
    return pa.schema([*flat, *lists])


__all__ = ["CONFIGURATIONS", "LAYER_COLUMNS", "LAYER_FIELDS", "NESTED_TABLES", "arrow_schema", "tag_names"]
