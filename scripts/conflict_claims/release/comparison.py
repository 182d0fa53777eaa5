"""Two tables of one configuration and split held against each other: what differs, by id and column."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from conflict_claims.release.contract import column_types
from conflict_claims.release.rows import ROW_KEYS, Part
from conflict_claims.render.escape import visible

SHOWN = 5


def parts_of(files: Mapping[str, Path]) -> list[Part]:
    """The Parquet files of a release, by configuration and split: data/<configuration>/<split>-<hash>.parquet."""
    found = []
    for name, path in sorted(files.items()):
        if name.endswith(".parquet"):
            *_, configuration, file = name.split("/")
            found.append(Part(configuration, file.rpartition("-")[0], path))
    return found


def differing(configuration: str, expected: Path, found: Path) -> Iterator[str]:
    """How the rows in `found` differ from those in `expected`, in words; nothing where they are the same.

    Args:
        configuration: whose keys tell the rows apart.
        expected: a Parquet file.
        found: a Parquet file.
    """
    schemas = pq.read_schema(expected), pq.read_schema(found)
    yield from _differing_features(*schemas)
    types = [column_types(schema) for schema in schemas]
    shared = [name for name, kind in types[0].items() if types[1].get(name) == kind]
    left, right = (pq.read_table(path, columns=shared).replace_schema_metadata() for path in (expected, found))
    if not left.equals(right):
        yield from _differing_rows(configuration, _frame(left), _frame(right))


def _frame(table: pa.Table) -> pl.DataFrame:
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame


def _differing_features(expected: pa.Schema, found: pa.Schema) -> Iterator[str]:
    before, after = column_types(expected), column_types(found)
    for name in before.keys() | after.keys():
        if before.get(name) != after.get(name):
            yield f"column {visible(name)}: expected {before.get(name, 'none')}, found {after.get(name, 'none')}"
    features, loaded = _features(expected), _features(found)
    for name in features.keys() & loaded.keys():
        if features[name] != loaded[name] and before.get(name) == after.get(name):
            yield f"column {visible(name)}: the features differ (labels or kind of list)"


def _features(schema: pa.Schema) -> dict[str, Any]:
    """What `datasets` keeps beside the Arrow types, from the metadata of the file."""
    told = (schema.metadata or {}).get(b"huggingface", b"{}")
    features: dict[str, Any] = json.loads(told).get("info", {}).get("features", {})
    return features


def _differing_rows(configuration: str, expected: pl.DataFrame, found: pl.DataFrame) -> Iterator[str]:
    columns = expected.columns
    keys = [key for key in ROW_KEYS.get(configuration, ()) if key in columns]
    left, right = (_hashed(frame, keys) for frame in (expected, found))
    pairs = left.join(right, on="id", how="full", coalesce=True, suffix="_found")
    gone = pairs.filter(pl.col("row").is_not_null() & pl.col("row_found").is_null())["id"].to_list()
    more = pairs.filter(pl.col("row").is_null())["id"].to_list()
    if gone:
        yield f"{_rows(gone)} missing: {_few(gone)}"
    if more:
        yield f"{_rows(more)} too many: {_few(more)}"
    both = pairs.filter(pl.col("row").is_not_null() & pl.col("row_found").is_not_null())
    for name in columns:
        ids = both.filter(pl.col(f"hash_{name}") != pl.col(f"hash_{name}_found"))["id"].to_list()
        if ids:
            yield f"column {name} differs in {_rows(ids)}: {_few(ids)}"
    if not gone and not more and (both["row"] != both["row_found"]).any():
        yield "the rows stand in another order"


def _hashed(frame: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """One row a row: `id`, its number `row`, and a hash of every column."""
    numbered = frame.with_row_index("row")
    told = pl.concat_str(keys, separator="/") if keys else pl.format("row {}", "row")
    repeated = pl.int_range(pl.len()).over("id")
    ids = numbered.with_columns(told.alias("id")).with_columns(repeated.alias("repeated"))
    unique = pl.when(pl.col("repeated") > 0).then(pl.format("{} (again)", "id")).otherwise(pl.col("id"))
    hashes = [pl.struct(name).hash().alias(f"hash_{name}") for name in frame.columns]
    return ids.select(unique.alias("id"), "row", *hashes)


def _rows(ids: Sequence[str]) -> str:
    return f"{len(ids):,} row{'' if len(ids) == 1 else 's'}"


def _few(ids: Sequence[str]) -> str:
    shown = ", ".join(visible(str(one)) for one in sorted(ids)[:SHOWN])
    return shown if len(ids) <= SHOWN else f"{shown} ({SHOWN} of {len(ids):,} shown)"
