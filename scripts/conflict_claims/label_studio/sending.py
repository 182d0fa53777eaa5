"""Annotation folders as tasks with predictions that Label Studio imports, and proof that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conflict_claims.annotations import Pass, canonical
from conflict_claims.annotations.reader import parse_pass_lines
from conflict_claims.articles import Article, read_article
from conflict_claims.files.layout import Layout, is_annotator, is_article_id
from conflict_claims.label_studio.receive import receive
from conflict_claims.label_studio.tasks import prediction, task


class NoFolder(ValueError):
    """What was named is no folder of annotation files."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One annotation file as a task; None where it cannot go without loss, and `fault` then says why."""

    file: str
    task: dict[str, Any] | None
    fault: str = ""


def annotation_folder(layout: Layout, name: str) -> Path:
    """The folder that `name` means: an annotator's, also with `annotations/` before it, or any path.

    One outside the corpus comes with its whole path, so that its files are not taken for the corpus' own.

    Raises:
        NoFolder: there is none.
    """
    short = name.rstrip("/").removeprefix(f"{layout.annotations.name}/")
    if is_annotator(short) and (layout.annotations / short).is_dir():
        return layout.annotations / short
    given = Path(name).absolute()
    if given.is_dir():
        own = (layout.annotations / one for one in layout.annotators())
        return next((one for one in own if one.resolve() == given.resolve()), given)
    known = ", ".join(layout.annotators()) or "nobody"
    raise NoFolder(f"no annotator and no folder {name!r}; there are annotations of {known}")


def tasks_of(layout: Layout, folder: Path, articles: Sequence[str], guidelines: str) -> Iterator[Sent]:
    """The files of `folder` as tasks, in order; those of `articles` alone, where any are named."""
    files = sorted(path for path in folder.iterdir() if path.suffix == ".jsonl" and is_article_id(path.stem))
    for path in files:
        if not articles or path.stem in articles:
            yield _sent(layout, path, guidelines)


def _sent(layout: Layout, path: Path, guidelines: str) -> Sent:
    file = layout.name(path)
    marked, problems = parse_pass_lines(path, file)
    if marked is None or problems:
        return Sent(file, None, "it cannot be read whole: run `conflict-claims check`")
    if not is_article_id(marked.article_id) or not layout.article(marked.article_id).is_file():
        return Sent(file, None, "the corpus lacks its article")
    if marked.article_id != path.stem:
        return Sent(file, None, f"it says that it is of {marked.article_id}: name the file for its article")
    article, _ = read_article(layout.article(marked.article_id), layout)
    if article is None:
        return Sent(file, None, "its article cannot be read: run `conflict-claims check`")
    if fault := loss(article, marked):
        return Sent(file, None, fault)
    return Sent(file, task(article, [marked], guidelines))


def loss(article: Article, marked: Pass) -> str:
    """Why the pass would not come back from Label Studio as it went; empty where it would."""
    made = {"data": task(article, [])["data"]}
    back = receive(made, prediction(marked), article, marked.annotator)
    if back.faults:
        first = back.faults[0]
        return f"region {first.region}: {first.rule}: expected {first.expected}, found {first.found}"
    same = back.content == canonical(marked.header, marked.records)
    return "" if same else "it would come back changed: run `conflict-claims check`"
