"""All that the pages are made of, read once: corpus, tables of gold, and what the check says."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import polars as pl

from conflict_claims.annotations import Pass
from conflict_claims.articles import Article
from conflict_claims.check.engine import check
from conflict_claims.check.selection import Selection
from conflict_claims.files.layout import GOLD, Layout, is_article_id
from conflict_claims.render.report import Report, Waived
from conflict_claims.tables.corpus import Corpus, read_corpus
from conflict_claims.tables.editions import withhold
from conflict_claims.tables.flat import flat
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.vocabulary import PUBLISHABLE

Entry = tuple[Problem, Waived | None]
Start = Callable[[int], Callable[[int], None]]


@dataclass(frozen=True, slots=True)
class Material:
    """A corpus as it is shown.

    `annotators` are those shown, gold first; `frames` the tables of gold, with nulls for text that `edition`
    withholds; `passes` by annotator and article id; `problems` by article id, and under "" those of no article
    with a page.
    """

    layout: Layout
    corpus: Corpus
    annotators: tuple[str, ...]
    edition: str
    articles: dict[str, Article]
    passes: Mapping[str, Mapping[str, Pass]]
    frames: Mapping[str, pl.DataFrame]
    report: Report
    problems: Mapping[str, list[Entry]]

    @property
    def title(self) -> str:
        """The name of the corpus in words."""
        return self.corpus.settings.title if self.corpus.settings else "A corpus without readable settings"

    def hides(self, article_id: str) -> bool:
        """Whether the pages carry no words of the article; so too of one that cannot be read."""
        article = self.articles.get(article_id)
        return self.edition == "public" and (article is None or not is_publishable(article))


def is_publishable(article: Article) -> bool:
    """Whether the licence of `article` lets its text be published."""
    return article.front["license"] in PUBLISHABLE


def read_material(
    layout: Layout,
    annotators: Sequence[str],
    edition: str = "full",
    only: str | None = None,
    today: datetime.date | None = None,
    start: Start = lambda total: lambda done: None,
) -> Material:
    """Read and check a corpus; incidents, actors and figures are told by gold, whoever is shown.

    Args:
        layout: where things stand.
        annotators: folders of annotations/ to show.
        edition: `full`, or `public` without texts that may not be published.
        only: id of the one article to read; default: all.
        today: the day that waivers are held against; default: this one.
        start: called with the number of articles to check; gives what is called as they are read.
    """
    chosen = Selection() if only is None else Selection(everything=False, articles=frozenset({only}))
    report = check(layout, chosen, today=today, start=start)
    names = tuple(sorted(annotators, key=lambda name: (name != GOLD, name)))
    corpus = read_corpus(layout, tuple(dict.fromkeys((*names, GOLD))), None if only is None else [layout.article(only)])
    articles = {article.id: article for article in corpus.articles if is_article_id(article.id)}
    passes = {name: {marked.article_id: marked for marked in corpus.passes[name]} for name in names}
    frames = flat(corpus.bundle(GOLD), corpus.registries, sentences=False)
    shown = withhold(frames) if edition == "public" else frames
    problems = _by_article(report.entries(), articles)
    return Material(layout, corpus, names, edition, articles, passes, shown, report, problems)


def _by_article(entries: Iterable[Entry], articles: Mapping[str, Article]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for problem, waived in entries:
        named = problem.article or PurePosixPath(problem.file).stem
        found[named if named in articles else ""].append((problem, waived))
    return dict(found)


def article_of(problem: Problem) -> str:
    """The id of the article that `problem` is about, "" for a problem of settings, registries or waivers."""
    if problem.article:
        return problem.article
    stem = PurePosixPath(problem.file).name.partition(".")[0]
    return stem if is_article_id(stem) else ""
