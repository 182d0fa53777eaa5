"""A corpus read once, and checked on the way."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl
import pyarrow as pa

from conflict_claims.articles import Settings
from conflict_claims.articles.typed import Entry
from conflict_claims.articles.withdrawals import read_withdrawals
from conflict_claims.check.batches import Batch
from conflict_claims.check.context import Tick, read_context
from conflict_claims.check.engine import check_within
from conflict_claims.check.guard import Guard
from conflict_claims.check.selection import Selection
from conflict_claims.files.layout import GOLD, Layout
from conflict_claims.render.report import Report
from conflict_claims.tables.bundle import bundle


@dataclass(frozen=True, slots=True)
class Marked:
    """A corpus without errors.

    `bundles` are its rows of the schema BUNDLE by annotator, of which gold has one for every article; `registries` the
    frames of its registries; `withdrawn` the entries of corpus/withdrawn.yaml; `digests` the SHA-256 of the articles,
    raw files and passes as they were read, by name.
    """

    layout: Layout
    settings: Settings
    bundles: Mapping[str, pa.Table]
    registries: Mapping[str, pl.DataFrame]
    withdrawn: Sequence[Entry]
    digests: Mapping[str, bytes]


def read_marked(
    layout: Layout,
    level: str,
    today: datetime.date | None = None,
    start: Callable[[int], Tick] = lambda total: lambda read: None,
) -> tuple[Report, Marked | None]:
    """Check the corpus up to `level`.

    Args:
        layout: where things stand.
        level: the highest level of rules to run, L2 to L5.
        today: the day that waivers are held against; default: this one.
        start: called with the number of articles to read; gives what is called as they are read.

    Returns:
        What the check found, and the corpus; None where it found an error.
    """
    parts: dict[str, list[pa.Table]] = {GOLD: [bundle([], {})]}
    digests: dict[str, bytes] = {}

    def take(group: Batch) -> None:
        digests.update(group.digests)
        for annotator, table in group.bundles.items():
            parts.setdefault(annotator, []).append(table)

    context, problems = read_context(layout, Selection(), level, Guard())
    report = check_within(context, problems, today, start, take=take)
    pa.default_memory_pool().release_unused()  # what the check needed beside the rows
    if report.exit_code() or context.settings is None:
        return report, None
    bundles = {annotator: pa.concat_tables(tables) for annotator, tables in parts.items()}
    return report, Marked(layout, context.settings, bundles, context.registries, read_withdrawals(layout)[0], digests)
