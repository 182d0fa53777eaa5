"""A report as Markdown, for the summary page of a CI run; no text of others can become markup in it."""

from __future__ import annotations

from collections.abc import Iterator

from conflict_claims.render.escape import markdown_code, markdown_prose, shortened
from conflict_claims.render.places import Places
from conflict_claims.render.report import Report, Waived, severity
from conflict_claims.render.summary import skipped_line, summary
from conflict_claims.render.text import SURFACE, WORDS
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.rules import RULES


def markdown_report(report: Report, places: Places, limit: int | None = None) -> Iterator[str]:
    """The counts, a table of rules, a table of problems, and what was skipped."""
    entries = report.entries()[:limit]
    yield "## conflict-claims check"
    yield ""
    yield markdown_prose(summary(report, len(entries)))
    yield from (f"\n{markdown_prose(line)}" for line in report.scope)
    yield from _rules(report)
    if entries:
        yield from (
            "",
            *_head("place", "severity", "rule", "article and span", "words", "expected", "found", "fix"),
        )
        yield from (_problem(problem, places.get(problem, 0), waived) for problem, waived in entries)
    if report.skipped:
        yield ""
        yield from (f"- {markdown_prose(skipped_line(skipped))}" for skipped in report.skipped)


def _rules(report: Report) -> Iterator[str]:
    if not report.counts:
        return
    yield from ("", *_head("rule", "level", "severity", "count", "meaning", "why"))
    for name, count in report.counts.items():
        rule = RULES[name]
        label = f"{rule.id} {rule.slug}"
        yield _row(
            label,
            rule.level,
            rule.severity,
            f"{count:,}",
            markdown_prose(rule.title),
            markdown_prose(rule.why),
        )


def _problem(problem: Problem, column: int, waived: Waived | None) -> str:
    rule = RULES[problem.rule]
    place = f"{problem.file}:{problem.line}:{column or 1}" if problem.line else problem.file
    fix = waived.reason if waived else problem.fix
    return _row(
        markdown_code(place),
        "waived" if waived else severity(problem),
        f"{rule.id} {rule.slug}",
        markdown_code(" ".join(part for part in (problem.article, problem.span) if part)),
        markdown_code(shortened(problem.surface, SURFACE)),
        *(markdown_code(shortened(value, WORDS)) for value in (problem.expected, problem.found)),
        markdown_code(shortened(fix, WORDS)) if fix else markdown_prose(rule.fix),
    )


def _head(*names: str) -> tuple[str, str]:
    return _row(*names), _row(*("---" for _ in names))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
