"""What every article of a run is held against, and what a part of a run gives back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from conflict_claims.articles import Settings, read_registry, read_settings
from conflict_claims.articles.typed import Entry
from conflict_claims.check.guard import Guard
from conflict_claims.check.selection import Selection
from conflict_claims.check.splits import Facts
from conflict_claims.files.layout import Layout
from conflict_claims.render.report import Skipped
from conflict_claims_schemas.fields import REGISTRIES, REGISTRY_FILES
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.rules import RULES

if TYPE_CHECKING:  # the processes that read files do without polars
    import polars as pl

LEVELS = ("L1", "L2", "L3", "L4", "L5")
SkipCounts = Counter[tuple[str, str, str]]
"""How many rows were left out, by level, what they are, and why."""

Tick = Callable[[int], None]
"""Called with the number of files that were just read, for a progress bar."""


@dataclass(frozen=True, slots=True)
class Context:
    """The corpus around the articles, and how far the run goes.

    `level` is the highest asked for; `incomplete` names the registries with entries that could not be read,
    of which no id can be called unknown; `plain` asks for row conditions without Pandera, which takes
    longer to import than a few articles to check.
    """

    layout: Layout
    settings: Settings | None
    entries: Mapping[str, list[Entry]]
    registries: Mapping[str, pl.DataFrame]
    incomplete: frozenset[str]
    selection: Selection
    level: str
    guard: Guard
    plain: bool = False

    def reaches(self, level: str) -> bool:
        """Whether the run goes as far as `level`."""
        return level <= self.level

    def compares(self) -> bool:
        """Whether the run compares articles with all others."""
        return self.reaches("L4") and (self.selection.everything or self.selection.compared)

    def file_of(self, table: str) -> str:
        """The name of a registry's file."""
        return self.layout.name(self.layout.registry(REGISTRY_FILES[table]))


@dataclass(frozen=True, slots=True)
class Findings:
    """What a part of a run found, what it left out, and what the rules on all articles need.

    That are facts and packed MinHash signatures, by article id.
    """

    problems: list[Problem] = field(default_factory=list)
    skipped: SkipCounts = field(default_factory=Counter)
    facts: dict[str, Facts] = field(default_factory=dict)
    signatures: dict[str, bytes] = field(default_factory=dict)

    def add(self, other: Findings) -> None:
        """Take in what another part found."""
        self.problems.extend(other.problems)
        self.skipped.update(other.skipped)
        self.facts.update(other.facts)
        self.signatures.update(other.signatures)


def read_context(
    layout: Layout, selection: Selection, level: str, guard: Guard, plain: bool = False
) -> tuple[Context, list[Problem]]:
    """Read settings and registries; and the problems of level L1 in them."""
    from conflict_claims.tables.registries import registry_frame

    read, problems = guard.run(lambda: read_settings(layout), layout.name(layout.settings))
    settings, faults = read or (None, [])
    problems += faults
    entries: dict[str, list[Entry]] = {}
    frames: dict[str, pl.DataFrame] = {}
    incomplete: set[str] = set()
    for table in REGISTRIES:
        file = layout.name(layout.registry(REGISTRY_FILES[table]))
        found, broken = guard.run(lambda table=table: read_registry(layout, table), file)  # type: ignore[misc]
        entries[table], faults = found or ([], [])
        problems += [*broken, *faults]
        if broken or any(fault.rule != "DOC009" for fault in faults):
            incomplete.add(table)
        frames[table] = registry_frame(entries[table], table, file)
    context = Context(layout, settings, entries, frames, frozenset(incomplete), selection, level, guard, plain)
    return context, problems


def is_within(problem: Problem, level: str) -> bool:
    """Whether the rule of `problem` is of `level` or a lower one; faults of the tool always are."""
    return problem.rule.startswith("INT") or RULES[problem.rule].level <= level


def skipped_lines(counts: SkipCounts) -> list[Skipped]:
    """What was left out, by level, in words."""
    return [Skipped(level, what, count, why) for (level, what, why), count in sorted(counts.items())]
