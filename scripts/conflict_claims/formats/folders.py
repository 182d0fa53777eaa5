"""The files of collections: all below a folder in order, what is passed over, and what is called the same."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from conflict_claims.formats.article_lines import name_of, stem_of
from conflict_claims.formats.exchange_report import ExchangeReport
from conflict_claims.formats.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Folder:
    """The names of what a folder holds: its files, what is hidden, and links to folders; or why it cannot be listed."""

    path: Path
    files: list[str]
    hidden: list[str]
    links: list[str]
    fault: str = ""


def folders_of(folder: Path, apart: Path | None = None) -> Iterator[Folder]:
    """A folder, which may be a link, and its subfolders, in order.

    Links to folders are not followed; nothing below a hidden folder is looked at, or below the folder `apart`.
    """
    faults: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=faults.append):
        hidden = sorted(name for name in (*folders, *files) if name.startswith("."))
        seen = sorted(name for name in folders if not name.startswith("."))
        folders[:] = [name for name in seen if apart is None or Path(os.path.realpath(Path(place, name))) != apart]
        links = [name for name in folders if os.path.islink(Path(place, name))]
        yield Folder(Path(place), sorted(name for name in files if not name.startswith(".")), hidden, links)
    for error in faults:
        yield Folder(Path(error.filename), [], [], [], error.strerror or type(error).__name__)


def tell_passed_over(place: Folder, folder: Path, report: ExchangeReport) -> None:
    """What editors leave hidden, links, which may lead out of `folder`, and a folder that cannot be listed."""
    for name in place.hidden:
        report.lose("file", "it is hidden: its name begins with a dot", name_of(place.path / name, folder))
    if place.fault:
        fix = "see to it that you may read the folder"
        report.refuse(Refusal(name_of(place.path, folder), "a folder that can be listed", place.fault, fix))
    for name in place.links:
        fix = "put the folder itself there, or name what the link leads to beside the folder"
        report.refuse(Refusal(name_of(place.path / name, folder), "a folder", "a symbolic link", fix))


@dataclass(frozen=True, slots=True)
class Names:
    """What tells the files of one collection from each other and from those of others that are read with it.

    `repeated` is what several files are called, without their ending .txt; `within` is the collection, where there are
    others. `apart` is a folder of results, which may stand in a collection and is no part of it.
    """

    repeated: frozenset[str]
    within: str
    apart: Path | None

    def is_alone(self, name: str) -> bool:
        """Whether no file in another folder or collection is called as the one of this name."""
        return stem_of(name).rpartition("/")[2] not in self.repeated


def names_of(collections: Sequence[Path], endings: tuple[str, ...], results: Path | None) -> list[Names]:
    """What tells the files of several collections from each other; each is a folder, or a file."""
    apart = Path(os.path.realpath(results)) if results else None
    once: set[str] = set()
    twice: set[str] = set()
    for path in collections:
        for file in _files(path, endings, apart):
            stem = stem_of(name_of(file, file.parent))
            (twice if stem in once else once).add(stem)
    repeated = frozenset(twice)
    return [Names(repeated, _called(path) if len(collections) > 1 else "", apart) for path in collections]


def _called(path: Path) -> str:
    absolute = Path(os.path.abspath(path))
    return name_of(absolute, absolute.parent)


def _files(path: Path, endings: tuple[str, ...], apart: Path | None) -> Iterator[Path]:
    if not path.is_dir():
        yield path
    for place in folders_of(path, apart):
        yield from (place.path / file for file in place.files if file.lower().endswith(endings))
