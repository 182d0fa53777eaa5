"""A step of the check that breaks is a problem of its own (INT001), and the run goes on."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from conflict_claims_schemas.problems import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Guard:
    """Runs steps; `tracebacks` says whether a broken one also prints where it broke, on standard error."""

    tracebacks: bool = False

    def run(self, step: Callable[[], T], file: str, article: str = "") -> tuple[T | None, list[Problem]]:
        """What `step` returns and no problem, or None and INT001 with `file` and `article` named."""
        try:
            return step(), []
        except Exception as error:
            return None, [self.fault(error, file, article)]

    def problems(self, step: Callable[[], list[Problem]], file: str, article: str = "") -> list[Problem]:
        """The problems that `step` finds, or INT001."""
        found, faults = self.run(step, file, article)
        return faults if found is None else found

    def fault(self, error: Exception, file: str, article: str = "") -> Problem:
        """INT001 for `error`."""
        if self.tracebacks:
            traceback.print_exception(error, file=sys.stderr)
        found = f"{type(error).__name__}: {error}".split("\n", 1)[0]
        return Problem("INT001", file, article=article, expected="a check that runs to its end", found=found)
