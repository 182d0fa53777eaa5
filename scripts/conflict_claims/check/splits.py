"""Rules on splits, which look at all articles together: SPL001 to SPL004."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from conflict_claims.articles.typed import Entry
from conflict_claims.matching.near_duplicates import Pair
from conflict_claims_schemas.problems import Problem

NEWS_DAYS = 30
"""An article reports an incident as news up to so many days after its last day; later it is background."""

OUT_OF_DOMAIN, TRAIN = "test_ood", "train"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules on all articles need to know of one.

    `incidents` are those of its claims that something happened; None where nobody marked the article.
    """

    id: str
    file: str
    line: int
    split: str
    published: datetime.date | None
    text_sha256: str
    incidents: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """A problem between articles, said of one of them; `between` are the ids of all that it depends on."""

    problem: Problem
    between: frozenset[str]


def split_problems(articles: Sequence[Facts], incidents: Iterable[Entry], alike: Iterable[Pair]) -> list[Clash]:
    """Articles whose split tells a model more about another split than it should (SPL001 to SPL004).

    Args:
        articles: what is known of each, in the order of the ids.
        incidents: the entries of the registry.
        alike: the pairs of articles whose texts are nearly the same.
    """
    known = {entry.values["id"]: entry for entry in incidents}
    reporting = _reporting(articles, known)
    return [
        *_parted_incidents(reporting),
        *_near_duplicates(articles, alike),
        *_shared_regions(reporting, known),
        *_same_texts(articles),
    ]


def _reporting(articles: Iterable[Facts], incidents: Mapping[str, Entry]) -> dict[str, list[Facts]]:
    """The articles that report each incident as news."""
    reporting: dict[str, list[Facts]] = defaultdict(list)
    for article in articles:
        for name in sorted(incidents.keys() & (article.incidents or ())):
            if _is_news(article, incidents[name].values["end"]):
                reporting[name].append(article)
    return dict(sorted(reporting.items()))


def _is_news(article: Facts, last_day: datetime.date) -> bool:
    return article.published is None or (article.published - last_day).days <= NEWS_DAYS


def _parted_incidents(reporting: Mapping[str, Sequence[Facts]]) -> Iterator[Clash]:
    for incident, articles in reporting.items():
        home = _home(articles)
        for article in articles:
            if article.split != home.split:
                expected = f"{home.split}, as {home.id}, which reports {incident} too"
                yield _clash("SPL001", article, expected, articles)


def _home(articles: Sequence[Facts]) -> Facts:
    """The first article of the split that most of `articles` are in."""
    counts = Counter(article.split for article in articles)
    return max(articles, key=lambda article: counts[article.split])


def _near_duplicates(articles: Sequence[Facts], alike: Iterable[Pair]) -> Iterator[Clash]:
    by_id = {article.id: article for article in articles}
    for left, right, similarity in alike:
        first, second = by_id[left], by_id[right]
        # The same text to the letter is SPL004's matter.
        if first.split != second.split and first.text_sha256 != second.text_sha256:
            expected = f"{first.split}, as {first.id}, whose text is alike ({similarity:.0%})"
            yield _clash("SPL002", second, expected, (first, second))


def _shared_regions(reporting: Mapping[str, Sequence[Facts]], incidents: Mapping[str, Entry]) -> Iterator[Clash]:
    regions: dict[tuple[str, str], dict[str, Facts]] = defaultdict(dict)
    for incident, articles in reporting.items():
        values = incidents[incident].values
        for article in articles:
            regions[values["country"], values["region"]].setdefault(article.id, article)
    for (_, region), named in regions.items():
        in_train = [article for article in named.values() if article.split == TRAIN]
        for article in named.values():
            if in_train and article.split == OUT_OF_DOMAIN:
                expected = f"a region that train lacks; {in_train[0].id} in train reports {region}"
                yield _clash("SPL003", article, expected, (article, *in_train))


def _same_texts(articles: Sequence[Facts]) -> Iterator[Clash]:
    ordered = sorted(articles, key=lambda article: (article.text_sha256, article.id))
    for _, same in groupby(ordered, key=lambda article: article.text_sha256):
        first, *others = group = list(same)
        for article in others:
            expected, found = "a text that no other article has", f"the text of {first.id}"
            problem = Problem("SPL004", article.file, article.line, "id", article.id, expected=expected, found=found)
            yield Clash(problem, frozenset(one.id for one in group))


def _clash(rule: str, article: Facts, expected: str, between: Iterable[Facts]) -> Clash:
    file, line = article.file, article.line
    problem = Problem(rule, file, line, "split", article.id, expected=expected, found=article.split)
    return Clash(problem, frozenset(one.id for one in between))
