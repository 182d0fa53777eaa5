"""Parts and wholes: which claims count some of the people that another counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from conflict_claims.tolls.claims import Claim, Link


@dataclass(frozen=True, slots=True)
class Parts:
    """The direct parts of each whole, and the direct wholes of each part, by id."""

    of: Mapping[str, frozenset[str]]
    wholes: Mapping[str, frozenset[str]]

    def above(self, claim_id: str) -> frozenset[str]:
        """Every claim that `claim_id` is a part of, near and far."""
        return _reached(claim_id, self.wholes)

    def below(self, claim_id: str) -> frozenset[str]:
        """Every claim that is a part of `claim_id`, near and far."""
        return _reached(claim_id, self.of)


def parts(claims: Iterable[Claim], links: Iterable[Link]) -> Parts:
    """Read parts from subset_of and sum_of links between claims of one incident and outcome.

    A part under a whole of another incident or outcome is no part of any toll that this room computes.
    """
    place = {claim.id: (claim.incident, claim.outcome) for claim in claims}
    of: dict[str, set[str]] = {}
    wholes: dict[str, set[str]] = {}
    for link in links:
        if link.type in ("subset_of", "sum_of"):
            part, whole = (link.from_id, link.to_id) if link.type == "subset_of" else (link.to_id, link.from_id)
            if part in place and place[part] == place.get(whole):
                of.setdefault(whole, set()).add(part)
                wholes.setdefault(part, set()).add(whole)
    return Parts(_frozen(of), _frozen(wholes))


def _frozen(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(ids) for key, ids in found.items()}


def _reached(start: str, steps: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(steps.get(start, ()))
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            waiting += steps.get(one, ())
    return frozenset(found - {start})


def with_sums(claims: Sequence[Claim], links: Sequence[Link]) -> list[Claim]:
    """Give a total that states no figure the sum of the parts that it is linked to by sum_of.

    This is the one place where counts are added. A bound is null where a part's is.
    """
    by_id = {claim.id: claim for claim in claims}
    summed: dict[str, list[Claim]] = {}
    for link in links:
        if link.type == "sum_of" and link.from_id in by_id and link.to_id in by_id:
            summed.setdefault(link.from_id, []).append(by_id[link.to_id])
    return [_summed(claim, summed.get(claim.id, [])) for claim in claims]


def _summed(claim: Claim, added: Sequence[Claim]) -> Claim:
    alike = [part for part in added if (part.incident, part.outcome) == (claim.incident, claim.outcome)]
    if claim.figure is not None or not alike or len(alike) < len(added):
        return claim
    return replace(claim, low=_sum(part.low for part in alike), high=_sum(part.high for part in alike))


def _sum(bounds: Iterable[int | None]) -> int | None:
    given = list(bounds)
    known = [bound for bound in given if bound is not None]
    return sum(known) if len(known) == len(given) else None


def made_up_of_parts(whole: Claim, direct: Iterable[Claim]) -> bool:
    """Whether the parts account for everyone in the whole: their floors add up to its floor.

    The addition only tests whether the article told of all parts; no figure is made by it.
    """
    return whole.low is not None and whole.low == _sum(part.low for part in direct)
