"""Whole numbers, in words and in digits."""

from dataclasses import dataclass
from typing import Final

from conflict_claims.text.numbers.nouns import Noun, noun_after
from conflict_claims.text.numbers.numerals import (
    GLUED_SCALES,
    HYPHENS,
    MULTIPLIERS,
    PARTS,
    PLURAL_PARTS,
    SCALES,
    SCALES_OF_MANY,
    SMALL,
    TENS,
    UNITS,
    UNITS_OF_MANY,
)
from conflict_claims.text.numbers.words import Words, figure
from conflict_claims.text.wordlists import word_set

_LIMIT: Final = 10**10
_UNLIMITED: Final = 10**18
_RACES: Final = word_set("run race marathon walk")
_VERBS: Final = word_set("have has had were are was")


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number in a text.

    Attributes:
        value: The number.
        end: Index of the word behind it.
        factor: The part before the last multiplier ("three" in "three dozen"), else the number itself.
        unit: That multiplier (12), else 1.
        whole: False for "3.5", which counts no people.
    """

    value: int
    end: int
    factor: float
    unit: int
    whole: bool = True


def cardinal(words: Words, at: int) -> Cardinal | None:
    """Read the number that begins at a word: "1,200", "1.5 million", "a hundred and twenty", "half a dozen".

    Args:
        words: The words.
        at: Index of the first word.

    Returns:
        The number, or None where none begins.
    """
    word = words.low[at]
    number = _part_of_unit(words, at) if word == "a" or word in PARTS else None
    number = number or _parts_of_unit(words, at) or _sum_of_scales(words, at)
    return number if number and number.value <= _LIMIT else None


def _part_of_unit(words: Words, at: int) -> Cardinal | None:
    low = words.low
    at += low[at] == "a"
    part = PARTS.get(low[at])
    if not part:
        return None
    unit_at = _past_hyphen(words, at + 1)
    unit_at += low[unit_at] == "of"
    if low[unit_at] == "a":
        unit_at = _past_hyphen(words, unit_at + 1)
    unit = MULTIPLIERS.get(low[unit_at], 0)
    return Cardinal(round(unit * part), unit_at + 1, part, unit) if unit else None


def _parts_of_unit(words: Words, at: int) -> Cardinal | None:
    """Read "three quarters of a million"."""
    low = words.low
    part_at = _past_hyphen(words, at + 1)
    part = PLURAL_PARTS.get(low[part_at])
    unit = SCALES.get(low[part_at + 3], 0)
    if not part or not unit or low[at] not in SMALL or low[part_at + 1 : part_at + 3] != ["of", "a"]:
        return None
    return Cardinal(round(SMALL[low[at]] * part * unit), part_at + 4, SMALL[low[at]] * part, unit)


def _sum_of_scales(words: Words, at: int) -> Cardinal | None:
    low = words.low
    total, limit = 0, _UNLIMITED
    result: Cardinal | None = None
    while (group := _group(words, at)) and group.value < limit:
        scale_at = _past_hyphen(words, group.end)
        scale = SCALES_OF_MANY.get(low[scale_at], 0)
        if not scale or scale >= limit:
            return _closed(total, group) if group.whole or not result else result
        total += round(group.factor * group.unit * scale)
        result = Cardinal(total, scale_at + 1, group.factor * group.unit, scale if limit == _UNLIMITED else 1)
        if low[scale_at + 1 : scale_at + 4] == ["and", "a", "half"] and low[scale_at + 4] not in MULTIPLIERS:
            return Cardinal(total + scale // 2, scale_at + 4, result.factor + 0.5, result.unit)
        limit = scale
        at = _past_and(words, scale_at + 1)
    return result


def _closed(total: int, group: Cardinal) -> Cardinal:
    if not total:
        return group
    return Cardinal(total + group.value, group.end, total + group.value, 1)


def _group(words: Words, at: int) -> Cardinal | None:
    """Read what may stand before a scale: up to "nine hundred and nine", "1.5", "a", a bare unit."""
    low = words.low
    if words.is_number(at):
        return _digits(words, at)
    head = _below_hundred(words, at)
    unit_at = _past_hyphen(words, head.end) if head else at + (low[at] == "a")
    unit = (UNITS_OF_MANY if head else UNITS).get(low[unit_at], 0)
    if not unit:
        return head or _one_before_scale(words, at, unit_at)
    if not head and low[unit_at] == "score" and low[at] != "a":
        return None
    factor = head.value if head else 1
    rest = _below_hundred(words, _past_and(words, unit_at + 1)) if unit == UNITS["hundred"] else None
    if rest:
        return Cardinal(factor * unit + rest.value, rest.end, factor * unit + rest.value, 1)
    return Cardinal(factor * unit, unit_at + 1, factor, unit)


def _one_before_scale(words: Words, at: int, scale_at: int) -> Cardinal | None:
    return Cardinal(1, scale_at, 1, 1) if words.low[scale_at] in SCALES and scale_at - at <= 1 else None


def _digits(words: Words, at: int) -> Cardinal | None:
    value = figure(words.low[at])
    if value is None:
        return None
    after = words.low[at + 1]
    if _is_glued_scale(words, at + 1):
        return Cardinal(round(value * GLUED_SCALES[after]), at + 2, value, GLUED_SCALES[after])
    unit = UNITS_OF_MANY.get(after, 0)
    if unit and not after.startswith("score"):
        return Cardinal(round(value * unit), at + 2, value, unit)
    return Cardinal(int(value), at + 1, value, 1, whole=isinstance(value, int))


def _is_glued_scale(words: Words, at: int) -> bool:
    """Whether "k" or "m" means a thousand or a million here, and no metres."""
    if words.low[at] not in GLUED_SCALES or not words.glued(at):
        return False
    after = words.low[at + 1]
    if words.low[at] != "m":
        return after not in _RACES
    return not after or after in _VERBS or noun_after(words, at + 1) is Noun.PEOPLE


def _below_hundred(words: Words, at: int) -> Cardinal | None:
    low = words.low
    value = TENS.get(low[at], 0)
    if not value:
        value = SMALL.get(low[at], 0)
        return _and_a_half(words, value, at + 1) if value else None
    ones_at = _past_hyphen(words, at + 1)
    ones = SMALL.get(low[ones_at], 0)
    if 0 < ones < SMALL["ten"]:
        return Cardinal(value + ones, ones_at + 1, value + ones, 1)
    return Cardinal(value, at + 1, value, 1)


def _and_a_half(words: Words, value: int, end: int) -> Cardinal:
    if words.low[end : end + 3] == ["and", "a", "half"] and words.low[end + 3] in SCALES_OF_MANY:
        return Cardinal(value, end + 3, value + 0.5, 1, whole=False)
    return Cardinal(value, end, value, 1)


def _past_hyphen(words: Words, at: int) -> int:
    return at + 1 if words.low[at] in HYPHENS and words.glued(at) and words.glued(at + 1) else at


def _past_and(words: Words, at: int) -> int:
    """Step over the "and" of "a hundred and twenty", not over the one of "a hundred and two hundred"."""
    joint = _past_hyphen(words, at)
    if words.low[joint] != "and":
        return joint
    rest_at = _past_hyphen(words, joint + 1)
    rest = _below_hundred(words, rest_at)
    if not rest or words.low[_past_hyphen(words, rest.end)] in MULTIPLIERS:
        return at
    return rest_at
