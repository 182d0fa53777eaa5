"""Links across articles, computed: no annotator sees two articles at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise, product

from conflict_claims.tolls.claims import Claim, Link, apart, different_sources
from conflict_claims.tolls.groups import Group


def with_updates(group: Group) -> tuple[Group, list[Link]]:
    """The group with its outdated claims known, and the links that say so."""
    links = updates(group)
    return replace(group, outdated=frozenset(link.to_id for link in links)), links


def updates(group: Group) -> list[Link]:
    """A later figure of the same canonical source in another article, from the newer claim to the older.

    Both must have a day, the newer the later one, and their bounds must differ. A figure that its own article says
    was given up is no newer figure. Each claim is linked to those of the last day before it, as a source replaces
    what it said last. A lower figure replaces a higher only where its article calls it revised: else it may count
    those of one place. Rough and vague figures neither replace nor are replaced.
    """
    claims = [claim for claim in group.without(group.given_up) if claim.day is not None]
    keys = dict.fromkeys(source.key for claim in claims for source in claim.sources if source.name)
    found = [link for key in keys for link in _series([claim for claim in claims if key in claim.keys], key, group)]
    return list({(link.from_id, link.to_id): link for link in found}.values())


def _series(claims: Sequence[Claim], key: str, group: Group) -> Iterator[Link]:
    by_day: dict[date, list[Claim]] = {}
    for claim in claims:
        if claim.day is not None:
            by_day.setdefault(claim.day, []).append(claim)
    for last, day in pairwise(sorted(by_day)):
        for newer, older in product(by_day[day], by_day[last]):
            if older.article != newer.article and _replaces(newer, older):
                reason = f"{key} gave another figure for {_what(group)} on {last} and on {day}"
                yield Link("updates", newer.id, older.id, computed=True, reason=reason)


def _replaces(newer: Claim, older: Claim) -> bool:
    if not {"about", "vague"}.isdisjoint((newer.modality, older.modality)) or _bounds(newer) == _bounds(older):
        return False
    return newer.report == "revised" or (newer.figure or 0) >= (older.figure or 0)


def conflicts(group: Group) -> list[Link]:
    """Rival figures of different sources in different articles, from the later claim to the earlier.

    The claims count the same victims of one incident and outcome, both stand, and their bounds do not overlap. What
    a source repeats is linked once, where it is first reported.
    """
    first: dict[tuple[object, ...], Claim] = {}
    for claim in group.standing():
        first.setdefault((claim.keys, *_bounds(claim)), claim)
    rivals = [pair for pair in combinations(first.values(), 2) if _are_rivals(*pair)]
    return [_conflict(earlier, later, group) for earlier, later in rivals]


def _are_rivals(earlier: Claim, later: Claim) -> bool:
    return earlier.article != later.article and different_sources(earlier, later) and apart(earlier, later)


def _conflict(earlier: Claim, later: Claim, group: Group) -> Link:
    reason = f"different sources for {_what(group)}, and {_span(later)} does not overlap {_span(earlier)}"
    return Link("conflicts_with", later.id, earlier.id, aspect="number", computed=True, reason=reason)


def _bounds(claim: Claim) -> tuple[int | None, int | None]:
    return claim.low, claim.high


def _span(claim: Claim) -> str:
    low, high = ("open" if bound is None else str(bound) for bound in _bounds(claim))
    return f"{low} to {high}"


def _what(group: Group) -> str:
    return f"{group.outcome}, {group.victims}"
