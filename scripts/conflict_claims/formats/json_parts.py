"""The elements of a JSON array, cut out before any is parsed, so that a broken one harms no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Possessive, so that a file of quotes and backslashes takes linear time; a string may end with the file.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[\]{},]', re.DOTALL)
_BLANKS = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Part:
    """One element as it stands in the file: its text, the line that it begins on, and whether it is whole."""

    text: str
    line: int
    whole: bool = True


def is_array(text: str) -> bool:
    """Whether the first thing in `text` opens an array."""
    return text.lstrip(_BLANKS).startswith("[")


def array_parts(text: str) -> Iterator[Part]:
    """The elements of the array that `text` is.

    An element is told by brackets and commas alone; whether it is JSON is for the parser to say. What stands
    after the array, and an element that the file breaks off in, come as parts that are not whole.
    """
    opening = text.index("[")
    start, depth = opening + 1, 0
    line = text.count("\n", 0, start) + 1
    for token in _TOKEN.finditer(text, start):
        char = token[0][0]
        if char in "[{":
            depth += 1
        elif depth and char in "]}":
            depth -= 1
        elif depth == 0 and char in ",]}":
            if char == "," or text[start : token.start()].strip(_BLANKS) or text[start - 1] == ",":
                yield _part(text, start, token.start(), line)
            line += text.count("\n", start, token.end())
            start = token.end()
            if char != ",":
                break
    else:
        yield _part(text, start, len(text), line, whole=False)
        return
    if text[start:].strip(_BLANKS):
        yield _part(text, start, len(text), line, whole=False)


def _part(text: str, start: int, end: int, line: int, whole: bool = True) -> Part:
    piece = text[start:end]
    first = piece.lstrip(_BLANKS)
    return Part(first.rstrip(_BLANKS), line + piece[: len(piece) - len(first)].count("\n"), whole)
