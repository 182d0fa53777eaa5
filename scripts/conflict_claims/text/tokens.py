"""Tokens for the `tokens` configuration.

A token is a run of letters, marks and digits. Kept together inside it: apostrophes ("don't"), hyphens
("25-year-old"), decimal and grouping separators between digits ("1,200", "3.5"), the dots of an acronym
("U.S."). Split off: the possessive ("BLA" + "'s"), because spans are marked without it and would not end
where a token does. Every other non-blank character is a token of its own, with the marks that sit on it.
"""

import re
import unicodedata
from functools import cache
from typing import Final

# Every mark of Unicode lies in these; looking through all planes would take 0.1 s.
_MARK_PLANES: Final = (range(0x300, 0x1F000), range(0xE0100, 0xE01F0))


def token_bounds(text: str) -> list[tuple[int, int]]:
    """Cut a text into tokens.

    Args:
        text: Any text.

    Returns:
        Half-open code-point offsets, in order, without overlap; every non-blank character lies in one of
        them.
    """
    return [found.span() for found in _pattern().finditer(text)]


@cache
def _pattern() -> re.Pattern[str]:
    mark = f"[{_marks()}]"
    letters = rf"[^\W_]++(?:{mark}++[^\W_]*+)*+"
    no_more = rf"(?![^\W_]|{mark})"
    joint = rf"['’](?![sS]{no_more})|[-\u2010\u2011]|(?<=\d)[.,\u066b\u066c](?=\d)"
    acronym = rf"(?:[^\W\d_]\.){{2,20}}+{no_more}"
    possessive = rf"(?<=[\w.])['’][sS]{no_more}"
    return re.compile(rf"{acronym}|{letters}(?:(?:{joint}){letters})*+|{possessive}|\S{mark}*+")


def _marks() -> str:
    # `\w` of the standard library leaves combining marks out; Urdu and Hindi words would fall apart at
    # each of them. ZWNJ and ZWJ join letters of one word.
    joiners = {0x200C, 0x200D}
    found = {code for codes in _MARK_PLANES for code in codes if unicodedata.category(chr(code))[0] == "M"}
    marks = found | joiners
    # As ranges, because `re` looks through a class of 2,400 single characters one by one.
    firsts = sorted(code for code in marks if code - 1 not in marks)
    lasts = sorted(code for code in marks if code + 1 not in marks)
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in zip(firsts, lasts, strict=True))
