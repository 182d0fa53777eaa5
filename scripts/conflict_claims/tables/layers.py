"""The records of one layer of a batch, as columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from conflict_claims.tables.arrays import (
    Flags,
    Integers,
    counts_of,
    from_integers,
    integers,
    label_array,
    owners,
    string,
)
from conflict_claims_schemas.columns import LAYER_OF_TABLE
from conflict_claims_schemas.fields import RECORDS


@dataclass(frozen=True)
class Layer:
    """The records of `table`, a row each, in the order of the batch.

    `counts` says how many records each row of the batch has, `owner` of which row each record is; `columns` are the
    fields of a record by their names in the files, with defaults filled in, and `line`.
    """

    table: str
    batch: pa.RecordBatch
    counts: Integers
    owner: Integers
    columns: dict[str, pa.Array]

    def __len__(self) -> int:
        return len(self.owner)

    def of_article(self, name: str) -> pa.Array:
        """A column of the batch, beside each record."""
        return self.batch.column(name).take(self._rows)

    @cached_property
    def _rows(self) -> pa.Array:
        return from_integers(self.owner)

    @cached_property
    def article_id(self) -> pa.Array:
        """The article of each record."""
        return self.of_article("id")

    @cached_property
    def key(self) -> pa.Array:
        """The id of each record: <article_id>.<local id>."""
        return qualified(self.article_id, self.columns["id"])


Layers = Mapping[str, Layer]
"""The layers of one batch, by table."""


def layers(batch: pa.RecordBatch) -> Layers:
    """The records of every layer of a batch of the schema BUNDLE."""
    return {table: _layer(batch, table) for table in LAYER_OF_TABLE}


def _layer(batch: pa.RecordBatch, table: str) -> Layer:
    column = batch.column(table)
    values = column.flatten()
    fields = dict(zip((field.name for field in values.type), values.flatten(), strict=True))
    for field in RECORDS[LAYER_OF_TABLE[table]]:
        if field.default is not None and field.name != "layer" and fields[field.name].null_count:
            fields[field.name] = pc.coalesce(fields[field.name], string(field.default))
    return Layer(table, batch, counts_of(column), owners(column), fields)


def qualified(article_id: pa.Array, local: pa.Array) -> pa.Array:
    """Local ids with their article before them; null where either is."""
    return pc.binary_join_element_wise(article_id, local, string("."))


def announced(layers: pa.Array) -> Flags:
    """Which layers each of some lists of layers names: a row a list, a column a layer."""
    names = label_array(tuple(LAYER_OF_TABLE.values()))
    found = np.zeros((len(layers), len(names) + 1), np.bool_)  # the last column is for what is no layer
    found[owners(layers), integers(pc.index_in(layers.flatten(), names))] = True
    return found[:, :-1]
