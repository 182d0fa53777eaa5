"""What the pages on incidents and actors tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from conflict_claims.browse.escaping import file_stem
from conflict_claims.browse.reading import Material
from conflict_claims.browse.spans import LOCAL_ID
from conflict_claims.build.stories import stories
from conflict_claims.render.stories import Story, Tie, blamed, counts_in, said_by, ties
from conflict_claims.tolls.claims import Claim


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim of an incident in words; `href` leads to its span from the incident's page, "" where there is none."""

    claim: Claim
    href: str
    said_by: str
    blamed: str
    counts_in: str
    ties: list[Tie]


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident of the registry, or one that claims name and the registry lacks; `story` is None without claims."""

    id: str
    entry: Mapping[str, Any]
    story: Story | None
    claims: list[ClaimView]

    @property
    def name(self) -> str:
        """Its name, or its id where the registry lacks it."""
        return str(self.entry.get("name") or self.id)

    @property
    def repeated(self) -> int:
        """How many claims say again what one of `claims` says, and are merged into it."""
        return sum(len(one.claim.repeats) for one in self.claims)


@dataclass(frozen=True, slots=True)
class ActorView:
    """A canonical actor, how often it is mentioned in gold, and where first in each article (article id, span id)."""

    entry: Mapping[str, Any]
    mentions: int
    sources: int
    blamed: int
    articles: list[tuple[str, str]]

    @property
    def anchor(self) -> str:
        """Its name in the page of actors."""
        return f"actor-{file_stem(str(self.entry['actor_id']))}"


def incident_views(material: Material) -> list[IncidentView]:
    """Every incident, by id."""
    told = {story.account.incident: story for story in stories(material.frames)}
    entries = {entry["incident_id"]: entry for entry in material.frames["incidents"].iter_rows(named=True)}
    return [_incident(material, name, entries.get(name, {}), told.get(name)) for name in sorted({*told, *entries})]


def _incident(material: Material, name: str, entry: Mapping[str, Any], story: Story | None) -> IncidentView:
    if story is None:
        return IncidentView(name, entry, None, [])
    account = story.account
    claims = [
        ClaimView(claim, span_href(material, claim.id), said_by(claim), blamed(claim), counts_in(claim, account),
                  ties(claim, account.links))
        for claim in account.claims
    ]  # fmt: skip
    return IncidentView(name, entry, story, claims)


@dataclass(frozen=True, slots=True)
class Entry:
    """The name of a registry's entry, and where the site tells of it, from a page one folder down."""

    name: str
    href: str


Registered = Mapping[str, Mapping[str, Entry]]
"""The entries that the site tells of, by the field that names them (`incident`, `actor`) and their id."""


def registered(incidents: Iterable[IncidentView], actors: Iterable[ActorView]) -> Registered:
    """Where each incident and each actor stands in the site."""
    return {
        "incident": {one.id: Entry(one.name, f"../incidents/{file_stem(one.id)}.html") for one in incidents},
        "actor": {
            str(one.entry["actor_id"]): Entry(str(one.entry["name"]), f"../actors.html#{one.anchor}") for one in actors
        },
    }


def span_href(material: Material, span_id: str) -> str:
    """Where the span `<article_id>.<local id>` of gold stands, from a page one folder down; "" if it has no page."""
    article, _, local = span_id.rpartition(".")
    known = article in material.articles and LOCAL_ID.fullmatch(local)
    return f"../articles/{article}.html#{local}" if known else ""


def actor_views(material: Material) -> list[ActorView]:
    """The actors of the registry with what gold says of each."""
    frames = material.frames
    mentions: dict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = frames["actors"].select("actor_id", "article_id", "span_id").drop_nulls("actor_id").iter_rows()
    for actor, article, span in rows:
        mentions[actor].append((article, span.rpartition(".")[2]))
    sources, perpetrators = _named(frames, "source_actor"), _named(frames, "perpetrator_actor")
    return [
        ActorView(entry, len(mentions[name]), sources[name], perpetrators[name], _first(mentions[name]))
        for entry in frames["actor_registry"].iter_rows(named=True)
        for name in (entry["actor_id"],)
    ]


def _named(frames: Mapping[str, pl.DataFrame], column: str) -> Counter[str]:
    return Counter(frames["casualties"][column].drop_nulls().to_list())


def _first(mentions: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for article, span in mentions:
        found.setdefault(article, span)
    return sorted(found.items())
