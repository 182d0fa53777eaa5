"""The claims of one incident and outcome, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from conflict_claims.tolls.claims import Claim, Link
from conflict_claims.tolls.parts import Parts, parts

NO_SIDE = frozenset({"mixed", "unspecified"})
GRAVER = {"killed_or_injured": frozenset({"killed", "injured"})}
"""The outcomes that a joint one takes in: no toll of the joint outcome can be lower than one of theirs."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What the links of an incident say of its claims, by id.

    `pairs` are the ends of every link; `rivals` the claims that conflicts_with ties to each; `given_up` are figures
    that their own article says were replaced; `denied` those that another source rejects.
    """

    pairs: frozenset[frozenset[str]]
    rivals: Mapping[str, frozenset[str]]
    given_up: frozenset[str]
    denied: frozenset[str]


def ties(links: Sequence[Link]) -> Ties:
    """Read the annotated links of an incident."""
    rivals: dict[str, set[str]] = {}
    for link in links:
        if link.type == "conflicts_with" and link.aspect != "outcome":
            rivals.setdefault(link.from_id, set()).add(link.to_id)
            rivals.setdefault(link.to_id, set()).add(link.from_id)
    return Ties(
        pairs=frozenset(frozenset((link.from_id, link.to_id)) for link in links),
        rivals={key: frozenset(ids) for key, ids in rivals.items()},
        given_up=frozenset(link.to_id for link in links if link.type == "updates"),
        denied=frozenset(link.to_id for link in links if link.type == "denies"),
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """The claims of one outcome that give a number, and how they hang together.

    `by_id` are all claims of the outcome; `graver` are counts that it takes in: those of killed and of injured, where
    it is both.
    """

    claims: Sequence[Claim]
    by_id: Mapping[str, Claim]
    tree: Parts
    ties: Ties
    graver: Sequence[Claim]

    @property
    def given_up(self) -> frozenset[str]:
        """Figures that their own article says were replaced."""
        return self.ties.given_up

    def contradicts(self, claim: Claim, others: Iterable[Claim]) -> bool:
        """Whether the claim is linked as a rival to one of the others."""
        rivals = self.ties.rivals.get(claim.id)
        return rivals is not None and any(other.id in rivals for other in others)

    def with_rivals(self, ids: Iterable[str]) -> set[str]:
        """The claims, their rivals, and the rivals of these: annotators link the nearest only (guideline K9)."""
        found: set[str] = set()
        waiting = list(ids)
        while waiting:
            if (one := waiting.pop()) not in found:
                found.add(one)
                waiting += self.ties.rivals.get(one, ())
        return found

    def tied(self, left: str, right: str) -> bool:
        """Whether a link leads from one of two claims to the other, or between their parts and wholes."""
        near = [{one, *self.tree.above(one), *self.tree.below(one)} for one in (left, right)]
        first, second = near[0] - near[1], near[1] - near[0]
        return any(frozenset((one, other)) in self.ties.pairs for one in first for other in second)


def outcome_of(
    name: str, claims: Sequence[Claim], counts: Sequence[Claim], links: Sequence[Link], tied: Ties
) -> Outcome:
    """Gather one outcome.

    Args:
        name: the outcome.
        claims: all claims of the incident, folded.
        counts: those of them that count people harmed in it.
        links: annotated ones.
        tied: what they say.
    """
    alike = [claim for claim in claims if claim.outcome == name]
    return Outcome(
        claims=[claim for claim in counts if claim.outcome == name],
        by_id={claim.id: claim for claim in alike},
        tree=parts(alike, links),
        ties=tied,
        graver=[claim for claim in counts if claim.outcome in GRAVER.get(name, ())],
    )
