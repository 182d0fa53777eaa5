"""How each claim stands among the others of its article, by the links between them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from conflict_claims.tables.arrays import ABSENT, Flags, Integers, flags, from_integers, label_array, string
from conflict_claims.tables.layers import Layers
from conflict_claims.tables.pointers import Pointers, first_place

_STANDINGS = ("asserted", "disputed", "superseded", "denied")
_MARKS = (("conflicts_with", "from", 1), ("conflicts_with", "to", 1), ("updates", "to", 2), ("denies", "to", 3))
"""What a link of a type makes of the claim at an end: a place in _STANDINGS. The strongest counts."""


def standing(layers: Layers, ids: Pointers) -> pa.Array:
    """The standing of each claim; a repeated one (same_as) shares that of the first of its chain."""
    types = layers["links"].columns["type"]
    ends = {end: ids.keys["links", end] for end in ("from", "to")}
    repeats = _is(types, "same_as")
    repeated, heads = ends["from"][repeats], ends["to"][repeats]
    marked = {(name, end): ends[end][_is(types, name)] for name, end, _ in _MARKS}
    ranks = np.repeat([rank for *_, rank in _MARKS], [len(keys) for keys in marked.values()])
    of = _head(np.concatenate(list(marked.values())), repeated, heads)
    strongest = np.argsort(-ranks, kind="stable")
    claims = _head(ids.own["casualties"], repeated, heads)
    at = first_place(claims, of[strongest])
    rank = np.append(ranks[strongest], 0)[at]
    return label_array(_STANDINGS).take(from_integers(rank))


def _is(types: pa.Array, name: str) -> Flags:
    return flags(pc.equal(types, string(name)))


def _head(keys: Integers, repeated: Integers, heads: Integers) -> Integers:
    """The first of each claim's chain, which is the claim itself where it repeats none."""
    at = first_place(keys, repeated)
    found = np.append(heads, ABSENT)[at]
    return np.where(found == ABSENT, keys, found)
