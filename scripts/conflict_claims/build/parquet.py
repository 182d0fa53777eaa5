"""Parquet files named by their content, written a row group at a time."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from conflict_claims.tables.encoding import encoding
from conflict_claims_schemas.configurations import CONFIGURATIONS
from conflict_claims_schemas.vocabulary import SPLITS

ROWS_PER_GROUP = 10_000
ARTICLES_PER_GROUP = 2_000
"""Rows in a row group of tables whose rows hold a whole article each: it is held in memory whole, by readers too."""

_OF_WHOLE_ARTICLES = frozenset({"articles", "tokens"})


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of a build: `path` is relative to its folder, `size` in bytes, `nbytes` that of its rows unpacked."""

    configuration: str
    split: str
    path: str
    rows: int
    size: int
    nbytes: int
    sha256: str


@dataclass(slots=True)
class _Part:
    """A file that is being written, and the rows that do not fill a row group yet."""

    path: Path
    writer: pq.ParquetWriter
    size: int
    waiting: list[pa.Table] = field(default_factory=list)
    rows: int = 0

    def write(self, least: int) -> None:
        """Write row groups of `size` rows while `least` rows or more are waiting."""
        table = pa.concat_tables(self.waiting)
        while len(table) >= least and len(table):
            self.writer.write_table(table.slice(0, self.size).combine_chunks())
            table = table.slice(self.size)
        self.waiting = [table]


class ParquetFolder:
    """A Parquet file a configuration and split below a folder; it is used in a block.

    The rows come in any number of tables; how they were divided does not show in the files.
    """

    def __init__(self, folder: Path) -> None:
        """Write below `folder`/data."""
        self._folder = folder
        self._parts: dict[tuple[str, str], _Part] = {}

    def __enter__(self) -> Self:
        """Write in a block: whatever stops it, nothing is written later."""
        return self

    def __exit__(self, *stop: object) -> None:
        """Let go of files that were not closed."""
        for part in self._parts.values():
            if part.writer.is_open:
                with suppress(OSError):
                    part.writer.close()
                part.writer.is_open = False  # on a full disk it would try once more at its end, and complain

    def add(self, configuration: str, split: str, table: pa.Table) -> None:
        """Put rows at the end of a file."""
        if not len(table):
            return
        if (configuration, split) not in self._parts:
            target = self._folder / "data" / configuration
            target.mkdir(parents=True, exist_ok=True)
            path = target / f"{split}.tmp"
            size = ARTICLES_PER_GROUP if configuration in _OF_WHOLE_ARTICLES else ROWS_PER_GROUP
            writer = pq.ParquetWriter(path, table.schema, compression="zstd", **encoding(configuration))
            self._parts[configuration, split] = _Part(path, writer, size)
        part = self._parts[configuration, split]
        part.waiting.append(table)
        part.rows += len(table)
        if sum(map(len, part.waiting)) >= part.size:
            part.write(part.size)

    def close(self) -> list[DataFile]:
        """Write what is waiting, and give every file its name; files by configuration, then split.

        `datasets` does not look into files to see whether its cached copy of a local folder is stale, but it sees
        their names: so the name carries a hash of the content.
        """
        order = [(name, split) for name in CONFIGURATIONS for split in SPLITS]
        return [self._closed(key, self._parts[key]) for key in order if key in self._parts]

    def _closed(self, key: tuple[str, str], part: _Part) -> DataFile:
        part.write(1)
        part.writer.close()
        with part.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        path = part.path.with_name(f"{key[1]}-{digest[:12]}.parquet")
        part.path.rename(path)
        name = path.relative_to(self._folder).as_posix()
        metadata = pq.read_metadata(path)
        # Of the file and not of the tables in memory, whose bytes depend on how they came about.
        nbytes = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
        return DataFile(*key, name, part.rows, path.stat().st_size, nbytes, digest)
