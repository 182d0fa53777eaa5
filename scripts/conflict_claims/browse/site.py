"""The pages of the site, and the folder that they are written to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from conflict_claims.browse.article_view import ArticleView, article_view
from conflict_claims.browse.comparison import MISSING as NO_COMPARISON
from conflict_claims.browse.comparison import can_compare, comparison, pairs
from conflict_claims.browse.counting import charts
from conflict_claims.browse.escaping import file_stem
from conflict_claims.browse.folder import site_folder
from conflict_claims.browse.indexing import actor_names, choices, data, row
from conflict_claims.browse.plots import MISSING as NO_PLOTS
from conflict_claims.browse.plots import can_plot, data_uri, time_plot
from conflict_claims.browse.problems import problem_views, tally
from conflict_claims.browse.reading import Material, article_of
from conflict_claims.browse.registries import (
    IncidentView,
    Registered,
    actor_views,
    incident_views,
    registered,
    span_href,
)
from conflict_claims.browse.segments import LANES
from conflict_claims.browse.templating import render
from conflict_claims.files.atomic import write_whole
from conflict_claims.render.toll_plot import draw

Pages = Iterator[tuple[str, bytes]]
"""The path of each page within the site, and its content."""


def write_site(material: Material, target: Path, done: Callable[[int], None] = lambda articles: None) -> int:
    """Write the site to the folder `target`, all or nothing.

    Args:
        material: what it is made of.
        target: a folder that is made, or takes the place of the last site.
        done: called with the number of articles just written.

    Returns:
        The number of pages.

    Raises:
        FileExistsError: `target` is there and holds what is no page of ours.
    """
    number = 0
    with site_folder(target) as folder:
        for path, page in pages(material):
            write_whole(folder / path, page)
            number += 1
            done(path.startswith("articles/"))
    return number


def pages(material: Material) -> Pages:
    """Every page of the site; the same corpus gives the same bytes."""
    rows, names = [], actor_names(material)
    incidents, actors = incident_views(material), actor_views(material)
    entries = registered(incidents, actors)
    for name in sorted(material.articles):
        view = article_view(material, name)
        rows.append(row(view, names))
        yield f"articles/{name}.html", article_page(material, view, entries)
        yield from _comparisons(material, view)
    for incident in incidents:
        yield f"incidents/{file_stem(incident.id)}.html", _incident_page(material, incident)
    common = _common(material, up="")
    listed = {"rows": rows, "choices": choices(rows), "data": data(rows), "registered": entries}
    yield "index.html", render("index", **listed, **_problems(material), **common)
    yield "incidents.html", render("incidents", incidents=incidents, **common)
    yield "actors.html", render("actors", actors=actors, **common)
    yield "figures.html", render("figures", charts=charts(material), no_plots=_no_plots(), **common)


def _common(material: Material, up: str | None) -> dict[str, Any]:
    """What every page says; `up` leads to the top of the site, None outside one."""
    return {"corpus": material.title, "edition": material.edition, "up": up}


def _no_plots() -> str:
    return "" if can_plot() else NO_PLOTS


def _comparisons(material: Material, view: ArticleView) -> Pages:
    for first, second in pairs(material, view.id) if can_compare() else ():
        compared = comparison(material, view.id, first, second)
        values = {"comparison": compared, "title": view.title, "front": view.front}
        yield f"compare/{compared.name}.html", render("comparison", **values, **_common(material, up="../"))


def article_page(material: Material, view: ArticleView, entries: Registered | None = None) -> bytes:
    """The page of an article; without the `entries` of a site around it, it leads to no other page."""
    compared = pairs(material, view.id) if entries else []
    return render(
        "article",
        view=view,
        problems_by_span=view.problems_by_span(),
        tally=tally(view.problems),
        deepest=LANES,
        comparisons=compared if can_compare() else [],
        registered=entries or {},
        no_comparison=NO_COMPARISON if compared and not can_compare() else "",
        **_common(material, up="../" if entries else None),
    )


def _incident_page(material: Material, incident: IncidentView) -> bytes:
    images: dict[str, str] = {}
    if incident.story is not None and can_plot():
        images["time"] = data_uri(time_plot(incident.story))
        # A dollar sign in a name would begin a formula.
        images["bounds"] = data_uri(draw(incident.story, ("svg",))["svg"])
    hrefs = {tie.id: span_href(material, tie.id) for claim in incident.claims for tie in claim.ties}
    hrefs |= {claim.claim.id: claim.href for claim in incident.claims}
    tolls = [asdict(toll) for toll in incident.story.account.tolls] if incident.story else []
    return render(
        "incident",
        incident=incident,
        tolls=tolls,
        hrefs={name: hrefs.get(name) or span_href(material, name) for toll in tolls for name in toll["claims"]} | hrefs,
        images=images,
        no_plots=_no_plots(),
        **_common(material, up="../"),
    )


def _problems(material: Material) -> dict[str, Any]:
    """What the front page tells of the check: counts, what could not be looked at, and what is in no article's page."""
    elsewhere = [
        view
        for entry in material.problems.get("", [])
        for name in (article_of(entry[0]),)
        for view in problem_views([entry], {}, not (name and material.hides(name)))
    ]
    counts = Counter(error=len(material.report.errors), warning=len(material.report.warnings))
    counts["waived"] = len(material.report.waived)
    return {"elsewhere": elsewhere, "tally": dict(counts), "skipped": material.report.skipped}
