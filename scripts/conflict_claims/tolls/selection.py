"""Which claims count everyone, or everyone of a side, and why the others do not.

Rules of published databases choose among totals. A report holds totals, parts of totals, counts of some of the
dead, threats and denials; what follows keeps the totals, by the links and by what the guidelines oblige an
annotator to link. Nothing is added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from conflict_claims.tolls.claims import Claim, Link, in_time
from conflict_claims.tolls.groups import ALL, SIDES, Group
from conflict_claims.tolls.outcomes import NO_SIDE, Outcome, outcome_of, ties
from conflict_claims.tolls.parts import made_up_of_parts
from conflict_claims.tolls.whole_counts import whole_counts


@dataclass(frozen=True, slots=True)
class Selection:
    """The groups that have claims, and for each claim that is in none the reason."""

    groups: tuple[Group, ...]
    aside: Mapping[str, str]


def select(claims: Sequence[Claim], links: Sequence[Link]) -> Selection:
    """Sort the claims of one incident into groups.

    Args:
        claims: of one incident, folded.
        links: annotated ones; they may lead to claims of other incidents.
    """
    outcomes = {claim.id: claim.outcome for claim in claims}
    denials = _foreign_denials(links, outcomes)
    aside = {claim.id: reason for claim in claims if (reason := _no_count(claim, denials))}
    groups: list[Group] = []
    counts = [claim for claim in claims if claim.id not in aside]
    tied = ties(links)
    for outcome in dict.fromkeys(claim.outcome for claim in claims):
        found, reasons = _outcome_groups(outcome_of(outcome, claims, counts, links, tied))
        groups += found
        aside |= reasons
    grouped = {claim.id for group in groups for claim in group.claims}
    return Selection(tuple(groups), {key: reason for key, reason in aside.items() if key not in grouped})


def _no_count(claim: Claim, denials: frozenset[str]) -> str:
    if claim.realis != "actual":
        return "threatened, feared or supposed"
    if claim.scope != "incident":
        return "counts over more than the incident"
    if claim.figure is None:
        return "gives no number"
    return "denies something else, and counts nobody" if claim.id in denials else ""


def _foreign_denials(links: Iterable[Link], outcomes: Mapping[str, str]) -> frozenset[str]:
    """Claims that only deny a harm of another outcome: "holds no captives" against "captives were killed"."""
    found = [link for link in links if link.type == "denies" and link.from_id in outcomes]
    return frozenset(link.from_id for link in found if outcomes.get(link.to_id) != outcomes[link.from_id])


def _outcome_groups(context: Outcome) -> tuple[list[Group], dict[str, str]]:
    total, reasons = _totals(context)
    chosen = {ALL: total}
    unsided = {claim.id for claim in context.claims if claim.victims in NO_SIDE}
    aside = {key: reason for key, reason in reasons.items() if key in unsided}
    aside |= {key: _part(context.tree.wholes[key]) for key in unsided if key in context.tree.wholes}
    for side in SIDES:
        found, refused = _side(context, side, reasons)
        chosen[side], limited = whole_counts(found, found, context)
        aside |= refused | limited
    groups = [
        Group(
            claims[0].incident,
            claims[0].outcome,
            victims,
            tuple(in_time(claims)),
            context.given_up,
            denied=context.ties.denied,
        )
        for victims, claims in chosen.items()
        if claims
    ]
    return groups, aside


def _totals(context: Outcome) -> tuple[list[Claim], dict[str, str]]:
    """The counts of everyone: those that name no side, and counts of a side that an article makes their rivals.

    Where only one side is told of, and nobody counts everyone, the counts of that side do, as event databases have
    it; and a higher count of that side shows that one without a side is limited ("17 bodies in the hospital").
    """
    whole = [claim for claim in context.claims if claim.id not in context.tree.wholes]
    unsided = [claim for claim in whole if claim.victims in NO_SIDE]
    named = [claim for claim in whole if claim.victims in NO_SIDE or context.contradicts(claim, unsided)]
    if len({claim.victims for claim in context.claims} - NO_SIDE) != 1:
        return whole_counts(named, named, context)
    total, reasons = whole_counts(named, whole, context)
    return total or whole_counts(whole, whole, context)[0], reasons


def _side(context: Outcome, side: str, limited: Mapping[str, str]) -> tuple[list[Claim], dict[str, str]]:
    """The counts of everyone of a side, and the reasons why others of that side are none."""
    claims = [claim for claim in context.claims if claim.victims == side]
    reasons = {claim.id: _side_reason(claim, context, limited) for claim in claims}
    return [claim for claim in claims if not reasons[claim.id]], {key: why for key, why in reasons.items() if why}


def _side_reason(claim: Claim, context: Outcome, limited: Mapping[str, str]) -> str:
    """Why a claim is not the whole count of its side; empty where it is.

    A part of a total counts its whole side only where the parts told make up the total and no other part can hold
    people of that side: "25 dead, 21 passengers and four guards", but not "14 dead, including three children".
    """
    tree = context.tree
    above = tree.above(claim.id)
    for whole in sorted(above):
        direct = [context.by_id[part] for part in tree.of[whole]]
        if context.by_id[whole].victims == claim.victims or not made_up_of_parts(context.by_id[whole], direct):
            return _part([whole])
        if whole in limited:
            return limited[whole]
        others = tree.below(whole) - above - tree.below(claim.id) - {claim.id}
        if any(context.by_id[other].victims in NO_SIDE | {claim.victims} for other in others):
            return f"not the only part of {whole} that may hold people of its side"
    return ""


def _part(wholes: Iterable[str]) -> str:
    return f"counts a part of {min(wholes)}"
