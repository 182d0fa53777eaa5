"""Problems as GitHub workflow commands, which show them beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from conflict_claims.render.escape import command_data, command_property, visible
from conflict_claims.render.places import Places
from conflict_claims.render.report import Report, Waived, severity
from conflict_claims.render.summary import skipped_line, summary
from conflict_claims.render.text import problem_lines
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.rules import RULES


def github_report(report: Report, places: Places, limit: int | None = None) -> Iterator[str]:
    """One command a problem, then the lines of what was skipped and of the counts."""
    entries = report.entries()[:limit]
    for problem, waived in entries:
        yield command(problem, places.get(problem, 0), waived)
    for skipped in report.skipped:
        yield visible(skipped_line(skipped))
    yield summary(report, len(entries))


def command(problem: Problem, column: int, waived: Waived | None = None) -> str:
    """`::error file=…,line=…,col=…,title=…::message`, with everything escaped as the runner reads it."""
    rule = RULES[problem.rule]
    kind = "notice" if waived else severity(problem)
    properties = {"file": visible(problem.file), "title": f"{rule.id} {rule.slug}"}
    if problem.line:
        properties |= {"line": str(problem.line), "col": str(column or 1)}
    shown = ",".join(f"{key}={command_property(properties[key])}" for key in ("file", "line", "col", "title")
                     if key in properties)  # fmt: skip
    message = "\n".join(line.strip() for line in list(problem_lines(problem, column, waived))[1:])
    return f"::{kind} {shown}::{command_data(message)}"
