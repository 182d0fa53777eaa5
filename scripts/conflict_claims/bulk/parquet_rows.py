"""Rows of Parquet files as rows of the schema BUNDLE: the columns of a bulk line, under the same names."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from conflict_claims.bulk.bundles import bundle_rows
from conflict_claims.bulk.findings import Findings
from conflict_claims.bulk.line_schema import LINE
from conflict_claims.bulk.parquet_columns import column_faults, known_columns
from conflict_claims.bulk.pieces import Piece
from conflict_claims.bulk.row_faults import row_faults
from conflict_claims.bulk.unfit import Unfit
from conflict_claims.tables.arrays import Integers, has_lists
from conflict_claims_schemas.problems import Problem

ROWS = 1_000
"""Rows that are read at a time."""

FEW = 32
"""Up to so many rows with a fault are looked at row by row; more are halved first."""

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
        OSError, pa.ArrowException, UnicodeDecodeError: the file cannot be read.
    """
    with pq.ParquetFile(piece.source.path, buffer_size=_BUFFER, pre_buffer=False) as file:
        digest = _digest(piece, file)
        found = column_faults(file.schema_arrow, piece.source.name)
        if faults := [fault for fault in found if not _is_empty(fault.field, file.metadata)]:
            told = faults if piece.number == 0 else []  # once a file
            yield Share(piece.number, digest, 0, lambda findings: _refused(told, findings))
            return
        groups = range(piece.start, piece.stop)
        held: list[pa.RecordBatch] = []
        number = piece.number
        try:
            for batch in file.iter_batches(batch_size=ROWS, row_groups=groups, use_threads=False):
                held.append(batch)
                if sum(one.nbytes for one in held) >= size:
                    yield _share(piece.source.name, number, digest, held)
                    held, number = [], number + 1
        except (OSError, pa.ArrowException):
            if held:  # what was read before the fault
                yield _share(piece.source.name, number, digest, held)
            raise
        if held or number == piece.number:
            yield _share(piece.source.name, number, digest, held)


def _is_empty(name: str, metadata: pq.FileMetaData) -> bool:
    """Whether a column is known to be null in all rows: pandas calls such strings and days floating numbers."""
    places = [at for at in range(metadata.num_columns) if metadata.schema.column(at).path == name]
    groups = map(metadata.row_group, range(metadata.num_row_groups))
    counts = [(group.num_rows, group.column(at).statistics) for group in groups for at in places]
    return bool(counts) and all(known and known.null_count == rows for rows, known in counts)


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
        length = os.fstat(file.fileno()).st_size
        for column in columns:
            start, size = column.dictionary_page_offset or column.data_page_offset, column.total_compressed_size
            if min(start, size) < 0 or start + size > length:
                raise OSError("a column that does not lie within the file")
            file.seek(start)
            digest.update(file.read(size))
    return digest.hexdigest()


def _refused(faults: Sequence[Problem], findings: Findings) -> Iterator[pa.RecordBatch]:
    findings.add(faults)
    yield from ()


def _rows(held: list[pa.RecordBatch], name: str, findings: Findings) -> Iterator[pa.RecordBatch]:
    for batch in held:
        numbers = np.arange(findings.lines + 1, findings.lines + 1 + len(batch))
        yield from _good_rows(batch, numbers, name, findings)
        findings.lines += len(batch)


def _good_rows(batch: pa.RecordBatch, numbers: Integers, name: str, findings: Findings) -> Iterator[pa.RecordBatch]:
    """The rows that are what a line must be; what is wrong with the others is added to `findings`."""
    known = known_columns(batch)
    try:
        known.validate(full=True)
        rows = bundle_rows(known, name, numbers)
    except (Unfit, pa.ArrowInvalid) as fault:
        for start, stop in _narrowed(known, numbers, name, findings, str(fault)):
            yield from _good_rows(batch.slice(start, stop - start), numbers[start:stop], name, findings)
        return
    findings.place(numbers)
    _count_unknown(batch, findings)
    yield rows


def _narrowed(
    known: pa.RecordBatch, numbers: Integers, name: str, findings: Findings, fault: str
) -> list[tuple[int, int]]:
    """Where to look on, from one row to another: in both halves of many rows, between the bad ones of a FEW."""
    rows = len(numbers)
    bad = list(_bad_rows(known, numbers, name, findings)) if rows <= FEW else []
    if not bad and rows == 1:
        expected = "a row that the columns can hold"
        findings.add([Problem("DOC011", name, int(numbers[0]), expected=expected, found=fault)])
        bad = [0]
    if not bad:
        return [(0, rows // 2), (rows // 2, rows)]
    return [(before + 1, after) for before, after in pairwise([-1, *bad, rows]) if before + 1 < after]


def _bad_rows(known: pa.RecordBatch, numbers: Integers, name: str, findings: Findings) -> Iterator[int]:
    for row, number in enumerate(numbers.tolist()):
        if problems := row_faults(known.slice(row, 1), number, name):
            findings.add(problems)
            yield row


def _count_unknown(batch: pa.RecordBatch, findings: Findings) -> None:
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if name not in LINE.names:
            findings.not_carried(name, len(column) - column.null_count)
        elif has_lists(column.type) and pa.types.is_struct(column.type.value_type):
            known = {field.name for field in LINE.field(name).type.value_type}
            values = column.flatten()
            for field, inner in zip(values.type, values.flatten(), strict=True):
                if field.name not in known:
                    findings.not_carried(f"{name}.{field.name}", len(inner) - inner.null_count)
