"""Corpora in which two or more annotators marked the same invented articles."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from conflict_claims.agreement.agreement import Agreement, agreement
from conflict_claims.agreement.collecting import collect
from conflict_claims.files.layout import Layout
from conflict_claims.matching.marks import Span
from conflict_claims.stats.intervals import Figure
from conflict_claims_schemas.vocabulary import LAYER
from tests.corpora import TEXT, add_article, add_pass, empty_corpus, records

Records = list[dict[str, Any]]
FIRST, SECOND = "pass-a", "pass-b"


def same(marked: Records) -> None:
    """Change nothing."""


def corpus(root: Path, changes: Sequence[Callable[[Records], None]] = (same,)) -> Layout:
    """One article for each change: `pass-a` has the usual records, `pass-b` a changed copy of them."""
    layout = empty_corpus(root)
    for number, change in enumerate(changes, 1):
        article_id = f"harl-{number:04}"
        add_article(layout, article_id, TEXT)
        changed = copy.deepcopy(records())
        change(changed)
        mark(layout, article_id, {FIRST: records(), SECOND: changed})
    return layout


def mark(layout: Layout, article_id: str, passes: Mapping[str, Records], text: str = TEXT, **fields: Any) -> None:
    for annotator, marked in passes.items():
        add_pass(layout, article_id, text, marked, annotator=annotator, **fields)


def measured(layout: Layout, *annotators: str, layers: Sequence[str] = LAYER.names, number: int = 0) -> Agreement:
    return agreement(collect(layout, annotators or (FIRST, SECOND)), layers, number)


def figure(result: Agreement, layer: str, name: str, pair: int = 0) -> Figure:
    return next(entry.figure for entry in result.pairs[pair].entries if (entry.layer, entry.name) == (layer, name))


def record(marked: Records, local: str) -> dict[str, Any]:
    return next(item for item in marked if item["id"] == local)


def spans(*places: tuple[int, int] | tuple[int, int, str], prefix: str = "x") -> tuple[Span, ...]:
    """Spans by start, end and label."""
    found = []
    for number, (start, end, *label) in enumerate(places, 1):
        found.append(Span(f"{prefix}{number}", "actor", start, end, label[0] if label else "", {}))
    return tuple(found)
