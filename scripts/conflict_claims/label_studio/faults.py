"""What is wrong with work that comes from Label Studio: where it stands there, by which rule, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.rules import RULES


@dataclass(frozen=True, slots=True)
class Fault:
    """One breach of one of the LST rules.

    `task`, `annotation` and `region` are Label Studio's own ids, empty where there is none; `start` and `end` are
    offsets into the article, where they are known. An empty `fix` means the rule's own.
    """

    rule: str
    task: str = ""
    annotation: str = ""
    region: str = ""
    article: str = ""
    expected: str = ""
    found: str = ""
    fix: str = ""
    start: int | None = None
    end: int | None = None
    surface: str = ""

    @property
    def is_error(self) -> bool:
        """Whether something was left out; a warning only tells what was done."""
        return RULES[self.rule].severity == "error"

    def problem(self, file: str) -> Problem:
        """The fault as `check` would tell it; `file` is what was read, a file's or a project's name."""
        if self.task and not (self.annotation or self.region):  # a task is no span
            found = f"in task {self.task}: {self.found}"
            return Problem(self.rule, file, article=self.article, expected=self.expected, found=found, fix=self.fix)
        place = ", ".join(
            f"{name} {value}"
            for name, value in (("task", self.task), ("annotation", self.annotation), ("region", self.region))
            if value
        )
        return Problem(
            self.rule, file, field=place, article=self.article, span=place, start=self.start, end=self.end,
            surface=self.surface, expected=self.expected, found=self.found, fix=self.fix,
        )  # fmt: skip
