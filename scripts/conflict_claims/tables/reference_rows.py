"""Every reference as a row, for the rules on references."""

from __future__ import annotations

import numpy as np
import polars as pl
import pyarrow as pa

from conflict_claims.tables.arrays import ABSENT, Flags, Integers, from_integers, is_null, label_array, repeated
from conflict_claims.tables.layers import Layers
from conflict_claims.tables.pointers import Named, Place, Pointers
from conflict_claims_schemas.columns import LAYER_OF_TABLE


def reference_rows(layers: Layers, ids: Pointers) -> pl.DataFrame:
    """Every reference, a row each, as written in the files.

    Returns:
        article_id, layer, span_id, local_id, field, ref (a local id, `author` or `unnamed`; null for an empty list),
        target_layer (null where it names no record of that article), file, line.
    """
    sizes = [len(found) for found in layers.values()]
    layer_of = label_array(tuple(LAYER_OF_TABLE.values())).take(from_integers(np.repeat(np.arange(len(sizes)), sizes)))
    parts = [_rows(layers, ids, place, layer_of) for place in ids.named]
    frame = pl.from_arrow(pa.Table.from_batches(parts))
    assert isinstance(frame, pl.DataFrame)
    return frame


def _rows(layers: Layers, ids: Pointers, place: Place, layer_of: pa.Array) -> pa.RecordBatch:
    table, field = place
    found, named = layers[table], ids.named[place]
    row, at = _one_each(named, is_null(found.columns[field]))
    rows = from_integers(row)
    target = np.append(ids.targets[place], ABSENT)[at]
    columns = {
        "article_id": found.article_id.take(rows),
        "layer": repeated(LAYER_OF_TABLE[table], len(row)),
        "span_id": found.key.take(rows),
        "local_id": found.columns["id"].take(rows),
        "field": repeated(field, len(row)),
        "ref": named.ref.take(from_integers(at)),
        "target_layer": layer_of.take(from_integers(target)),
        "file": found.of_article("file").take(rows),
        "line": found.columns["line"].take(rows),
    }
    return pa.RecordBatch.from_arrays(list(columns.values()), list(columns))


def _one_each(named: Named, absent: Flags) -> tuple[Integers, Integers]:
    """The record of each id, and its place among all; an empty list, which names nobody, must not vanish."""
    counts = np.where(absent, 0, np.maximum(named.counts, 1))
    row = np.repeat(np.arange(len(counts)), counts)
    position = np.arange(len(row)) - (np.cumsum(counts) - counts)[row]
    return row, np.where(named.counts[row] == 0, ABSENT, named.begins[row] + position)
