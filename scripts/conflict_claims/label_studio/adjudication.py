"""What an adjudication project holds: the articles on which two annotators differ, with both passes and a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as Xml

from conflict_claims.annotations import Pass, canonical
from conflict_claims.articles import Article
from conflict_claims.files.layout import GOLD, Layout
from conflict_claims.label_studio.draft import draft, summary
from conflict_claims.label_studio.storing import store
from conflict_claims.label_studio.tasks import task
from conflict_claims_schemas.labelling import labelling_page

DIFFERENCES = "differences"
"""The field of a task that holds its summary."""

_SUMMARY = (
    "white-space: pre-wrap; max-height: 12em; overflow-y: auto; margin-bottom: 1em; border: 1px solid; padding: .5em"
)


@dataclass
class Cases:
    """Tasks for the articles on which two annotators differ.

    `agreed` is by article what both say of the others, and `single` are the ids of those that one of them lacks.
    """

    tasks: list[dict[str, Any]] = field(default_factory=list)
    agreed: dict[str, Pass] = field(default_factory=dict)
    single: list[str] = field(default_factory=list)


def cases(articles: Sequence[tuple[Article, Sequence[Pass]]], guidelines: str) -> Cases:
    """What there is to settle.

    Args:
        articles: each with the passes of the two annotators over it, in the order of the annotators.
        guidelines: the version that the result follows.
    """
    found = Cases()
    for article, passes in articles:
        if len(passes) != 2:
            found.single.append(article.id)
            continue
        first, second = passes
        merged = draft(article, first, second, guidelines)
        if not merged.differences:
            found.agreed[article.id] = merged.merged
            continue
        made = task(article, [first, second, merged.merged], guidelines)
        made["data"][DIFFERENCES] = summary(merged.differences, first.annotator, second.annotator)
        found.tasks.append(made)
    return found


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
    """The labelling page with the summary of the differences above the text."""
    page = Xml.fromstring(labelling_page())
    article = page.find("View")
    assert article is not None
    view = Xml.Element("View", style=_SUMMARY)
    Xml.SubElement(view, "Header", value=f"${DIFFERENCES}", size="6")
    article.insert(0, view)
    Xml.indent(page)
    return Xml.tostring(page, encoding="unicode") + "\n"
