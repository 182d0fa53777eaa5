"""A whole corpus read from its folder: settings, registries, articles, and every annotator's passes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow as pa

from conflict_claims.annotations import Pass, read_pass
from conflict_claims.articles import Article, Settings, read_article, read_registry, read_settings
from conflict_claims.files.layout import Layout
from conflict_claims.tables.bundle import bundle
from conflict_claims.tables.registries import registry_frame
from conflict_claims_schemas.fields import REGISTRIES, REGISTRY_FILES
from conflict_claims_schemas.problems import Problem

Tick = Callable[[], None]
"""Called once a file that was read, for a progress bar."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a folder holds; what could not be read is in `problems` (level L1)."""

    layout: Layout
    settings: Settings | None
    registries: dict[str, pl.DataFrame]
    articles: list[Article]
    passes: dict[str, list[Pass]]
    problems: list[Problem]

    def bundle(self, annotator: str) -> pa.Table:
        """Every article with the pass of `annotator` over it, if any (schema BUNDLE)."""
        return bundle(self.articles, {marked.article_id: marked for marked in self.passes.get(annotator, [])})


def read_corpus(
    layout: Layout,
    annotators: Sequence[str] | None = None,
    articles: Sequence[Path] | None = None,
    tick: Tick = lambda: None,
) -> Corpus:
    """Read the folder of `layout`.

    Args:
        layout: where things stand.
        annotators: the folders of annotations/ to read; default: all.
        articles: the article files to read; default: all. Passes are read over these articles only.
        tick: called after every file.
    """
    settings, problems = read_settings(layout)
    registries, faults = _registries(layout)
    problems += faults
    chosen = layout.article_files() if articles is None else list(articles)
    read, faults = _articles(layout, chosen, tick)
    problems += faults
    passes: dict[str, list[Pass]] = {}
    for annotator in layout.annotators() if annotators is None else annotators:
        files = _pass_files(layout, annotator, None if articles is None else {path.stem for path in chosen})
        passes[annotator], faults = _passes(layout, files, tick)
        problems += faults
    return Corpus(layout, settings, registries, read, passes, problems)


def _registries(layout: Layout) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    frames: dict[str, pl.DataFrame] = {}
    problems: list[Problem] = []
    for table in REGISTRIES:
        entries, faults = read_registry(layout, table)
        frames[table] = registry_frame(entries, table, layout.name(layout.registry(REGISTRY_FILES[table])))
        problems += faults
    return frames, problems


def _articles(layout: Layout, paths: Sequence[Path], tick: Tick) -> tuple[list[Article], list[Problem]]:
    read: dict[str, Article] = {}
    problems: list[Problem] = []
    for path in paths:
        article, faults = read_article(path, layout)
        problems += faults
        if article is not None and path.suffix == ".md":
            read.setdefault(article.id, article)
        tick()
    return list(read.values()), problems


def _pass_files(layout: Layout, annotator: str, stems: set[str] | None) -> list[Path]:
    files = layout.annotation_files(annotator)
    return files if stems is None else [path for path in files if path.stem in stems]


def _passes(layout: Layout, paths: Sequence[Path], tick: Tick) -> tuple[list[Pass], list[Problem]]:
    read: list[Pass] = []
    problems: list[Problem] = []
    for path in paths:
        marked, faults = read_pass(path, layout)
        problems += faults
        if marked is not None:
            read.append(marked)
        tick()
    return read, problems
