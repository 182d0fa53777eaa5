"""Values that go from one process to another: what is large goes through a file that the reader maps into memory.

A pipe copies each byte three times, in small pieces; of a file's pages, writing is the only copy.
"""

from __future__ import annotations

import mmap
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
    """The value of a parcel; its file is removed, and lasts in memory as long as the value needs it."""
    if not parcel.file:
        return pickle.loads(parcel.pickled)
    with open(parcel.file, "rb") as file:
        os.unlink(parcel.file)
        content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    starts = accumulate((size + -size % ALIGNED for size in parcel.sizes), initial=0)
    parts = [content[start : start + size] for start, size in zip(starts, parcel.sizes, strict=False)]
    return pickle.loads(parcel.pickled, buffers=parts)
