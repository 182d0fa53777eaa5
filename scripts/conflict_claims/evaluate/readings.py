"""One side of an evaluation: an annotator's folder, any folder of annotation files, or a file of bulk lines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from conflict_claims.annotations import Pass, read_pass
from conflict_claims.evaluate.bulk_lines import BulkArticle, bulk_articles
from conflict_claims.files.layout import Layout


class NoSide(Exception):
    """What was named is no annotator, folder or file."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one side has of one article.

    `text` is None where it must be looked up in the corpus; `fields` are the other fields of a bulk line. `unfit`
    says why the article cannot be used, where it cannot; `marked` is then empty.
    """

    article: str
    where: str
    marked: Pass
    text_sha256: str = ""
    text: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    unfit: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """GOLD or PRED: `name` as reports show it, and what it has, article by article."""

    name: str
    readings: Callable[[], Iterator[Reading]]


NOTHING = Pass("", {}, [])


def side(layout: Layout, name: str) -> Side:
    """The side that `name` names: an annotator first, else a folder, else a file of bulk lines.

    Raises:
        NoSide: it is none of them.
    """
    known = layout.annotators()
    if name in known:
        return Side(name, lambda: _folder(layout.annotations / name, layout))
    path = Path(name)
    if path.is_dir():
        return Side(path.name, lambda: _folder(path, layout))
    if path.is_file():
        return Side(path.name, lambda: _bulk(path))
    told = ", ".join(known) or "none"
    raise NoSide(
        f"{name!r} is no annotator of {layout.annotations} (there are: {told}), no folder and no file of bulk lines"
    )


def _folder(folder: Path, layout: Layout) -> Iterator[Reading]:
    for path in sorted(folder.glob("[!.]*.jsonl")):
        marked, problems = read_pass(path, layout)
        where = layout.name(path)
        if marked is None or problems:
            line = f":{problems[0].line}" if problems else ""
            told = f"{where}{line} cannot be read whole; conflict-claims check says more"
            yield Reading(path.stem if marked is None else marked.article_id, where, NOTHING, unfit=told)
        else:
            yield Reading(marked.article_id, where, marked, str(marked.header["text_sha256"]))


def _bulk(path: Path) -> Iterator[Reading]:
    for found in bulk_articles(path):
        if isinstance(found, BulkArticle):
            digest = hashlib.sha256(found.text.encode()).hexdigest()
            yield Reading(found.article, found.where, found.marked, digest, found.text, found.fields)
        else:
            yield Reading(found.article, found.where, NOTHING, unfit=f"{found.where}: {found.why}")
