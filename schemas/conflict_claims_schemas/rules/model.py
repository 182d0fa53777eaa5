"""What a rule is. The families stand in the modules beside this one; `RULES` in the package gathers them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["L1", "L2", "L3", "L4", "L5"]
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that `check` looks at; its `id` is permanent and never given to another.

    `guards` names what it protects: `casualty.min` (a field of a record), `front_matter.url`, `header.article`,
    `actor_registry.parent`, `corpus.name`, `casualties.standing` (a derived column), or `files`. `bad` and `good`
    are short examples for its page; the whole fixtures stand in `tests/fixtures/rules/<id>`.
    """

    id: str
    slug: str
    level: Level
    severity: Severity
    title: str
    why: str
    fix: str
    bad: str
    good: str
    guards: tuple[str, ...]
    since: str = "0.1.0"
    waivable: bool = False
