"""The manifest of a shard: what it was made from, and what came of it. A shard is done when its manifest is there."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson

from conflict_claims.bulk.findings import Findings
from conflict_claims_schemas.problems import Problem

FOLDER = "manifests"


@dataclass(frozen=True, slots=True)
class File:
    """A Parquet file of a shard: where it stands in the output, its rows, size in bytes and hash."""

    path: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a shard was made from, and what came of it.

    `lines` are those of the input (of Parquet: rows), and `runs` say on which of them the articles stand: the first
    row, from 0, and the first line, from 1, of each run. `problems` are the first of them in full, at lines of the
    shard; `counts` has all, by rule. `unknown` are keys that were not carried, `dropped` spans that `tokens` left out,
    `foreign` articles with suggestions in a language that those are not made for.
    """

    shard: str
    source: str
    number: int
    input_sha256: str
    input_bytes: int
    options: dict[str, Any]
    lines: int = 0
    runs: list[tuple[int, int]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    dropped: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    foreign: int = 0
    problems: list[Problem] = field(default_factory=list)

    def with_findings(self, findings: Findings) -> Manifest:
        """The manifest with what was found."""
        return replace(
            self, lines=findings.lines, runs=findings.runs, counts=dict(sorted(findings.counts.items())),
            problems=findings.problems, unknown=dict(sorted(findings.unknown.items())), foreign=findings.foreign,
        )  # fmt: skip


def path_of(out: Path, shard: str) -> Path:
    """Where the manifest of a shard stands."""
    return out / FOLDER / f"{shard}.json"


def to_bytes(manifest: Manifest) -> bytes:
    """A manifest as its file has it: indented JSON in a fixed order."""
    return orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def read_manifest(out: Path, shard: str) -> Manifest | None:
    """The manifest of a shard; None where there is none, or none that can be read."""
    try:
        value = orjson.loads(path_of(out, shard).read_bytes())
        files = {table: File(**one) for table, one in value.pop("files").items()}
        problems = [Problem(**one) for one in value.pop("problems")]
        return Manifest(**value, files=files, problems=problems)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def manifest_of(out: Path, shard: str) -> Manifest:
    """The manifest of a shard that was just made.

    Raises:
        OSError: it is gone, or something else stands there.
    """
    if found := read_manifest(out, shard):
        return found
    raise FileNotFoundError(errno.ENOENT, "the manifest of a finished shard is gone", str(path_of(out, shard)))


def manifests(out: Path) -> Iterator[Manifest]:
    """Every manifest below `out` that can be read, by shard."""
    for path in sorted((out / FOLDER).glob("*.json")):
        if found := read_manifest(out, path.stem):
            yield found


def is_done(out: Path, shard: str, input_sha256: str, options: Mapping[str, Any]) -> Manifest | None:
    """The manifest of a shard if it was made from this input by these options, and its files are as they were."""
    found = read_manifest(out, shard)
    if found is None or found.input_sha256 != input_sha256 or found.options != options:
        return None
    return found if all(_is_whole(out / file.path, file) for file in found.files.values()) else None


def _is_whole(path: Path, file: File) -> bool:
    try:
        if path.stat().st_size != file.bytes:
            return False
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest() == file.sha256
    except OSError:
        return False
