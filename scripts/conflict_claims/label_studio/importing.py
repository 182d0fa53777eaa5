"""A whole export brought home: each annotation received, the newest of an annotator kept, files written at the end."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflict_claims.annotations import Pass, read_pass
from conflict_claims.articles import Article, read_article
from conflict_claims.check.pool import cores, in_order
from conflict_claims.files.layout import Layout, is_article_id
from conflict_claims.label_studio.annotations import Submitted, submitted
from conflict_claims.label_studio.exports import BLOCK, NoExport, parts, read_part
from conflict_claims.label_studio.faults import Fault
from conflict_claims.label_studio.proposals import Proposal
from conflict_claims.label_studio.pseudonyms import Pseudonyms, UnknownUser, user_number
from conflict_claims.label_studio.quarantine import Quarantined
from conflict_claims.label_studio.receive import Received, receive
from conflict_claims.label_studio.results import region_id
from conflict_claims.label_studio.values import shown

if TYPE_CHECKING:
    import pyarrow as pa

Key = tuple[str, str]
"""Annotator and article."""

WORTH_PROCESSES = 8 * BLOCK
"""From this size on an export is read by several processes, which take a second to start."""


@dataclass(frozen=True, slots=True)
class Newest:
    """What came of one annotation; `task` and `annotation` are Label Studio's ids, `when` orders the annotations."""

    task: str
    annotation: str
    when: tuple[float, int]
    received: Received

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


@dataclass(frozen=True, slots=True)
class Reader:
    """What annotations are held against: the corpus, and who is who."""

    layout: Layout
    pseudonyms: Pseudonyms
    guidelines: str = ""
    with_tables: bool = False

    def take_part(self, part: bytes) -> Taken:
        """Receive what one part of an export holds.

        Raises:
            NoExport: it is no JSON.
        """
        with _no_collection():
            taken = self.take(read_part(part))
            if self.with_tables and (bundle := _bundle(taken, self.layout)):
                taken.bundles.append(bundle)
            taken.articles.clear()
        return taken

    def take(self, tasks: Iterable[Any]) -> Taken:
        """Receive every annotation of `tasks` that counts."""
        taken = Taken()
        for task in tasks:
            try:
                found = list(submitted(task, taken.passed))
            except NoExport as fault:
                number = _id(task) if type(task) is dict else ""
                taken.faults.append(Fault("LST001", task=number, expected=fault.expected, found=fault.found))
                continue
            taken.passed["tasks"] += 1
            if found:
                self._take_task(taken, task, found)
        return taken

    def _take_task(self, taken: Taken, task: dict[str, Any], found: list[Submitted]) -> None:
        article, fault = self._article(task)
        if article is not None:
            taken.articles[article.id] = article
        for one in found:
            taken.seen.add((_id(one.task), _id(one.annotation)))
            if article is None:
                _set_aside(taken, one, "", "", fault or Fault("LST017"))
                continue
            try:
                annotator = self.pseudonyms.of(one.completed_by)
            except UnknownUser as error:
                who = user_number(one.completed_by)
                found_user = f"user {who}" if who else "a user who is known by address alone"
                wrong = Fault("LST018", expected="a user of the file of pseudonyms", found=found_user, fix=str(error))
                _set_aside(taken, one, article.id, "", wrong)
                continue
            self._take_annotation(taken, one, article, annotator)

    def _take_annotation(self, taken: Taken, one: Submitted, article: Article, annotator: str) -> None:
        taken.passed["annotations"] += 1
        known, readable = self._known(annotator, article.id)
        if not readable:
            _set_aside(
                taken, one, article.id, annotator, Fault("LST020", expected="an annotation file that can be read")
            )
            return
        received = receive(one.task, one.annotation, article, annotator, known, self.guidelines)
        newest = Newest(_id(one.task), _id(one.annotation), one.when, received)
        settle(taken, (annotator, article.id), newest)

    def _article(self, task: dict[str, Any]) -> tuple[Article | None, Fault | None]:
        data = task.get("data")
        named = data.get("article") if type(data) is dict else None
        expected = "the id of an article in `data`"
        if type(named) is not str or not is_article_id(named):
            return None, Fault("LST017", expected=expected, found=shown(named))
        path = self.layout.article(named)
        if not path.is_file():
            return None, Fault("LST017", expected=expected, found=f"{named}, which the corpus does not have")
        article, _ = read_article(path, self.layout)
        return article, None if article else Fault("LST017", expected="an article that can be read", found=named)

    def _known(self, annotator: str, article_id: str) -> tuple[Pass | None, bool]:
        """The annotator's earlier file, if any, and whether nothing of it would be lost."""
        path = self.layout.annotation(annotator, article_id)
        if not path.is_file():
            return None, True
        known, _ = read_pass(path, self.layout)
        return known, known is not None and not known.unread


def _set_aside(taken: Taken, one: Submitted, article: str, annotator: str, fault: Fault) -> None:
    """Keep a whole annotation in the quarantine."""
    placed = Fault(
        fault.rule, _id(one.task), _id(one.annotation), "", article, fault.expected, fault.found, fault.fix
    )  # fmt: skip
    result = one.annotation.get("result")
    raw = result if type(result) is list else [{"result": result}]
    taken.faults.append(placed)
    taken.quarantined.append(Quarantined(placed.task, placed.annotation, article, annotator, [placed], raw))


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


def _id(thing: Any) -> str:
    return region_id(thing.get("id")) or ""


def _bundle(taken: Taken, layout: Layout) -> Bundle | None:
    from conflict_claims.label_studio.batches import batch

    given = [(key, newest, newest.received.content) for key, newest in taken.newest.items()]
    rows = [
        (taken.articles[key[1]], layout.name(layout.annotation(*key)), content)
        for key, _, content in given
        if content is not None
    ]
    keys = [(key, newest.annotation) for key, newest, content in given if content is not None]
    return Bundle([key for key, _ in keys], [annotation for _, annotation in keys], batch(rows)) if rows else None


@contextmanager
def _no_collection() -> Iterator[None]:
    """No garbage collection: what an export holds has no cycles, and looking for them takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def take_export(path: Path, reader: Reader, tick: Callable[[int], None] = lambda size: None) -> Taken:
    """Receive a whole export, a large one on all cores.

    Args:
        path: the export.
        reader: what it is held against.
        tick: called with the bytes of each part that was read.

    Raises:
        NoExport: the file is none.
    """
    workers = cores() if path.stat().st_size >= WORTH_PROCESSES else 1
    try:
        return _take_parts(parts(path), reader, tick, workers)
    except NoExport:
        # A cut that was guessed wrong looks like bad JSON; read in one piece, only bad JSON does.
        return _take_parts(parts(path, whole=True), reader, lambda size: None, 1)


def _take_parts(pieces: Iterable[bytes], reader: Reader, tick: Callable[[int], None], workers: int) -> Taken:
    taken = Taken()
    done = in_order(reader.take_part, pieces, workers) if workers > 1 else map(reader.take_part, pieces)
    for one in done:
        merge(taken, one)
        tick(BLOCK)
    return taken


def merge(into: Taken, more: Taken) -> None:
    """Add what a further part gave."""
    into.faults += more.faults
    into.quarantined += more.quarantined
    into.passed += more.passed
    into.seen |= more.seen
    into.bundles += more.bundles
    for key, value in more.newest.items():
        settle(into, key, value)
