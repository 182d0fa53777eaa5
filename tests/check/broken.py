"""A clean corpus, ways to break it in one place, and what `check` then says."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from conflict_claims.check.engine import check
from conflict_claims.check.selection import select
from conflict_claims.files.layout import Layout
from conflict_claims.render.formats import read_out
from conflict_claims.render.report import Report
from conflict_claims_schemas.problems import Problem
from tests.corpora import TEXT, add_article, add_pass, harl_corpus, records

DAY = datetime.date(2031, 6, 1)
ARTICLE, PASS = "corpus/articles/harl-0001.md", "annotations/gold/harl-0001.jsonl"


def clean(root: Path, **fields: Any) -> Layout:
    """One article, one gold pass, nothing wrong."""
    layout = harl_corpus(root, **fields)
    for name in ("actors.yaml", "incidents.yaml"):
        edit(layout.registry(name), "country: VEL", "country: XVE", needed=False)
    return layout


def edit(path: Path, old: str, new: str, needed: bool = True) -> None:
    """Replace `old` by `new`, byte for byte."""
    content = path.read_bytes().decode("utf-8")
    assert old in content or not needed, f"{old!r} is not in {path}"
    path.write_bytes(content.replace(old, new).encode("utf-8"))


def marked(layout: Layout, changes: dict[str, dict[str, Any]], text: str = TEXT, **header: Any) -> Path:
    """The gold pass anew, with some fields of some records changed; None takes a field out."""
    changed = [record | changes.get(record["id"], {}) for record in records(text)]
    return add_pass(layout, "harl-0001", text, changed, **header)


def found(layout: Layout, *paths: str, level: str = "L4") -> Report:
    """What `check` says of a corpus."""
    return check(layout, select(layout, paths), level, DAY)


def rules(layout: Layout, *paths: str, level: str = "L4") -> list[str]:
    """The rules that a corpus breaks, in reading order."""
    return [problem.rule for problem in found(layout, *paths, level=level).problems]


def only(layout: Layout, rule: str) -> Problem:
    """The one problem of a corpus, which must be of `rule`."""
    problems = found(layout).problems
    assert [problem.rule for problem in problems] == [rule]
    return problems[0]


def told(layout: Layout) -> str:
    """The report as text."""
    return "\n".join(read_out(found(layout), layout.root))


__all__ = [
    "ARTICLE", "DAY", "PASS", "TEXT", "add_article", "add_pass", "clean", "edit", "found", "marked", "only",
    "records", "rules", "told",
]  # fmt: skip
