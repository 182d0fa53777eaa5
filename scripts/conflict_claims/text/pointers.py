"""Notes about a text that may not be published: words taken from it become pointers into it, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

QUOTED: Final = 3
"""So many words in a row, as the text has them, become a pointer."""
RECOGNISED: Final = 5
"""A note that still shares so many words in a row with the text, in whatever case, is withheld."""
LONGEST: Final = 4_000
"""Characters of a note; a longer one is withheld rather than searched."""
_WORD: Final = re.compile(r"\w+")
_POINTER: Final = re.compile(r"⟦(?:(\d{1,9}):(\d{1,9}))?⟧")
_REACH: Final = 60


def point_at(note: str, text: str) -> str | None:
    """Replace what a note quotes by pointers: `⟦123:150⟧` stands for `text[123:150]`, `⟦⟧` for the sign itself.

    Args:
        note: the remark.
        text: the article's text; offsets count code points.

    Returns:
        The note with pointers, which `quoted` turns back exactly; None where words of the text would be left.
    """
    if len(note) > LONGEST:
        return None
    parts, at, kept = [], 0, []
    for start, end, place in _quotations(note, text):
        kept.append(note[at:start])
        parts += [_escaped(note[at:start]), f"⟦{place}:{place + end - start}⟧"]
        at = end
    kept.append(note[at:])
    words = _runs(text, RECOGNISED)
    if any(run in words for piece in kept for run in _grams(piece, RECOGNISED)):
        return None
    return "".join([*parts, _escaped(note[at:])])


def quoted(note: str, text: str) -> str:
    """Replace the pointers of `point_at` by the words that they point at."""
    return _POINTER.sub(lambda found: "⟦" if found[1] is None else text[int(found[1]) : int(found[2])], note)


def _escaped(piece: str) -> str:
    return piece.replace("⟦", "⟦⟧")


def _quotations(note: str, text: str) -> Iterator[tuple[int, int, int]]:
    """Start and end of each quotation in the note, the longest first, and its place in the text."""
    words = [match.span() for match in _WORD.finditer(note)]
    at = 0
    while at + QUOTED <= len(words):
        start, last = words[at][0], 0
        for ahead in range(at + QUOTED - 1, min(at + _REACH, len(words))):
            if note[start : words[ahead][1]] not in text:
                break
            last = ahead
        if last:
            end = words[last][1]
            yield start, end, text.index(note[start:end])
            at = last
        at += 1


@lru_cache(maxsize=8)
def _runs(text: str, size: int) -> frozenset[tuple[str, ...]]:
    return frozenset(_grams(text, size))


def _grams(text: str, size: int) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return zip(*(islice(words, start, None) for start in range(size)), strict=False)
