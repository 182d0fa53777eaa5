"""One shard in, one shard out: a pure function of the input's bytes and the options."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from conflict_claims.bulk.findings import Findings
from conflict_claims.bulk.making import Made, make_tables
from conflict_claims.bulk.manifests import File, Manifest, path_of, to_bytes
from conflict_claims.bulk.options import Options
from conflict_claims.tables.encoding import encoding
from conflict_claims_schemas.hub_metadata import published_schema

STAGING = ".staging"
"""Where files are written before they are put in place."""

LINES = "lines"
"""What was read from other formats, a file of JSON lines a collection."""


def make_shard(rows: Iterable[pa.RecordBatch], start: Manifest, findings: Findings, options: Options) -> None:
    """Convert the rows of a shard, write its files, and then its manifest.

    Args:
        rows: batches of the schema BUNDLE.
        start: the manifest as far as it is known.
        findings: what is found is added to it as `rows` are read.
        options: of the conversion.

    Raises:
        OSError: a file cannot be written; no part of one is then in place, and the shard has no manifest.
    """
    made = make_tables(rows, findings, options)
    if options.strict and findings.counts:
        made = Made()
    path_of(options.out, start.shard).unlink(missing_ok=True)  # the files of an earlier run go with it
    files = {table: file for table in options.tables if (file := _table_file(made, table, start.shard, options.out))}
    rows_of = {table: files[table].rows if table in files else 0 for table in options.tables}
    manifest = replace(start, rows=rows_of, files=files, dropped=dict(made.dropped)).with_findings(findings)
    put(options.out, path_of(options.out, start.shard), [to_bytes(manifest)])


def _table_file(made: Made, table: str, shard: str, out: Path) -> File | None:
    """Write the rows of a table; one without rows gets no file, for `datasets` cannot load it."""
    path = out / table / f"{shard}.parquet"
    if not made.rows(table):
        path.unlink(missing_ok=True)
        return None
    content = _parquet(made.tables[table], table)
    put(out, path, [content])
    return File(path.relative_to(out).as_posix(), made.rows(table), len(content), hashlib.sha256(content).hexdigest())


def _parquet(batches: list[pa.RecordBatch], table: str) -> memoryview:
    schema = published_schema(table)
    stream = pa.BufferOutputStream()
    with pq.ParquetWriter(stream, schema, compression="zstd", **encoding(table)) as writer:
        rows = pa.Table.from_batches([pa.RecordBatch.from_arrays(batch.columns, schema=schema) for batch in batches])
        writer.write_table(rows, row_group_size=len(rows))
    return memoryview(stream.getvalue())


def put(out: Path, path: Path, parts: Iterable[bytes | memoryview]) -> None:
    """Write a file, part after part, so that it is there whole or not at all.

    Not flushed to the disk: what a power cut takes, the next run sees by the hashes in the manifests.

    Raises:
        OSError: it cannot be written; nothing is left of it then.
    """
    staged = out / STAGING / f"{path.parent.name}-{path.name}.{os.getpid()}"
    staged.parent.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with staged.open("wb") as file:
            file.writelines(parts)
        os.replace(staged, path)
    except OSError:
        staged.unlink(missing_ok=True)
        raise
