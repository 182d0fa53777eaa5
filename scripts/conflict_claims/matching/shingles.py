"""Runs of words, by which two texts are compared."""

from __future__ import annotations

import unicodedata

SHINGLE_WORDS = 5

# Scripts that are written without blanks between words: each of their letters counts as a word.
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x3400, 0x4DBF),  # CJK extension A
    (0x4E00, 0x9FFF),  # CJK
    (0x20000, 0x323AF),  # CJK extensions B to H
)
_APOSTROPHES = frozenset("'\u2019\u2018\u02bc")


class _WordCharacters(dict[int, str]):
    """A table for `str.translate` that is filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = value = _as_word_character(code)
        return value


def _as_word_character(code: int) -> str:
    char = chr(code)
    if char in _APOSTROPHES:
        return ""
    if unicodedata.category(char)[0] not in "LMN":
        return " "
    if any(first <= code <= last for first, last in _UNSPACED):
        return f" {char} "
    return char


_TABLE = _WordCharacters()


def words(text: str) -> list[str]:
    """The words of `text`: case-folded, without punctuation, so that quotes and capitals do not count."""
    return text.casefold().translate(_TABLE).split()


def runs(text: str) -> list[str]:
    """The runs of five words of `text`, in order; a shorter text is one run, a text without words has none."""
    found = words(text)
    if len(found) <= SHINGLE_WORDS:
        return [" ".join(found)] if found else []
    shifted = (found[first:] for first in range(SHINGLE_WORDS))
    return list(map(" ".join, zip(*shifted, strict=False)))


def shingles(text: str) -> frozenset[str]:
    """The distinct runs of `text`."""
    return frozenset(runs(text))


def jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    """The part of all shingles of the two sets that both have: 0.0 to 1.0 (0.0 where both are empty)."""
    shared = len(left & right)
    return shared / (len(left) + len(right) - shared) if shared else 0.0
