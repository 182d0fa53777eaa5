"""Verifying a published release: its tag is downloaded and loaded as a user does, and held against the candidate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from conflict_claims.release.candidate import Candidate
from conflict_claims.release.client import Hub
from conflict_claims.release.comparison import differing, parts_of
from conflict_claims.release.hub import differences_from_sums, download, release_tree
from conflict_claims.release.loading import Loaded, loaded_configurations
from conflict_claims.release.published import contents_of, missing_from
from conflict_claims.release.rows import Part
from conflict_claims.render.escape import visible


@dataclass(frozen=True, slots=True)
class Verified:
    """What was held against the candidate, and every difference that was found, in words."""

    tag: str
    files: int
    tables: int
    rows: int
    differences: Sequence[str]


def verify(candidate: Candidate, hub: Hub) -> Verified:
    """Hold the tag of `candidate` on the hub against it: files by their hashes, tables row by row.

    Raises:
        NoSuchRelease, ReleaseGone and the other faults of `faults`.
        Refused: what the hub holds can be no release.
    """
    parts = parts_of(candidate.files)
    with TemporaryDirectory() as folder:
        found = list(_files(candidate, hub, Path(folder) / "files"))
        names = list(dict.fromkeys(part.configuration for part in parts))
        loaded = loaded_configurations(hub, candidate.tag, names, Path(folder))
        for one in loaded:
            found += _tables(one, [part for part in parts if part.configuration == one.configuration])
        rows = sum(_number_of_rows(path) for one in loaded for path in one.splits.values())
        tables = sum(len(one.splits) for one in loaded)
    return Verified(candidate.tag, len(candidate.files), tables, rows, found)


def _number_of_rows(path: Path) -> int:
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


def _files(candidate: Candidate, hub: Hub, folder: Path) -> Iterator[str]:
    tree = release_tree(hub, candidate.tag)
    for name in missing_from(tree, contents_of(candidate)):
        yield f"{name}: {'has another content' if name in tree else 'is not there'}"
    for name in sorted(tree.keys() - candidate.files.keys()):
        yield f"{name}: is there, and the candidate has no such file"
    folder.mkdir()
    download(hub, candidate.tag, tree, folder)
    yield from differences_from_sums(folder)


def _tables(loaded: Loaded, parts: Sequence[Part]) -> Iterator[str]:
    name = visible(loaded.configuration)
    if loaded.error:
        yield f"{name}: load_dataset fails: {visible(loaded.error)}"
        return
    expected = {part.split: part.path for part in parts}
    for split in sorted(loaded.splits.keys() - expected.keys()):
        yield f"{name} {visible(split)}: load_dataset gives it, and the candidate has no such split"
    for split, path in expected.items():
        if split not in loaded.splits:
            yield f"{name} {split}: load_dataset does not give it"
            continue
        yield from (f"{name} {split}: {told}" for told in differing(loaded.configuration, path, loaded.splits[split]))
