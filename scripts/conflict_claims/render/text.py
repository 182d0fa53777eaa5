"""Problems as text for people: place, rule, article and span, expected and found, why, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from conflict_claims.render.escape import file_name, quoted, shortened, visible
from conflict_claims.render.places import Places
from conflict_claims.render.report import Report, Waived, severity
from conflict_claims.render.summary import skipped_line, summary
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.rules import RULES

SURFACE, WORDS = 80, 200
"""Longest surface, and longest `expected`, `found` or `fix`, in characters."""

Paint = Callable[[str, str], str]
"""From a text and a style's name to the text as it is printed."""


def plain(text: str, style: str) -> str:
    """No colours: pipes, files, and terminals that want none."""
    return text


def text_report(report: Report, places: Places, limit: int | None = None, paint: Paint = plain) -> Iterator[str]:
    """The lines of a whole report, counts last."""
    entries = report.entries()[:limit]
    for line in report.scope:
        yield paint(visible(line), "dim")
    for problem, waived in entries:
        yield from problem_lines(problem, places.get(problem, 0), waived, paint)
    for skipped in report.skipped:
        yield paint(visible(skipped_line(skipped)), "dim")
    yield paint(summary(report, len(entries)), "bold")


def problem_lines(problem: Problem, column: int, waived: Waived | None = None, paint: Paint = plain) -> Iterator[str]:
    """One problem, as DESIGN section 7 shows it."""
    rule = RULES[problem.rule]
    kind = "waived" if waived else severity(problem)
    name = paint(f"{rule.id} {rule.slug}", "bold")
    yield f"{place(problem, column)}  {paint(kind, kind)}  {name}  [{rule.level}]"
    yield from (f"  {line}" for line in (_subject(problem), _values(problem)) if line)
    if waived:
        yield f"  waived until {waived.expires.isoformat()}: {_words(waived.reason)}"
        return
    yield f"  why  {visible(rule.why)}"
    yield f"  fix  {_words(problem.fix or rule.fix)}     (more: conflict-claims explain {rule.id})"


def place(problem: Problem, column: int) -> str:
    """`file:line:column`, or the file alone where no line is known."""
    name = file_name(problem.file) or "."
    return f"{name}:{problem.line}:{column or 1}" if problem.line else name


def _subject(problem: Problem) -> str:
    parts = []
    if problem.article:
        parts.append(f"article {_words(problem.article)}")
    if problem.span:
        parts.append(f"span {_words(problem.span)}")
    if problem.start is not None and problem.end is not None:
        parts.append(f"chars {problem.start}-{problem.end}")
    if problem.surface:
        parts.append(quoted(problem.surface, SURFACE))
    return "  ".join(parts)


def _values(problem: Problem) -> str:
    values = (("expected", problem.expected), ("found", problem.found))
    return "   ".join(f"{name} {_words(value)}" for name, value in values if value)


def _words(text: str) -> str:
    return visible(shortened(text, WORDS))
