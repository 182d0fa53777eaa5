"""Arrow arrays from Python values and numpy, and back.

`pa.array`, `pa.scalar` and `to_numpy` import pandas where it is installed, which takes longer than to convert a
thousand articles; the buffers say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
ABSENT = -1
"""Stands for null where Arrow's integers are in numpy."""

_WIDTHS: dict[pa.DataType, Any] = {pa.int32(): np.int32, pa.int64(): np.int64}


def integers(array: pa.Array) -> Integers:
    """The values of an array of integers; ABSENT where it is null."""
    filled = pc.coalesce(array, _number(array.type)) if array.null_count else array
    width = np.dtype(_WIDTHS[filled.type])
    found = np.frombuffer(filled.buffers()[1], width, len(filled), filled.offset * width.itemsize)
    return found.astype(np.int64)


def from_integers(values: npt.NDArray[Any], kind: pa.DataType | None = None) -> pa.Array:
    """An array of `kind` (default: int64); null where a value is ABSENT."""
    kind = kind or pa.int64()
    data = np.ascontiguousarray(values, _WIDTHS[kind])
    present = data != ABSENT
    return pa.Array.from_buffers(kind, len(data), [_bitmap(present), pa.py_buffer(data)])


def flags(array: pa.Array) -> Flags:
    """Where an array of truth values is true."""
    found: Flags = integers(array.cast(pa.int32())) == 1
    return found


def is_null(array: pa.Array) -> Flags:
    """Where an array is null."""
    return flags(array.is_null())


def is_valid(array: pa.Array) -> Flags:
    """Where an array is not null."""
    return flags(array.is_valid())


def strings(values: Sequence[str | None]) -> pa.Array:
    """An array of strings."""
    data = [b"" if value is None else value.encode() for value in values]
    offsets = np.zeros(len(data) + 1, np.int32)
    np.cumsum([len(value) for value in data], out=offsets[1:])
    present = np.array([value is not None for value in values], np.bool_)
    buffers = [_bitmap(present), pa.py_buffer(offsets), pa.py_buffer(b"".join(data))]
    return pa.Array.from_buffers(pa.string(), len(data), buffers)


@cache
def string(value: str) -> pa.Scalar:
    """A string as a scalar."""
    return strings([value])[0]


@cache
def label_array(values: tuple[str | None, ...]) -> pa.Array:
    """Some fixed strings, as an array that is made once."""
    return strings(values)


def lists(
    values: pa.Array, counts: Integers, present: Flags | None = None, kind: pa.DataType | None = None
) -> pa.Array:
    """Lists of `values`, `counts` of them each; null where not `present`, and the count must be 0 there."""
    offsets = np.zeros(len(counts) + 1, np.int32)
    np.cumsum(counts, out=offsets[1:])
    kept = None if present is None else _bitmap(present)
    return pa.Array.from_buffers(
        kind or pa.list_(values.type), len(counts), [kept, pa.py_buffer(offsets)], children=[values]
    )


def has_lists(kind: pa.DataType) -> bool:
    """Whether the values of a type are lists."""
    tests = (pa.types.is_list, pa.types.is_large_list, pa.types.is_fixed_size_list)
    return any(test(kind) for test in tests)


def counts_of(array: pa.Array) -> Integers:
    """How many values each list of `array` has; 0 where it is null."""
    return np.maximum(integers(pc.list_value_length(array)), 0)


def owners(array: pa.Array) -> Integers:
    """The list that each of the flattened values of `array` is from."""
    return np.repeat(np.arange(len(array)), counts_of(array))


def repeated(value: str, count: int) -> pa.Array:
    """`value` so many times."""
    return pa.repeat(string(value), count)


@cache
def _number(kind: pa.DataType) -> pa.Scalar:
    data = np.array([ABSENT], _WIDTHS[kind])
    return pa.Array.from_buffers(kind, 1, [None, pa.py_buffer(data)])[0]


def _bitmap(present: Flags) -> pa.Buffer | None:
    return None if present.all() else pa.py_buffer(np.packbits(present, bitorder="little"))
