"""What the shards of a piece are made from: lines, rows of Parquet, or an export."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from conflict_claims.bulk.findings import Findings
from conflict_claims.bulk.line_rows import line_rows
from conflict_claims.bulk.options import Options
from conflict_claims.bulk.parquet_rows import parquet_shares
from conflict_claims.bulk.pieces import UNREADABLE, Piece
from conflict_claims.bulk.reading import Read, parts_of, piece_of
from conflict_claims.files.reading import Unreadable, open_regular
from conflict_claims.formats.packed import RESTORE
from conflict_claims_schemas.problems import Problem

_WHOLE = "a file that can be read to its end"
_NAME_IT = "put a file or folder there that you may read, or name what a link leads to beside the folder"


@dataclass(frozen=True, slots=True)
class Content:
    """The input of one shard.

    `number` is its place in its file, `sha256` that of its bytes and of all else that `rows` reads, which gives batches
    of the schema BUNDLE and adds what it finds. `broken` is the problem of a file that cannot be read to its end, of
    which there is no more.
    """

    number: int
    sha256: str
    size: int
    rows: Callable[[Findings], Iterator[pa.RecordBatch]]
    broken: Problem | None = None


def contents(piece: Piece, options: Options) -> Iterator[Content]:
    """The inputs of a piece's shards, one at a time; a file that cannot be opened gives an empty one that is broken."""
    number = piece.number
    try:
        for content in _READERS[piece.source.kind](piece, options):
            number = content.number + 1
            yield content
    except UNREADABLE as error:
        yield _lines(piece, number, Read(b"", str(getattr(error, "strerror", None) or error).split("\n")[0]))


def _of_lines(piece: Piece, options: Options) -> Iterator[Content]:
    source = piece.source
    if source.codec is None:
        yield _lines(piece, piece.number, piece_of(source.path, piece.start, piece.stop))
        return
    for number, read in enumerate(parts_of(source.path, source.codec, options.shard_bytes)):
        yield _lines(piece, number, read)


def _lines(piece: Piece, number: int, read: Read) -> Content:
    name, data = piece.source.name, read.data
    digest = hashlib.sha256(data).hexdigest()
    broken = Problem("DOC001", name, expected=_WHOLE, found=read.broken, fix=RESTORE) if read.broken else None
    return Content(number, digest, len(data), lambda findings: line_rows(data, name, findings), broken)


def _of_parquet(piece: Piece, options: Options) -> Iterator[Content]:
    for share in parquet_shares(piece, options.shard_bytes):
        yield Content(share.number, share.sha256, share.size, share.rows)


def _of_export(piece: Piece, options: Options) -> Iterator[Content]:
    source = piece.source
    assert options.exports is not None
    read = options.exports

    def rows(findings: Findings) -> Iterator[pa.RecordBatch]:
        batches, problems = read(source.path, source.name)
        findings.add(problems)
        for batch in batches:
            findings.place(np.arange(findings.lines + 1, findings.lines + 1 + len(batch)))
            findings.lines += len(batch)
            yield batch

    with source.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(read.held_against().encode())
    yield Content(0, digest.hexdigest(), piece.size, rows)


def _of_strange(piece: Piece, options: Options) -> Iterator[Content]:
    fault = _strangeness(piece.source.path)
    broken = Problem(fault.rule, piece.source.name, expected=fault.expected, found=fault.found, fix=_NAME_IT)
    yield Content(0, "", 0, lambda findings: iter(()), broken)


def _strangeness(path: Path) -> Unreadable:
    try:
        if path.is_dir() and not path.is_symlink():
            os.listdir(path)
        open_regular(path).close()
    except Unreadable as fault:
        return fault
    except OSError as error:
        return Unreadable("DOC001", "a folder that can be listed", error.strerror or type(error).__name__)
    return Unreadable("DOC001", "a regular file", "another thing when the run began")


_READERS: dict[str, Callable[[Piece, Options], Iterator[Content]]] = {
    "lines": _of_lines, "parquet": _of_parquet, "export": _of_export, "strange": _of_strange,
}  # fmt: skip
