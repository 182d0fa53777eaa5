"""Files in a data room that do not belong there: DOC024."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from conflict_claims.check.selection import is_article_file
from conflict_claims.files.contents import is_looked_at
from conflict_claims.files.layout import Layout, is_annotator
from conflict_claims_schemas.fields import REGISTRY_FILES
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.withdrawals import WITHDRAWN_FILE

README = "README.md"
CORPUS = frozenset({README, "corpus.yaml", "articles", "raw", WITHDRAWN_FILE, *REGISTRY_FILES.values()})
ANNOTATIONS = frozenset({README, "guidelines.md", "waivers.toml"})


def stray_problems(layout: Layout) -> list[Problem]:
    """What stands in corpus/ and annotations/ under a name that no tool reads."""
    return [
        *_links(layout),
        *_unknown(layout, layout.articles.parent, CORPUS),
        *_strays(layout, layout.article_files(), ".md", "<article id>.md"),
        *_raw(layout),
        *_annotations(layout),
    ]


def _links(layout: Layout) -> Iterator[Problem]:
    for folder in (layout.articles.parent, layout.articles, layout.raw, layout.annotations):
        if folder.is_symlink():
            yield Problem("DOC001", layout.name(folder), expected="a folder", found="a symbolic link")


def _unknown(layout: Layout, folder: Path, known: frozenset[str]) -> Iterator[Problem]:
    for path in _children(folder):
        if path.name not in known:
            yield Problem("DOC024", layout.name(path), expected=", ".join(sorted(known)), found=path.name)


def _strays(layout: Layout, paths: list[Path], suffix: str, expected: str) -> Iterator[Problem]:
    for path in paths:
        if not is_article_file(path, suffix):
            yield Problem("DOC024", layout.name(path), expected=expected, found=path.name)


def _raw(layout: Layout) -> Iterator[Problem]:
    articles = {path.stem for path in layout.article_files()}
    expected = "<article id>.<extension> for an article of corpus/articles"
    for name in _names(layout.raw):
        if name != README and name.partition(".")[0] not in articles:
            yield Problem("DOC024", layout.name(layout.raw / name), expected=expected, found=name)


def _annotations(layout: Layout) -> Iterator[Problem]:
    for path in _children(layout.annotations):
        if path.name in ANNOTATIONS:
            continue
        if path.is_dir() and not path.is_symlink() and is_annotator(path.name):
            yield from _strays(layout, layout.annotation_files(path.name), ".jsonl", "<article id>.jsonl")
        else:
            expected = "a folder of an annotator (lower-case letters, digits, - and _), " + ", ".join(
                sorted(ANNOTATIONS)
            )
            yield Problem("DOC024", layout.name(path), expected=expected, found=path.name)


def _children(folder: Path) -> list[Path]:
    return [folder / name for name in _names(folder)]


def _names(folder: Path) -> list[str]:
    if not folder.is_dir() or folder.is_symlink():
        return []
    return [name for name in sorted(os.listdir(folder)) if is_looked_at(name)]
