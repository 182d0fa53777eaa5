"""Which articles can be compared: those that every named annotator marked on the text as it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conflict_claims.annotations import Pass, read_pass
from conflict_claims.articles import read_article
from conflict_claims.files.layout import Layout
from conflict_claims.matching.marks import faults, marks_of
from conflict_claims.matching.pairing import Compared


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that is not compared, and why."""

    article: str
    why: str


@dataclass(frozen=True, slots=True)
class Material:
    """All that is compared, by article id."""

    annotators: tuple[str, ...]
    articles: tuple[Compared, ...]
    left_out: tuple[LeftOut, ...]

    def guidelines(self) -> dict[str, tuple[str, ...]]:
        """The versions of the guidelines that each annotator followed in these articles."""
        return {
            name: tuple(sorted({article.marks[name].guidelines for article in self.articles}))
            for name in self.annotators
        }


class _Unfit(Exception):
    """An article cannot be compared."""


def collect(
    layout: Layout,
    annotators: Sequence[str],
    articles: Sequence[str] | None = None,
    tick: Callable[[int], None] = lambda done: None,
) -> Material:
    """Read what the annotators marked.

    Args:
        layout: where things stand.
        annotators: names of folders of annotations/.
        articles: ids of the articles wanted; default: all that at least one of the annotators marked.
        tick: called with the number of articles just read.
    """
    compared: list[Compared] = []
    left_out: list[LeftOut] = []
    for article in sorted(set(marked_articles(layout, annotators) if articles is None else articles)):
        try:
            compared.append(_compared(layout, annotators, article))
        except _Unfit as unfit:
            left_out.append(LeftOut(article, str(unfit)))
        tick(1)
    return Material(tuple(annotators), tuple(compared), tuple(left_out))


def marked_articles(layout: Layout, annotators: Sequence[str]) -> list[str]:
    """The ids of the articles that at least one of the annotators marked."""
    return sorted({path.stem for name in annotators for path in layout.annotation_files(name)})


def _compared(layout: Layout, annotators: Sequence[str], article: str) -> Compared:
    passes = {name: _pass(layout, name, article) for name in annotators}
    hashes = {str(marked.header["text_sha256"]) for marked in passes.values()}
    if len(hashes) > 1:
        raise _Unfit("the passes refer to different texts (text_sha256)")
    text = _text(layout, article)
    if hashes != {hashlib.sha256(text.encode()).hexdigest()}:
        raise _Unfit("the article's text has changed since it was marked (text_sha256)")
    for name, marked in passes.items():
        for fault in faults(marked, len(text)):
            raise _Unfit(f"{name}: {fault}; conflict-claims check says more")
    return Compared(article, text, {name: marks_of(marked) for name, marked in passes.items()})


def _pass(layout: Layout, annotator: str, article: str) -> Pass:
    try:
        path = layout.annotation(annotator, article)
    except ValueError as error:
        raise _Unfit(str(error)) from error
    if not path.exists():
        raise _Unfit(f"not marked by {annotator}")
    marked, problems = read_pass(path, layout)
    if marked is None or problems:
        where = f"{layout.name(path)}:{problems[0].line}" if problems else layout.name(path)
        raise _Unfit(f"{where} cannot be read whole; conflict-claims check says more")
    if marked.article_id != article:
        raise _Unfit(f"{layout.name(path)} is a pass over {marked.article_id}")
    return marked


def _text(layout: Layout, article: str) -> str:
    path = layout.article(article)
    found, _ = read_article(path, layout) if path.exists() else (None, [])
    if found is None:
        raise _Unfit(f"no article {layout.name(path)} that can be read")
    return found.text
