"""What a shard's manifest says of lines that gave no row, and of keys that no column holds."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from conflict_claims.tables.arrays import Integers
from conflict_claims_schemas.problems import Problem

LISTED = 1_000
"""Problems that a shard lists in full; of more it tells how many there were of each rule."""


@dataclass(slots=True)
class Findings:
    """What was found while a shard was made; `lines` of it were read (of Parquet: rows).

    `problems` are the first LISTED, `counts` those of each rule, listed or not. `unknown` counts keys of which
    nothing was carried, `foreign` articles in a language that suggestions are not made for. `runs` say on which lines
    the rows stand: first row (from 0) and first line of each run.
    """

    lines: int = 0
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    foreign: int = 0
    runs: list[tuple[int, int]] = field(default_factory=list)
    rows: int = 0

    def add(self, problems: Iterable[Problem], unknown: Mapping[str, int] | None = None) -> None:
        """Add what some lines gave."""
        for problem in problems:
            self.counts[problem.rule] += 1
            if len(self.problems) < LISTED:
                self.problems.append(problem)
        self.unknown.update(unknown or {})

    def not_carried(self, key: str, count: int) -> None:
        """Count a key that no field has."""
        if count:
            self.unknown[key] += count

    def place(self, numbers: Integers) -> None:
        """Note the lines of the next rows."""
        before = self.runs[-1][1] - self.runs[-1][0] if self.runs else 0  # no line has this distance: they count from 1
        ahead = numbers - np.arange(self.rows, self.rows + len(numbers))
        starts = np.flatnonzero(np.diff(ahead, prepend=before))
        self.runs += [(self.rows + at, int(numbers[at])) for at in starts.tolist()]
        self.rows += len(numbers)


def line_of(row: int, runs: Sequence[tuple[int, int]]) -> int:
    """The line that a row stands on."""
    first_row, first_line = runs[bisect_right(runs, row, key=lambda run: run[0]) - 1]
    return first_line + row - first_row
