"""Arrow schemas with the metadata from which `datasets` takes the features of a Parquet file.

`features.py` makes the features themselves; a converter that starts in no time cannot wait for `datasets`, and a test
holds the two to the same schema.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pyarrow as pa

from conflict_claims_schemas.columns import LAYER_OF_TABLE, TAGGED
from conflict_claims_schemas.configurations import arrow_schema, tag_names

_TAGS = {f"{LAYER_OF_TABLE[table]}_tags": LAYER_OF_TABLE[table] for table in TAGGED}
_NAMES: dict[pa.DataType, str] = {pa.date32(): "date32", pa.bool_(): "bool"}


@cache
def published_schema(configuration: str) -> pa.Schema:
    """The Arrow schema of a configuration as its Parquet files have it, metadata included.

    Raises:
        KeyError: there is no such configuration.
    """
    schema = arrow_schema(configuration)
    told = {"info": {"features": {field.name: _feature(field.name, field.type) for field in schema}}}
    return schema.with_metadata({"huggingface": json.dumps(told)})


def _feature(name: str, kind: pa.DataType) -> dict[str, Any]:
    if pa.types.is_list(kind) and name in _TAGS:
        return {"feature": {"names": list(tag_names(_TAGS[name])), "_type": "ClassLabel"}, "_type": "List"}
    if pa.types.is_list(kind) and pa.types.is_struct(kind.value_type):
        return {"feature": {one.name: _feature(one.name, one.type) for one in kind.value_type}, "_type": "List"}
    if pa.types.is_list(kind):
        return {"feature": _value(kind.value_type), "_type": "List"}
    return _value(kind)


def _value(kind: pa.DataType) -> dict[str, str]:
    return {"dtype": _NAMES.get(kind, str(kind)), "_type": "Value"}
