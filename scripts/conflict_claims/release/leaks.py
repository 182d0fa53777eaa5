"""Whether words of a withheld text stand in a page of the release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from conflict_claims.matching.shingles import words

RUN = 8
"""Words in a row that two texts do not share by chance."""


def leaks(pages: Mapping[str, str], withheld: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pages that hold a run of eight words of a withheld text, with the id of the article.

    Args:
        pages: texts by file name.
        withheld: ids and texts of the articles whose text may not be published.
    """
    known = {name: frozenset(_runs(text)) for name, text in pages.items()}
    every = frozenset[str]().union(*known.values())
    for article_id, text in withheld:
        shared = every.intersection(_runs(text))
        yield from ((name, article_id) for name, runs in known.items() if shared and not shared.isdisjoint(runs))


def _runs(text: str) -> Iterator[str]:
    found = words(text)
    return map(" ".join, zip(*(islice(found, first, None) for first in range(RUN)), strict=False))
