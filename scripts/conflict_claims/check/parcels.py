"""Values that go from one process to another: what is large goes through a file, not piece by piece through a pipe."""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

ALIGNED = 64
"""Arrow wants its buffers to begin at multiples of so many bytes."""

LARGE = 1 << 16
"""Bytes from which on a value goes through a file."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A pickled value; its large parts, of `sizes` bytes, stand in `file` one after another, ALIGNED."""

    pickled: bytes
    file: str = ""
    sizes: tuple[int, ...] = ()


def packed(value: Any, folder: Path) -> Parcel:
    """A value for another process; what is large in it goes to a new file of `folder`.

    Raises:
        OSError: the file could not be written; it is gone then.
    """
    parts: list[pickle.PickleBuffer] = []
    pickled = pickle.dumps(value, protocol=5, buffer_callback=parts.append)
    buffers = [part.raw() for part in parts]
    if sum(map(len, buffers)) < LARGE:
        return Parcel(pickle.dumps(value, protocol=5))
    number, name = tempfile.mkstemp(dir=folder)
    try:
        with open(number, "wb") as file:
            file.writelines(_aligned(buffers))
    except BaseException:
        os.unlink(name)
        raise
    return Parcel(pickled, name, tuple(map(len, buffers)))


def _aligned(buffers: Iterable[memoryview]) -> Iterable[bytes | memoryview]:
    for buffer in buffers:
        yield buffer
        yield bytes(-len(buffer) % ALIGNED)


def unpacked(parcel: Parcel) -> Any:
    """The value of a parcel, once: its file is removed, and its bytes stay as long as the value needs them."""
    if not parcel.file:
        return pickle.loads(parcel.pickled)
    content = _content(Path(parcel.file))
    starts = accumulate((size + -size % ALIGNED for size in parcel.sizes), initial=0)
    parts = [content[start : start + size] for start, size in zip(starts, parcel.sizes, strict=False)]
    return pickle.loads(parcel.pickled, buffers=parts)


def _content(path: Path) -> memoryview:
    """The bytes of a file, mapped; they outlast the open file, as those of Python's own maps do from 3.13 on only."""
    import pyarrow as pa

    with pa.memory_map(str(path)) as file:
        path.unlink()
        return memoryview(file.read_buffer())
