"""Claims and links of the tables as the records that tolls are computed from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from conflict_claims.tolls.claims import Claim, Link, Source

Frames = Mapping[str, pl.DataFrame]
Registry = Mapping[str, tuple[str, str | None, str]]
"""Type, parent and name of each canonical actor."""


class _Row(NamedTuple):
    """What a claim is read from: columns of `casualties`."""

    span_id: str
    article_id: str
    incident_id: str
    outcome: str
    min: int | None
    max: int | None
    victims: str
    modality: str
    text: str | None
    start: int
    party: str | None
    report: str | None
    blame: str | None
    standing: str
    as_of: date | None
    published: date | None
    realis: str
    scope: str
    subset: list[str] | None
    outlet: str | None
    source: list[str] | None
    source_kind: str
    perpetrator_kind: str
    perpetrator_actor: str | None
    perpetrator_text: str | None


USED: dict[str, tuple[str, ...]] = {
    "actors": ("span_id", "text", "actor_id"),
    "casualties": _Row._fields,
    "links": ("type", "from_id", "to_id", "aspect"),
}
"""The columns of the tables that claims and links are read from, beside `actor_registry`."""


@dataclass(frozen=True, slots=True)
class _Actors:
    """The words and the canonical actor of each mention; type, parent and name of each canonical actor."""

    mentions: Mapping[str, tuple[str | None, str | None]]
    registry: Registry


def read_claims(frames: Frames) -> list[Claim]:
    """Every casualty claim that names an incident.

    Args:
        frames: the tables of `flat`; a withheld text gives claims without words.
    """
    actors = _Actors(
        {span: (words, actor) for span, words, actor in frames["actors"].select(USED["actors"]).iter_rows()},
        {key: (kind, parent, name) for key, kind, parent, name in _registered(frames)},
    )
    told = frames["casualties"].filter(pl.col("incident_id").is_not_null()).select(_Row._fields)
    rows = zip(*(column.to_list() for column in told.iter_columns()), strict=True)  # faster than `iter_rows`
    return [_claim(_Row(*row), actors) for row in rows]


def read_links(frames: Frames) -> list[Link]:
    """Every annotated link whose ends are known."""
    rows = frames["links"].select(USED["links"]).drop_nulls(["from_id", "to_id"]).iter_rows()
    return [Link(kind, from_id, to_id, aspect) for kind, from_id, to_id, aspect in rows]


def _registered(frames: Frames) -> Iterator[tuple[Any, ...]]:
    return frames["actor_registry"].select("actor_id", "type", "parent", "name").iter_rows()


def _claim(row: _Row, actors: _Actors) -> Claim:
    return Claim(
        id=row.span_id,
        article=row.article_id,
        incident=row.incident_id,
        outcome=row.outcome,
        low=row.min,
        high=row.max,
        victims=row.victims,
        modality=row.modality,
        words=row.text or "",
        start=row.start,
        sources=_sources(row, actors),
        party=row.party,
        report=row.report,
        blame=row.blame,
        perpetrator=_perpetrator(row),
        standing=row.standing,
        as_of=row.as_of,
        published=row.published,
        realis=row.realis,
        scope=row.scope,
        subset=tuple(row.subset or ()),
    )


def _perpetrator(row: _Row) -> str:
    if row.perpetrator_kind == "unnamed":
        return "unnamed"
    return str(row.perpetrator_actor or row.perpetrator_text or "")


def _sources(row: _Row, actors: _Actors) -> tuple[Source, ...]:
    article = row.article_id
    if row.source_kind == "author":
        # Articles of one outlet speak with one voice.
        return (Source(f"{article}.author", f"outlet:{row.outlet or article}", row.outlet or "the article"),)
    if row.source_kind == "unnamed":
        return (Source(f"{article}.unnamed", f"{article}.unnamed", "unnamed"),)
    return tuple(_source(span, actors) for span in row.source or ())


def _source(span: str, actors: _Actors) -> Source:
    words, actor = actors.mentions.get(span, (None, None))
    if actor is not None and actor in actors.registry:
        return Source(actor, body(actor, actors.registry), words or "", name=actors.registry[actor][2])
    # The same words in two articles may be the same people: counted once, as nothing shows that they are two.
    return Source(span, f"words:{words.casefold()}" if words else span, words or "")


def body(actor: str, registry: Registry) -> str:
    """The body that a canonical actor speaks for: up its parents as long as they are of its type.

    A spokesman, his office and the army are one source, but the army and the government are two.
    """
    passed = [actor]
    while passed[-1] in registry:
        kind, parent, _ = registry[passed[-1]]
        if parent is None or parent in passed or parent not in registry or registry[parent][0] != kind:
            break
        passed.append(parent)
    return passed[-1]
