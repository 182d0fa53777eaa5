"""The files of an archive: which there are, of what kind, and what their shards are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["lines", "parquet", "export"]

KINDS: dict[str, Kind] = {
    ".jsonl": "lines", ".ndjson": "lines", ".jsonl.gz": "lines", ".ndjson.gz": "lines", ".jsonl.zst": "lines",
    ".ndjson.zst": "lines", ".parquet": "parquet", ".json": "export",
}  # fmt: skip
CODECS = {".gz": "gzip", ".zst": "zstd"}
_PLAIN = re.compile(r"[^A-Za-z0-9._=-]+")


class BadSource(ValueError):
    """What was named cannot be converted; the message says why."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to convert; `name` is its path below what was named, with forward slashes."""

    path: Path
    name: str
    kind: Kind

    @property
    def codec(self) -> str | None:
        """How it is compressed, in the words of pyarrow."""
        return CODECS.get(self.path.suffix)

    def shard(self, number: int) -> str:
        """The name of one of its shards."""
        return f"{_PLAIN.sub('_', self.name.replace('/', '_'))}-{number:05d}"


@dataclass(frozen=True, slots=True)
class Sources:
    """What there is to convert, in order, and the names of the files of other kinds that folders hold beside it."""

    files: list[Source]
    others: list[str]


def find_sources(named: Sequence[Path], out: Path) -> Sources:
    """The files of `named`: files, and all that folders hold but for what is below `out`.

    Raises:
        BadSource: something is not there or is of no known kind, two files would have shards of one name, or there
            is nothing to convert.
    """
    found: list[Source] = []
    others: list[str] = []
    for path in named:
        if path.is_dir():
            below = (file for file in path.rglob("*") if file.is_file() and not _is_hidden(file, path))
            files = sorted(file for file in below if not file.absolute().is_relative_to(out))
            found += [Source(file, file.relative_to(path).as_posix(), kind) for file in files if (kind := _kind(file))]
            others += [file.relative_to(path).as_posix() for file in files if not _kind(file)]
        elif kind := _kind(path):
            found.append(_file(path, kind))
        else:
            raise BadSource(f"{path} is no folder, and no file that ends in one of {', '.join(KINDS)}")
    _check(found, named)
    return Sources(sorted(found, key=lambda source: source.name), others)


def _file(path: Path, kind: Kind) -> Source:
    if not path.is_file():
        raise BadSource(f"{path} is not there, or is no regular file")
    return Source(path, path.name, kind)


def _check(found: Sequence[Source], named: Sequence[Path]) -> None:
    if not found:
        raise BadSource(f"no file in {', '.join(map(str, named))} ends in one of {', '.join(KINDS)}")
    counts = Counter(source.shard(0) for source in found)
    if twice := [source.name for source in found if counts[source.shard(0)] > 1]:
        told = ", ".join(dict.fromkeys(twice))
        raise BadSource(f"several files have the same name: {told}; name the folder above them, or convert them apart")


def _kind(path: Path) -> Kind | None:
    return next((kind for suffix, kind in _longest_first() if path.name.lower().endswith(suffix)), None)


def _longest_first() -> Iterator[tuple[str, Kind]]:
    yield from sorted(KINDS.items(), key=lambda item: -len(item[0]))


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)
