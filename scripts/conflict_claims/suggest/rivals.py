"""Claims that cannot both be true: other bounds, or somebody against nobody (guidelines K3, K4, K9)."""

from __future__ import annotations

from typing import Final

from conflict_claims.suggest.casualties.claim import Claim
from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.text.wordlists import word_set

PART_PATTERNS: Final = frozenset({"CAS-among", "CAS-harmed"})
"""Patterns of parts that stand among a whole told before: "two nurses are among the dead"."""
_FEW: Final = 3
_ADDED: Final = word_set("more others other another further remaining additional")
_ANYBODY: Final = word_set("people persons men women bodies dead killed casualties losses deaths victims")
_BODIES: Final = word_set("bodies body corpses remains")
_OWN: Final = frozenset({"own"})
_WHERE: Final = frozenset({"in", "at", "near"})
_HARMS: Final = frozenset({"killed", "injured", "killed_or_injured"})


def number_of(claim: Claim) -> int:
    """The number in a claim, its lower bound first; 0 without any."""
    return int(claim.attributes.get("min") or claim.attributes.get("max") or 0)


def is_near(draft: Draft, claim: Claim, other: Claim) -> bool:
    """Whether two claims stand in one sentence, or in two that follow each other."""
    return draft.chunks.kinds.count("|", other.head, claim.head) <= 1


def rival_of(draft: Draft, claim: Claim, before: list[Claim]) -> Claim | None:
    """The nearest claim of another source about the same harm with other bounds (K3, K9).

    Args:
        draft: The article.
        claim: The claim.
        before: The claims before it, in text order.
    """
    if not _is_of_some_source(claim):
        return None
    for other in reversed(before):
        if not _count_alike(draft, claim, other):
            continue
        if _is_beside(draft, claim, other) and _contradict(draft, claim, other):
            return other
        if _same_harm(claim, other) and _is_total(claim) and _is_total(other) and _are_apart(claim, other):
            return other
    return None


def _count_alike(draft: Draft, claim: Claim, other: Claim) -> bool:
    """Whether two claims may be of one count: not of bodies, a place, a part or one's own alone."""
    low = draft.chunks.words.low
    bodies = [one.noun >= 0 and low[one.noun] in _BODIES for one in (claim, other)]
    own = [not _OWN.isdisjoint(low[one.first : one.after]) for one in (claim, other)]
    if bodies[0] != bodies[1] or own[0] != own[1] or _place_of(draft, claim) != _place_of(draft, other):
        return False
    sided = [one for one in (claim, other) if "victims" in one.attributes]
    if len(sided) != 1:
        return True
    # 16 soldiers and 26 dead may both be right; 40 soldiers and 26 dead may not.
    whole = other if sided[0] is claim else claim
    return bool(sided[0].attributes.get("min", 0) > whole.attributes.get("max", 10**12))


def _place_of(draft: Draft, claim: Claim) -> str:
    """The name of the place directly behind a claim's words or its verb: "11 dead in Kalat"; empty without one."""
    kinds, chunks = draft.kinds, draft.chunks
    for at in range(chunks.at(claim.after - 1) + 1, chunks.at(claim.after - 1) + 4):
        if kinds[at] == "i" and kinds[at + 1] in "CN" and chunks.head(at) in _WHERE:
            return chunks.text(at + 1)
        if kinds[at] not in "12yD":
            break
    return ""


def _is_beside(draft: Draft, claim: Claim, other: Claim) -> bool:
    """Whether two claims stand in one paragraph, in the same sentence or in two that follow each other."""
    return is_near(draft, claim, other) and "\n" not in draft.chunks.words.text[other.end : claim.start]


def _contradict(draft: Draft, claim: Claim, other: Claim) -> bool:
    """Whether two accounts side by side cannot both be true, though they name other people, or nobody."""
    one, two = claim.attributes, other.attributes
    if not _is_of_some_source(other) or not _may_be_the_same(draft, claim, other):
        return False
    if "author" in (one["source"][0], two["source"][0]):
        return False
    outcomes = {one["outcome"], two["outcome"]}
    if "none" in (one["modality"], two["modality"]):
        return one["modality"] != two["modality"] and outcomes <= _HARMS and not _speakers(claim) & _speakers(other)
    added = not _ADDED.isdisjoint(draft.chunks.words.low[claim.first - 1 : claim.after])
    several = number_of(claim) > 1 and number_of(other) > 1
    return len(outcomes) == 1 and several and not added and _are_apart(claim, other)


def _may_be_the_same(draft: Draft, claim: Claim, other: Claim) -> bool:
    """Whether two claims may count the same people: of one side, of no stated one, or "farmers" against "militants"."""
    sides = {claim.attributes.get("victims"), other.attributes.get("victims")}
    if len(sides) == 1 or sides == {"civilian", "rebel"}:
        return True
    low = draft.chunks.words.low
    vague = [one for one in (claim, other) if "victims" not in one.attributes]
    return bool(vague) and all(one.noun < 0 or low[one.noun] in _ANYBODY for one in vague)


def _is_of_some_source(claim: Claim) -> bool:
    attributes = claim.attributes
    return (
        claim.base is None
        and attributes["modality"] not in {"proportion", "unquantified", "vague"}
        and attributes.get("realis") is None
        and attributes.get("scope") is None
        and claim.pattern not in PART_PATTERNS
    )


def _is_total(claim: Claim) -> bool:
    return _is_of_some_source(claim) and claim.attributes["source"] != ["author"] and number_of(claim) > _FEW


def _same_harm(claim: Claim, other: Claim) -> bool:
    one, two = claim.attributes, other.attributes
    return bool(one["outcome"] == two["outcome"] and one.get("victims") == two.get("victims"))


def _are_apart(claim: Claim, other: Claim) -> bool:
    """Whether the sources differ, as two that are not named do, and the bounds do not overlap."""
    one, two = claim.attributes, other.attributes
    if "about" in (one["modality"], two["modality"]) or _speakers(claim) & _speakers(other) - {"unnamed"}:
        return False
    low_one, low_two = one.get("min", 0), two.get("min", 0)
    high_one, high_two = one.get("max", low_one + 10**12), two.get("max", low_two + 10**12)
    return bool(low_one > high_two or low_two > high_one)


def _speakers(claim: Claim) -> set[object]:
    return {
        (one.attributes.get("actor") or one.attributes["type"]) if isinstance(one, Span) else one
        for one in claim.attributes["source"]
    }
