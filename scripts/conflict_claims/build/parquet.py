"""Parquet files named by their content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROWS_PER_GROUP = 10_000


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of a build: `path` is relative to its folder, `size` in bytes, `nbytes` the table's in memory."""

    configuration: str
    split: str
    path: str
    rows: int
    size: int
    nbytes: int
    sha256: str


def write_parquet(folder: Path, configuration: str, split: str, table: pa.Table) -> DataFile:
    """Write the rows of one split.

    `datasets` does not look into files to see whether its cached copy of a local folder is stale, but it sees their
    names: so the name carries a hash of the content.
    """
    target = folder / "data" / configuration
    target.mkdir(parents=True, exist_ok=True)
    staged = target / f"{split}.tmp"
    pq.write_table(table.combine_chunks(), staged, compression="zstd", row_group_size=ROWS_PER_GROUP)
    digest = hashlib.sha256(staged.read_bytes()).hexdigest()
    path = target / f"{split}-{digest[:12]}.parquet"
    staged.rename(path)
    size = path.stat().st_size
    return DataFile(configuration, split, path.relative_to(folder).as_posix(), len(table), size, table.nbytes, digest)
