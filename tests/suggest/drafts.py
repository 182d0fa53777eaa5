"""Texts run through the engine's steps, and what was found in them, in short forms that tests compare."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from conflict_claims.suggest.article import Suggester
from conflict_claims.suggest.draft import Draft, Span

REGISTRY: tuple[dict[str, Any], ...] = (
    {"id": "velmar", "name": "Velmar", "type": "government", "country": "VEL"},
    {"id": "nf", "name": "Northern Front", "aliases": ["NF"], "type": "rebel_group", "country": "VEL"},
    {"id": "korr", "name": "Anna Korr", "aliases": ["Minister Anna Korr"], "type": "government", "country": "VEL"},
    {"id": "brig", "name": "Harl Brigade", "aliases": ["HB"], "type": "militia", "parent": "nf"},
    {"id": "dawn-a", "name": "Harl Echo", "aliases": ["Echo"], "type": "media"},
    {"id": "dawn-b", "name": "Tarn Echo", "aliases": ["Echo"], "type": "media"},
)


@cache
def suggester() -> Suggester:
    """The engine with a small registry of invented actors."""
    return Suggester(REGISTRY)


def draft_of(text: str) -> Draft:
    """What all steps find in a body that stands under a headline without actors."""
    return suggester().draft(f"News of the day\n\n{text}")


def surfaces(draft: Draft, spans: Iterable[Span]) -> list[str]:
    """The words of spans."""
    return [draft.chunks.words.text[span.start : span.end] for span in spans]


def actors(text: str) -> list[str]:
    """The words of all actors that are suggested for a body."""
    draft = draft_of(text)
    return surfaces(draft, draft.actors)


def types(text: str) -> dict[str, str]:
    """The type of each actor by its words."""
    draft = draft_of(text)
    return dict(zip(surfaces(draft, draft.actors), (one.attributes["type"] for one in draft.actors), strict=True))


def stances(text: str) -> list[tuple[str, str]]:
    """Act and words of each stance."""
    draft = draft_of(text)
    return [
        (one.attributes["act"], words) for one, words in zip(draft.stances, surfaces(draft, draft.stances), strict=True)
    ]


def stance(text: str) -> dict[str, Any]:
    """The only stance of a body, with the words of what it points at."""
    draft = draft_of(text)
    (found,) = draft.stances
    words = draft.chunks.words.text[found.start : found.end]
    pointed = {
        name: [
            one if isinstance(one, str) else draft.chunks.words.text[one.start : one.end]
            for one in found.attributes[name]
        ]
        for name in ("holder", "target", "addressee")
    }
    return {**found.attributes, **pointed, "words": words}
