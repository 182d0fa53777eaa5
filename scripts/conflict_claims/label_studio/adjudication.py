"""What an adjudication project holds: the articles on which two annotators differ, with both passes and a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as Xml

from conflict_claims.annotations import Pass, canonical
from conflict_claims.articles import Article
from conflict_claims.files.layout import GOLD, Layout
from conflict_claims.label_studio.draft import draft, summary
from conflict_claims.label_studio.storing import obstacle, store
from conflict_claims.label_studio.tasks import task
from conflict_claims_schemas.labelling import labelling_page
from conflict_claims_schemas.labelling.page import SMALL

DIFFERENCES = "differences"
"""The field of a task that holds its summary."""

_SUMMARY = (
    "white-space: pre-wrap; max-height: 35vh; overflow-y: auto; resize: vertical; margin-bottom: 1em; "
    "border: 1px solid #999; padding: 0 .5em"
)


@dataclass
class Cases:
    """Tasks for the articles on which two annotators differ.

    `agreed` is by article what both say of the others; `single` are the ids of those that only one of them marked, and
    `settled` of those to settle of which there is gold already.
    """

    tasks: list[dict[str, Any]] = field(default_factory=list)
    agreed: dict[str, Pass] = field(default_factory=dict)
    single: list[str] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)


def cases(articles: Sequence[tuple[Article, Sequence[Pass]]], annotators: Sequence[str], guidelines: str) -> Cases:
    """What there is to settle.

    Args:
        articles: each with the passes over it: those of the two annotators, and gold, as far as they are there.
        annotators: the names of the two.
        guidelines: the version that the result follows.
    """
    found = Cases()
    for article, passes in articles:
        by_name = {one.annotator: one for one in passes}
        both = [by_name[name] for name in annotators if name in by_name]
        if len(both) == len(annotators):
            _sort(found, article, both, by_name.get(GOLD), guidelines)
        elif both:
            found.single.append(article.id)
    return found


def _sort(found: Cases, article: Article, both: Sequence[Pass], gold: Pass | None, guidelines: str) -> None:
    first, second = both
    merged = draft(article, first, second, guidelines, gold)
    if not merged.differences:
        found.agreed[article.id] = merged.merged
        return
    made = task(article, [first, second, merged.merged], guidelines)
    made["data"][DIFFERENCES] = summary(merged.differences, first.annotator, second.annotator)
    found.tasks.append(made)
    if gold is not None:
        found.settled.append(article.id)


def gold_obstacles(layout: Layout, articles: Iterable[str]) -> Iterator[str]:
    """Why no gold can be written for these articles, a message each."""
    yield from filter(None, (obstacle(layout, layout.annotation(GOLD, article)) for article in articles))


def settle_agreed(layout: Layout, agreed: Mapping[str, Pass]) -> dict[str, bool]:
    """Write what both annotators say to annotations/gold, by article.

    Returns:
        Whether gold now says so; False where it has something else, which stays.

    Raises:
        OSError: a file cannot be written; the others are there.
    """
    done = {}
    for article, both in agreed.items():
        content = canonical({**both.header, "annotator": GOLD}, both.records)
        path = layout.annotation(GOLD, article)
        done[article] = not path.exists() or path.read_bytes() == content
        if done[article]:
            store(layout, GOLD, article, content)
    return done


def adjudication_page() -> str:
    """The labelling page with the summary of the differences above text and fields, as wide as both."""
    page = Xml.Element("View")
    summary_view = Xml.SubElement(page, "View", style=_SUMMARY, className=SMALL)
    Xml.SubElement(summary_view, "Header", value=f"${DIFFERENCES}", size="6")
    page.append(Xml.fromstring(labelling_page()))
    Xml.indent(page)
    return Xml.tostring(page, encoding="unicode") + "\n"
