"""Article ids that stand twice in an archive, found without holding all ids in memory.

Hashes of the ids are laid into buckets on the disk, each of which fits into memory; ids whose hash stands twice are
then looked at themselves.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from conflict_claims.bulk.manifests import Manifest
from conflict_claims.tables.arrays import Integers

BUCKET = 4_000_000
"""Hashes that are sorted at a time, 8 bytes each."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the table `articles` in a shard, counted from 0."""

    shard: str
    row: int


def repeated_ids(done: Sequence[Manifest], out: Path, limit: int) -> tuple[list[tuple[str, Place, Place]], int]:
    """Article ids that stand more than once.

    Args:
        done: the manifests of all shards.
        out: the folder of the results; it also has the buckets while they are needed.
        limit: how many places to name.

    Returns:
        The first places, in order, where an id stands again: the id, the place, and the first place of the id; and how
        many such places there are in all.
    """
    total = sum(manifest.rows.get("articles", 0) for manifest in done)
    buckets = max(1, -(-total // BUCKET))
    with tempfile.TemporaryDirectory(dir=out, prefix=".ids-") as folder:
        _lay_out(done, out, Path(folder), buckets)
        again = np.concatenate([_again(Path(folder) / str(number)) for number in range(buckets)])
    if not len(again):
        return [], 0
    later = _later(done, out, np.unique(again), limit)
    first = _first(done, out, {name for name, _ in later})
    found = [(name, place, first[name]) for name, place in later if place != first[name]]
    return found, len(again) - len(later) + len(found)  # without ids that merely share their hash


def _lay_out(done: Iterable[Manifest], out: Path, folder: Path, buckets: int) -> None:
    for _, ids in _ids(done, out):
        hashes = _hashes(ids)
        for number in range(buckets):
            with (folder / str(number)).open("ab") as file:
                hashes[hashes % buckets == number].tofile(file)


def _hashes(ids: Sequence[str]) -> Integers:
    return np.fromiter(map(hash, ids), np.int64, len(ids))


def _again(path: Path) -> Integers:
    """The hashes that a bucket has more than once, as often as beside the first time."""
    hashes = np.sort(np.fromfile(path, np.int64)) if path.exists() else np.zeros(0, np.int64)
    again: Integers = hashes[1:][hashes[1:] == hashes[:-1]]
    return again


def _later(done: Iterable[Manifest], out: Path, repeated: Integers, limit: int) -> list[tuple[str, Place]]:
    """The first `limit` places where an id stands again, in order; `repeated` are the hashes, in order, of such ids."""
    seen = np.zeros(len(repeated), np.bool_)
    found: list[tuple[str, Place]] = []
    for shard, ids in _ids(done, out):
        hashes = _hashes(ids)
        at = np.minimum(np.searchsorted(repeated, hashes), len(repeated) - 1)
        rows = np.flatnonzero(repeated[at] == hashes)
        for row, one in zip(rows.tolist(), at[rows].tolist(), strict=True):
            if seen[one]:
                found.append((ids[row], Place(shard, row)))
            if len(found) == limit:
                return found
            seen[one] = True
    return found


def _first(done: Iterable[Manifest], out: Path, wanted: set[str]) -> dict[str, Place]:
    """Where each of some ids stands first."""
    hashes = _hashes(sorted(wanted))
    found: dict[str, Place] = {}
    for shard, ids in _ids(done, out):
        for row in np.flatnonzero(np.isin(_hashes(ids), hashes)).tolist():
            if ids[row] in wanted:
                found.setdefault(ids[row], Place(shard, row))
        if len(found) == len(wanted):
            break
    return found


def _ids(done: Iterable[Manifest], out: Path) -> Iterator[tuple[str, list[str]]]:
    for manifest in done:
        if file := manifest.files.get("articles"):
            with pq.ParquetFile(out / file.path) as articles:
                for batch in articles.iter_batches(batch_size=file.rows, columns=["article_id"]):
                    yield manifest.shard, batch.column(0).to_pylist()
