"""References of the records: whom a source, perpetrator, holder, target or addressee names."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from conflict_claims.tables.arrays import (
    ABSENT,
    Integers,
    from_integers,
    integers,
    is_null,
    label_array,
    lists,
    repeated,
)
from conflict_claims.tables.layers import Layer, Layers, qualified
from conflict_claims.tables.pointers import Named, Pointers, reference_fields
from conflict_claims_schemas.columns import LAYER_OF_TABLE, SPAN_TABLES
from conflict_claims_schemas.vocabulary import SPECIAL_REFERENCES

_KINDS = ("unstated", "span", *SPECIAL_REFERENCES)
_UNSTATED, _SPAN, _SPECIAL = 0, 1, 2
Columns = dict[str, pa.Array]


@dataclass(frozen=True, slots=True)
class Targets:
    """What a reference can point at: every span of a batch, with its layer, words, canonical actor and topic."""

    layer: pa.Array
    text: pa.Array
    actor: pa.Array
    topic: pa.Array


def span_targets(layers: Layers) -> Targets:
    """The spans of a batch, table by table."""
    spans = [layers[table] for table in SPAN_TABLES]
    return Targets(
        pa.concat_arrays([repeated(LAYER_OF_TABLE[found.table], len(found)) for found in spans]),
        pa.concat_arrays([found.columns["text"] for found in spans]),
        pa.concat_arrays([_only("actors", "actor", found) for found in spans]),
        pa.concat_arrays([_only("topics", "topic", found) for found in spans]),
    )


def _only(table: str, name: str, found: Layer) -> pa.Array:
    return found.columns[name] if found.table == table else pa.nulls(len(found), pa.string())


def reference_columns(found: Layer, ids: Pointers, targets: Targets) -> Columns:
    """Each reference as qualified ids (null where it names no span), its kind, and the first one's words and so on."""
    made: Columns = {}
    for field in reference_fields(found.table):
        named = ids.named[found.table, field.name]
        target = ids.spans(found.table, field.name).take(from_integers(named.first))
        made[field.name] = _ids(found, named)
        made[f"{field.name}_kind"] = label_array(_KINDS).take(_kinds(named))
        made[f"{field.name}_text"] = targets.text.take(target)
        made[f"{field.name}_layer"] = targets.layer.take(target)
        made[f"{field.name}_topic"] = targets.topic.take(target)
        made[f"{field.name}_actor"] = targets.actor.take(target)
    return made


def _ids(found: Layer, named: Named) -> pa.Array:
    """The ids of spans, qualified; null where a record names none."""
    spans = np.flatnonzero(_kind_of_each(named) == _SPAN)
    rows = named.row[spans]
    article_id = found.article_id.take(from_integers(rows))
    counts = np.bincount(rows, minlength=len(found))
    return lists(qualified(article_id, named.ref.take(from_integers(spans))), counts, counts > 0)


def _kinds(named: Named) -> pa.Array:
    """What the first id of each record is, by its place in _KINDS."""
    each = np.append(_kind_of_each(named), _UNSTATED)  # the last stands for records that name nothing
    return from_integers(each[named.first])


def _kind_of_each(named: Named) -> Integers:
    special = integers(pc.index_in(named.ref, label_array(SPECIAL_REFERENCES)))
    kinds = np.where(special == ABSENT, _SPAN, special + _SPECIAL)
    return np.where(is_null(named.ref), _UNSTATED, kinds)
