"""The list of articles, and what they can be searched and filtered by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from conflict_claims.browse.article_view import ArticleView
from conflict_claims.browse.problems import tally
from conflict_claims.browse.reading import Material
from conflict_claims.browse.spans import SpanView

FILTERS = ("split", "incident", "label", "party", "annotator", "problem")
"""The filters, each with its name in the address of the page."""


@dataclass(frozen=True, slots=True)
class Row:
    """An article in the list: what is shown, and `facets`, its values for each filter."""

    id: str
    title: str
    language: str
    outlet: str
    published: str
    split: str
    counts: dict[str, int]
    tally: dict[str, int]
    hidden: bool
    facets: dict[str, list[str]]
    search: str


def actor_names(material: Material) -> dict[str, str]:
    """The name of each canonical actor, by its id."""
    return dict(material.frames["actor_registry"].select("actor_id", "name").iter_rows())


def row(view: ArticleView, names: Mapping[str, str]) -> Row:
    """The row of an article; `names` are those of the canonical actors."""
    spans = [span for marked in view.passes for span in marked.spans]
    facets = {
        "split": [str(view.front["split"])],
        "incident": _values(spans, "incident"),
        "label": sorted({f"{span.layer}: {span.label}" for span in spans if span.label}),
        "party": _values(spans, "party"),
        "annotator": [marked.annotator for marked in view.passes],
        "problem": _problems(view),
    }
    actors = [names.get(actor, actor) for actor in _values(spans, "actor")]
    outlet, published = view.front.get("outlet"), view.front.get("published")
    told = [view.id, view.title, outlet or "", *facets["incident"], *actors, *sorted({span.words for span in spans})]
    return Row(
        id=view.id,
        title=view.title,
        language=view.front["language"],
        outlet=outlet or "",
        published=published.isoformat() if published else "",
        split=view.front["split"],
        counts=view.counts,
        tally=tally(view.problems),
        hidden=view.hidden,
        facets=facets,
        search=" \n".join(told).casefold(),
    )


def _values(spans: Iterable[SpanView], name: str) -> list[str]:
    return sorted({value for span in spans for value in span.values(name)})


def _problems(view: ArticleView) -> list[str]:
    kinds = {f"any {problem.severity}" for problem in view.problems} or {"none"}
    return sorted(kinds) + sorted({problem.rule for problem in view.problems})


def choices(rows: Sequence[Row]) -> dict[str, list[str]]:
    """What each filter can be set to."""
    return {name: sorted({value for row in rows for value in row.facets[name]}) for name in FILTERS}


def data(rows: Sequence[Row]) -> list[dict[str, object]]:
    """What the page's script filters by, one entry a row of the list, in its order."""
    return [{"search": row.search, **row.facets} for row in rows]
