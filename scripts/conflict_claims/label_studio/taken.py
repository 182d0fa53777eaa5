"""What came of annotations: of those by one annotator over one article, the one that counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from conflict_claims.articles import Article
from conflict_claims.label_studio.faults import Fault
from conflict_claims.label_studio.proposals import Proposal
from conflict_claims.label_studio.quarantine import Quarantined
from conflict_claims.label_studio.receive import Received

if TYPE_CHECKING:
    import pyarrow as pa

Key = tuple[str, str]
"""Annotator and article."""


@dataclass(frozen=True, slots=True)
class Newest:
    """What came of one annotation; `task` and `annotation` are Label Studio's ids, `when` orders the annotations.

    `digest` tells what the annotation said, for not all who change one change its time.
    """

    task: str
    annotation: str
    when: tuple[float, int]
    received: Received
    digest: str = ""

    @property
    def counts(self) -> tuple[bool, tuple[float, int]]:
        """What orders annotations of one annotator over one article: an empty one comes before any with work."""
        return not self.received.is_empty, self.when


@dataclass(frozen=True, slots=True)
class Bundle:
    """A batch of the schema BUNDLE; `keys` and `annotations` tell where each of its rows comes from."""

    keys: list[Key]
    annotations: list[str]
    rows: pa.RecordBatch


@dataclass(slots=True)
class Taken:
    """What one part of an export, or all of it, gave.

    `newest` holds what came of the newest annotation of each annotator and article, `passed` counts what was passed
    over (drafts, cancelled, older) and what was read (tasks, annotations), and `seen` are Label Studio's ids of all
    tasks and annotations that were read. `articles` are those that were read, while a part is under way, and `bundles`
    the same work as Arrow batches, where tables are wanted.
    """

    newest: dict[Key, Newest] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)
    seen: set[tuple[str, str]] = field(default_factory=set)
    articles: dict[str, Article] = field(default_factory=dict)
    bundles: list[Bundle] = field(default_factory=list)

    @property
    def proposals(self) -> list[Proposal]:
        """New registry entries, of the annotations that count."""
        return [one for newest in self.newest.values() for one in newest.received.proposals]

    @property
    def all_faults(self) -> list[Fault]:
        """What is wrong, with tasks first and then annotation by annotation."""
        return [*self.faults, *(one for newest in self.newest.values() for one in newest.received.faults)]

    @property
    def left_out(self) -> list[Quarantined]:
        """What goes to the quarantine."""
        own = (_left_out(key, newest) for key, newest in self.newest.items() if newest.received.quarantined)
        return [*self.quarantined, *own]


def _left_out(key: Key, newest: Newest) -> Quarantined:
    received = newest.received
    return Quarantined(newest.task, newest.annotation, key[1], key[0], received.faults, received.quarantined)


def settle(taken: Taken, key: Key, one: Newest) -> None:
    """Keep one of two annotations by the same annotator over the same article: the newer one, unless it is empty."""
    other = taken.newest.get(key)
    if other is None:
        taken.newest[key] = one
        return
    old, new = sorted((other, one), key=lambda newest: newest.counts)
    taken.newest[key] = new
    taken.passed["older"] += 1
    kind = "a newer one" if old.when <= new.when else "an older one that is not empty"
    expected, found = f"one annotation by {key[0]}", f"{kind}: annotation {new.annotation} of task {new.task}"
    taken.faults.append(Fault("LST019", old.task, old.annotation, "", key[1], expected, found))


def merge(into: Taken, more: Taken) -> None:
    """Add what a further part gave."""
    into.faults += more.faults
    into.quarantined += more.quarantined
    into.passed += more.passed
    into.seen |= more.seen
    into.bundles += more.bundles
    for key, value in more.newest.items():
        settle(into, key, value)
