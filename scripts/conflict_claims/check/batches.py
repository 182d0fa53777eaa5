"""Reading articles and their passes batch by batch, so that few of their Python objects live at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

import pyarrow as pa

from conflict_claims.annotations import Pass
from conflict_claims.articles import Article
from conflict_claims.check.context import Context, Findings, SkipCounts, Tick
from conflict_claims.check.known import facts_of
from conflict_claims.check.pool import cores, in_order
from conflict_claims.check.selection import annotators, is_article_file
from conflict_claims.check.taking import Taken, exists, take_article, take_pass
from conflict_claims.files.layout import GOLD, Layout
from conflict_claims.matching.near_duplicates import packed_signature
from conflict_claims.tables.bundle import bundle

ARTICLES = 500
"""Articles read at a time."""

MANY = 4 * ARTICLES
"""From so many articles on, other processes read them: starting one takes a second."""

GROUP = 10
"""Batches whose rows are checked together: enough for whole columns to pay, few enough to bound memory."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some articles and every annotator's pass over them.

    `bundles` by annotator (gold has a row for every article); `lines` the lines of the front matter's keys;
    `unread` the file and local id of records that could not be used; `digests` the SHA-256 of the files read, by name.
    """

    bundles: dict[str, pa.Table]
    lines: dict[tuple[str, int], dict[str, int]]
    unread: list[tuple[str, str]]
    findings: Findings
    digests: dict[str, bytes]


def chosen_ids(context: Context) -> list[str]:
    """The ids of the articles that have a chosen file: their own, or a pass over them."""
    layout, wants = context.layout, context.selection.wants
    if context.selection.compared:
        return sorted(name for name in context.selection.articles if _has_files(layout, name))
    files = [path for path in layout.article_files() if is_article_file(path, ".md")]
    for annotator in annotators(layout):
        files += [path for path in layout.annotation_files(annotator) if is_article_file(path, ".jsonl")]
    return sorted({path.stem for path in files if wants(layout.name(path))})


def _has_files(layout: Layout, article_id: str) -> bool:
    passes = (layout.annotation(annotator, article_id) for annotator in annotators(layout))
    return any(exists(path) for path in (layout.article(article_id), *passes))


def read_groups(context: Context, ids: Sequence[str], tick: Tick) -> Iterator[Batch]:
    """The articles of `ids` with their passes, in groups whose rows are checked together."""
    batches = _read_all(context, ids, tick)
    while group := list(islice(batches, GROUP)):
        yield _merged(group)


def _read_all(context: Context, ids: Sequence[str], tick: Tick) -> Iterator[Batch]:
    parts = [ids[first : first + ARTICLES] for first in range(0, len(ids), ARTICLES)]
    # The other processes read files, and need no registries for it.
    step = partial(read_batch, replace(context, entries={}, registries={}))
    workers = min(cores(), len(parts))
    several = len(ids) >= MANY and workers > 1
    for part, batch in zip(parts, in_order(step, parts, workers) if several else map(step, parts), strict=True):
        tick(len(part))
        yield batch


def read_batch(context: Context, ids: Sequence[str]) -> Batch:
    """The articles of `ids` with their passes; one at which the tool breaks is named and left out."""
    try:
        return _read_batch(context, ids)
    except Exception as error:
        if len(ids) > 1:
            half = len(ids) // 2
            return _merged([read_batch(context, ids[:half]), read_batch(context, ids[half:])])
        file = context.layout.name(context.layout.article(ids[0]))
        return Batch({}, {}, [], Findings([context.guard.fault(error, file, ids[0])]), {})


def _read_batch(context: Context, ids: Sequence[str]) -> Batch:
    found = {article_id: take_article(context, article_id) for article_id in ids}
    taken = {article_id: one for article_id, one in found.items() if one is not None}
    articles = {article_id: one.usable for article_id, one in taken.items() if one.usable is not None}
    marked = {name: _take_passes(context, name, found) for name in annotators(context.layout)}
    usable = {name: _usable(passes) for name, passes in marked.items()}
    bundles = {name: _bundle(name, articles, passes) for name, passes in usable.items() if passes or name == GOLD}
    bundles.setdefault(GOLD, _bundle(GOLD, articles, {}))
    read = [pass_ for passes in usable.values() for pass_ in passes.values()]
    all_passes = [one for passes in marked.values() for one in passes.values()]
    everything: list[Taken[Article] | Taken[Pass]] = [*taken.values(), *all_passes]
    problems = [problem for one in everything for problem in one.problems]
    skipped = _skipped(taken.values(), "articles") + _skipped(all_passes, "annotation files")
    facts = {name: facts_of(article, _first(name, usable)) for name, article in articles.items()}
    compared = articles.items() if context.compares() else ()
    signatures = {name: packed_signature(article.text) for name, article in compared}
    return Batch(
        bundles,
        {(article.file, 0): article.lines for article in articles.values()},
        [(pass_.file, local) for pass_ in read for local in sorted(pass_.unread)],
        Findings(problems, skipped, facts, signatures),
        {name: digest for one in everything for name, digest in one.digests.items()},
    )


def _take_passes(
    context: Context, annotator: str, articles: Mapping[str, Taken[Article] | None]
) -> dict[str, Taken[Pass]]:
    """The chosen passes of an annotator, by article."""
    paths = {article_id: context.layout.annotation(annotator, article_id) for article_id in articles}
    return {
        article_id: take_pass(context, path, articles[article_id])
        for article_id, path in paths.items()
        if context.selection.wants(context.layout.name(path)) and exists(path)
    }


def _usable(passes: Mapping[str, Taken[Pass]]) -> dict[str, Pass]:
    return {article_id: one.usable for article_id, one in passes.items() if one.usable is not None}


def _bundle(annotator: str, articles: Mapping[str, Article], passes: Mapping[str, Pass]) -> pa.Table:
    rows = articles if annotator == GOLD else passes
    return bundle((articles[article_id] for article_id in rows), passes)


def _skipped(taken: Iterable[Taken[Article] | Taken[Pass]], what: str) -> SkipCounts:
    counts: SkipCounts = Counter()
    for one in taken:
        if one.obstacle:
            counts["L2", what, one.obstacle] += 1
        elif one.lost:
            counts["L2", "records", "their lines cannot be read"] += one.lost
    return counts


def _first(article_id: str, usable: Mapping[str, Mapping[str, Pass]]) -> Pass | None:
    """The pass that says what an article reports: gold's, else that of the first annotator."""
    return next((passes[article_id] for passes in usable.values() if article_id in passes), None)


def _merged(batches: Sequence[Batch]) -> Batch:
    """Several batches as one, without copying their texts."""
    parts: dict[str, list[pa.Table]] = {}
    findings = Findings()
    for batch in batches:
        findings.add(batch.findings)
        for annotator, table in batch.bundles.items():
            parts.setdefault(annotator, []).append(table)
    return Batch(
        {annotator: pa.concat_tables(tables) for annotator, tables in parts.items()},
        {file: keys for batch in batches for file, keys in batch.lines.items()},
        [pair for batch in batches for pair in batch.unread],
        findings,
        {name: digest for batch in batches for name, digest in batch.digests.items()},
    )
