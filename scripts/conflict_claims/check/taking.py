"""Taking in one article or one pass: what is wrong with it, and whether the next level can use it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from conflict_claims.annotations import Pass, read_pass
from conflict_claims.articles import Article, read_article
from conflict_claims.check.context import Context
from conflict_claims.check.documents import document_problems, is_misnamed
from conflict_claims.check.passes import form_problems, header_problems, names_another_article
from conflict_claims.check.sources import source_problems
from conflict_claims.check.texts import text_problems
from conflict_claims.text.normalise import text_sha256
from conflict_claims_schemas.problems import Problem

T = TypeVar("T")
HARMLESS = frozenset({"SPN005"})
"""Faults of a record after which it is used all the same."""


@dataclass(frozen=True, slots=True)
class Taken(Generic[T]):
    """What was read (None where it could not be), its problems, and what keeps the next level from it.

    `lost` counts the lines of a pass that could not be read; `digests` are the SHA-256 of the files read, by name.
    """

    value: T | None
    problems: list[Problem]
    obstacle: str = ""
    lost: int = 0
    digests: dict[str, bytes] = field(default_factory=dict)

    @property
    def usable(self) -> T | None:
        """What the next level can use."""
        return None if self.obstacle else self.value


def exists(path: Path) -> bool:
    """Whether something stands at `path`, be it a broken link."""
    return os.path.lexists(path)


def take_article(context: Context, article_id: str) -> Taken[Article] | None:
    """The article of that id, None where there is no such file."""
    path = context.layout.article(article_id)
    if not exists(path):
        return None
    file = context.layout.name(path)
    read, problems = context.guard.run(lambda: read_article(path, context.layout), file, article_id)
    article, faults = read or (None, [])
    problems += faults
    if article is None:
        return Taken(None, problems, "they cannot be read")
    digests = {file: article.digest}
    problems += _article_problems(context, article, digests)
    misnamed = "their ids are not their files' names" if is_misnamed(article) else ""
    return Taken(article, problems, misnamed, digests=digests)


def _article_problems(context: Context, article: Article, digests: dict[str, bytes]) -> list[Problem]:
    if not context.reaches("L2"):
        return []
    steps: tuple[Callable[[], list[Problem]], ...] = (
        lambda: document_problems(article, context.settings),
        lambda: source_problems(article, context.layout, digests),
        lambda: text_problems(article),
    )
    return [found for step in steps for found in context.guard.problems(step, article.file, article.id)]


def take_pass(context: Context, path: Path, article: Taken[Article] | None) -> Taken[Pass]:
    """The pass at `path` over `article` (None where there is no such file)."""
    file = context.layout.name(path)
    read, problems = context.guard.run(lambda: read_pass(path, context.layout), file, path.stem)
    marked, faults = read or (None, [])
    problems += faults
    if context.reaches("L2") and article is None:
        found = f"no file {context.layout.name(context.layout.article(path.stem))}"
        problems.append(Problem("SPN008", file, article=path.stem, expected="an article of that name", found=found))
    if marked is not None:
        problems += _pass_problems(context, marked, article.value if article else None, whole=not faults)
    lost = len({fault.line for fault in faults if fault.rule not in HARMLESS}) if marked else 0
    return Taken(marked, problems, _obstacle(marked, article), lost, {file: marked.digest} if marked else {})


def _obstacle(marked: Pass | None, article: Taken[Article] | None) -> str:
    if marked is None:
        return "they, or their headers, cannot be read"
    if article is None or article.usable is None:
        return "there are no such articles" if article is None else "their articles cannot be used"
    return obstacle(marked, article.usable)


def obstacle(marked: Pass, article: Article) -> str:
    """What keeps the next level from using a pass over an article that can be used; empty for nothing."""
    if names_another_article(marked):
        return "their headers name other articles"
    return "" if marked.header["text_sha256"] == text_sha256(article.text) else "they were marked on another text"


def _pass_problems(context: Context, marked: Pass, article: Article | None, whole: bool) -> list[Problem]:
    file, stem, guard = marked.file, Path(marked.file).stem, context.guard
    if not context.reaches("L2"):
        return []
    problems = guard.problems(lambda: header_problems(marked, article, context.settings), file, stem)
    if whole and context.reaches("L3"):
        problems += guard.problems(lambda: form_problems(marked, context.layout), file, stem)
    return problems
