"""One plot an incident: the claims that count in a toll, as bars over time and by the side of their source.

matplotlib comes with the extra `plots` and is loaded where a plot is drawn.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from conflict_claims.render.escape import shortened, visible
from conflict_claims.render.stories import Story, bounds, day
from conflict_claims.tolls.claims import Claim
from conflict_claims.tolls.whole_counts import VAGUE
from conflict_claims_schemas.vocabulary import OUTCOME, PARTY

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

IMAGES = ("svg", "png")
AUTHOR = "the article itself"

# Okabe and Ito's colours; the shape and the words beside each bar say the same without them.
SIDES: dict[str, tuple[str, str]] = {
    "perpetrator_side": ("#D55E00", "v"),
    "victim_side": ("#0072B2", "^"),
    "third_party": ("#009E73", "o"),
    "unknown": ("#999999", "D"),
    AUTHOR: ("#000000", "s"),
}
assert set(PARTY.names) < set(SIDES)

ROW, MARGIN, WIDTH = 0.34, 1.3, 11.0
"""Height of a claim, height around a panel, and width of a plot, in inches."""


def draw(story: Story, images: Sequence[str] = IMAGES) -> dict[str, bytes]:
    """The plot of one incident as pictures by file ending; the same story gives the same bytes.

    Args:
        story: the incident.
        images: of svg and png, those that are wanted.

    Raises:
        ModuleNotFoundError: matplotlib is not installed.
    """
    from matplotlib import rc_context

    # The salt makes the ids of an SVG; a date would change every day.
    with rc_context({"svg.hashsalt": story.account.incident, "font.family": "DejaVu Sans", "font.size": 9}):
        figure = _figure(story)
        return {image: _saved(figure, image, visible(story.name)) for image in images}


def _saved(figure: Figure, image: str, title: str) -> bytes:
    out = io.BytesIO()
    metadata: dict[str, Any] = {"Title": title, "Date" if image == "svg" else "Software": None}
    figure.savefig(out, format=image, dpi=120, metadata=metadata)
    return out.getvalue()


def panels(story: Story) -> list[tuple[str, list[Claim]]]:
    """The claims that count in a toll, and vague ones beside them, by outcome, in order of time."""
    shown = {claim.id for group in story.account.groups for claim in group.claims}
    # No toll is made of "dozens" beside stated figures, but it is a rival report all the same.
    shown |= {key for key, reason in story.account.aside.items() if reason == VAGUE}
    found = [
        (outcome, [claim for claim in story.account.claims if claim.outcome == outcome and claim.id in shown])
        for outcome in OUTCOME.names
    ]
    return [(outcome, claims) for outcome, claims in found if claims]


def _figure(story: Story) -> Figure:
    from matplotlib.figure import Figure

    shown = panels(story)
    heights = [ROW * len(claims) + MARGIN for _, claims in shown] or [MARGIN]
    figure = Figure(figsize=(WIDTH, sum(heights) + 1), layout="constrained")
    figure.suptitle(_plain(shortened(visible(story.name), 100)), fontsize=11)
    axes = figure.subplots(len(heights), 1, height_ratios=heights, squeeze=False)[:, 0]
    if not shown:
        axes[0].set_axis_off()
        axes[0].text(0.5, 0.5, "no claim counts in a toll", ha="center")
    for panel, (outcome, claims) in zip(axes, shown, strict=False):
        _panel(panel, outcome, claims, story)
    _legend(figure, [claim for _, claims in shown for claim in claims])
    return figure


def _panel(axes: Axes, outcome: str, claims: Sequence[Claim], story: Story) -> None:
    widest = max(bound for claim in claims for bound in (claim.low, claim.high) if bound is not None) or 1
    for row, claim in enumerate(claims):
        _bar(axes, row, claim, widest, _is_replaced(claim, story))
    axes.set_yticks(range(len(claims)), [_label(claim) for claim in claims])
    axes.set_ylim(len(claims) - 0.4, -0.6)
    axes.set_xlim(-0.03 * widest, 1.3 * widest)
    axes.set_xlabel(f"people {outcome.replace('_', ' ')}")
    axes.grid(axis="x", color="#dddddd")
    axes.set_axisbelow(True)


def _bar(axes: Axes, row: int, claim: Claim, widest: int, is_replaced: bool) -> None:
    """Bounds as a bar between two ends; an open end runs on dotted, and a replaced figure is hollow."""
    colour, shape = SIDES[claim.party or AUTHOR]
    low, high = claim.low if claim.low is not None else 0, claim.high
    end = high if high is not None else low + 0.08 * widest
    style = "dotted" if claim.low is None or high is None else "solid"
    axes.plot([low, end], [row, row], color=colour, linewidth=2.5, linestyle=style)
    ends = [bound for bound in dict.fromkeys((claim.low, claim.high)) if bound is not None]
    fill = "white" if is_replaced else colour
    axes.plot(ends, [row] * len(ends), shape, color=colour, markerfacecolor=fill, markersize=7, linestyle="none")
    told = bounds(claim.low, claim.high) + (" (replaced)" if is_replaced else "")
    axes.annotate(told, (end, row), xytext=(8, 0), textcoords="offset points", va="center", fontsize=8)


def _is_replaced(claim: Claim, story: Story) -> bool:
    return any(claim.id in group.given_up | group.outdated for group in story.account.groups)


def _label(claim: Claim) -> str:
    source = ", ".join(visible(source.name or source.words or source.id) for source in claim.sources) or "no source"
    # A dollar sign would begin a formula.
    return _plain(f"{shortened(source, 40)}: {claim.victims}  {day(claim.day)}")


def _legend(figure: Figure, claims: Sequence[Claim]) -> None:
    from matplotlib.lines import Line2D

    present = {claim.party or AUTHOR for claim in claims}
    handles = [
        Line2D([], [], color=colour, marker=shape, markersize=7, label=f"source: {side.replace('_', ' ')}")
        for side, (colour, shape) in SIDES.items()
        if side in present
    ]
    if handles:
        figure.legend(handles=handles, loc="outside lower center", ncols=len(handles), frameon=False)


def _plain(text: str) -> str:
    """`text` with nothing in it that matplotlib would read as a formula."""
    return text.replace("$", r"\$")
