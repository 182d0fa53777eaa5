"""What came of annotations: of those by one annotator over one article, the one that counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
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

_MEND = "mend this annotation as its other messages say, and it counts"


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
    def counts(self) -> tuple[int, tuple[float, int]]:
        """What orders annotations of one annotator over one article.

        One without work comes first, then any of which nothing could be accepted, then the rest; the newest last.
        """
        received = self.received
        return (1 if received.content is None else 0 if received.is_empty else 2), self.when


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
    the same work as Arrow batches, where tables are wanted. `refused` are annotations that would count if anything of
    them could be accepted, and `there` the ids of all that a server has, once it gave them all.
    """

    newest: dict[Key, Newest] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)
    seen: set[tuple[str, str]] = field(default_factory=set)
    articles: dict[str, Article] = field(default_factory=dict)
    bundles: list[Bundle] = field(default_factory=list)
    refused: list[tuple[Key, Newest]] = field(default_factory=list)
    there: frozenset[str] | None = None

    @property
    def proposals(self) -> list[Proposal]:
        """New registry entries, of the annotations that count."""
        return [one for newest in self.newest.values() for one in newest.received.proposals]

    @property
    def all_faults(self) -> list[Fault]:
        """What is wrong, with tasks first and then annotation by annotation."""
        return [*self.faults, *(one for _, newest in self._told() for one in newest.received.faults)]

    @property
    def left_out(self) -> list[Quarantined]:
        """What goes to the quarantine."""
        own = (_left_out(key, newest) for key, newest in self._told() if newest.received.quarantined)
        return [*self.quarantined, *own]

    def _told(self) -> Iterator[tuple[Key, Newest]]:
        """What counts, and what is newer and would count."""
        yield from self.newest.items()
        for key, one in self.refused:
            if key not in self.newest or one.when > self.newest[key].when:
                yield key, one

    def pass_over(self, key: Key, old: Newest, new: Newest, place: str = "") -> None:
        """Say that `old` does not count, for `new` does, which stands in `place`."""
        self.passed["older"] += 1
        kind, fix = "a newer one", ""
        if old.when > new.when:
            kind = "an older one that is not empty"
            if old.received.content is None:
                kind, fix = "an older one, which came in for it", _MEND
                self.refused.append((key, old))
        if old.received.quarantined:  # the quarantine keeps what it has of it until it is clean
            self.seen.discard((old.task, old.annotation))
        expected, found = (
            f"one annotation by {key[0]}",
            f"{kind}: annotation {new.annotation} of task {new.task}{place}",
        )
        self.faults.append(Fault("LST019", old.task, old.annotation, "", key[1], expected, found, fix))


def _left_out(key: Key, newest: Newest) -> Quarantined:
    received = newest.received
    return Quarantined(newest.task, newest.annotation, key[1], key[0], received.faults, received.quarantined)


def settle(taken: Taken, key: Key, one: Newest) -> None:
    """Keep one of two annotations by the same annotator over the same article, the one that counts."""
    other = taken.newest.get(key)
    if other is None:
        taken.newest[key] = one
        return
    old, new = sorted((other, one), key=lambda newest: newest.counts)
    taken.newest[key] = new
    taken.pass_over(key, old, new)


def settle_between(found: Sequence[tuple[str, Taken]]) -> None:
    """Keep the one that counts of the annotations that several projects, by name, have of one annotator and article."""
    best: dict[Key, tuple[str, Taken]] = {}
    for here in found:
        for key in [*here[1].newest]:
            first = best.setdefault(key, here)
            if first is not here:
                old, new = sorted((first, here), key=lambda one: one[1].newest[key].counts)
                old[1].pass_over(key, old[1].newest.pop(key), new[1].newest[key], f" of {new[0]}")
                best[key] = new


def merge(into: Taken, more: Taken) -> None:
    """Add what a further part gave."""
    into.faults += more.faults
    into.quarantined += more.quarantined
    into.passed += more.passed
    into.seen |= more.seen
    into.bundles += more.bundles
    into.refused += more.refused
    for key, value in more.newest.items():
        settle(into, key, value)
