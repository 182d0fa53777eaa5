"""A takedown: an article leaves the corpus for good, and a tombstone says that it was there."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conflict_claims.articles.withdrawals import read_withdrawals, render_withdrawals
from conflict_claims.files.atomic import write_whole
from conflict_claims.files.layout import Layout, is_article_id
from conflict_claims.release.refusal import Refused
from conflict_claims_schemas.withdrawals import WITHDRAWN_FILE


def withdraw(layout: Layout, article_id: str, reason: str, date: datetime.date) -> list[str]:
    """Enter `article_id` in corpus/withdrawn.yaml and remove its files; what was stopped is finished by a second run.

    Args:
        layout: where things stand.
        article_id: of an article of the corpus, or of one that was withdrawn before.
        reason: a label of WITHDRAWAL_REASON.
        date: day of the takedown; that of an earlier entry stays.

    Returns:
        The names of the files that were removed.

    Raises:
        Refused: there is no such article, or corpus/withdrawn.yaml cannot be read.
    """
    if not is_article_id(article_id):
        raise Refused(f"expected the id of an article, like balochistan-0001, found {article_id!r}")
    entries, problems = read_withdrawals(layout)
    if problems:
        place = f"{problems[0].file}:{problems[0].line}"
        raise Refused(f"{place}: expected {problems[0].expected}, found {problems[0].found}")
    known: list[dict[str, Any]] = [entry.values for entry in entries]
    files = list(files_of(layout, article_id))
    if all(entry["id"] != article_id for entry in known):
        if not files:
            raise Refused(f"{article_id}: expected an article of the corpus, found no file of that id")
        # The tombstone first: the id must not come free, whatever stops the rest.
        entered = [*known, {"id": article_id, "reason": reason, "date": date}]
        write_whole(layout.registry(WITHDRAWN_FILE), render_withdrawals(entered))
    for path in files:
        path.unlink()
    return [layout.name(path) for path in files]


def files_of(layout: Layout, article_id: str) -> Iterator[Path]:
    """What stands in the corpus under the id of an article: the article, its raw files, every pass over it."""
    folders = [layout.articles, layout.raw, *(layout.annotations / name for name in layout.annotators())]
    for folder in folders:
        if folder.is_dir() and not folder.is_symlink():
            named = (path for path in folder.iterdir() if path.name.partition(".")[0] == article_id)
            yield from sorted(path for path in named if path.is_file() or path.is_symlink())


def mentions(layout: Layout, article_id: str) -> bool:
    """Whether a waiver still speaks of the article."""
    return layout.waivers.is_file() and f'"{article_id}"' in layout.waivers.read_text("utf-8", "replace")
