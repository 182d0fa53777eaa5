"""The `datasets.Features` of every published configuration; `datasets` is loaded at the first call."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from conflict_claims_schemas.columns import CONFIGURATION_COLUMNS, LAYER_OF_TABLE, TAGGED
from conflict_claims_schemas.configurations import (
    CONFIGURATIONS,
    LAYER_COLUMNS,
    LAYER_FIELDS,
    NESTED_TABLES,
    arrow_schema,
    tag_names,
)
from conflict_claims_schemas.fields import Field

if TYPE_CHECKING:
    from datasets import Features

_VALUES: dict[str, str] = {
    "string": "string",
    "int": "int32",
    "count": "int64",
    "date": "date32",
    "bool": "bool",
}
_LISTS: dict[str, str] = {"strings": "string", "reference": "string", "ints": "int32"}
_TAG_LAYERS: dict[str, str] = {f"{LAYER_OF_TABLE[table]}_tags": LAYER_OF_TABLE[table] for table in TAGGED}


@cache
def features(configuration: str) -> Features:
    """The features of a configuration; labels are strings, but the tags of `tokens` are ClassLabels.

    Raises:
        KeyError: there is no such configuration.
    """
    from datasets import Features, List

    columns = _columns(CONFIGURATION_COLUMNS[configuration])
    if configuration == "articles":
        columns |= {table: List(_columns(LAYER_FIELDS[table])) for table in NESTED_TABLES}
    return Features(columns)


def _columns(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {field.name: _feature(field) for field in fields}


def _feature(field: Field) -> Any:
    from datasets import ClassLabel, List, Value

    if field.kind == "tags":
        return List(ClassLabel(names=list(tag_names(_TAG_LAYERS[field.name]))))
    if field.kind in _LISTS:
        return List(Value(_LISTS[field.kind]))
    return Value(_VALUES[field.kind])


__all__ = ["CONFIGURATIONS", "LAYER_COLUMNS", "NESTED_TABLES", "arrow_schema", "features", "tag_names"]
