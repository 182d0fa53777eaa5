"""All quantities of a text, from left to right."""

from functools import cache
from typing import Final

from conflict_claims.text.numbers.lexicon import COMMAS, COORDINATORS
from conflict_claims.text.numbers.nouns import Noun, singular_person_end
from conflict_claims.text.numbers.phrases import phrases
from conflict_claims.text.numbers.quantities import Quantity, quantity
from conflict_claims.text.numbers.ranges import FIGURE_STARTS
from conflict_claims.text.numbers.reading import reading_of
from conflict_claims.text.numbers.words import Words

JOINTS: Final = COORDINATORS | COMMAS
"""What may stand before a part of a list."""


def scan(words: Words) -> list[Quantity]:
    """Find the quantities of a text; numbers that count no people are stepped over.

    Args:
        words: The words.

    Returns:
        The quantities in order, without overlap. Their reading is never None.
    """
    found: list[Quantity] = []
    starts = _starts()
    at = 0
    while at < words.size:
        word = words.low[at]
        item = quantity(words, at) if word in starts or word[0].isdecimal() else None
        if item is None:
            at += 1
            continue
        if item.reading is not None and not _negated(words, item):
            found.append(item)
        at = max(item.end, at + 1)
    return found


def scan_unnumbered(words: Words) -> list[Quantity]:
    """Find phrases for one person without a number ("the driver", "her young son"), as they stand in lists.

    Args:
        words: The words.

    Returns:
        The phrases at the beginning or behind a coordinator, each counted as one.
    """
    found = []
    for at in range(words.size):
        if at and words.low[at - 1] not in JOINTS:
            continue
        begin = at + (words.low[at] in {"the", "his", "her", "their", "its"})
        end = singular_person_end(words, begin)
        if end:
            found.append(Quantity(at, begin, reading_of("one"), Noun.ONE_PERSON))
    return found


def _negated(words: Words, item: Quantity) -> bool:
    """Whether "not" stands right before a number ("20, not 50")."""
    assert item.reading is not None
    return bool(item.start) and words.low[item.start - 1] == "not" and item.reading.modality != "none"


@cache
def _starts() -> frozenset[str]:
    tables = phrases()
    forms = tables.prefixes.keys() | tables.fixed.keys() | tables.units.keys()
    return frozenset({first for first, _ in forms} | FIGURE_STARTS)
