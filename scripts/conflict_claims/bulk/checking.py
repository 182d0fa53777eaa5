"""The rules of L2 and L3 on the rows of a shard: the same conditions and the same problems as `check` has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from conflict_claims.articles.typed import Entry
from conflict_claims.bulk.findings import Findings, line_of
from conflict_claims.check.context import Context, read_context
from conflict_claims.check.guard import Guard
from conflict_claims.check.rows import Rows, check_rows
from conflict_claims.check.selection import Selection
from conflict_claims.files.layout import GOLD, Layout
from conflict_claims.tables.arrays import strings
from conflict_claims.tables.registries import registry_frame
from conflict_claims_schemas.columns import TABLE_OF_LAYER
from conflict_claims_schemas.fields import ATTRIBUTES, FRONT_MATTER, REGISTRIES, REGISTRY_FILES
from conflict_claims_schemas.problems import Problem

LEVEL = "L3"
_AGAIN = "\U0010ffff"
"""Stands before the number of its row in the id of an article whose id came before; it is no character (Unicode)."""

_MARK = re.compile(f"{_AGAIN}[0-9]+")
_REQUIRED = frozenset(field.name for field in FRONT_MATTER if field.required)


def shard_problems(batches: Sequence[pa.RecordBatch], findings: Findings, root: Path) -> list[Problem]:
    """What is wrong with the rows of a shard.

    Args:
        batches: rows of the schema BUNDLE.
        findings: know on which lines the rows stand.
        root: of the corpus whose registries ids are looked up in; without registries none is called unknown.
    """
    bundle = _told_apart(pa.Table.from_batches(batches))
    context = _context(root)
    absent = {table: _as_used(bundle, table) for table in REGISTRIES if not _has(root, table)}
    rows = Rows(annotator=GOLD, bundle=bundle, lines={}, unread=())
    found = check_rows(replace(context, registries={**context.registries, **absent}), rows).problems
    return [_under_own_id(problem) for problem in _placed(found, bundle, findings)]


def _told_apart(bundle: pa.Table) -> pa.Table:
    """The rows, each with an id that no other has: rules look up by it what belongs together."""
    ids = bundle.column("id").to_pylist()
    first: dict[str, int] = {}
    for row, name in enumerate(ids):
        first.setdefault(name, row)
    if len(first) < len(ids):
        apart = strings([name if first[name] == row else f"{name}{_AGAIN}{row}" for row, name in enumerate(ids)])
        for key in ("id", "marked_article"):
            bundle = bundle.set_column(bundle.schema.get_field_index(key), bundle.schema.field(key), apart)
    return bundle


def _under_own_id(problem: Problem) -> Problem:
    if _AGAIN not in problem.article:
        return problem
    told: dict[str, Any] = {
        name: _MARK.sub("", value) for name, value in asdict(problem).items() if isinstance(value, str)
    }
    return replace(problem, **told)


def _has(root: Path, table: str) -> bool:
    return Layout(root).registry(REGISTRY_FILES[table]).is_file()


def _as_used(bundle: pa.Table, table: str) -> pl.DataFrame:
    """In place of a registry that is not there: an entry for each id that the records name."""
    used: set[str] = set()
    for layer, fields in ATTRIBUTES.items():
        records = bundle.column(TABLE_OF_LAYER[layer]).combine_chunks().flatten()
        for field in fields:
            if table in field.refers:
                used.update(records.field(field.name).unique().drop_null().to_pylist())
    empty = dict.fromkeys(field.name for field in REGISTRIES[table])
    entries = (Entry({**empty, "id": name, "name": name}, {}, 1) for name in sorted(used))
    return registry_frame(entries, table, "")


def _placed(found: Sequence[Problem], bundle: pa.Table, findings: Findings) -> Iterator[Problem]:
    """The problems, those of articles at the line of their article."""
    unplaced = {problem.article for problem in found if not problem.line}
    ids = bundle.column("id").to_pylist() if unplaced else []
    lines = {name: line_of(row, findings.runs) for row, name in enumerate(ids) if name in unplaced}
    for problem in found:
        placed = problem if problem.line else replace(problem, line=lines.get(problem.article, 0))
        yield replace(placed, rule="DOC010") if _is_missing(placed) else placed


def _is_missing(problem: Problem) -> bool:
    """Whether it is a field of an article that is not there, which in a corpus file would be seen before."""
    return problem.rule == "INT002" and not problem.span and problem.field in _REQUIRED


@cache
def _context(root: Path) -> Context:
    context, _ = read_context(Layout(root), Selection(), LEVEL, Guard())
    return context
