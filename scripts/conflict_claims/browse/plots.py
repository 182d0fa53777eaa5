"""Plots as SVG: every claim of an incident on one axis of time, and counts as bars.

matplotlib comes with the extra `plots`; without it the pages have tables alone, and say so.
"""

from __future__ import annotations

import base64
import io
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from conflict_claims.render.escape import shortened, visible
from conflict_claims.render.stories import Story
from conflict_claims.render.toll_plot import AUTHOR, SIDES
from conflict_claims.tolls.claims import Claim
from conflict_claims_schemas.vocabulary import OUTCOME

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MISSING = (
    "No plots here: they need matplotlib (pip install 'conflict-claims[plots]'). The tables hold the same figures."
)
WIDTH, PANEL, BAR = 10.0, 2.3, 0.27
"""Width of a plot, height of an outcome's panel and of a bar, in inches."""

LINEAR_TO = 10
"""Counts are drawn to scale up to here, and by their logarithm above."""

DAY, MOST_DAYS = 4, 24
"""Least width of a day, in claims; days that are named on an axis."""


WHOLE: dict[str, Any] = {"markersize": 6.5}
PART: dict[str, Any] = {"markersize": 4, "markerfacecolor": "white", "linewidth": 0.8}
"""How claims that count in a toll are drawn, and those that do not."""


def can_plot() -> bool:
    """Whether matplotlib is installed."""
    return find_spec("matplotlib") is not None


