"""An article as its page shows it: text with marks, every span, every problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from conflict_claims.browse.problems import PROBLEM, ProblemView, problem_views
from conflict_claims.browse.reading import Material, is_publishable
from conflict_claims.browse.segments import LANES, Mark, Paragraph, lanes, paragraphs
from conflict_claims.browse.spans import SpanView, span_views
from conflict_claims.files.layout import GOLD
from conflict_claims.text.normalise import text_sha256
from conflict_claims_schemas.vocabulary import SPAN_LAYERS


@dataclass(frozen=True, slots=True)
class PassView:
    """What one annotator marked; `fits` says whether it was marked on the text as it stands."""

    annotator: str
    number: int
    guidelines: str
    fits: bool
    is_on: bool
    spans: list[SpanView]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """All that is told of one article.

    `front` is its front matter, `hidden` whether its words are left out of this edition, `withheld` whether its
    licence keeps the text from publication; `undrawn` counts spans that lie too deep to be underlined.
    """

    id: str
    title: str
    front: dict[str, Any]
    hidden: bool
    withheld: bool
    passes: list[PassView]
    problems: list[ProblemView]
    paragraphs: list[Paragraph]
    undrawn: int
    characters: int

    @property
    def counts(self) -> dict[str, int]:
        """Spans of the first pass shown, by layer."""
        counts = Counter(span.layer for marked in self.passes[:1] for span in marked.spans)
        return {layer: counts[layer] for layer in SPAN_LAYERS}

    def named(self, field: str) -> list[str]:
        """What its spans name in `field`, as ids of a registry."""
        return sorted({value for marked in self.passes for span in marked.spans for value in span.values(field)})

    def problems_by_span(self) -> dict[str, list[ProblemView]]:
        """The problems of each span that has any, by its anchor."""
        found: dict[str, list[ProblemView]] = {}
        for problem in self.problems:
            if problem.span:
                found.setdefault(problem.span, []).append(problem)
        return found


def article_view(material: Material, article_id: str) -> ArticleView:
    """The view of the article `article_id`, which `material` has."""
    article = material.articles[article_id]
    hidden = material.hides(article_id)
    passes = list(_passes(material, article_id, None if hidden else article.text))
    spans = {marked.annotator: marked.spans for marked in passes}
    problems = problem_views(material.problems.get(article_id, []), spans, not hidden)
    marks = [] if hidden else [*_marks(passes), *_problem_marks(problems, passes, len(article.text))]
    return ArticleView(
        id=article_id,
        title=article_id if hidden else article.front["title"],
        front=article.front,
        hidden=hidden,
        withheld=not is_publishable(article),
        passes=passes,
        problems=problems,
        paragraphs=[] if hidden else paragraphs(article.text, marks),
        undrawn=sum(lane >= LANES and mark.layer != PROBLEM for mark, lane in zip(marks, lanes(marks), strict=True)),
        characters=len(article.text),
    )


def _passes(material: Material, article_id: str, text: str | None) -> Iterator[PassView]:
    sha256 = text_sha256(material.articles[article_id].text)
    marked = [(name, material.passes[name].get(article_id)) for name in material.annotators]
    present = [(name, found) for name, found in marked if found is not None]
    for number, (name, found) in enumerate(present):
        fits = found.header["text_sha256"] == sha256
        guidelines = str(found.header["guidelines"])
        # Gold, or the first pass where there is none, is on when the page opens.
        yield PassView(name, number, guidelines, fits, number == 0, span_views(found, name, text))


def _marks(passes: list[PassView]) -> Iterator[Mark]:
    for marked in passes:
        for span in marked.spans:
            if span.is_in_text:
                name = span.name if marked.annotator == GOLD else f"{span.name}, by {marked.annotator}"
                yield Mark(
                    span.anchor, span.id, name, span.layer, marked.number, span.start, span.end, f"#{span.anchor}"
                )


def _problem_marks(problems: list[ProblemView], passes: list[PassView], length: int) -> Iterator[Mark]:
    # What is wrong with the article itself belongs to no pass, and no annotator's switch hides it.
    numbers = {"": len(passes), **{marked.annotator: marked.number for marked in passes}}
    for problem in problems:
        start, end, number = problem.start, problem.end, numbers.get(problem.annotator)
        if number is not None and start is not None and end is not None and 0 <= start < end <= length:
            name = f"{problem.rule} {problem.severity}, {problem.title}"
            yield Mark(problem.anchor, problem.rule, name, PROBLEM, number, start, end, f"#{problem.anchor}-entry")
