"""The lines of a shard as rows of the schema BUNDLE: whole blocks where they are fine, line by line where not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from conflict_claims.bulk.bundles import bundle_rows
from conflict_claims.bulk.findings import Findings
from conflict_claims.bulk.json_blocks import Block, cuts, parse_block, used_keys
from conflict_claims.bulk.line_schema import LINE
from conflict_claims.bulk.strict_lines import sort_lines
from conflict_claims.bulk.unfit import Unfit
from conflict_claims.tables.arrays import Integers
from conflict_claims_schemas.problems import Problem

FEW = 1 << 17
"""Up to so many bytes a block with a fault is read line by line; a larger one is halved first."""

MOST_KEYS = 256
"""Unknown keys that are looked for in whole blocks; lines with others are read one by one, for time grows with both."""


def line_rows(data: bytes, file: str, findings: Findings) -> Iterator[pa.RecordBatch]:
    """The rows of the lines of `data`; what is wrong with the others is added to `findings`.

    Args:
        data: whole lines; blank ones are passed over.
        file: what messages call the file.
        findings: are whole when all rows were taken.
    """
    reader = LineReader(file, findings)
    for start, stop in cuts(data):
        block = Block(data, start, stop, findings.lines + 1)
        batch = reader.whole(block)
        # To count the lines of a block takes time that a block without faults does not need.
        findings.lines += block.lines() if batch is None else len(batch)
        yield from reader.rows(block) if batch is None else (batch,)


@dataclass(slots=True)
class LineReader:
    """Reads lines of `file`.

    `schema` has the keys that a line may have. It grows by unknown ones, which then need not be looked for line by
    line. `used` has those that occur: a key that no line has takes the parser time in every line.
    """

    file: str
    findings: Findings
    schema: pa.Schema = field(default=LINE)
    used: pa.Schema | None = None

    def whole(self, block: Block) -> pa.RecordBatch | None:
        """The rows of all lines of a block; None where there is a fault in it."""
        try:
            batch = self._parsed(block)
            return self._bundled(batch, np.arange(block.first, block.first + len(batch)))
        except Unfit:
            return None

    def rows(self, block: Block) -> Iterator[pa.RecordBatch]:
        """The rows of the good lines of a block that has a fault."""
        halves = list(block.halves()) if block.size > FEW else []
        if len(halves) < 2:
            yield from self._one_by_one(block)
            return
        for half in halves:
            batch = self.whole(half)
            yield from self.rows(half) if batch is None else (batch,)

    def _parsed(self, block: Block) -> pa.RecordBatch:
        if self.used is None:
            self.used = used_keys(parse_block(block.head(FEW), self.schema))
        try:
            return parse_block(block, self.used)
        except Unfit:
            if self.used == self.schema:
                raise
            self.used = self.schema
            return parse_block(block, self.used)

    def _bundled(self, batch: pa.RecordBatch, numbers: Integers) -> pa.RecordBatch:
        rows = bundle_rows(batch, self.file, numbers)
        self.findings.place(numbers)
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            if name not in LINE.names:
                self.findings.not_carried(name, len(column) - column.null_count)
        return rows

    def _one_by_one(self, block: Block) -> Iterator[pa.RecordBatch]:
        found = sort_lines(block.content(), block.first, self.file)
        self.findings.add(found.problems, found.unknown)
        for name, value in found.samples.items():
            if len(self.schema) == len(LINE) + MOST_KEYS:
                break
            if name not in self.schema.names and (kind := _type_of(value)):
                self.schema = self.used = self.schema.append(pa.field(name, kind))
        yield from self._narrowed(found.lines, found.numbers)

    def _narrowed(self, lines: list[bytes], numbers: list[int]) -> Iterator[pa.RecordBatch]:
        """Lines that are good one by one; where whole columns still show a fault, it is narrowed down to a line."""
        if not lines:
            return
        data = b"".join(lines)
        try:
            yield self._bundled(parse_block(Block(data, 0, len(data), 1), self.schema), np.array(numbers))
        except Unfit as fault:
            if len(lines) == 1:
                expected = "a line that the columns can hold"
                self.findings.add([Problem("SPN001", self.file, numbers[0], expected=expected, found=str(fault))])
                return
            half = len(lines) // 2
            yield from self._narrowed(lines[:half], numbers[:half])
            yield from self._narrowed(lines[half:], numbers[half:])


def _type_of(value: object) -> pa.DataType | None:
    """The Arrow type of a value of JSON; None where there is none for it."""
    if isinstance(value, bool):
        return pa.bool_()
    if isinstance(value, int | float):
        return pa.float64()
    if isinstance(value, str):
        return pa.string()
    if isinstance(value, list):
        kind = _type_of(next((item for item in value if item is not None), ""))
        return kind and pa.list_(kind)
    if isinstance(value, dict) and value:
        kinds = {name: _type_of(item) for name, item in value.items() if item is not None}
        return pa.struct([pa.field(name, kind) for name, kind in kinds.items() if kind])
    return None
