"""Which files differ from another revision, and what they bear on: the articles that a run must look at."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from conflict_claims.articles import read_registry
from conflict_claims.check.known import Known, Use
from conflict_claims.check.selection import Selection
from conflict_claims.check.waivers import read_waivers
from conflict_claims.files.contents import COMPILED, FOLDER, contents, is_looked_at
from conflict_claims.files.layout import Layout, is_article_id
from conflict_claims.files.revision import Base, Item, export, items
from conflict_claims_schemas.fields import REGISTRIES, REGISTRY_FILES

DATA = ("corpus", "annotations")
TOOL = ("scripts/conflict_claims", "schemas/conflict_claims_schemas", "constraints.txt")
"""What decides how a corpus is looked at, where it is kept beside the corpus."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between `base` and the folder as it stands, committed or not.

    `files` are the names that differ, were added or are gone; `before` and `now` hold what both sides have.
    """

    base: Base
    files: tuple[str, ...]
    before: Mapping[str, Item]
    now: Mapping[str, Item]

    @property
    def articles(self) -> frozenset[str]:
        """The articles of which a file changed."""
        names = (name.rpartition("/")[2].partition(".")[0] for name in self.files)
        return frozenset(filter(is_article_id, names))


def find_changes(layout: Layout, base: Base) -> Changes:
    """Compare the data rooms, and the tool where it stands beside them, with `base`.

    Raises:
        NoRevision: the revision cannot be read.
    """
    there = items(layout.root, base.commit, (*DATA, *TOOL))
    before = {name: item for name, item in there.items() if is_looked_at(name, COMPILED if _is_tool(name) else ())}
    tools = [room for room in TOOL if any(name == room or name.startswith(f"{room}/") for name in before)]
    length, folders = len(base.commit), _folders(there)
    found = contents(layout.root, DATA, length) | contents(layout.root, tools, length, COMPILED)
    # A folder is new where the base has no file in it, not even a hidden one; one of the tool says nothing.
    now = {name: item for name, item in found.items() if item != FOLDER or not (name in folders or _is_tool(name))}
    differing = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    return Changes(base, tuple(sorted(differing)), before, now)


def _is_tool(name: str) -> bool:
    return name.startswith(TOOL)


def touches_everything(layout: Layout, changes: Changes) -> str:
    """The changed file that every article must be held against anew; empty for none."""
    decisive = {layout.name(layout.settings), *DATA, layout.name(layout.articles), layout.name(layout.raw)}
    found = (name for name in changes.files if name in decisive or _is_tool(name))
    return next(found, "")


def touched(layout: Layout, changes: Changes, known: Mapping[str, Known]) -> Selection:
    """The changed files, and the articles that they bear on with all their files.

    Args:
        layout: where things stand.
        changes: what differs.
        known: what is known of the articles of which no file changed, by id.
    """
    articles = set(changes.articles)
    names = {layout.name(layout.registry(REGISTRY_FILES[table])): table for table in REGISTRIES}
    with tempfile.TemporaryDirectory(prefix="conflict-claims-") as folder:
        earlier = _earlier(layout, changes, Path(folder))
        for name in changes.files:
            if name in names:
                articles |= _users(known, _changed_entries(layout, earlier, names[name]))
        if layout.name(layout.waivers) in changes.files:
            articles |= _waived(layout) | _waived(earlier)
    # The folders that changed files stand in may be at fault themselves.
    files = frozenset(changes.files) | _folders(changes.files)
    return Selection(False, files, (), frozenset(articles), compared=True)


def _folders(files: Iterable[str]) -> set[str]:
    """The folders that the files stand in, at any depth."""
    found: set[str] = set()
    for name in files:
        while (name := name.rpartition("/")[0]) and name not in found:
            found.add(name)
    return found


def _earlier(layout: Layout, changes: Changes, folder: Path) -> Layout:
    """The registries and waivers of the base, in a folder of ours."""
    names = [layout.name(layout.registry(file)) for file in REGISTRY_FILES.values()]
    wanted = {name: changes.before[name] for name in (*names, layout.name(layout.waivers)) if name in changes.before}
    export(layout.root, wanted, folder)
    return Layout(folder)


def _changed_entries(layout: Layout, earlier: Layout, table: str) -> set[Use] | str:
    """The entries that differ; the name of the table where one side cannot be read whole, so that any may."""
    (after, faults), (before, old_faults) = read_registry(layout, table), read_registry(earlier, table)
    if faults or old_faults:
        return table
    sides = [[(entry.values["id"], repr(entry.values)) for entry in entries] for entries in (before, after)]
    by_id = [{name: [told for key, told in side if key == name] for name, _ in side} for side in sides]
    return {(table, name) for name in by_id[0].keys() | by_id[1].keys() if by_id[0].get(name) != by_id[1].get(name)}


def _users(known: Mapping[str, Known], entries: set[Use] | str) -> set[str]:
    if isinstance(entries, str):
        return {name for name, one in known.items() if any(table == entries for table, _ in one.uses)}
    return {name for name, one in known.items() if one.uses & entries}


def _waived(layout: Layout) -> set[str]:
    return {waiver.article for waiver in read_waivers(layout)[0]}
