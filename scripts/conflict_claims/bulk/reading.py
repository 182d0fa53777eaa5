"""Whole lines from a file that may be compressed, some megabytes at a time; no line takes more memory than it may."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

import pyarrow as pa

from conflict_claims.formats.packed import Packed

MAX_LINE = 16 << 20
"""Longest line that is taken, in bytes."""

_STEP = 1 << 18
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Read:
    """Whole lines; of one that is too long, more than MAX_LINE bytes. `broken` says why there are no more."""

    data: bytes
    broken: str = ""


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


def piece_of(path: Path, start: int, stop: int) -> Read:
    """The lines of a plain file that begin at byte `start` or after it, and before `stop`.

    Raises:
        OSError: the file cannot be opened.
    """
    with path.open("rb") as file:
        at = _next_line(file, start, stop)
        found = _whole_lines(file, b"", stop - at, stop - at) if at < stop else (Read(b""), b"")
    return _without_bom(found[0]) if start == 0 else found[0]


def parts_of(path: Path, codec: str, size: int) -> Iterator[Read]:
    """The lines of a compressed file, about `size` bytes at a time; all that can be read before a fault in it.

    Raises:
        OSError: the file cannot be opened.
    """
    with closing(Packed(path, codec)) as stream:
        first, rest, read = True, b"", Read(b"")
        while not read.broken:
            read, rest = _whole_lines(stream, rest, size)
            if not read.data and not read.broken:
                return
            yield _without_bom(read) if first else read
            first = False


def _next_line(file: BinaryIO, start: int, stop: int) -> int:
    """Go to the first line that begins at `start` or after it; to `stop` or beyond, where none begins before it."""
    if start == 0:
        return 0
    file.seek(start - 1)
    while file.tell() < stop and (step := file.readline(_STEP)) and not step.endswith(b"\n"):
        pass
    return file.tell()


def _whole_lines(stream: _Stream, head: bytes, size: int, step: int = _STEP) -> tuple[Read, bytes]:
    """`size` bytes, `step` at a time, and what completes their last line; and what was read beyond it."""
    chunks, length, broken = [head] if head else [], len(head), ""
    while length < size and not broken:
        chunk, broken = _step(stream, min(size - length, step))
        if not chunk:
            break
        chunks.append(chunk)
        length += len(chunk)
    data = b"".join(chunks)
    if broken or length < size or data.endswith(b"\n"):
        return Read(data, broken), b""
    tail, rest, broken = _rest_of_line(stream, len(data) - data.rfind(b"\n") - 1)
    return Read(data + tail, broken), rest


def _rest_of_line(stream: _Stream, length: int) -> tuple[bytes, bytes, str]:
    """What is left of a line of which `length` bytes are read, what came after it, and whether reading broke off."""
    kept, broken = b"", ""
    while not broken:
        chunk, broken = _step(stream, _STEP)
        line, end, rest = chunk.partition(b"\n")
        if length + len(kept) <= MAX_LINE:
            kept += line
        if end or not chunk:
            return kept + end, rest, broken
    return kept, b"", broken


def _step(stream: _Stream, size: int) -> tuple[bytes, str]:
    try:
        return stream.read(size), ""
    except (OSError, pa.ArrowException) as error:
        return b"", str(error).split("\n")[0] or type(error).__name__


def _without_bom(read: Read) -> Read:
    return Read(read.data.removeprefix(_BOM), read.broken)
