"""One number or two: "25", "20 to 25", "two or three dozen", "between 20 and 30"."""

from dataclasses import dataclass, replace
from typing import Final

from conflict_claims.text.numbers.cardinals import Cardinal, cardinal
from conflict_claims.text.numbers.numerals import HYPHENS, NUMERALS, PARTS
from conflict_claims.text.numbers.words import Words
from conflict_claims.text.wordlists import word_set

_CONNECTORS = {
    "between": frozenset({"and", "to"}) | HYPHENS,
    "from": frozenset({"to"}) | HYPHENS,
    "either": frozenset({"or"}),
    "": frozenset({"to", "or"}) | HYPHENS,
}
_SOFTENERS = word_set("about around some roughly approximately perhaps possibly maybe as many up to even nearly")
_CHANGES = word_set(
    "rose rises risen rising climbed climbs climbing jumped jumps jumping increased increases "
    "increasing up revised raised raises raising lowered cut fell falls fallen dropped went grew "
    "grown updated down"
)


FIGURE_STARTS: Final = NUMERALS | PARTS.keys() | {"between", "from", "either"}
"""Words that a number in words, or a range, may begin with."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One number or a range, and where it stands.

    Attributes:
        low: The number, or the lower end.
        high: The number, or the upper end.
        first: Index of the word that begins the first number.
        end: Index of the word behind the last.
        whole: False where a fraction such as "3.5" takes part.
    """

    low: int
    high: int
    first: int
    end: int
    whole: bool


def figures(words: Words, at: int) -> Figures | None:
    """Read a number or a range that begins at a word.

    Args:
        words: The words.
        at: Index of the first word, of the number itself or of "between", "from", "either".

    Returns:
        What was read, or None. Where "rose from 12 to 21" tells a change, the new number alone counts.
    """
    if words.low[at] not in FIGURE_STARTS and not words.is_number(at):
        return None
    opener = words.low[at] if words.low[at] in _CONNECTORS else ""
    first = _past_softeners(words, at + 1) if opener else at
    lower = cardinal(words, first)
    if lower is None:
        return None
    upper = _upper(words, lower, opener)
    if upper is None:
        return None if opener else Figures(lower.value, lower.value, first, lower.end, lower.whole)
    low, high = _aligned(words, lower, upper)
    if opener == "from" and at and words.low[at - 1] in _CHANGES:
        low = high
    if low > high and words.low[lower.end] in HYPHENS:
        if not words.glued(lower.end):
            # "22 - 12 of them women": what follows the dash is an aside.
            return Figures(lower.value, lower.value, first, lower.end, lower.whole)
        # "2-1" is a score, a vote or a name.
        return Figures(high, low, first, upper.end, whole=False)
    return Figures(min(low, high), max(low, high), first, upper.end, upper.whole and (lower.whole or upper.unit > 1))


def _upper(words: Words, lower: Cardinal, opener: str) -> Cardinal | None:
    if words.low[lower.end] not in _CONNECTORS[opener]:
        return None
    at = lower.end + 1
    # "25 militants - 4 of them" has no range; only a hyphen that is written alike on both sides makes one.
    if words.low[lower.end] in HYPHENS and words.glued(lower.end) != words.glued(at):
        return None
    return cardinal(words, _past_softeners(words, at))


def _past_softeners(words: Words, at: int) -> int:
    stop = at + 3
    while at < stop and words.low[at] in _SOFTENERS:
        at += 1
    return at


def _aligned(words: Words, lower: Cardinal, upper: Cardinal) -> tuple[int, int]:
    """Spread the unit of the upper number: "two to three dozen", "10-15,000", "40 to 50,000"."""
    shared = lower.unit == 1 and upper.unit > 1 and lower.value <= upper.factor
    if shared:
        lower = replace(lower, value=round(lower.factor * upper.unit))
    short = words.low[upper.end - 1].endswith(",000") and lower.value < 1000 and lower.value * 1000 < upper.value
    if short:
        lower = replace(lower, value=lower.value * 1000)
    return lower.value, upper.value
