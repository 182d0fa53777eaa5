"""What the grammar gives back."""

from dataclasses import dataclass
from functools import lru_cache

from conflict_claims_schemas.wordings import WORDING_BY_KEY, Modality


@dataclass(frozen=True, slots=True)
class Reading:
    """What words say about how many.

    Attributes:
        modality: How firmly the number is fixed.
        min: Lower bound in persons, inclusive; None where the words leave it open.
        max: Upper bound in persons, inclusive; None where the words leave it open.
        wording: Key of the wording in `conflict_claims_schemas.wordings`.
    """

    modality: Modality
    min: int | None
    max: int | None
    wording: str


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
