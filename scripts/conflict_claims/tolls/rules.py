"""The conventions by which published databases make one figure, or a range, of rival claims.

Each rule takes a group of claims and gives bounds with the claims that they were taken from, or nothing. They are
small models of what the databases' coders do by hand: docs/tolls.md says what each leaves out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from conflict_claims.tolls.claims import PERPETRATOR_SIDE, THIRD_PARTY, Claim, in_time
from conflict_claims.tolls.groups import Group


@dataclass(frozen=True, slots=True)
class Figures:
    """What a rule gives: an open bound is None; `claims` are behind the figures, `weighed` all that it looked at."""

    low: int | None
    best: int | None
    high: int | None
    claims: tuple[Claim, ...]
    weighed: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by name; `version` grows when the same claims would give other figures."""

    name: str
    version: str
    source: str
    apply: Callable[[Group], Figures | None]


def lowest(group: Group) -> Figures | None:
    """The most conservative figure of the claims that stand.

    ACLED, "How does ACLED code fatalities?" (ACLED Codebook and FAQs, 2023-2024): where reports differ or are vague,
    the most conservative estimate available; totals are revised, upward or downward, when better information comes.
    So replaced figures are left out. Denied claims and those of any side count; a count of nobody is a figure.
    """
    pool = group.standing()
    return _one_figure(pool, _least(pool))


def range_(group: Group) -> Figures | None:
    """The lowest and the highest figure of all reports, and no best one.

    Iraq Body Count, "Methods" (as reported; the page itself was not at hand, docs/tolls.md): a minimum and a maximum
    where reports differ on the number killed. Only figures that
    their own article says were given up are left out: that a later report gives another figure does not unsay the
    earlier.
    """
    pool = group.without(group.given_up)
    if not pool:
        return None
    ends = _union(_at_floor(pool), _at_ceiling(pool))
    return Figures(_floor(pool), None, _ceiling(pool), ends, tuple(pool))


def recent(group: Group) -> Figures | None:
    """The most recent source that is not on the perpetrator's side; else the majority's figure; else the lowest.

    GTD Codebook, "Total Number of Fatalities" (nkill; START, 2021 and before; as this corpus' design has it, the page
    itself was not at hand, docs/tolls.md): of several independent credible sources
    the most recent one, unless it rests on what the perpetrators claim; between several most recent ones the figure
    that a majority gives; without a majority the lowest. Claims without a day are left out, as are replaced figures.
    Where only the perpetrator's side speaks, its claims are all there is, and majority or lowest decides.
    """
    dated = [claim for claim in group.standing() if claim.day]
    others = [claim for claim in dated if claim.party != PERPETRATOR_SIDE]
    latest = max((claim.day for claim in others if claim.day), default=None)
    pool = [claim for claim in others if claim.day == latest] or dated
    majority = _majority(pool)
    found = _one_figure(pool, _least(pool) if majority is None else majority)
    return replace(found, weighed=tuple(dated)) if found else None


def low_best_high(group: Group) -> Figures | None:
    """A low, a best and a high figure.

    UCDP GED Codebook (version 23.1 and others; after Sundberg and Melander 2013): `best` is the most likely count,
    `low` the lowest and `high` the highest reliable one. Their coders judge reliability by hand; here a third party's
    count goes before one of the victims' side, of an unknown side or of the article itself, and these before the
    perpetrator's; among equals the latest, then that of most sources, then the lowest. A denied figure can be `high`
    only, unless all are denied. Replaced figures are left out.
    """
    pool = group.standing()
    if not pool:
        return None
    sure = [claim for claim in pool if claim.id not in group.denied] or pool
    givers = _givers(sure)
    best = min(sure, key=lambda claim: _reliability(claim, len(givers[_number(claim)])))
    behind = _union([best], _at_floor(sure), _at_ceiling(pool))
    return Figures(_floor(sure), best.figure, _ceiling(pool), behind, tuple(pool))


def _reliability(claim: Claim, givers: int) -> tuple[int, int, int, int]:
    rank = {THIRD_PARTY: 0, PERPETRATOR_SIDE: 2}.get(claim.party or "", 1)
    age = -claim.day.toordinal() if claim.day else 0  # without a day: the oldest
    return rank, age, -givers, _number(claim)


def _one_figure(pool: Sequence[Claim], figure: int | None) -> Figures | None:
    """The claims of `pool` whose number is `figure`, as bounds."""
    chosen = [claim for claim in pool if claim.figure == figure]
    if figure is None or not chosen:
        return None
    return Figures(_floor(chosen), figure, _ceiling(chosen), tuple(chosen), tuple(pool))


def _majority(pool: Sequence[Claim]) -> int | None:
    """The figure that more than half of the sources give, if there is one."""
    givers = _givers(pool)
    sources = set[str]().union(*givers.values())
    return next((figure for figure, voices in givers.items() if 2 * len(voices) > len(sources)), None)


def _least(pool: Sequence[Claim]) -> int | None:
    return min((_number(claim) for claim in pool), default=None)


def _givers(pool: Iterable[Claim]) -> dict[int, set[str]]:
    """Who gives each figure."""
    givers: dict[int, set[str]] = {}
    for claim in pool:
        givers.setdefault(_number(claim), set()).update(_voices(claim))
    return givers


def _voices(claim: Claim) -> frozenset[str]:
    return claim.keys or frozenset({claim.id})


def _number(claim: Claim) -> int:
    if claim.figure is None:
        raise ValueError(f"{claim.id} gives no number and cannot be weighed")
    return claim.figure


def _floor(pool: Iterable[Claim]) -> int | None:
    """The lowest floor; None where a claim that is open below lies under all floors."""
    claims = list(pool)
    low = min((claim.low for claim in claims if claim.low is not None), default=None)
    open_below = [claim.high for claim in claims if claim.low is None and claim.high is not None]
    return None if low is None or any(high < low for high in open_below) else low


def _ceiling(pool: Iterable[Claim]) -> int | None:
    """The highest ceiling; None where a claim that is open above begins over all ceilings."""
    claims = list(pool)
    high = max((claim.high for claim in claims if claim.high is not None), default=None)
    open_above = [claim.low for claim in claims if claim.high is None and claim.low is not None]
    return None if high is None or any(low > high for low in open_above) else high


def _at_floor(pool: Sequence[Claim]) -> list[Claim]:
    """The claims that the floor is taken from, or, where it is open, those that leave it open."""
    low = _floor(pool)
    if low is not None:
        return [claim for claim in pool if claim.low == low]
    lowest_ceiling = min(claim.high for claim in pool if claim.low is None and claim.high is not None)
    return [claim for claim in pool if claim.low is None and claim.high == lowest_ceiling]


def _at_ceiling(pool: Sequence[Claim]) -> list[Claim]:
    """The claims that the ceiling is taken from, or, where it is open, those that leave it open."""
    high = _ceiling(pool)
    if high is not None:
        return [claim for claim in pool if claim.high == high]
    highest_floor = max(claim.low for claim in pool if claim.high is None and claim.low is not None)
    return [claim for claim in pool if claim.high is None and claim.low == highest_floor]


def _union(*parts: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(in_time({claim.id: claim for part in parts for claim in part}.values()))


RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("lowest", "1", "ACLED: the most conservative figure", lowest),
        Rule("range", "1", "Iraq Body Count: minimum to maximum", range_),
        Rule("recent", "1", "GTD: the most recent source that is not the perpetrator's side", recent),
        Rule("low_best_high", "1", "UCDP GED: low, best, high", low_best_high),
    )
}
"""The rules in the order in which they are shown."""
