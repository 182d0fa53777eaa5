"""Whether words of a withheld text stand in what a release would publish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from conflict_claims.matching.shingles import words

RUN = 8
"""Words in a row that two texts do not share by chance."""


def leaks(texts: Sequence[tuple[str, str]], withheld: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The places that hold a run of eight words of a withheld text, with the id of the article.

    Args:
        texts: what would be published, each with its place in words.
        withheld: ids and texts of the articles whose text may not be published; not looked at where no text is long
            enough to quote one.
    """
    # Hashes alone: the notes of a million spans have more runs than there is room for.
    every = {hash(run) for _, text in texts for run in _runs(text)}
    for article_id, text in withheld if every else ():
        shared = {run for run in _runs(text) if hash(run) in every}
        if shared:
            yield from ((place, article_id) for place, told in texts if not shared.isdisjoint(_runs(told)))


def _runs(text: str) -> Iterator[str]:
    found = words(text)
    return map(" ".join, zip(*(islice(found, first, None) for first in range(RUN)), strict=False))
