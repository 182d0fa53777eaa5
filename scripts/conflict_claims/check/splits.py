"""Rules on splits, which look at all articles together: SPL001 to SPL004."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from conflict_claims.articles.typed import Entry
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
    text: str
    text_sha256: str
    incidents: frozenset[str] | None = None


def split_problems(articles: Sequence[Facts], incidents: Iterable[Entry]) -> list[Problem]:
    """Articles whose split tells a model more about another split than it should (SPL001 to SPL004)."""
    known = {entry.values["id"]: entry for entry in incidents}
    reporting = _reporting(articles, known)
    return [
        *_parted_incidents(reporting),
        *_near_duplicates(articles),
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


def _parted_incidents(reporting: Mapping[str, Sequence[Facts]]) -> Iterator[Problem]:
    for incident, articles in reporting.items():
        home = _home(articles)
        for article in articles:
            if article.split != home.split:
                expected = f"{home.split}, as {home.id}, which reports {incident} too"
                yield _problem("SPL001", article, expected)


def _home(articles: Sequence[Facts]) -> Facts:
    """The first article of the split that most of `articles` are in."""
    counts = Counter(article.split for article in articles)
    return max(articles, key=lambda article: counts[article.split])


def _near_duplicates(articles: Sequence[Facts]) -> Iterator[Problem]:
    from conflict_claims.matching.near_duplicates import near_duplicate_pairs

    by_id = {article.id: article for article in articles}
    for left, right, similarity in near_duplicate_pairs({article.id: article.text for article in articles}):
        first, second = by_id[left], by_id[right]
        # The same text to the letter is SPL004's matter.
        if first.split != second.split and first.text_sha256 != second.text_sha256:
            expected = f"{first.split}, as {first.id}, whose text is alike ({similarity:.0%})"
            yield _problem("SPL002", second, expected)


def _shared_regions(reporting: Mapping[str, Sequence[Facts]], incidents: Mapping[str, Entry]) -> Iterator[Problem]:
    regions: dict[tuple[str, str], dict[str, Facts]] = defaultdict(dict)
    for incident, articles in reporting.items():
        values = incidents[incident].values
        for article in articles:
            regions[values["country"], values["region"]].setdefault(article.id, article)
    for (_, region), named in regions.items():
        in_train = next((article for article in named.values() if article.split == TRAIN), None)
        for article in named.values():
            if in_train and article.split == OUT_OF_DOMAIN:
                yield _problem("SPL003", article, f"a region that train lacks; {in_train.id} in train reports {region}")


def _same_texts(articles: Sequence[Facts]) -> Iterator[Problem]:
    ordered = sorted(articles, key=lambda article: (article.text_sha256, article.id))
    for _, group in groupby(ordered, key=lambda article: article.text_sha256):
        first, *others = group
        for article in others:
            expected, found = "a text that no other article has", f"the text of {first.id}"
            yield Problem("SPL004", article.file, article.line, "id", article.id, expected=expected, found=found)


def _problem(rule: str, article: Facts, expected: str) -> Problem:
    return Problem(rule, article.file, article.line, "split", article.id, expected=expected, found=article.split)
