"""What the check found, as pages show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from conflict_claims.browse.reading import Entry
from conflict_claims.browse.spans import SpanView
from conflict_claims.render.report import severity
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.rules import RULES

PROBLEM = "problem"
"""The layer that problems are drawn in."""


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A problem with its rule; `severity` is `error`, `warning` or `waived`, `span` the anchor of its span, if any."""

    anchor: str
    rule: str
    title: str
    severity: str
    where: str
    start: int | None
    end: int | None
    expected: str
    found: str
    why: str
    fix: str
    reason: str
    annotator: str
    span: str = ""
    span_id: str = ""


def problem_views(
    entries: Iterable[Entry], spans: Mapping[str, Sequence[SpanView]], with_words: bool
) -> list[ProblemView]:
    """The problems in reading order.

    Args:
        entries: problems, each with its waiver, if any.
        spans: those of each pass that is shown, by annotator.
        with_words: whether words of the article may be shown.
    """
    anchors = {name: {view.id: view.anchor for view in reversed(views)} for name, views in spans.items()}
    return [_view(number, entry, anchors, with_words) for number, entry in enumerate(entries, start=1)]


def _view(number: int, entry: Entry, anchors: Mapping[str, Mapping[str, str]], with_words: bool) -> ProblemView:
    problem, waived = entry
    rule = RULES[problem.rule]
    annotator = annotator_of(problem)
    span = problem.span.rpartition(".")[2]
    return ProblemView(
        anchor=f"problem-{number}",
        rule=rule.id,
        title=rule.title,
        severity="waived" if waived else severity(problem),
        where=f"{problem.file}:{problem.line}" if problem.line else problem.file,
        start=problem.start,
        end=problem.end,
        expected=problem.expected if with_words else "",
        found=problem.found if with_words else "",
        why=rule.why,
        fix=(problem.fix if with_words else "") or rule.fix,
        reason=waived.reason if waived and with_words else "",
        annotator=annotator,
        span=anchors.get(annotator, {}).get(span, ""),
        span_id=span,
    )


def annotator_of(problem: Problem) -> str:
    """The annotator in whose file the problem is, "" where it is in none."""
    parts = PurePosixPath(problem.file).parts
    return parts[1] if len(parts) == 3 and parts[0] == "annotations" else ""


def tally(views: Iterable[ProblemView]) -> dict[str, int]:
    """How many errors, warnings and waived problems there are."""
    counts = {"error": 0, "warning": 0, "waived": 0}
    for view in views:
        counts[view.severity] += 1
    return counts
