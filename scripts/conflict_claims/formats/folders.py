"""The files of a collection that is a folder: all below it in order, and what is passed over."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from conflict_claims.formats.article_lines import name_of, stem_of
from conflict_claims.formats.exchange_report import ExchangeReport


def folders_of(folder: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """A folder and its subfolders, in order: each with the names of its files, and of what is hidden in it.

    Links to folders are not followed; nothing below a hidden folder is looked at.
    """
    for place, folders, files in os.walk(folder):
        hidden = sorted(name for name in (*folders, *files) if name.startswith("."))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield Path(place), sorted(name for name in files if not name.startswith(".")), hidden


def tell_hidden(place: Path, hidden: Collection[str], folder: Path, report: ExchangeReport) -> None:
    """Hidden files and folders are passed over: editors and other systems leave them."""
    for name in hidden:
        report.lose("file", "it is hidden: its name begins with a dot", name_of(place / name, folder))


def repeated_stems(folder: Path, endings: tuple[str, ...]) -> frozenset[str]:
    """What several files of a folder and its subfolders are called, without their ending .txt."""
    once: set[str] = set()
    twice: set[str] = set()
    for place, files, _ in folders_of(folder):
        for file in files:
            if file.lower().endswith(endings):
                stem = stem_of(name_of(place / file, place))
                (twice if stem in once else once).add(stem)
    return frozenset(twice)
