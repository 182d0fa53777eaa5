"""Two passes over one article side by side, with every point on which they part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import combinations

from conflict_claims.agreement.collecting import collect
from conflict_claims.browse.reading import Material
from conflict_claims.browse.segments import Mark, Paragraph, paragraphs
from conflict_claims.matching.disagreements import TYPES, Disagreement, Place, disagreements
from conflict_claims.matching.marks import LINK
from conflict_claims.matching.pairing import Compared, PairedArticle, pair_article

NEEDED = "scipy"
MISSING = "Passes are not compared: that needs scipy (pip install 'conflict-claims[evaluate]')."


@dataclass(frozen=True, slots=True)
class Side:
    """One annotator's text, the spans that differ marked and lettered, the others faint."""

    annotator: str
    paragraphs: list[Paragraph]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where one side of a difference stands; `href` leads to its span in the article's page."""

    id: str
    start: int
    end: int
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference with its number in the page; a side is None where its annotator has no such span or link."""

    number: int
    type: str
    layer: str
    field: str
    first: PlaceView | None
    second: PlaceView | None
    first_value: str
    second_value: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two passes over an article; `why_not` says why they cannot be compared, and the rest is then empty."""

    article: str
    first: str
    second: str
    why_not: str = ""
    sides: tuple[Side, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def name(self) -> str:
        """The stem of its file's name."""
        return f"{self.article}.{self.first}.{self.second}"

    @property
    def counts(self) -> dict[str, int]:
        """How many differences there are of each type."""
        return {name: sum(one.type == name for one in self.differences) for name in TYPES}


def pairs(material: Material, article_id: str) -> list[tuple[str, str]]:
    """Every two annotators shown who marked the article."""
    return list(combinations([name for name in material.annotators if article_id in material.passes[name]], 2))


def can_compare() -> bool:
    """Whether what matches spans is installed."""
    return find_spec(NEEDED) is not None


def comparison(material: Material, article_id: str, first: str, second: str) -> Comparison:
    """Compare two passes over an article; in an edition that withholds its text, without words."""
    collected = collect(material.layout, (first, second), [article_id])
    if not collected.articles:
        return Comparison(article_id, first, second, why_not=collected.left_out[0].why)
    (compared,) = collected.articles
    paired = pair_article(compared, first, second)
    found = disagreements([paired])
    hidden = material.hides(article_id)
    views = tuple(_view(number, one, (first, second), hidden) for number, one in enumerate(found, start=1))
    sides = () if hidden else (_side(compared, paired, first, 0, found), _side(compared, paired, second, 1, found))
    return Comparison(article_id, first, second, "", sides, views)


def _view(number: int, one: Disagreement, names: Sequence[str], hidden: bool) -> Difference:
    # A difference of extent or of reference is told in words of the text.
    worded = hidden and one.type in ("boundary", "relation")
    values = ("", "") if worded else (one.first_value, one.second_value)
    first, second = _place(one.first, names[0], one.layer, hidden), _place(one.second, names[1], one.layer, hidden)
    return Difference(number, one.type, one.layer, one.field, first, second, *values)


def _place(place: Place | None, annotator: str, layer: str, hidden: bool) -> PlaceView | None:
    if place is None:
        return None
    # A link stands at its first end, but its id is no span's.
    href = "" if layer == LINK else f"#{annotator}:{place.id}"
    return PlaceView(place.id, place.start, place.end, "" if hidden else place.words, "" if hidden else href)


def _side(compared: Compared, paired: PairedArticle, annotator: str, at: int, found: Sequence[Disagreement]) -> Side:
    marks = list(_marks(paired, annotator, at, found))
    return Side(annotator, paragraphs(compared.text, marks))


def _marks(paired: PairedArticle, annotator: str, at: int, found: Sequence[Disagreement]) -> Iterator[Mark]:
    differing: dict[str, list[tuple[int, str]]] = {}
    for number, one in enumerate(found, start=1):
        place = one.second if at else one.first
        if place is not None and one.layer != LINK:
            differing.setdefault(place.id, []).append((number, one.type))
    spans = [span for layer in paired.pairs for span in paired.spans(layer)[at]]
    for span in spans:
        points = differing.get(span.id, [])
        types = [name for name in TYPES if name in {name for _, name in points}]
        tag = f"{span.id} {''.join(name[0].upper() for name in types)}"
        href = f"#difference-{points[0][0]}" if points else ""
        name = f"{tag} {span.layer}, differs in: {', '.join(types)}"
        yield Mark(f"{annotator}:{span.id}", tag, name, span.layer, at, span.start, span.end, href, faint=not points)
