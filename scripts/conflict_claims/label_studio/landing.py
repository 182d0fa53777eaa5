"""What came from the server put into the corpus: only what changed there, and never over edits made here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson

from conflict_claims.files.layout import GOLD, Layout
from conflict_claims.label_studio.draft import unsettled
from conflict_claims.label_studio.state import State
from conflict_claims.label_studio.storing import obstacle, store
from conflict_claims.label_studio.taken import Newest, Taken


@dataclass(frozen=True, slots=True)
class KeptBack:
    """Work that is fine in itself, but was not written; `name` is `annotator/article`, and `why` says what to do."""

    task: str
    name: str
    why: str


@dataclass
class Landed:
    """Files by `annotator/article`: `written`, or already `same` as on the server; and what was `kept_back`.

    `turned_back` has, for those that are older work now, the newer annotation that is gone.
    """

    written: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    turned_back: dict[str, str] = field(default_factory=dict)
    kept_back: list[KeptBack] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where annotations land; `source` names the server, and `there` has its annotations, where all are known."""

    layout: Layout
    state: State
    source: str
    may_overwrite: bool = False
    is_dry: bool = False
    there: frozenset[str] | None = None

    def is_gone(self, name: str) -> bool:
        """Whether the server no longer has the annotation that the file `annotator/article` came from."""
        origin = self.state.origin(name, self.source)
        return self.there is not None and bool(origin) and origin not in self.there


def land(ground: Ground, taken: Taken) -> Landed:
    """Write the files that changed on the server since the last pull."""
    landed = Landed()
    for (annotator, article), newest in sorted(taken.newest.items(), key=lambda item: item[0]):
        content = newest.received.content
        if content is None:
            continue
        try:
            _land(ground, annotator, article, newest, content, landed)
        except OSError as error:
            why = f"it cannot be read or written: {error.strerror or error}; mend that, and do this again"
            landed.kept_back.append(KeptBack(newest.task, f"{annotator}/{article}", why))
    return landed


def _land(ground: Ground, annotator: str, article: str, newest: Newest, content: bytes, landed: Landed) -> None:
    name = f"{annotator}/{article}"
    path = ground.layout.annotation(annotator, article)
    before = path.read_bytes() if path.is_file() else None
    when = newest.when[0]
    stamp = f"{ground.source} annotation {newest.annotation} {when} {newest.digest}"
    if before is not None and not ground.may_overwrite and ground.state.stamps.get(name) == stamp:
        landed.same.append(name)
        return
    if why := _reason_to_keep_back(ground, name, before, content, when):
        landed.kept_back.append(KeptBack(newest.task, name, why))
        return
    if before not in (None, content) and ground.is_gone(name) and when < ground.state.times.get(name, 0.0):
        landed.turned_back[name] = ground.state.origin(name, ground.source)
    if not ground.is_dry:
        store(ground.layout, annotator, article, content)
        # Without a time of its last change nothing tells that an annotation is still the same.
        is_done = when and not any(fault.is_error for fault in newest.received.faults)
        ground.state.agreed(name, content, when, stamp if is_done else "")
    (landed.same if before == content else landed.written).append(name)


def _reason_to_keep_back(ground: Ground, name: str, before: bytes | None, content: bytes, when: float) -> str:
    """Why `content`, which was last changed at `when`, may not take the place of what stands there; empty: it may."""
    if name.startswith(f"{GOLD}/") and (open_points := list(unsettled(_records(content)))):
        return f"not settled yet: {', '.join(open_points)}; settle them on the server, and empty their notes"
    if why := obstacle(ground.layout, ground.layout.annotation(*name.split("/"))):
        return f"{why}: move it away, and do this again"
    if before is None or before == content or ground.may_overwrite:
        return ""
    if not ground.state.is_known(name, before):
        return "the file was changed here, too: move it away, or let --overwrite put the server's work in its place"
    newer = ground.state.times.get(name, 0.0)
    if when >= newer or ground.is_gone(name):
        return ""
    told = f"it is {_told(when)}, and the file came from newer work, {_told(newer)}"
    return f"{told}: to have the older, move the file away and do this again, or let --overwrite put it in its place"


def _told(when: float) -> str:
    return f"of {datetime.fromtimestamp(when, UTC).isoformat(timespec='seconds')}" if when else "without a time"


def _records(content: bytes) -> Iterator[Mapping[str, Any]]:
    yield from (orjson.loads(line) for line in content.split(b"\n")[1:] if line)
