"""Adding up the parts of a toll: "a soldier and two civilians"."""

from collections.abc import Sequence
from typing import Final

from conflict_claims.text.numbers.reading import UNSURE_READING, Reading, reading_of

_CEILINGS: Final = frozenset({"at_most", "fewer_than", "unquantified"})
_INEXACT: Final = frozenset({"about", "vague", "range"})


def add(parts: Sequence[Reading]) -> Reading:
    """Add readings, and say how firmly their sum is fixed.

    The bounds add up. A part that has a ceiling alone ("up to five") has nobody as its floor, once
    another part gives the sum one. The modality is the weakest that the bounds allow: an open ceiling
    makes at_least (vague, where every part is vague), an open floor at_most, two bounds that differ a
    range, equal ones about, if any part is rough.

    Args:
        parts: One reading or more, none of them a proportion.

    Returns:
        Their sum; a single part stays as it is, and one that is unsure makes the sum unsure.
    """
    if UNSURE_READING in parts:
        return UNSURE_READING
    counted = [part for part in parts if part.modality != "none"]
    if len(counted) < 2:
        return (counted or list(parts))[0]
    low = _total([_floor(part, counted) for part in counted])
    high = _total([part.max for part in counted])
    return reading_of(_key(counted, low, high), low, high)


def _floor(part: Reading, parts: Sequence[Reading]) -> int | None:
    if part.min is None and part.modality in _CEILINGS and any(other.min is not None for other in parts):
        return 0
    return part.min


def _total(bounds: Sequence[int | None]) -> int | None:
    known = [bound for bound in bounds if bound is not None]
    return sum(known) if len(known) == len(bounds) else None


def _key(parts: Sequence[Reading], low: int | None, high: int | None) -> str:
    modalities = {part.modality for part in parts}
    if modalities <= {"vague"} or (low is None and high is None):
        return "sum_vague"
    if high is None:
        return "sum_at_least"
    if low is None:
        return "sum_about" if "about" in modalities else "sum_at_most"
    if low < high:
        return "sum_range"
    return "sum_about" if modalities & _INEXACT else "sum_exact"
