"""Which characters the offsets of an annotation file count, found from the words that it states for them.

brat counts code points, with a line end as one character. Other tools that write its format count CRLF as two, UTF-16
units or UTF-8 bytes, or the byte order mark as a character.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Fragments = Sequence[tuple[int, int]]
Evidence = Sequence[tuple[Fragments, str]]
"""Fragments as the file counts them, with the words that it states."""

Numbers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint32]
_CR, _LF = 0x0D, 0x0A
_MORE_BLANKS = 1000


@dataclass(frozen=True, slots=True)
class Counting:
    """One way to count in a text of `length` code points.

    `offsets` is what it counts at each of them and at the end; None, with no `name`, where it counts code points.
    """

    length: int
    name: str = ""
    offsets: Numbers | None = None

    def fragments(self, counted: Fragments) -> list[tuple[int, int]] | None:
        """The same fragments in code points, None where one is no part of the text."""
        if self.offsets is None:
            inside = all(0 <= start < end <= self.length for start, end in counted)
            return list(counted) if inside else None
        asked = np.array(counted, dtype=np.int64)
        found = np.minimum(np.searchsorted(self.offsets, asked), self.length)
        if (self.offsets[found] != asked).any() or (asked[:, 0] >= asked[:, 1]).any():
            return None
        return [(int(start), int(end)) for start, end in found]


def counting(text: str, marked: bool, evidence: Evidence) -> Counting:
    """The way to count that explains most of the words; code points, or the first of `_ways`, where several do.

    Args:
        text: the text as decoded, without its byte order mark.
        marked: whether it had one.
        evidence: what the annotation file says.
    """
    best = Counting(len(text))
    most = _explained(best, text, evidence)
    for name, widths, mark in _ways(text, marked) if most < len(evidence) else ():
        way = Counting(len(text), name, np.concatenate(([mark], mark + np.cumsum(widths()))))
        score = _explained(way, text, evidence)
        if score > most:
            best, most = way, score
    return best


def has_words(text: str, fragments: Fragments, words: str) -> bool:
    """Whether `words` stand there, but for blanks: tools write a line end within a span as a blank, or as nothing."""
    # Fragments may cover a text any number of times over; what is far too long is not even looked at.
    if sum(end - start for start, end in fragments) > 2 * len(words) + _MORE_BLANKS:
        return False
    return _squeezed("".join(text[start:end] for start, end in fragments)) == _squeezed(words)


def _explained(way: Counting, text: str, evidence: Evidence) -> int:
    """How many of the words stand where they are said to."""
    placed = ((way.fragments(counted), words) for counted, words in evidence)
    return sum(found is not None and has_words(text, found, words) for found, words in placed)


def _squeezed(words: str) -> str:
    return "".join(words.replace("\\n", " ").split())


def _ways(text: str, marked: bool) -> list[tuple[str, Callable[[], Numbers], int]]:
    """The other ways that differ for this text: name, how much each character counts, how much the byte order mark."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    ways: list[tuple[str, Callable[[], Numbers], int]] = []
    if "\r\n" in text:
        ways.append(("CRLF as one character", lambda: _one_line_end(codes), 0))
    if not text.isascii():
        if max(text) > "\uffff":
            ways.append(("UTF-16 units", lambda: 1 + _above(codes, 0xFFFF), 0))
        ways.append(("UTF-8 bytes", lambda: 1 + _above(codes, 0x7F) + _above(codes, 0x7FF) + _above(codes, 0xFFFF), 0))
    if marked:
        plain = ("code points", lambda: np.ones(len(codes), dtype=np.int64), 0)
        ways += [(f"{name} and the byte order mark", widths, 1) for name, widths, _ in (plain, *ways)]
    return ways


def _above(codes: Codes, limit: int) -> Numbers:
    return (codes > limit).astype(np.int64)


def _one_line_end(codes: Codes) -> Numbers:
    """A CR before a LF counts nothing."""
    widths = np.ones(len(codes), dtype=np.int64)
    widths[:-1][(codes[:-1] == _CR) & (codes[1:] == _LF)] = 0
    return widths
