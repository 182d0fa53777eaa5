"""The files of an archive: which there are, of what kind, and what their shards are called."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from conflict_claims.formats.article_lines import name_of
from conflict_claims.formats.packed import CODECS

Kind = Literal["lines", "parquet", "export", "strange"]

KINDS: dict[str, Kind] = {
    ".jsonl": "lines", ".ndjson": "lines", ".jsonl.gz": "lines", ".ndjson.gz": "lines", ".jsonl.zst": "lines",
    ".ndjson.zst": "lines", ".parquet": "parquet", ".json": "export",
}  # fmt: skip
_LONGEST_FIRST = sorted(KINDS.items(), key=lambda item: -len(item[0]))
_PLAIN = re.compile(r"[^A-Za-z0-9._=-]+")
_DIGITS = 16
LONGEST = 200
"""Characters of a shard's name without its number: with a table's folder before it, staging makes one name of it."""


class BadSource(ValueError):
    """What was named cannot be converted; the message says why."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to convert; `name` is its path below what was named, with forward slashes.

    A `strange` one is a link or device in place of a file, or a link in place of a folder, which may lead out of what
    was named; or a folder that cannot be listed. Bytes of the path that are no UTF-8 stand in the name as escapes.
    `label` begins the names of its shards; it is made of the name, where that is enough.
    """

    path: Path
    name: str
    kind: Kind
    label: str = ""

    @property
    def codec(self) -> str | None:
        """How it is compressed, in the words of pyarrow."""
        return CODECS.get(self.path.suffix.lower())

    def shard(self, number: int) -> str:
        """The name of one of its shards."""
        return f"{self.label or _plain(self.name)}-{number:05d}"


@dataclass(frozen=True, slots=True)
class Sources:
    """What there is to convert, in order, and the names of the files of other kinds that folders hold beside it."""

    files: list[Source]
    others: list[str]


def find_sources(named: Sequence[Path], out: Path) -> Sources:
    """The files of `named`: files, and all that folders hold but for what is below `out`.

    What is named may be a link; links that folders hold are not followed, but are strange files.

    Raises:
        BadSource: something is not there, is of no known kind or below `out`, two files have one name, or there is
            nothing to convert.
    """
    found: list[Source] = []
    others: list[str] = []
    results = _real(out)  # results that are taken for input would be converted again and again
    for path in named:
        if not path.is_dir():
            found.append(_file(path))
        elif _real(path).is_relative_to(results):
            raise BadSource(f"{path} is in the folder of the results, {out}: choose another folder for --out")
        else:
            unlisted: list[Path] = []
            for file in _below(path, results, unlisted):
                name, kind = name_of(file, path), _kind_below(file)
                found += [Source(file, name, kind)] if kind else []
                others += [] if kind else [name]
            found += [Source(folder, name_of(folder, path), "strange") for folder in unlisted]
    if not found:
        raise BadSource(f"no file in {', '.join(map(str, named))} ends in one of {', '.join(KINDS)}")
    return Sources(sorted(labelled(found), key=lambda source: source.name), others)


def labelled(found: Sequence[Source]) -> list[Source]:
    """The files with the names of their shards; those whose names cannot be such, or not theirs alone, get a hash.

    Raises:
        BadSource: two files have the same name, or one has a name that its reader cannot take.
    """
    counts = Counter(source.name for source in found)
    if twice := [name for name, count in counts.items() if count > 1]:
        told = ", ".join(twice)
        raise BadSource(f"several files have the same name: {told}; name the folder above them, or convert them apart")
    similar = Counter(map(_plain, counts))
    for source in found:
        _hold_to_reader(source)
    return [replace(source, label=_label(source.name, similar)) for source in found]


def _plain(name: str) -> str:
    return _PLAIN.sub("_", name.replace("/", "_"))


def _label(name: str, similar: Mapping[str, int]) -> str:
    plain = _plain(name)
    told = plain == name if similar[plain] > 1 else plain == name.replace("/", "_")
    if told and len(plain) <= LONGEST:
        return plain
    digest = hashlib.sha256(name.encode()).hexdigest()[:_DIGITS]
    return f"{plain[: LONGEST - _DIGITS - 1]}-{digest}"


def _hold_to_reader(source: Source) -> None:
    if source.kind == "parquet" and os.fsencode(source.path).decode("utf-8", "replace") != str(source.path):
        raise BadSource(
            f"{source.name} has a name that is no UTF-8, which the reader of Parquet cannot take: rename it"
        )


def _file(path: Path) -> Source:
    kind = _kind(path)
    if not kind:
        raise BadSource(f"{path} is no folder, and no file that ends in one of {', '.join(KINDS)}")
    if not path.is_file():
        raise BadSource(f"{path} is not there, or is no regular file")
    return Source(path, name_of(path, path.parent), kind)


def _below(folder: Path, results: Path, unlisted: list[Path]) -> Iterator[Path]:
    """What a folder holds, in order, but for hidden files and those below `results`, by whatever way they are reached.

    Folders that are links stand among the files; those that cannot be listed are added to `unlisted`.
    """
    found: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=lambda error: unlisted.append(Path(error.filename))):
        here = Path(place)
        folders[:] = [name for name in folders if not name.startswith(".")]
        if _real(here).is_relative_to(results):
            folders.clear()
            continue
        paths = [here / name for name in files if not name.startswith(".")]
        paths += [here / name for name in folders if os.path.islink(here / name)]
        found += [path for path in paths if not (os.path.islink(path) and _real(path).is_relative_to(results))]
    return iter(sorted(found))


def _kind_below(path: Path) -> Kind | None:
    """The kind of what stands in a folder; only what would be taken if it were a file, or a folder, can be strange."""
    if os.path.islink(path) or not os.path.isfile(path):
        return "strange" if _kind(path) or os.path.isdir(path) else None
    return _kind(path)


def _real(path: Path) -> Path:
    """Where a path leads; links that lead to each other stay."""
    return Path(os.path.realpath(path))


def _kind(path: Path) -> Kind | None:
    return next((kind for suffix, kind in _LONGEST_FIRST if path.name.lower().endswith(suffix)), None)
