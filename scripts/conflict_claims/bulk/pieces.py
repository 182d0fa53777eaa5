"""What one worker takes at a time: a part of a plain file, some row groups of Parquet, or a whole compressed file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.parquet as pq

from conflict_claims.bulk.options import Options
from conflict_claims.bulk.sources import Source

SHARDS = 1_000
"""More shards than one piece of a Parquet file may have."""

UNREADABLE = (OSError, pa.ArrowException, UnicodeDecodeError)
"""What readers raise where a file is damaged; the last is for the name of a column."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file, of `size` bytes on the disk: bytes or, in Parquet, row groups from `start` to `stop`.

    `number` is that of its first shard in the file.
    """

    source: Source
    number: int
    start: int
    stop: int
    size: int


def pieces(sources: Sequence[Source], options: Options) -> list[Piece]:
    """The files cut into pieces. A compressed one cannot be cut: one worker makes all of its shards.

    Raises:
        OSError: a file went away.
    """
    return [piece for source in sources for piece in _cut(source, options.shard_bytes)]


def _cut(source: Source, size: int) -> Iterator[Piece]:
    length = 0 if source.kind == "strange" else source.path.stat().st_size
    if source.kind == "parquet":
        yield from _row_groups(source, size, length)
    elif source.kind == "lines" and source.codec is None:
        for number, start in enumerate(range(0, max(length, 1), size)):
            stop = min(start + size, length)
            yield Piece(source, number, start, stop, stop - start)
    else:
        yield Piece(source, 0, 0, length, length)


def _row_groups(source: Source, size: int, length: int) -> Iterator[Piece]:
    try:
        groups = pq.read_metadata(source.path)
        sizes = [groups.row_group(number).total_byte_size for number in range(groups.num_row_groups)]
    except UNREADABLE:
        sizes = [size]  # whoever reads it says what is wrong with it
    start = held = 0
    for stop, one in enumerate(sizes, 1):
        held += one
        if held >= size or stop == len(sizes):
            yield Piece(source, start * SHARDS, start, stop, length * held // max(sum(sizes), 1))
            start, held = stop, 0
