"""Rows of Parquet files as rows of the schema BUNDLE: the columns of a bulk line, under the same names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from conflict_claims.bulk.bundles import bundle_rows
from conflict_claims.bulk.findings import Findings
from conflict_claims.bulk.json_blocks import Block
from conflict_claims.bulk.line_rows import LineReader
from conflict_claims.bulk.line_schema import LINE
from conflict_claims.bulk.pieces import Piece
from conflict_claims.bulk.unfit import Unfit

ROWS = 1_000
"""Rows that are read at a time."""

_BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class Share:
    """The rows of one shard; the fields are those of `Content`."""

    number: int
    sha256: str
    size: int
    rows: Callable[[Findings], Iterator[pa.RecordBatch]]


def parquet_shares(piece: Piece, size: int) -> Iterator[Share]:
    """The rows of some row groups, about `size` bytes at a time.

    Raises:
        OSError, pa.ArrowException: the file cannot be read.
    """
    with pq.ParquetFile(piece.source.path, buffer_size=_BUFFER, pre_buffer=False) as file:
        digest = _digest(piece, file)
        groups = range(piece.start, piece.stop)
        held: list[pa.RecordBatch] = []
        number = piece.number
        for batch in file.iter_batches(batch_size=ROWS, row_groups=groups, use_threads=False):
            held.append(batch)
            if sum(one.nbytes for one in held) >= size:
                yield _share(piece.source.name, number, digest, held)
                held, number = [], number + 1
        if held or number == piece.number:
            yield _share(piece.source.name, number, digest, held)


def _share(name: str, number: int, digest: str, held: list[pa.RecordBatch]) -> Share:
    return Share(number, digest, sum(one.nbytes for one in held), lambda findings: _rows(held, name, findings))


def _digest(piece: Piece, read: pq.ParquetFile) -> str:
    """A hash of the bytes in which the row groups stand, and of the names and types of their columns.

    Those stand in the footer alone, which also tells of row groups that other pieces have.
    """
    digest = hashlib.sha256(read.schema_arrow.serialize())
    columns = [read.metadata.row_group(group).column(one) for group in range(piece.start, piece.stop)
               for one in range(read.metadata.num_columns)]  # fmt: skip
    with Path(piece.source.path).open("rb") as file:
        for column in columns:
            file.seek(column.dictionary_page_offset or column.data_page_offset)
            digest.update(file.read(column.total_compressed_size))
    return digest.hexdigest()


def _rows(held: list[pa.RecordBatch], name: str, findings: Findings) -> Iterator[pa.RecordBatch]:
    for batch in held:
        numbers = np.arange(findings.lines + 1, findings.lines + 1 + len(batch))
        try:
            batch.validate(full=True)
            rows = bundle_rows(batch, name, numbers)
            findings.place(numbers)
            _count_unknown(batch, findings)
            yield rows
        except (Unfit, pa.ArrowInvalid):
            lines = _as_lines(batch)
            yield from LineReader(name, findings).rows(Block(lines, 0, len(lines), findings.lines + 1))
        findings.lines += len(batch)


def _count_unknown(batch: pa.RecordBatch, findings: Findings) -> None:
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if name not in LINE.names:
            findings.not_carried(name, len(column) - column.null_count)
        elif pa.types.is_struct(getattr(column.type, "value_type", pa.null())):
            known = {field.name for field in LINE.field(name).type.value_type}
            values = column.flatten()
            for field, inner in zip(values.type, values.flatten(), strict=True):
                if field.name not in known:
                    findings.not_carried(f"{name}.{field.name}", len(inner) - inner.null_count)


def _as_lines(batch: pa.RecordBatch) -> bytes:
    """The rows as JSON lines, for whoever says which of them is wrong, and why."""
    return b"".join(_line(batch.slice(row, 1)) for row in range(len(batch)))


def _line(row: pa.RecordBatch) -> bytes:
    try:
        return orjson.dumps(_plain(row.to_pylist()[0]), option=orjson.OPT_APPEND_NEWLINE)
    except (UnicodeDecodeError, orjson.JSONEncodeError, TypeError) as error:
        return f"a row that is no text: {error}".replace("\n", " ").encode() + b"\n"


def _plain(value: object) -> object:
    """Without nulls, which an absent key says as well."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if item is not None}
    return [_plain(item) for item in value] if isinstance(value, list) else value