def data_uri(svg: bytes) -> str:
    """An SVG as the address of an image: no script in it could run there."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"


def drawn(story: Story) -> list[Claim]:
    """The claims that have a place in the plot: a day and a number."""
    return [claim for claim in story.account.claims if claim.day and (claim.low is not None or claim.high is not None)]


def time_plot(story: Story) -> bytes:
    """Every claim with a day and a number: days across, people upwards, shape and colour by the source's side.

    Marks of claims that count in no toll are small and hollow: most are parts of others, and no rivals of whole counts.
    Days without a claim are left out, so that a late correction does not press the first reports together.

    Raises:
        ModuleNotFoundError: matplotlib is not installed.
    """
    from matplotlib.figure import Figure

    claims, counting = drawn(story), {claim.id for group in story.account.groups for claim in group.claims}
    shown = [name for name in OUTCOME.names if any(claim.outcome == name for claim in claims)]
    days = _places(claims)
    with _settings(story.account.incident):
        figure = Figure(figsize=(WIDTH, PANEL * max(len(shown), 1) + 0.9), layout="constrained")
        every = figure.subplots(max(len(shown), 1), 1, sharex=True, squeeze=False)[:, 0]
        for axes, outcome in zip(every, shown, strict=False):
            _panel(axes, outcome, [claim for claim in claims if claim.outcome == outcome], counting, days)
        _label_days(every[-1], days)
        _legend(figure, claims, counting)
        return _svg(figure, f"Claims about {visible(story.name)} by day and source")


def _places(claims: Sequence[Claim]) -> dict[date, tuple[int, int]]:
    """Where each day that has claims begins and ends on the axis: as wide as it has claims of one outcome."""
    counts = Counter((claim.day, claim.outcome) for claim in claims)
    days: dict[date, tuple[int, int]] = {}
    start = 0
    for day in sorted({claim.day for claim in claims if claim.day}):
        width = max(DAY, *(number for (other, _), number in counts.items() if other == day))
        days[day] = (start, start + width)
        start += width
    return days


def _settings(salt: str) -> Any:
    from matplotlib import rc_context

    # The salt makes the ids of an SVG; a date would change every day.
    return rc_context({"svg.hashsalt": salt, "font.family": "DejaVu Sans", "font.size": 9, "axes.spines.top": False,
                       "axes.spines.right": False})  # fmt: skip


def _panel(
    axes: Axes, outcome: str, claims: Sequence[Claim], counting: Collection[str], days: Mapping[date, tuple[int, int]]
) -> None:
    for claim, at in zip(claims, _across(claims, days), strict=True):
        colour, shape = SIDES[claim.party or AUTHOR]
        bounds = [bound for bound in dict.fromkeys((claim.low, claim.high)) if bound is not None]
        look = WHOLE if claim.id in counting else PART
        axes.plot([at] * len(bounds), bounds, shape, color=colour, linestyle="-", **look)
        if len(bounds) == 1 and claim.low != claim.high:
            arrow, lift = ("\u2191", 5) if claim.high is None else ("\u2193", -12)
            axes.annotate(arrow, (at, bounds[0]), xytext=(0, lift), textcoords="offset points", ha="center", fontsize=9)
    highest = max(bound for claim in claims for bound in (claim.low, claim.high) if bound is not None)
    axes.set_yscale("symlog", linthresh=LINEAR_TO)
    axes.set_ylim(-0.8, max(2 * highest, 4))
    axes.set_yticks(_ticks(highest))
    axes.yaxis.set_minor_locator(_nowhere())
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_ylabel(f"people {outcome.replace('_', ' ')}")
    axes.grid(axis="y", color="#dddddd")
    axes.set_axisbelow(True)
    for _, end in list(days.values())[:-1]:
        axes.axvline(end, color="#bbbbbb", linewidth=0.8)


def _nowhere() -> Any:
    from matplotlib.ticker import NullLocator

    return NullLocator()


def _ticks(highest: int) -> list[int]:
    """0, then 2, 5, 10, 20, 50 and so on up to twice the highest figure; 1 where there is room for it."""
    steps = [digit * 10**power for power in range(12) for digit in (1, 2, 5)]
    return [0, *(step for step in steps if step <= 2 * highest and (step > 1 or highest < LINEAR_TO))]


def _across(claims: Sequence[Claim], days: Mapping[date, tuple[int, int]]) -> list[float]:
    """Where each claim stands: those of one day beside each other, in their order."""
    sizes = Counter(claim.day for claim in claims)
    passed: Counter[date | None] = Counter()
    found: list[float] = []
    for claim in claims:
        assert claim.day is not None
        passed[claim.day] += 1
        start, end = days[claim.day]
        found.append(start + (end - start) * (passed[claim.day] - 0.5) / sizes[claim.day])
    return found


def _label_days(axes: Axes, days: Mapping[date, tuple[int, int]]) -> None:
    if not days:
        axes.set_axis_off()
        axes.text(0.5, 0.5, "no claim has both a day and a number", ha="center", transform=axes.transAxes)
        return
    step = -(-len(days) // MOST_DAYS)
    named = list(days.items())[::step]
    turn, side = (40, "right") if len(named) > 6 else (0, "center")
    axes.set_xticks([(start + end) / 2 for _, (start, end) in named])
    axes.set_xticklabels([day.isoformat() for day, _ in named], rotation=turn, ha=side)
    axes.tick_params(axis="x", length=0)
    axes.set_xlim(0, max(end for _, end in days.values()))


def _legend(figure: Figure, claims: Sequence[Claim], counting: Collection[str]) -> None:
    from matplotlib.lines import Line2D

    present = {claim.party or AUTHOR for claim in claims}
    handles = [
        Line2D([], [], color=colour, marker=shape, linestyle="none", label=f"source: {side.replace('_', ' ')}")
        for side, (colour, shape) in SIDES.items()
        if side in present
    ]
    if any(claim.id not in counting for claim in claims):
        hollow = "small and hollow: counts in no toll"
        handles.append(Line2D([], [], color="#444444", marker="o", linestyle="none", label=hollow, **PART))
    if handles:
        figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False)


def bars(title: str, counts: Mapping[str, int]) -> bytes:
    """Counts as bars, one a name, each with its number.

    Raises:
        ModuleNotFoundError: matplotlib is not installed.
    """
    from matplotlib.figure import Figure

    with _settings(title):
        figure = Figure(figsize=(WIDTH * 0.8, BAR * max(len(counts), 1) + 0.5), layout="constrained")
        axes = figure.subplots()
        drawn_bars = axes.barh(range(len(counts)), list(counts.values()), color="#38618c", height=0.7)
        axes.bar_label(drawn_bars, [f"{number:,}" for number in counts.values()], padding=4)
        _name_rows(axes, counts)
        axes.set_xlim(0, max([*counts.values(), 1]) * 1.1)
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        return _svg(figure, visible(title))


def _name_rows(axes: Axes, names: Collection[str]) -> None:
    told = [shortened(visible(name.replace("_", " ")), 60).replace("$", r"\$") for name in names]
    axes.set_yticks(range(len(told)), told)
    axes.set_ylim(len(told) - 0.4, -0.6)


def ranges(title: str, rows: Mapping[str, Sequence[int]]) -> bytes:
    """Least, median, mean and most by name, by their logarithm: a line from least to most, a dot at the median.

    Raises:
        ModuleNotFoundError: matplotlib is not installed.
    """
    from matplotlib.figure import Figure

    with _settings(title):
        figure = Figure(figsize=(WIDTH * 0.8, BAR * max(len(rows), 1) + 1.1), layout="constrained")
        axes = figure.subplots()
        for row, (least, middle, mean, most) in enumerate(rows.values()):
            axes.plot([least, most], [row, row], "|-", color="#38618c", label="least to most" if not row else None)
            axes.plot([middle], [row], "o", color="#38618c", label="median" if not row else None)
            axes.plot([mean], [row], "x", color="#000000", label="mean" if not row else None)
        _name_rows(axes, rows)
        axes.set_xscale("symlog", linthresh=1)
        axes.set_xlim(0, 1.5 * max([most for *_, most in rows.values()], default=1) + 1)
        axes.xaxis.set_minor_locator(_nowhere())
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.grid(axis="x", color="#dddddd")
        if rows:
            figure.legend(loc="outside lower center", ncols=3, frameon=False)
        return _svg(figure, visible(title))


def _svg(figure: Figure, title: str) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="svg", metadata={"Title": title, "Date": None})
    return out.getvalue()
