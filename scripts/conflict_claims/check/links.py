"""Links that run in a circle: LNK006."""

from __future__ import annotations

from collections import Counter, defaultdict

import polars as pl

from conflict_claims.check.listing import failing, joined

ONE_WAY = ("subset_of", "sum_of", "updates")
"""The types in which a claim that comes back to itself makes no sense."""


def circular_links(links: pl.DataFrame) -> pl.DataFrame:
    """A link of each circle, as rows of `listing.COLUMNS`; a link to itself is LNK001's matter."""
    return joined(_circular(links.filter(pl.col("type") == link_type)) for link_type in ONE_WAY)


def _circular(links: pl.DataFrame) -> pl.DataFrame:
    links = links.filter(pl.col("from_id") != pl.col("to_id"))
    # Only a claim with links on both sides can lie in a circle, so that few edges become Python objects.
    sources, ends = links.get_column("from_id").unique(), links.get_column("to_id").unique()
    inner = links.filter(pl.col("to_id").is_in(sources.implode()) & pl.col("from_id").is_in(ends.implode()))
    ways = _ways_back(dict(enumerate(inner.select("from_id", "to_id").iter_rows())))
    rows = inner[sorted(ways)].with_columns(pl.Series("way", [ways[row] for row in sorted(ways)], dtype=pl.String))
    expected = pl.format("{} links that end somewhere", "type")
    return failing(rows, "LNK006", "to", expected, pl.col("way"))


def _ways_back(edges: dict[int, tuple[str, str]]) -> dict[int, str]:
    """One edge of each circle, by its number, with the circle as `c1 -> c2 -> c1`."""
    kept = _peeled(edges)
    onward: dict[str, list[str]] = defaultdict(list)
    for start, end in kept.values():
        onward[start].append(end)
    ways: dict[int, str] = {}
    told: set[str] = set()
    for number, (start, end) in kept.items():
        way = [] if start in told and end in told else _way(end, start, onward)
        if way:
            told.update(way)
            ways[number] = " -> ".join(name.rpartition(".")[2] for name in (start, *way))
    return ways


def _peeled(edges: dict[int, tuple[str, str]]) -> dict[int, tuple[str, str]]:
    """`edges` without those that come from nowhere or lead nowhere, so that long chains cost nothing."""
    reachable = _fed(edges)
    kept = {number: edge for number, edge in edges.items() if edge[0] in reachable}
    leading = _fed({number: (end, start) for number, (start, end) in kept.items()})
    return {number: edge for number, edge in kept.items() if edge[1] in leading}


def _fed(edges: dict[int, tuple[str, str]]) -> set[str]:
    """The claims that a circle leads to: what is left when those without a way in are taken off."""
    onward: dict[str, list[str]] = defaultdict(list)
    ways_in = Counter(end for _, end in edges.values())
    for start, end in edges.values():
        onward[start].append(end)
    bare = [start for start in onward if not ways_in[start]]
    while bare:
        for end in onward[bare.pop()]:
            ways_in[end] -= 1
            if not ways_in[end]:
                bare.append(end)
    return {claim for claim, count in ways_in.items() if count > 0}


def _way(start: str, goal: str, onward: dict[str, list[str]]) -> list[str]:
    """A shortest way from `start` to `goal`, both included; empty where there is none."""
    before: dict[str, str] = {start: ""}
    front = [start]
    while front and goal not in before:
        reached = [(end, at) for at in front for end in onward.get(at, ()) if end not in before]
        before.update(reached)
        front = [end for end, _ in reached]
    if goal not in before:
        return []
    way = [goal]
    while before[way[-1]]:
        way.append(before[way[-1]])
    return way[::-1]
