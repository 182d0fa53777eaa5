"""References and links from end to end: one is right where both of its ends are matched and gold has it too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from conflict_claims.evaluate.tally import Tally, scored
from conflict_claims.matching.edges import Record, first_links, second_links
from conflict_claims.matching.marks import LINK, Marks
from conflict_claims.matching.pairing import PairedArticle
from conflict_claims_schemas.fields import ATTRIBUTES
from conflict_claims_schemas.vocabulary import LINK_TYPE, SPECIAL_REFERENCES

WITH_TYPE, ANY_TYPE = "link with type", "link of any type"
UNMATCHED = "-"
"""Begins what stands for an end of gold that has no counterpart; no id is equal to it."""


def ends(article: PairedArticle, left: Record, right: Record, field: str) -> tuple[frozenset[str], frozenset[str]]:
    """Whom the references of two matched records name, both told in PRED's ids; unmatched ends differ from all.

    An end in a layer that was not compared is left out on both sides; `author` and `unnamed` stand for themselves.
    """
    return _gold_ends(article, left, field), frozenset(_compared(article, article.second, right, field))


def _gold_ends(article: PairedArticle, record: Record, field: str) -> frozenset[str]:
    named = _compared(article, article.first, record, field)
    return frozenset(
        ref if ref in SPECIAL_REFERENCES else article.forward.get(ref, f"{UNMATCHED}{ref}") for ref in named
    )


def _compared(article: PairedArticle, marks: Marks, record: Record, field: str) -> list[str]:
    refs = record.get(field) or ()
    return [ref for ref in refs if ref not in marks.by_id or article.has(marks.by_id[ref].layer)]


def reference_tallies(paired: Sequence[PairedArticle], layer: str) -> Iterator[Tally]:
    """Each kind of reference of a layer: over all spans of either side, and whether matched spans name the same."""
    for field in ATTRIBUTES[layer]:
        if field.kind == "reference" and layer != LINK:
            yield _tally(paired, layer, field.name)


def _tally(paired: Sequence[PairedArticle], layer: str, field: str) -> Tally:
    right, gold, pred, same, pairs = [], [], [], [], []
    for article in paired:
        first, second = article.spans(layer)
        both = [ends(article, left.record, other.record, field) for left, other in article.pairs.get(layer, ())]
        right.append(sum(len(ours & theirs) for ours, theirs in both))
        gold.append(sum(len(_gold_ends(article, span.record, field)) for span in first))
        pred.append(sum(len(set(_compared(article, article.second, span.record, field))) for span in second))
        same.append(sum(ours == theirs for ours, theirs in both))
        pairs.append(len(both))
    return Tally(layer, "relation", field, right, gold, pred, same, pairs)


def link_tallies(paired: Sequence[PairedArticle]) -> Iterator[Tally]:
    """Links of the right type, links between the right claims whatever their type, and those of each type."""
    yield _links(paired, WITH_TYPE)
    yield _links([_untyped(article) for article in paired], ANY_TYPE)
    used = {str(link["type"]) for article in paired for side in _sides(article) for link in side}
    for name in (*LINK_TYPE.names, *sorted(used - set(LINK_TYPE.names))):
        if name in used:
            yield _links(paired, name, name)


def _sides(article: PairedArticle) -> tuple[Sequence[Record], Sequence[Record]]:
    return (article.first.links, article.second.links) if scored(article, LINK) else ((), ())


def _links(paired: Sequence[PairedArticle], name: str, only: str = "") -> Tally:
    right, gold, pred = [], [], []
    for article in paired:
        first, second = _sides(article)
        ours, theirs = (
            {edge for edge, _ in side(article) if not only or edge[1] == only} for side in (first_links, second_links)
        )
        right.append(len(ours & theirs) if scored(article, LINK) else 0)
        gold.append(sum(not only or link["type"] == only for link in first))
        pred.append(sum(not only or link["type"] == only for link in second))
    return Tally(LINK, "label" if only else "relation", name, right, gold, pred, [], [])


def _untyped(article: PairedArticle) -> PairedArticle:
    first, second = (replace(marks, links=tuple({**link, "type": ""} for link in marks.links))
                     for marks in (article.first, article.second))  # fmt: skip
    return replace(article, first=first, second=second)
