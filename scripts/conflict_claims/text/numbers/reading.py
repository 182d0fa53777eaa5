"""What the grammar gives back."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from conflict_claims_schemas.wordings import UNSURE, WORDING_BY_KEY, Modality


@dataclass(frozen=True, slots=True)
class Reading:
    """What words say about how many.

    Attributes:
        modality: How firmly the number is fixed; empty where the grammar is unsure.
        min: Lower bound in persons, inclusive; None where the words leave it open.
        max: Upper bound in persons, inclusive; None where the words leave it open.
        wording: Key of the wording in `conflict_claims_schemas.wordings`, or `UNSURE` from there.
    """

    modality: Modality
    min: int | None
    max: int | None
    wording: str


UNSURE_READING: Final = Reading("", None, None, UNSURE)
"""A count is there and may be read in more than one way: nothing is to be held against an annotator."""


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity found in running text.

    Attributes:
        start: Code-point offset where the number phrase begins ("more than 50", without its noun).
        end: Code-point offset behind it.
        reading: What it says.
    """

    start: int
    end: int
    reading: Reading


@lru_cache(maxsize=1 << 12)
def reading_of(key: str, low: int | None = None, high: int | None = None, unit: int = 1) -> Reading:
    """Apply the bounds of a wording to its numbers.

    Args:
        key: Key of the wording.
        low: What `N` or `A` stands for in the rule of the minimum.
        high: What `N` or `B` stands for in the rule of the maximum.
        unit: What `U` stands for.

    Returns:
        The reading; a bound whose number is unknown is open.
    """
    wording = WORDING_BY_KEY[key]
    return Reading(wording.modality, _bound(wording.minimum, low, unit), _bound(wording.maximum, high, unit), key)


def bounded(inner: Reading, key: str) -> Reading:
    """Put a hedge on a reading; of several hedges the outermost tells the modality, but never "about".

    Args:
        inner: What stands behind the hedge.
        key: Key of the wording that the hedge belongs to.

    Returns:
        The bounded reading; a share, an unknown number and an unsure reading stay as they are.
    """
    if inner.modality in {"proportion", "unquantified"} or inner == UNSURE_READING:
        return inner
    low, high = inner.min, inner.max
    hedge = WORDING_BY_KEY[key]
    if inner.modality == "vague":
        # "up to hundreds": no figure is left to bound with.
        return inner if hedge.minimum != "null" else replace(inner, min=None)
    if inner.modality == "none":
        return Reading("vague", None, None, key)
    if key == "about" and inner.modality != "exact":
        return inner
    return reading_of(key, high if low is None else low, low if high is None else high)


def _bound(rule: str, number: int | None, unit: int) -> int | None:
    if rule == "null":
        return None
    if rule.isdigit():
        return int(rule)
    if rule[-1] == "U":
        return int(rule[0]) * unit
    if number is None or rule in {"N", "A", "B", "A+B"}:
        return number
    # A count of people cannot fall below nobody ("less than zero").
    return number + 1 if rule == "N+1" else max(number - 1, 0)
