"""What a rule chooses among: the claims of one incident and outcome that count the same people."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

from conflict_claims.tolls.claims import Claim, apart, different_sources

ALL = "all"
SIDES = ("civilian", "state_force", "rebel")
GROUPS = (ALL, *SIDES)
"""The values of `victims` in a toll: everyone, and each side apart. No group is the sum of others."""


@dataclass(frozen=True, slots=True)
class Group:
    """Claims about one incident, outcome and side (or all victims), in order of time.

    `given_up` are those that a newer figure replaced by the words of their article, `outdated` those that a later
    figure of the same source replaces as far as we can compute, `denied` those that another source rejects.
    """

    incident: str
    outcome: str
    victims: str
    claims: tuple[Claim, ...]
    given_up: frozenset[str] = frozenset()
    outdated: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()

    def without(self, left_out: Collection[str]) -> list[Claim]:
        """Its claims but those of some ids."""
        return [claim for claim in self.claims if claim.id not in left_out]

    def standing(self) -> list[Claim]:
        """Its claims that no newer figure replaced."""
        return self.without(self.given_up | self.outdated)

    def is_contested(self) -> bool:
        """Whether two sources stand by counts that cannot both be true."""
        told = {(claim.keys, claim.low, claim.high, claim.modality): claim for claim in self.standing()}
        return any(different_sources(*pair) and apart(*pair) for pair in combinations(told.values(), 2))
