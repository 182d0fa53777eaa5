"""A casualty claim while its attributes are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from conflict_claims.suggest.draft import Span


@dataclass(slots=True)
class Claim(Span):
    """A span of layer casualty.

    Attributes:
        by: Chunk of the word of harm.
        first: Index of its first word.
        after: Index behind its last word.
        noun: Index of its head noun, -1 without one.
        sentence: Its sentence: the first chunk, and the one behind the last.
        base: The claim that it goes on with ("including three children"), whose harm it shares.
    """

    by: int = -1
    first: int = -1
    after: int = -1
    noun: int = -1
    base: Claim | None = None
    sentence: tuple[int, int] = (0, 0)


STATE: Final = frozenset({"state_military", "police_security", "state_forces", "government"})
FORCES: Final = frozenset({"state_military", "police_security", "state_forces"})
FOES: Final = frozenset({"rebel_group"})
NEUTRAL: Final = frozenset({"medical_rescue", "civilians", "media", "civil_society", "intergovernmental"})
"""Those who are on neither side (C27.3)."""


def side(kind: str) -> str:
    """The side that an actor of a type is on: state, rebel, neutral, other."""
    if kind in STATE:
        return "state"
    if kind in FOES:
        return "rebel"
    return "neutral" if kind in NEUTRAL else "other"
