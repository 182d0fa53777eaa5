"""The smallest version that a release may have, and what forbids a smaller one (DESIGN section 8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from conflict_claims.release.contract import additions, breaks
from conflict_claims.release.differences import CHANGES
from conflict_claims.release.refusal import Refused
from conflict_claims.release.rows import is_computed
from conflict_claims.release.versions import FIRST, LEVELS, Level, Version
from conflict_claims_schemas.configurations import CONFIGURATIONS

WORDS: dict[str, str] = {
    "entered": "entered",
    "edited": "edited in a source column",
    "derived": "changed in derived columns alone",
    "moved": "moved to another split",
    "left": "left",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the version must rise by `level`: rows of one kind (`count` of them, the first in `ids`), or a break."""

    level: Level
    text: str
    count: int = 1
    ids: tuple[str, ...] = ()


def reasons(
    changes: pl.DataFrame, before: Mapping[str, Any], after: Mapping[str, Any], *, repackaged: bool, shown: int = 10
) -> list[Reason]:
    """What changed, the heaviest first.

    Args:
        changes: the rows of `differences`.
        before: the shape of the last release.
        after: the shape of this one.
        repackaged: whether files other than those that tell of the release itself are different.
        shown: how many ids a reason carries.
    """
    found = [Reason("major", text) for text in breaks(before, after)]
    found += _of_rows(changes, shown)
    found += [Reason("minor", text) for text in additions(before, after)]
    if repackaged and not found:
        found.append(Reason("patch", "files of the release were packaged otherwise"))
    return sorted(found, key=lambda reason: -LEVELS.index(reason.level))


def _of_rows(changes: pl.DataFrame, shown: int) -> Iterator[Reason]:
    counted = changes.group_by("configuration", "change").agg(pl.len(), pl.col("id").head(shown))
    rows = {(name, change): (count, ids) for name, change, count, ids in counted.iter_rows()}
    for name in CONFIGURATIONS:
        for change in CHANGES:
            if (name, change) in rows:
                count, ids = rows[name, change]
                noun = "row" if count == 1 else "rows"
                yield Reason(level_of(name, change), f"{name}: {count:,} {noun} {WORDS[change]}", count, tuple(ids))


def level_of(configuration: str, change: str) -> Level:
    """What a change of a row weighs; in a configuration that is computed throughout, never more than `minor`."""
    if change in ("entered", "derived") or is_computed(configuration):
        return "minor"
    return "major"


def decide(last: Version | None, found: Sequence[Reason], asked: Version | None) -> Version:
    """The version to release under: the smallest that `found` allows, or a larger one that was asked for.

    Args:
        last: the last release, None for the first one.
        found: what changed since, the heaviest first; at least one reason where there is a last release.
        asked: the version that the maintainer wants, if any.

    Raises:
        Refused: a smaller version was asked for; the message names the rows that forbid it.
    """
    smallest = FIRST if last is None else last.after(found[0].level)
    if asked is None or asked >= smallest:
        return asked or smallest
    heaviest = [reason for reason in found if last is not None and reason.level == found[0].level]
    told = "\n".join(f"  {line}" for reason in heaviest for line in lines_of(reason))
    since = "the first release" if last is None else f"{found[0].level.upper()} after {last}"
    raise Refused(f"version {asked} is too small: expected {smallest} or more, as this is {since}\n{told}".rstrip())


def lines_of(reason: Reason) -> Iterator[str]:
    """A reason, and under it the ids that it carries."""
    yield f"{reason.level.upper():<5}  {reason.text}"
    for key in reason.ids:
        yield f"         {key}"
    if reason.count > len(reason.ids) > 0:
        yield f"         {len(reason.ids)} of {reason.count:,} shown"
