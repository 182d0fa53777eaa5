"""Plain text to paragraphs.

A paragraph ends at a blank line. A single line feed within one is kept, with two exceptions, both recorded:
in a text that is evidently hard-wrapped the lines of a paragraph are joined; in a text without any blank line
between its lines every line is a paragraph.

A text is evidently hard-wrapped where at least four lines go on in the next one, none is longer than 100
characters, and nearly all were broken where the next word would no longer have fitted.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from conflict_claims.formats.extract import count

_WIDTHS = range(40, 101)
_LEAST_BREAKS = 4
_FULL = 0.85
_MOST_LOOSE = 0.05


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Paragraphs, and what was done to get them."""

    items: tuple[str, ...]
    cleaning: tuple[str, ...] = ()


def paragraphs(text: str) -> Paragraphs:
    """The paragraphs of a normalised text."""
    found = blocks(text.split("\n"))
    width = _wrapped_at(found)
    if width:
        joined = [_unwrap(block, width) for block in found]
        removed = sum(map(len, found)) - sum(map(len, joined))
        items = tuple("\n".join(block) for block in joined)
        return Paragraphs(items, (f"hard-wrapped lines joined: {count(removed, 'line break', 'removed')}",))
    if len(found) == 1 and len(found[0]) > 1:
        return Paragraphs(tuple(found[0]), ("lines without blank lines between them taken as paragraphs",))
    return Paragraphs(tuple("\n".join(block) for block in found))


def blocks(lines: list[str]) -> list[list[str]]:
    """Runs of lines between blank lines."""
    found: list[list[str]] = []
    after_blank = True
    for line in lines:
        if not line.strip():
            after_blank = True
            continue
        if after_blank:
            found.append([])
        found[-1].append(line)
        after_blank = False
    return found


def _wrapped_at(found: list[list[str]]) -> int:
    """The width at which the blocks are hard-wrapped, 0 where they evidently are not."""
    lines = [line.rstrip() for block in found for line in block]
    width = max(map(len, lines), default=0)
    breaks = [(line, after) for block in found for line, after in pairwise(block)]
    if width not in _WIDTHS or len(breaks) < _LEAST_BREAKS:
        return 0
    loose = sum(not _is_full(line, after, width) for line, after in breaks)
    return width if loose <= _MOST_LOOSE * len(breaks) + 1 and loose * 4 <= len(breaks) else 0


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether `line` had little room for the first word of the line after it, and goes on in it."""
    word = after.split(maxsplit=1)[0]
    return len(line.rstrip()) + 1 + len(word) > _FULL * width and not after.startswith((" ", "\t"))


def _unwrap(block: list[str], width: int) -> list[str]:
    lines = block[:1]
    for last, line in pairwise(block):
        if _is_full(last, line, width):
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        else:
            lines.append(line)
    return lines
