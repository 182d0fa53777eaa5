"""`check --changed`: what differs from another revision, looked at as the whole run would look at it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

from conflict_claims.check import memory
from conflict_claims.check.changes import Changes, find_changes, touched, touches_everything
from conflict_claims.check.context import Tick
from conflict_claims.check.engine import check
from conflict_claims.check.guard import Guard
from conflict_claims.check.known import Known, read_known
from conflict_claims.check.others import Others
from conflict_claims.check.selection import Selection, annotators
from conflict_claims.files.layout import Layout, is_article_id
from conflict_claims.files.revision import Item, find_base, private_folder
from conflict_claims.render.report import Report

NAMED = 10
"""How many files or articles the report names; it always says how many there are."""


def check_changed(
    layout: Layout,
    revision: str | None = None,
    level: str = "L4",
    today: datetime.date | None = None,
    guard: Guard | None = None,
    start: Callable[[int], Tick] = lambda total: lambda read: None,
) -> Report:
    """Check what differs from the base, and what that bears on.

    Args:
        layout: where things stand.
        revision: what to compare with; default: origin's default branch, else main.
        level: the highest level of rules to run, L1 to L4.
        today: the day that waivers are held against; default: this one.
        guard: how broken steps are told.
        start: called with the number of articles to read; gives what is called as they are read.

    Returns:
        The findings that `check` has for the same files, and for the articles that they clash with.

    Raises:
        NoRevision: the folder is in no repository, or the revision is not there.
    """
    guard = guard or Guard()
    changes = find_changes(layout, find_base(layout.root, revision))
    if reason := touches_everything(layout, changes):
        report = check(layout, Selection(), level, today, guard, start)
        return replace(report, scope=(_differing(changes), f"looked at  everything, as {reason} bears on all of it"))
    files = _by_article(layout, changes.now)
    known = _known_articles(layout, {name: files[name] for name in files.keys() - changes.articles}, guard)
    selection = touched(layout, changes, known)
    others = {name: one for name, one in known.items() if name not in selection.articles}
    report = check(layout, selection, level, today, guard, start, Others(layout, others))
    return replace(report, scope=(_differing(changes), _looked_at(selection, len(files))))


def _known_articles(layout: Layout, files: Mapping[str, Mapping[str, Item]], guard: Guard) -> dict[str, Known]:
    """What is known of articles; only those are read that were not read with the same content before."""
    folder, annotated_by = private_folder(layout.root), annotators(layout)
    kept = memory.recall(folder)
    keys = {name: memory.key(own) for name, own in files.items()}
    known: dict[str, Known] = {}
    for name, key in keys.items():
        if key in kept:
            known[name] = kept[key]
        else:
            read, _ = guard.run(lambda name=name: read_known(layout, annotated_by, name), "")  # type: ignore[misc]
            known[name] = read or Known(None)
    fresh = {key: known[name] for name, key in keys.items()}
    if fresh.keys() - kept.keys():
        # What is of no use now may be again, on another branch, and goes before the file grows beyond bounds.
        memory.keep(folder, fresh if len(kept) > 2 * len(fresh) else kept | fresh)
    return known


def _by_article(layout: Layout, now: Mapping[str, Item]) -> dict[str, dict[str, Item]]:
    """The files of each article and the passes over it."""
    found: dict[str, dict[str, Item]] = defaultdict(dict)
    rooms = {layout.name(layout.articles): ".md"}
    rooms |= {f"{layout.name(layout.annotations)}/{name}": ".jsonl" for name in annotators(layout)}
    for name, item in now.items():
        room, _, file = name.rpartition("/")
        stem, dot, suffix = file.partition(".")
        if rooms.get(room) == dot + suffix and is_article_id(stem):
            found[stem][name] = item
    return found


def _differing(changes: Changes) -> str:
    number = len(changes.files)
    files = f"{number:,} file" + ("" if number == 1 else "s")
    return f"changed    {files} since {changes.base}{_some(changes.files)}"


def _looked_at(selection: Selection, total: int) -> str:
    articles = sorted(selection.articles)
    number = f"{len(articles):,} of {total:,} articles" if len(articles) <= total else f"{len(articles):,} articles"
    return f"looked at  {number}{_some(articles)}"


def _some(names: list[str] | tuple[str, ...]) -> str:
    if not names:
        return ""
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return f": {', '.join(names[:NAMED])}{more}"
