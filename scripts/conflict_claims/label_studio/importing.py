"""A whole export brought home: each annotation received, the newest of an annotator kept, files written at the end."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from conflict_claims.annotations import Pass, read_pass
from conflict_claims.articles import Article, read_article
from conflict_claims.check.pool import cores, in_order
from conflict_claims.files.layout import Layout, is_article_id
from conflict_claims.label_studio.annotations import Submitted, held, strays, submitted
from conflict_claims.label_studio.exports import BLOCK, NoExport, parts, read_part
from conflict_claims.label_studio.faults import Fault
from conflict_claims.label_studio.pseudonyms import Pseudonyms, UnknownUser, told_user
from conflict_claims.label_studio.quarantine import Quarantined
from conflict_claims.label_studio.receive import receive
from conflict_claims.label_studio.results import Raw, region_id
from conflict_claims.label_studio.taken import Bundle, Newest, Taken, merge, settle
from conflict_claims.label_studio.values import shown

WORTH_PROCESSES = 8 * BLOCK
"""From this size on an export is read by several processes, which take a second to start."""


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
                bad = strays(task)
            except NoExport as fault:
                _refuse(taken, task, held(task), fault)
                continue
            taken.passed["tasks"] += 1
            taken.seen.add((_id(task), ""))
            for one in bad:
                _refuse(taken, task, one, NoExport(f"{shown(one)} among the annotations", "an object for each"))
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
                who = told_user(one.completed_by)
                wrong = Fault("LST018", expected="a user of the file of pseudonyms", found=who, fix=str(error))
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
        newest = Newest(_id(one.task), _id(one.annotation), one.when, received, _digest(one.annotation))
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


def _refuse(taken: Taken, task: Any, found: Any, wrong: NoExport) -> None:
    """Keep what should be an annotation, or some, in the quarantine; a task that has none is only told of."""
    number, named = (_id(task), task.get("data")) if type(task) is dict else ("", None)
    article = named.get("article") if type(named) is dict else None
    name = article if type(article) is str else ""
    fault = Fault("LST001", task=number, article=name, expected=wrong.expected, found=wrong.found)
    taken.faults.append(fault)
    if found is not None:
        taken.quarantined.append(Quarantined(number, "", name, "", [fault], [{"result": found}]))


def _set_aside(taken: Taken, one: Submitted, article: str, annotator: str, fault: Fault) -> None:
    """Keep a whole annotation in the quarantine."""
    placed = Fault(
        fault.rule, _id(one.task), _id(one.annotation), "", article, fault.expected, fault.found, fault.fix
    )  # fmt: skip
    result = one.annotation.get("result")
    raw = result if type(result) is list else [{"result": result}]
    taken.faults.append(placed)
    taken.quarantined.append(Quarantined(placed.task, placed.annotation, article, annotator, [placed], raw))


def _digest(annotation: Raw) -> str:
    result = annotation.get("result")
    try:
        said = orjson.dumps(result)
    except TypeError:  # what only the slower writer can write
        said = json.dumps(result).encode()
    return sha256(said).hexdigest()[:16]


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
