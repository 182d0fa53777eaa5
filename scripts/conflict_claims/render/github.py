"""Problems as GitHub workflow commands, which show them beside the lines of a pull request.

GitHub keeps ten errors, ten warnings and ten notices of a step and drops the rest without a word. So there is one
command a file and rule, errors come first, and a line says how many there are beyond; the whole table is in Markdown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from conflict_claims.render.escape import command_data, command_property, visible
from conflict_claims.render.places import Places
from conflict_claims.render.report import Report, Waived, severity
from conflict_claims.render.summary import skipped_line, summary
from conflict_claims.render.text import problem_lines
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.rules import RULES

KEPT = 10
"""Annotations of a kind that GitHub keeps of a step."""

KINDS = ("error", "warning", "notice")
Entry = tuple[Problem, Waived | None]


def github_report(report: Report, places: Places, limit: int | None = None, folder: str = "") -> Iterator[str]:
    """One command a file and rule, then the lines of what was skipped and of the counts.

    Args:
        report: what was found.
        places: the columns of problems.
        limit: how many problems to tell.
        folder: where the corpus lies in its repository, as `data/`; GitHub knows files by their place in that.
    """
    entries = report.entries()[:limit]
    groups = _groups(entries)
    for group in groups:
        yield command(group, places, folder)
    yield from (visible(line) for line in report.scope)
    for skipped in report.skipped:
        yield visible(skipped_line(skipped))
    yield from _beyond(groups)
    yield summary(report, len(entries))


def _groups(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The entries of each file, rule and kind, errors first."""
    found: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        found[_kind(entry), entry[0].file, entry[0].rule].append(entry)
    return sorted(found.values(), key=lambda group: KINDS.index(_kind(group[0])))


def _kind(entry: Entry) -> str:
    problem, waived = entry
    return "notice" if waived else severity(problem)


def _beyond(groups: Sequence[Sequence[Entry]]) -> Iterator[str]:
    for kind, number in Counter(_kind(group[0]) for group in groups).items():
        if number > KEPT:
            yield f"{number:,} annotations of kind {kind}, of which GitHub shows {KEPT}: the summary of the run has all"


def command(group: Sequence[Entry], places: Places, folder: str = "") -> str:
    """`::error file=…,line=…,col=…,title=…::message`, with everything escaped as the runner reads it.

    Args:
        group: problems of one file, rule and kind; the first gives place and message, the others their lines.
        places: the columns of problems.
        folder: where the corpus lies in its repository.
    """
    problem, waived = group[0]
    rule, column = RULES[problem.rule], places.get(problem, 0)
    properties = {"file": visible(f"{folder}{problem.file}")}
    if problem.line:
        properties |= {"line": str(problem.line), "col": str(column or 1)}
    properties |= {"title": f"{rule.id} {rule.slug}" + (f" x{len(group):,}" if len(group) > 1 else "")}
    shown = ",".join(f"{key}={command_property(value)}" for key, value in properties.items())
    lines = [line.strip() for line in list(problem_lines(problem, column, waived))[1:]]
    message = "\n".join((*lines, *_others(group[1:])))
    return f"::{_kind(group[0])} {shown}::{command_data(message)}"


def _others(group: Sequence[Entry]) -> Iterator[str]:
    if group:
        lines = ", ".join(str(problem.line) for problem, _ in group if problem.line)
        yield f"and {len(group):,} more in this file" + (f", in lines {lines}" if lines else "")
