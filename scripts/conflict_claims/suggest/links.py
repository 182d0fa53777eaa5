"""Links between casualty claims (guidelines, section 7): parts, sums, newer figures, repetitions, rivals, denials.

A link runs from the later claim to the earlier (a newer figure to the older). Each claim is compared with a bounded
number of claims before it, so that time grows with the text alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from conflict_claims.suggest.casualties.claim import Claim, side
from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.suggest.rivals import PART_PATTERNS, is_near, number_of, rival_of
from conflict_claims.text.wordlists import word_set

Link = dict[str, Any]

_PARTS: Final = frozenset(
    f"CAS-{family}"
    for family in (
        "part",
        "included",
        "themselves",
        "with",
        "bodies",
        "share",
        "mostly",
        "list",
        "apposition",
        "half",
        "rest",
        "gravely",
        "wounds",
        "whom",
    )
)
_TO_BASE: Final = _PARTS | {"CAS-from", "CAS-figure"}
_YEARS: Final = word_set("year years month previous")
_EARLIER: Final = word_set("earlier initial initially previous previously first")
_LOOK_BACK: Final = 12
_FEW: Final = 3
_BRINGING: Final = word_set("bringing brings brought bring takes taking")
_RISING: Final = word_set(
    "rose rises risen rising climbed climbs climbing raised raises raising revised increased jumped grew updated"
)
_DENYING: Final = word_set("denied denies deny denying insisted insists rejected rejects disputed")


def find_links(draft: Draft) -> list[Link]:
    """Find how the claims of an article relate; one link a pair, the first kind that fits (K2).

    Args:
        draft: The article with its casualties.

    Returns:
        Links as dicts with `type`, `from`, `to`, `pattern`, and `aspect` for conflicts.
    """
    claims = [claim for claim in draft.casualties if isinstance(claim, Claim)]
    links: list[Link] = []
    first_of: dict[int, Claim] = {}
    taken: set[tuple[int, int]] = set()
    for at, claim in enumerate(claims):
        for link in _links_of(draft, claim, claims[max(at - _LOOK_BACK, 0) : at], first_of):
            pair = (id(link["from"]), id(link["to"]))
            if pair not in taken and pair[::-1] not in taken and pair[0] != pair[1]:
                taken.add(pair)
                links.append(link)
    return links


def _links_of(draft: Draft, claim: Claim, before: list[Claim], first_of: dict[int, Claim]) -> Iterator[Link]:
    first = _repeated(draft, claim, before)
    if first is not None:
        # All other links run between the first of each chain (K1).
        first_of[id(claim)] = first_of.get(id(first), first)
        yield _link("same_as", claim, first_of[id(claim)], "LNK-same")
        return
    if claim.base is not None and claim.pattern in _TO_BASE:
        yield from _base_links(draft, claim, claim.base, first_of)
        return
    if claim.pattern in PART_PATTERNS:
        whole = _whole(claim, before)
        if whole is not None:
            yield _link("subset_of", claim, first_of.get(id(whole), whole), "LNK-part")
        return
    if claim.pattern == "CAS-toll":
        yield from _toll_links(draft, claim, before)
        return
    denied = _denied(draft, claim, before)
    if denied is not None:
        yield _link("denies", claim, first_of.get(id(denied), denied), "LNK-denial")
        return
    rival = rival_of(draft, claim, before)
    if rival is not None:
        none = "none" in (claim.attributes["modality"], rival.attributes["modality"])
        aspect = "occurrence" if none else "number"
        yield _link("conflicts_with", claim, first_of.get(id(rival), rival), "LNK-number", aspect)


def _base_links(draft: Draft, claim: Claim, base: Claim, first_of: dict[int, Claim]) -> Iterator[Link]:
    """What a claim that goes on with another is to it: its part, or the figure that it replaced."""
    if claim.pattern in _PARTS:
        if not _may_be_part(claim, base):
            return
        yield _link("subset_of", claim, first_of.get(id(base), base), "LNK-part")
    elif claim.pattern == "CAS-from" and not _is_of_other_year(draft, claim):
        yield _link("updates", base, claim, "LNK-from")
    elif claim.pattern == "CAS-figure" and _is_earlier(draft, claim):
        whole = base.base or base
        yield _link("updates", first_of.get(id(whole), whole), claim, "LNK-earlier")


def _may_be_part(part: Claim, whole: Claim) -> bool:
    """Whether a part is no more than its whole (rule LNK008), which a number has if the part has one."""
    least, most = part.attributes.get("min"), whole.attributes.get("max")
    if least is not None and whole.attributes["modality"] == "unquantified":
        return False
    return least is None or most is None or least <= most


def _link(kind: str, start: Claim, end: Claim, pattern: str, aspect: str | None = None) -> Link:
    return {"type": kind, "from": start, "to": end, "aspect": aspect, "pattern": pattern}


def _repeated(draft: Draft, claim: Claim, before: list[Claim]) -> Claim | None:
    """The first claim with the same people, outcome, bounds and source."""
    if claim.attributes["modality"] in _NO_FIGURE:
        return None
    outcome, figure = claim.attributes["outcome"], _figure(claim)
    for other in before:
        if (
            other.attributes["outcome"] == outcome
            and _figure(other) == figure
            and _same_people(draft, claim, other)
            and _same_source(draft, claim, other)
        ):
            return other
    return None


def _figure(claim: Claim) -> tuple[object, ...]:
    attributes = claim.attributes
    return attributes["modality"], attributes.get("min"), attributes.get("max")


_NO_FIGURE: Final = frozenset({"proportion", "unquantified", "none", "vague"})


def _same_people(draft: Draft, claim: Claim, other: Claim) -> bool:
    one, two = claim.attributes.get("victims"), other.attributes.get("victims")
    number = claim.attributes.get("min") or claim.attributes.get("max") or 0
    if number <= _FEW:
        low = draft.chunks.words.low
        return claim.noun >= 0 and other.noun >= 0 and low[claim.noun] == low[other.noun] and one == two
    return one == two or one is None or two is None


def _same_source(draft: Draft, claim: Claim, other: Claim) -> bool:
    one, two = _source(draft, claim), _source(draft, other)
    if one == two:
        return True
    # The author, or a headline's source, of which it says no more than the side, counts as the one who is repeated.
    in_headline = other.head < draft.chunks.at(_headline_end(draft))
    return "author" in (one, two) or (in_headline and (two == "unnamed" or _sides(claim) & _sides(other) != set()))


def _sides(claim: Claim) -> set[str]:
    """The sides of those who give a figure, as far as they are a party: the state's, the rebels'."""
    types = (one.attributes["type"] for one in claim.attributes["source"] if isinstance(one, Span))
    return {side(kind) for kind in types} & {"state", "rebel"}


def _headline_end(draft: Draft) -> int:
    words = draft.chunks.words
    return words.sentences[words.headline].first if words.headline < len(words.sentences) else 0


def _source(draft: Draft, claim: Claim) -> str:
    source = claim.attributes["source"][0]
    if not isinstance(source, Span):
        return str(source)
    return str(source.attributes.get("actor") or draft.chunks.words.text[source.start : source.end].lower())


def _toll_links(draft: Draft, claim: Claim, before: list[Claim]) -> Iterator[Link]:
    """What a total does to the figures before it: sums them up, or replaces them."""
    words = draft.chunks.words
    low = words.low[max(draft.chunks.firsts[claim.by] - 4, 0) : claim.first]
    like = [other for other in before if other.attributes["outcome"] == claim.attributes["outcome"]]
    same_hit = [other for other in like if other.pattern == "CAS-toll" and other.by == claim.by]
    if same_hit:
        older_last = words.low[claim.first - 1] == "from"
        newer, replaced = (same_hit[-1], claim) if older_last else (claim, same_hit[-1])
        yield _link("updates", newer, replaced, "LNK-from")
    elif not _BRINGING.isdisjoint(low):
        for other in like[-3:]:
            if other.base is None and is_near(draft, claim, other):
                yield _link("sum_of", claim, other, "LNK-sum")
    elif not _RISING.isdisjoint(low):
        older = [other for other in like if other.base is None and number_of(other) < number_of(claim)]
        if older:
            yield _link("updates", claim, older[-1], "LNK-rise")


def _denied(draft: Draft, claim: Claim, before: list[Claim]) -> Claim | None:
    """The claim that a denial of harm takes up: the nearest one of the people whom it names."""
    if claim.attributes["modality"] != "none":
        return None
    low = draft.chunks.words.low[max(claim.first - 8, 0) : claim.after]
    if _DENYING.isdisjoint(low):
        return None
    wanted = claim.attributes.get("victims")
    for other in reversed(before):
        if other.attributes["modality"] == "proportion" and other.attributes.get("victims") != wanted:
            continue
        if other.attributes["modality"] != "none" and (
            wanted is None or other.attributes.get("victims") in {wanted, None, "mixed"}
        ):
            return other
    return None


def _is_of_other_year(draft: Draft, claim: Claim) -> bool:
    """Whether the older figure counts another time: "up from 236 the year before"."""
    return not _YEARS.isdisjoint(draft.chunks.words.low[claim.after : claim.after + 4])


def _is_earlier(draft: Draft, claim: Claim) -> bool:
    """Whether the figure is told as one that was replaced: "earlier reports spoke of 18"."""
    first = draft.chunks.firsts[claim.sentence[0]]
    return not _EARLIER.isdisjoint(draft.chunks.words.low[first : claim.first])


def _whole(claim: Claim, before: list[Claim]) -> Claim | None:
    """The nearest count before of those whom a part stands among ("two nurses are among the dead")."""
    outcome = claim.attributes["outcome"]
    for other in reversed(before):
        if other.attributes["outcome"] != outcome or other.base is not None or other.pattern in PART_PATTERNS:
            # "seven women and three children are among the dead": neither is the other's whole
            continue
        if number_of(other) > number_of(claim):
            return other
    return None
