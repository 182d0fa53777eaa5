"""How the columns of a configuration are encoded in Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pyarrow as pa

from conflict_claims_schemas.columns import CONFIGURATION_COLUMNS, TOKEN_COLUMNS
from conflict_claims_schemas.configurations import arrow_schema

_ITEM = ".list.element"
_IDS = ("article_id", "span_id", "link_id", "from_id", "to_id")
_LOOKED_UP = (*_IDS, "published")
_VARIED = {*_IDS, "url", "text_sha256", *(
    column.name for columns in CONFIGURATION_COLUMNS.values() for column in columns
    if (column.textual and column.name != "tokens") or column.kind in ("int", "count", "reference", "ints")
)}  # fmt: skip
_RISING = {column.name for column in TOKEN_COLUMNS if column.kind == "ints"}


@cache
def encoding(configuration: str) -> dict[str, Any]:
    """Dictionaries for columns whose values come again and again, statistics for those that a reader looks up.

    Both cost time for every value, and in the other columns they make files larger. Offsets that rise are written as
    differences (DELTA_BINARY_PACKED), which take a third of the room.

    Returns:
        Arguments of `pyarrow.parquet.ParquetWriter`.
    """
    schema = arrow_schema(configuration)
    paths = [path for field in schema for path in _paths(field.type, field.name)]
    names = {path: path.removesuffix(_ITEM).rpartition(".")[2] for path in paths}
    return {
        "use_dictionary": [path for path in paths if names[path] not in _VARIED],
        "write_statistics": [path for path in paths if path in _LOOKED_UP],
        "column_encoding": {path: "DELTA_BINARY_PACKED" for path in paths if names[path] in _RISING},
    }


def _paths(kind: pa.DataType, name: str) -> Iterator[str]:
    """The columns of a Parquet file that one Arrow column becomes."""
    if pa.types.is_list(kind):
        yield from _paths(kind.value_type, name + _ITEM)
    elif pa.types.is_struct(kind):
        for field in kind:
            yield from _paths(field.type, f"{name}.{field.name}")
    else:
        yield name
