"""References and links as edges between spans, told in the second annotator's ids so that the two can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conflict_claims.matching.marks import LINK
from conflict_claims.matching.pairing import PairedArticle
from conflict_claims_schemas.vocabulary import SPECIAL_REFERENCES

Edge = tuple[str, str, str]
"""From, kind, to: ids of the second annotator, or `author` and `unnamed`."""

Edges = tuple[frozenset[Edge], frozenset[Edge], int]
"""The edges of the first and of the second annotator whose ends have counterparts, and how many others there were."""

Record = Mapping[str, Any]


def reference_edges(article: PairedArticle, layer: str, field: str) -> Edges:
    """The references `field` of the matched spans of a layer."""
    first: set[Edge] = set()
    second: set[Edge] = set()
    lost = 0
    for left, right in article.pairs.get(layer, ()):
        ours, theirs, missing = ends_of(article, left.record, right.record, field)
        first |= {(right.id, field, end) for end in ours}
        second |= {(right.id, field, end) for end in theirs}
        lost += missing
    return frozenset(first), frozenset(second), lost


def ends_of(
    article: PairedArticle, left: Record, right: Record, field: str
) -> tuple[frozenset[str], frozenset[str], int]:
    """Whom two records' references name, and how many of the names have no counterpart."""
    ours = [_counterpart(ref, article.forward) for ref in left.get(field) or ()]
    theirs = [ref if _counterpart(ref, article.backward) else None for ref in right.get(field) or ()]
    lost = ours.count(None) + theirs.count(None)
    return frozenset(filter(None, ours)), frozenset(filter(None, theirs)), lost


def _counterpart(ref: str, counterparts: Mapping[str, str]) -> str | None:
    return ref if ref in SPECIAL_REFERENCES else counterparts.get(ref)


def link_edges(article: PairedArticle) -> Edges:
    """The links of an article, with their type as the kind."""
    if not article.has(LINK):
        return frozenset(), frozenset(), 0
    first = [edge for edge, _ in first_links(article)]
    second = [edge for edge, _ in second_links(article)]
    lost = len(article.first.links) - len(first) + len(article.second.links) - len(second)
    return frozenset(first), frozenset(second), lost


def first_links(article: PairedArticle) -> Iterator[tuple[Edge, Record]]:
    """The first annotator's links whose ends have counterparts, each with its record."""
    for link in article.first.links if article.has(LINK) else ():
        start, end = article.forward.get(link["from"]), article.forward.get(link["to"])
        if start and end:
            yield (start, str(link["type"]), end), link


def second_links(article: PairedArticle) -> Iterator[tuple[Edge, Record]]:
    """The second annotator's links whose ends have counterparts, each with its record."""
    for link in article.second.links if article.has(LINK) else ():
        if link["from"] in article.backward and link["to"] in article.backward:
            yield (str(link["from"]), str(link["type"]), str(link["to"])), link


def matched_links(article: PairedArticle) -> list[tuple[Record, Record]]:
    """The links of the same type between the same claims."""
    theirs = dict(second_links(article))
    return [(link, theirs[edge]) for edge, link in dict(first_links(article)).items() if edge in theirs]
