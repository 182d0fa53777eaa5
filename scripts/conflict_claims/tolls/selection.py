"""Which claims count everyone, or everyone of a side, and why the others do not.

Rules of published databases choose among totals. A report holds totals, parts of totals, counts of some of the
dead, threats and denials; what follows keeps the totals, by the links and by what the guidelines oblige an
annotator to link. Nothing is added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from conflict_claims.tolls.claims import Claim, Link, below, in_time
from conflict_claims.tolls.groups import ALL, SIDES, Group
from conflict_claims.tolls.parts import Parts, made_up_of_parts, parts

NO_SIDE = frozenset({"mixed", "unspecified"})
GRAVER = {"killed_or_injured": frozenset({"killed", "injured"})}
"""The outcomes that a joint one takes in: no toll of the joint outcome can be lower than one of theirs."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The groups that have claims, and for each claim that is in none the reason."""

    groups: tuple[Group, ...]
    aside: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The claims of one outcome that give a number, and how they hang together.

    `graver` are counts that the outcome takes in: those of killed and of injured, where it is both.
    """

    claims: Sequence[Claim]
    by_id: Mapping[str, Claim]
    tree: Parts
    pairs: frozenset[frozenset[str]]
    rivals: frozenset[frozenset[str]]
    given_up: frozenset[str]
    graver: Sequence[Claim]


def select(claims: Sequence[Claim], links: Sequence[Link]) -> Selection:
    """Sort the claims of one incident into groups.

    Args:
        claims: of one incident, folded.
        links: annotated ones; they may lead to claims of other incidents.
    """
    outcome_of = {claim.id: claim.outcome for claim in claims}
    denials = _foreign_denials(links, outcome_of)
    aside = {claim.id: reason for claim in claims if (reason := _no_count(claim, denials))}
    groups: list[Group] = []
    counts = [claim for claim in claims if claim.id not in aside]
    for outcome in dict.fromkeys(claim.outcome for claim in claims):
        found, reasons = _outcome_groups(_outcome(outcome, claims, counts, links), links)
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


def _foreign_denials(links: Iterable[Link], outcome_of: Mapping[str, str]) -> frozenset[str]:
    """Claims that only deny a harm of another outcome: "holds no captives" against "captives were killed"."""
    found = [link for link in links if link.type == "denies" and link.from_id in outcome_of]
    return frozenset(link.from_id for link in found if outcome_of.get(link.to_id) != outcome_of[link.from_id])


def _outcome_groups(context: _Outcome, links: Iterable[Link]) -> tuple[list[Group], dict[str, str]]:
    denied = frozenset(link.to_id for link in links if link.type == "denies")
    total, reasons = _kept(_totals(context), context)
    chosen = {ALL: total}
    unsided = {claim.id for claim in context.claims if claim.victims in NO_SIDE}
    aside = {key: reason for key, reason in reasons.items() if key in unsided}
    aside |= {key: _part(context.tree.wholes[key]) for key in unsided if key in context.tree.wholes}
    for side in SIDES:
        found, refused = _side(context, side, reasons)
        chosen[side], limited = _kept(found, context)
        aside |= refused | limited
    groups = [
        Group(claims[0].incident, claims[0].outcome, victims, tuple(in_time(claims)), context.given_up, denied=denied)
        for victims, claims in chosen.items()
        if claims
    ]
    return groups, aside


def _outcome(outcome: str, claims: Sequence[Claim], counts: Sequence[Claim], links: Sequence[Link]) -> _Outcome:
    alike = [claim for claim in claims if claim.outcome == outcome]
    rivals = [link for link in links if link.type == "conflicts_with" and link.aspect != "outcome"]
    return _Outcome(
        claims=[claim for claim in counts if claim.outcome == outcome],
        by_id={claim.id: claim for claim in alike},
        tree=parts(alike, links),
        pairs=frozenset(frozenset((link.from_id, link.to_id)) for link in links),
        rivals=frozenset(frozenset((link.from_id, link.to_id)) for link in rivals),
        given_up=frozenset(link.to_id for link in links if link.type == "updates"),
        graver=[claim for claim in counts if claim.outcome in GRAVER.get(outcome, ())],
    )


def _totals(context: _Outcome) -> list[Claim]:
    """The counts of everyone: those that name no side, and counts of a side that an article makes their rivals.

    Where all that is told is of one side, its counts are those of everyone, as event databases have it.
    """
    whole = [claim for claim in context.claims if claim.id not in context.tree.wholes]
    unsided = [claim for claim in whole if claim.victims in NO_SIDE]
    if len({claim.victims for claim in context.claims}) == 1:
        return whole
    return [claim for claim in whole if claim in unsided or _contradicts(claim, unsided, context)]


def _side(context: _Outcome, side: str, limited: Mapping[str, str]) -> tuple[list[Claim], dict[str, str]]:
    """The counts of everyone of a side, and the reasons why others of that side are none."""
    claims = [claim for claim in context.claims if claim.victims == side]
    reasons = {claim.id: _side_reason(claim, context, limited) for claim in claims}
    return [claim for claim in claims if not reasons[claim.id]], {key: why for key, why in reasons.items() if why}


def _side_reason(claim: Claim, context: _Outcome, limited: Mapping[str, str]) -> str:
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


def _kept(claims: Sequence[Claim], context: _Outcome) -> tuple[list[Claim], dict[str, str]]:
    """The claims without limited counts and groups of special concern, and why each other one is left out."""
    fuller = {claim.id: _fuller(claim, claims, context) for claim in claims}
    full = [claim for claim in claims if not fuller[claim.id]]
    # Whoever contradicts a full count speaks of the same people, whatever else its article tells.
    same_people = _with_rivals({claim.id for claim in full}, context)
    kept = [claim for claim in claims if claim.id in same_people]
    plain = [claim for claim in kept if not claim.subset] or kept
    special = {claim.id: "counts a group of special concern" for claim in kept if claim not in plain}
    limited = {claim.id: f"a limited count beside {fuller[claim.id]}" for claim in claims if claim not in kept}
    return plain, limited | special


def _contradicts(claim: Claim, others: Iterable[Claim], context: _Outcome) -> bool:
    return any(frozenset((claim.id, other.id)) in context.rivals for other in others)


def _with_rivals(ids: set[str], context: _Outcome) -> set[str]:
    """The claims, their rivals, and the rivals of these: annotators link each to its nearest only (guideline K9)."""
    found = set(ids)
    while more := {one for pair in context.rivals if not pair.isdisjoint(found) for one in pair} - found:
        found |= more
    return found


def _fuller(claim: Claim, claims: Iterable[Claim], context: _Outcome) -> str:
    """A higher count of the same article that is no rival, for nobody linked the two; empty if there is none.

    Annotators link every claim to its nearest rival in the article (guidelines K3, K9). Two counts that cannot both
    be the toll and that no link or chain of rivals ties, nor their parts or wholes, therefore count different people
    (K4: "the hospital received 11 bodies"), and the lower is no total.
    """
    graver = [other for other in context.graver if claim.victims in NO_SIDE or other.victims == claim.victims]
    for other in (*claims, *graver):
        standing = not {claim.id, other.id} & context.given_up
        if standing and _is_fuller(other, claim) and not _tied(claim.id, other.id, context):
            return other.id
    return ""


def _is_fuller(other: Claim, claim: Claim) -> bool:
    rough = "about" in (claim.modality, other.modality)
    return other.article == claim.article and not rough and below(claim, other)


def _tied(left: str, right: str, context: _Outcome) -> bool:
    near = [{one, *context.tree.above(one), *context.tree.below(one)} for one in (left, right)]
    first, second = near[0] - near[1], near[1] - near[0]
    return any(frozenset((one, other)) in context.pairs for one in first for other in second)
