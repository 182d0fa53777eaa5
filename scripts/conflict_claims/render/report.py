"""The outcome of a check: what was found, what was waived, and what could not be looked at."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.rules import RULES

TOOL_FAULTS = frozenset({"INT001"})


@dataclass(frozen=True, slots=True)
class Waived:
    """A problem that an entry of annotations/waivers.toml excuses."""

    problem: Problem
    reason: str
    expires: datetime.date


@dataclass(frozen=True, slots=True)
class Skipped:
    """What a level did not look at: `what` in the plural, how many (0: not counted), and why."""

    level: str
    what: str
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one run found, in reading order; `articles` counts the articles looked at, `scope` says which and why."""

    problems: tuple[Problem, ...] = ()
    waived: tuple[Waived, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    articles: int = 0
    scope: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that fail a run."""
        return tuple(problem for problem in self.problems if severity(problem) == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that fail a strict run only."""
        return tuple(problem for problem in self.problems if severity(problem) == "warning")

    @property
    def counts(self) -> dict[str, int]:
        """Problems that were not waived, by rule id."""
        return dict(sorted(Counter(problem.rule for problem in self.problems).items()))

    @property
    def tool_failed(self) -> bool:
        """Whether a step of the check itself broke."""
        return any(problem.rule in TOOL_FAULTS for problem in self.problems)

    def exit_code(self, strict: bool = False) -> int:
        """0 fine, 1 problems, 3 the tool itself failed; warnings count where `strict`."""
        if self.tool_failed:
            return 3
        return 1 if self.errors or (strict and self.warnings) else 0

    def only(self, rules: Collection[str]) -> Report:
        """The report on some rules alone; what kept them from being looked at stays: L1, faults of the tool."""
        kept = tuple(one for one in self.problems if one.rule in rules or _hides_others(one))
        return replace(self, problems=kept, waived=tuple(one for one in self.waived if one.problem.rule in rules))

    def entries(self) -> list[tuple[Problem, Waived | None]]:
        """Problems and waived problems together, in reading order."""
        both: list[tuple[Problem, Waived | None]] = [(problem, None) for problem in self.problems]
        both += [(waived.problem, waived) for waived in self.waived]
        return sorted(both, key=lambda entry: order(entry[0]))


def _hides_others(problem: Problem) -> bool:
    return problem.rule in TOOL_FAULTS or RULES[problem.rule].level == "L1"


def severity(problem: Problem) -> str:
    """`error` or `warning`, as the rule has it."""
    return RULES[problem.rule].severity


def order(problem: Problem) -> tuple[int, str, int, int, str, str, str]:
    """The reading order: corpus, gold, other passes; then by file, line, offset and rule."""
    file = problem.file
    room = 2 if file.startswith("annotations/") else 0
    room -= file.startswith("annotations/gold/")
    start = -1 if problem.start is None else problem.start
    return (room, file, problem.line, start, problem.rule, problem.field, problem.found)
