"""Blocks of whole lines as Arrow batches, by the parser of pyarrow.

That parser says of a bad line only that there is one; two objects on a line and bytes that are no UTF-8 it takes
without a word. So a block is taken only where each line begins and ends as one object does, as many rows come out
as lines went in, and every string is valid. Unknown keys are an error to it: left to infer their types, it would follow
brackets nested without end until the process dies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.json as pj

from conflict_claims.bulk.unfit import Unfit

BLOCK = 16 << 20
"""Bytes that are parsed at a time."""

_OPEN, _CLOSE, _RETURN = b"{"[0], b"}"[0], b"\r"[0]


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines: the bytes of `data` from `start` to `stop`, of which `first` is the number of the first line."""

    data: bytes
    start: int
    stop: int
    first: int

    @property
    def size(self) -> int:
        """In bytes."""
        return self.stop - self.start

    def content(self) -> bytes:
        """Its bytes."""
        return self.data[self.start : self.stop]

    def lines(self) -> int:
        """How many lines it has."""
        return self.data.count(b"\n", self.start, self.stop) + (not self.data.endswith(b"\n", self.start, self.stop))

    def objects(self) -> int:
        """How many lines it has, each of which begins and ends as one JSON object does.

        Raises:
            Unfit: one does not.
        """
        data, number, start = self.data, 0, self.start
        while start < self.stop:
            stop = data.find(b"\n", start, self.stop)
            stop = self.stop if stop < 0 else stop
            last = data[stop - 1] if data[stop - 1] != _RETURN else data[stop - 2]
            if data[start] != _OPEN or last != _CLOSE:
                raise Unfit("a line that is no object")
            number, start = number + 1, stop + 1
        return number

    def head(self, size: int) -> Block:
        """Its first lines, of about `size` bytes."""
        stop = self.data.find(b"\n", min(self.start + size, self.stop), self.stop) + 1 or self.stop
        return Block(self.data, self.start, stop, self.first)

    def halves(self) -> Iterator[Block]:
        """The block cut at a line near its middle; itself, where it is one line."""
        middle = self.data.find(b"\n", self.start + self.size // 2, self.stop) + 1
        if not self.start < middle < self.stop:
            middle = self.data.rfind(b"\n", self.start, self.start + self.size // 2) + 1 or self.start
        for start, stop in ((self.start, middle), (middle, self.stop)):
            if start < stop:
                yield Block(self.data, start, stop, self.first + self.data.count(b"\n", self.start, start))


def cuts(data: bytes) -> Iterator[tuple[int, int]]:
    """Where blocks of whole lines begin and end: alike in size, about BLOCK bytes, for a small one costs as much."""
    size = -(-len(data) // max(1, round(len(data) / BLOCK)))
    start = 0
    while start < len(data):
        stop = data.find(b"\n", start + size - 1) + 1 or len(data)
        yield start, stop
        start = stop


def parse_block(block: Block, schema: pa.Schema) -> pa.RecordBatch:
    """The rows of a block, one a line.

    Raises:
        Unfit: some line is not one JSON object with the keys of `schema`.
    """
    lines = block.objects()
    if not lines:
        raise Unfit("no line")
    reading = pj.ReadOptions(use_threads=False, block_size=block.size + 1)
    parsing = pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error")
    try:
        buffer = pa.py_buffer(memoryview(block.data)[block.start : block.stop])
        table = pj.read_json(buffer, read_options=reading, parse_options=parsing)
        table.validate(full=True)
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise Unfit(str(error)) from error
    if len(table) != lines:
        raise Unfit(f"{lines} lines with {len(table)} objects")
    [batch] = table.combine_chunks().to_batches()
    return batch


def used_keys(batch: pa.RecordBatch) -> pa.Schema:
    """The schema of a batch without keys that are null in all of its rows and records."""
    columns = zip(batch.schema, batch.columns, strict=True)
    return pa.schema([pa.field(field.name, _used(field.type, column)) for field, column in columns
                      if column.null_count < len(column)])  # fmt: skip


def _used(kind: pa.DataType, column: pa.Array) -> pa.DataType:
    if not (pa.types.is_list(kind) and pa.types.is_struct(kind.value_type)):
        return kind
    values = column.flatten()
    columns = zip(values.type, values.flatten(), strict=True)
    return pa.list_(pa.struct([field for field, one in columns if one.null_count < len(one)]))
