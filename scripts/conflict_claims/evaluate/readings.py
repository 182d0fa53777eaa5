"""One side of an evaluation: an annotator's folder, any folder of annotation files, such a file, or bulk lines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from conflict_claims.annotations import Pass, header_of, read_pass
from conflict_claims.evaluate.bulk_lines import BulkArticle, bulk_articles
from conflict_claims.files.layout import Layout
from conflict_claims_schemas.problems import Problem


class NoSide(Exception):
    """What was named is no annotator, folder or file."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one side has of one article.

    `text` is None where it must be looked up in the corpus; `fields` are the other fields of a bulk line. `faults`
    say which records `marked` lacks because they cannot be used, and why. `unfit` says why the article cannot be used,
    where it cannot; `marked` is then empty.
    """

    article: str
    where: str
    marked: Pass
    text_sha256: str = ""
    text: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    unfit: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """GOLD or PRED: `name` as reports show it, and what it has, article by article."""

    name: str
    readings: Callable[[], Iterator[Reading]]


NOTHING = Pass("", {}, [])


def side(layout: Layout, name: str) -> Side:
    """The side that `name` names: an annotator first, else a folder, else an annotation file or one of bulk lines.

    Raises:
        NoSide: it is none of them.
    """
    known = layout.annotators()
    if name in known:
        return Side(name, lambda: _folder(layout.annotations / name, layout))
    path = Path(name)
    if path.is_dir():
        return Side(path.name, lambda: _folder(path, layout))
    if path.is_file() and header_of(path) is not None:
        return Side(layout.name(path), lambda: iter([_pass(path, layout)]))
    if path.is_file():
        return Side(path.name, lambda: _bulk(path))
    told = ", ".join(known) or "none"
    raise NoSide(f"{name!r} is no annotator of {layout.annotations} (there are: {told}), no folder and no file")


def _folder(folder: Path, layout: Layout) -> Iterator[Reading]:
    for path in sorted(folder.glob("[!.]*.jsonl")):
        yield _pass(path, layout)


def _pass(path: Path, layout: Layout) -> Reading:
    marked, problems = read_pass(path, layout)
    where = layout.name(path)
    first = {problem.line: problem for problem in reversed(problems)}
    faults = tuple(f"{_place(where, line)}: {_told(problem)}" for line, problem in sorted(first.items()))
    if marked is None:
        return Reading(path.stem, where, NOTHING, unfit=faults[0])
    used = replace(marked, records=[record for record in marked.records if record["line"] not in first])
    return Reading(marked.article_id, where, used, str(marked.header["text_sha256"]), faults=faults)


def _place(where: str, line: int) -> str:
    return f"{where}:{line}" if line else where


def _told(problem: Problem) -> str:
    field = f"{problem.field}: " if problem.field else ""
    return f"{field}expected {problem.expected}, found {problem.found}"


def _bulk(path: Path) -> Iterator[Reading]:
    for found in bulk_articles(path):
        if isinstance(found, BulkArticle):
            digest = hashlib.sha256(found.text.encode()).hexdigest()
            faults = tuple(f"{found.where}: {fault}" for fault in found.faults)
            yield Reading(found.article, found.where, found.marked, digest, found.text, found.fields, faults)
        else:
            yield Reading(found.article, found.where, NOTHING, unfit=f"{found.where}: {found.why}")
