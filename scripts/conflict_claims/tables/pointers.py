"""What local ids point at: records of the same article, found by numbers instead of by comparing strings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from conflict_claims.tables.arrays import ABSENT, Integers, counts_of, from_integers, integers, owners
from conflict_claims.tables.layers import Layers
from conflict_claims_schemas.columns import LAYER_OF_TABLE, SPAN_TABLES
from conflict_claims_schemas.fields import RECORDS, Field

Place = tuple[str, str]
"""A table and a field of its records."""

ENDS = ("from", "to")


def reference_fields(table: str) -> tuple[Field, ...]:
    """The fields of a table's records that refer to spans."""
    return tuple(field for field in RECORDS[LAYER_OF_TABLE[table]] if field.kind == "reference")


@dataclass(frozen=True, slots=True)
class Named:
    """The local ids that one field names, as written: how many each record has, and of which record each is."""

    ref: pa.Array
    counts: Integers
    row: Integers

    @property
    def begins(self) -> Integers:
        """Where the ids of each record begin."""
        return np.cumsum(self.counts) - self.counts

    @property
    def first(self) -> Integers:
        """The place of each record's first id; ABSENT where it has none."""
        return np.where(self.counts > 0, self.begins, ABSENT)


@dataclass(frozen=True, slots=True)
class Pointers:
    """The ids of a batch as numbers that are equal where article and local id are (ABSENT: no id).

    `own` are those of the records by table, `keys` those that `named` names, by place. `targets` are the records that
    the keys name, counted on through the tables: of several the first; ABSENT where there is none.
    """

    own: dict[str, Integers]
    named: dict[Place, Named]
    keys: dict[Place, Integers]
    targets: dict[Place, Integers]

    def spans(self, table: str, field: str) -> pa.Array:
        """The span that each id of a field names, counted on through SPAN_TABLES; null where it names none."""
        spans = sum(len(self.own[name]) for name in SPAN_TABLES)
        found = self.targets[table, field]
        return from_integers(np.where(found < spans, found, ABSENT))


def pointers(layers: Layers) -> Pointers:
    """Number the ids of a batch."""
    named = {(table, field.name): _in_lists(layers[table].columns[field.name])
             for table in SPAN_TABLES for field in reference_fields(table)}  # fmt: skip
    named |= {("links", end): _single(layers["links"].columns[end]) for end in ENDS}
    own = [found.columns["id"] for found in layers.values()]
    codes = _codes([*own, *(one.ref for one in named.values())])
    size = max((int(part.max()) for part in codes if len(part)), default=0) + 1
    owner = [found.owner for found in layers.values()]
    owner += [layers[table].owner[one.row] for (table, _), one in named.items()]
    keys = [np.where(code == ABSENT, ABSENT, of * size + code) for of, code in zip(owner, codes, strict=True)]
    own_keys, named_keys = keys[: len(own)], keys[len(own) :]
    return Pointers(
        dict(zip(layers, own_keys, strict=True)),
        named,
        dict(zip(named, named_keys, strict=True)),
        dict(zip(named, _found(named_keys, own_keys), strict=True)),
    )


def _found(keys: Sequence[Integers], own: Sequence[Integers]) -> list[Integers]:
    """The record that each key names, by its place among all records."""
    places = first_place(np.concatenate(keys), np.concatenate(own))
    return np.split(places, np.cumsum([len(part) for part in keys])[:-1])


def first_place(keys: Integers, known: Integers) -> Integers:
    """The first place in `known` of each key; ABSENT where it is not there, and for ABSENT."""
    values = np.where(known == ABSENT, 2 * ABSENT, known)  # two records without an id are not the same
    return integers(pc.index_in(from_integers(keys), from_integers(values)))


def _in_lists(column: pa.Array) -> Named:
    return Named(column.flatten(), counts_of(column), owners(column))


def _single(column: pa.Array) -> Named:
    every = np.arange(len(column))
    return Named(column, np.ones_like(every), every)


def _codes(parts: Sequence[pa.Array]) -> list[Integers]:
    """Numbers that are equal where strings are, for each of several arrays."""
    together = pa.concat_arrays([part.cast(pa.string()) for part in parts])
    codes = integers(together.dictionary_encode().indices)
    return np.split(codes, np.cumsum([len(part) for part in parts])[:-1])
