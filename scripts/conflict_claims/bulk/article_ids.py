"""Article ids that stand twice in an archive, found without holding all ids in memory.

Hashes of the ids are laid into buckets on the disk, each of which fits into memory; ids whose hash stands twice are
then looked at themselves.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
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


def repeated_ids(done: Sequence[Manifest], out: Path, limit: int) -> tuple[dict[str, list[Place]], int]:
    """Article ids that stand more than once.

    Args:
        done: the manifests of all shards.
        out: the folder of the results; it also has the buckets while they are needed.
        limit: how many ids to name.

    Returns:
        The places of some such ids, in the order of the shards; and how many of them there are.
    """
    total = sum(manifest.rows.get("articles", 0) for manifest in done)
    buckets = max(1, -(-total // BUCKET))
    with tempfile.TemporaryDirectory(dir=out, prefix=".ids-") as folder:
        _lay_out(done, out, Path(folder), buckets)
        twice = [_twice(Path(folder) / str(number)) for number in range(buckets)]
    hashes = np.concatenate(twice)
    if not len(hashes):
        return {}, 0
    places = _places(done, out, set(hashes[:limit].tolist()))
    return {name: found for name, found in places.items() if len(found) > 1}, len(hashes)


def _lay_out(done: Iterable[Manifest], out: Path, folder: Path, buckets: int) -> None:
    for _, ids in _ids(done, out):
        hashes = _hashes(ids)
        for number in range(buckets):
            with (folder / str(number)).open("ab") as file:
                hashes[hashes % buckets == number].tofile(file)


def _hashes(ids: Sequence[str]) -> Integers:
    return np.fromiter(map(hash, ids), np.int64, len(ids))


def _twice(path: Path) -> Integers:
    """The hashes that a bucket has more than once."""
    hashes = np.sort(np.fromfile(path, np.int64)) if path.exists() else np.zeros(0, np.int64)
    twice: Integers = np.unique(hashes[1:][hashes[1:] == hashes[:-1]])
    return twice


def _places(done: Iterable[Manifest], out: Path, wanted: set[int]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for shard, ids in _ids(done, out):
        hashes = _hashes(ids)
        for row in np.flatnonzero(np.isin(hashes, list(wanted))).tolist():
            found[ids[row]].append(Place(shard, row))
    return found


def _ids(done: Iterable[Manifest], out: Path) -> Iterator[tuple[str, list[str]]]:
    for manifest in done:
        if file := manifest.files.get("articles"):
            with pq.ParquetFile(out / file.path) as articles:
                for batch in articles.iter_batches(batch_size=file.rows, columns=["article_id"]):
                    yield manifest.shard, batch.column(0).to_pylist()
