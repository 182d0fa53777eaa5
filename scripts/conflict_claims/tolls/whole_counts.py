"""Which counts are whole ones: not limited to a receiver or place, not of a group of special concern, not vague."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from conflict_claims.tolls.claims import Claim, below
from conflict_claims.tolls.outcomes import NO_SIDE, Outcome

VAGUE = "a vague quantity beside stated figures"
"""Why a claim of "dozens" is in no toll."""
FAR = 2
"""Where words leave room (`about`, a group that may be all who were harmed), only a count that is at least so many
times as high shows that fewer people were counted."""


def whole_counts(
    claims: Sequence[Claim], among: Sequence[Claim], context: Outcome
) -> tuple[list[Claim], dict[str, str]]:
    """Keep the counts of everyone in a group.

    Args:
        claims: those that may be such counts.
        among: what is told beside them of the same outcome; a higher count there shows that a claim is limited.
        context: the outcome.

    Returns:
        The whole counts, and why each other claim is none.
    """
    told: dict[str, list[Claim]] = {}
    for other in (*among, *context.graver):
        told.setdefault(other.article, []).append(other)
    fuller = {claim.id: _fuller(claim, told.get(claim.article, ()), context) for claim in claims}
    full = [claim.id for claim in claims if not fuller[claim.id]]
    # Whoever contradicts a full count speaks of the same people, whatever else its article tells.
    same_people = context.with_rivals(full)
    reasons = {
        claim.id: f"a limited count beside {fuller[claim.id]}" for claim in claims if claim.id not in same_people
    }
    kept = [claim for claim in claims if claim.id not in reasons]
    plain = [claim for claim in kept if not _of_a_group(claim, among, context)] or kept
    reasons |= _why(kept, plain, "counts a group of special concern")
    stated = _without_vague(plain, context)
    return stated, reasons | _why(plain, stated, VAGUE)


def _why(before: Iterable[Claim], after: Sequence[Claim], reason: str) -> dict[str, str]:
    kept = {claim.id for claim in after}
    return {claim.id: reason for claim in before if claim.id not in kept}


def _fuller(claim: Claim, told: Iterable[Claim], context: Outcome) -> str:
    """Of the counts told in the same article, a higher one that is no rival, for nobody linked the two; or nothing.

    Annotators link every claim to its nearest rival in the article (guidelines K3, K9). Two counts that cannot both
    be the toll and that no link or chain of rivals ties, nor their parts or wholes, therefore count different people
    (K4: "the hospital received 11 bodies"), and the lower is no total.
    """
    if claim.id in context.given_up:
        return ""
    higher = [other for other in told if _exceeds(other, claim) and _takes_in(other, claim)]
    standing = (other for other in higher if other.id not in context.given_up)
    return next((other.id for other in standing if not context.tied(claim.id, other.id)), "")


def _takes_in(other: Claim, claim: Claim) -> bool:
    """Whether the other's people would be among those that the claim counted, if it counted everyone of its group."""
    return other.article == claim.article and (claim.victims in NO_SIDE or other.victims == claim.victims)


def _exceeds(other: Claim, claim: Claim) -> bool:
    if "about" in (claim.modality, other.modality):
        return (other.low or 0) >= FAR * (claim.figure or 0)
    return below(claim, other)


def _of_a_group(claim: Claim, among: Iterable[Claim], context: Outcome) -> bool:
    """Whether only children, journalists and so on are counted, as a higher count of all shows.

    Where the highest count of an article names a group ("20 miners"), the group may be all who were harmed: then only a
    far higher count of another article tells otherwise.
    """
    if not claim.subset:
        return False
    plain = (other for other in among if not other.subset and other.id not in context.given_up)
    return any(_shows_group(other, claim) for other in plain)


def _shows_group(other: Claim, claim: Claim) -> bool:
    high, own = other.figure or 0, claim.figure or 0
    return high > own if _takes_in(other, claim) else other.article != claim.article and high >= FAR * own


def _without_vague(claims: Sequence[Claim], context: Outcome) -> list[Claim]:
    """Without "dozens" where someone states a figure: the bounds of "dozens" are ours, not the source's."""
    stated = [claim for claim in claims if claim.modality != "vague"]
    return stated if any(claim.id not in context.given_up for claim in stated) else list(claims)
