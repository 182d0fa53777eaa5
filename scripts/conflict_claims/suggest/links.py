"""Links between casualty claims (guidelines, section 7): parts, sums, newer figures, repetitions, rivals, denials.

A link runs from the later claim to the earlier (a newer figure to the older). Each claim is compared with a bounded
number of claims before it, so that time grows with the text alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from conflict_claims.suggest.casualties.claim import Claim
from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.text.wordlists import word_set

Link = dict[str, Any]

_PARTS: Final = frozenset({"CAS-part", "CAS-included", "CAS-share", "CAS-mostly", "CAS-list", "CAS-apposition"})
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
    if claim.base is not None and claim.pattern in _PARTS:
        yield _link("subset_of", claim, first_of.get(id(claim.base), claim.base), "LNK-part")
        return
    if claim.pattern == "CAS-from" and claim.base is not None:
        yield _link("updates", claim.base, claim, "LNK-from")
        return
    if claim.pattern == "CAS-toll":
        yield from _toll_links(draft, claim, before)
        return
    denied = _denied(draft, claim, before)
    if denied is not None:
        yield _link("denies", claim, first_of.get(id(denied), denied), "LNK-denial")
        return
    rival = _rival(claim, before)
    if rival is not None:
        yield _link("conflicts_with", claim, first_of.get(id(rival), rival), "LNK-number", "number")


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
    # The author, or a headline's unnamed source, counts as the one whose figure he repeats.
    return "author" in (one, two) or (two == "unnamed" and other.head < draft.chunks.at(_headline_end(draft)))


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
            if other.base is None and _is_near(draft, claim, other):
                yield _link("sum_of", claim, other, "LNK-sum")
    elif not _RISING.isdisjoint(low):
        older = [other for other in like if other.base is None and _number(other) < _number(claim)]
        if older:
            yield _link("updates", claim, older[-1], "LNK-rise")


def _number(claim: Claim) -> int:
    return int(claim.attributes.get("min") or claim.attributes.get("max") or 0)


def _is_near(draft: Draft, claim: Claim, other: Claim) -> bool:
    return draft.chunks.kinds.count("|", other.head, claim.head) <= 1


def _denied(draft: Draft, claim: Claim, before: list[Claim]) -> Claim | None:
    """The claim that a denial of harm takes up: the nearest one of the people whom it names."""
    if claim.attributes["modality"] != "none":
        return None
    low = draft.chunks.words.low[max(claim.first - 8, 0) : claim.after]
    if _DENYING.isdisjoint(low):
        return None
    wanted = claim.attributes.get("victims")
    for other in reversed(before):
        if other.attributes["modality"] != "none" and (
            wanted is None or other.attributes.get("victims") in {wanted, None, "mixed"}
        ):
            return other
    return None


def _rival(claim: Claim, before: list[Claim]) -> Claim | None:
    """The nearest claim of another source about the same harm with other bounds (K3, K9)."""
    if not _is_total(claim):
        return None
    for other in reversed(before):
        if _same_harm(claim, other) and _is_total(other) and _are_apart(claim, other):
            return other
    return None


def _is_total(claim: Claim) -> bool:
    attributes = claim.attributes
    return (
        claim.base is None
        and attributes["modality"] not in {"proportion", "unquantified", "vague"}
        and attributes.get("realis") is None
        and attributes.get("scope") is None
        and attributes["source"] != ["author"]
        and _number(claim) > _FEW
    )


def _same_harm(claim: Claim, other: Claim) -> bool:
    one, two = claim.attributes, other.attributes
    return bool(one["outcome"] == two["outcome"] and one.get("victims") == two.get("victims"))


def _are_apart(claim: Claim, other: Claim) -> bool:
    """Whether the sources differ and the bounds do not overlap."""
    one, two = claim.attributes, other.attributes
    if "about" in (one["modality"], two["modality"]) or _speakers(claim) & _speakers(other):
        return False
    low_one, low_two = one.get("min", 0), two.get("min", 0)
    high_one, high_two = one.get("max", low_one + 10**12), two.get("max", low_two + 10**12)
    return bool(low_one > high_two or low_two > high_one)


def _speakers(claim: Claim) -> set[object]:
    return {
        (one.attributes.get("actor") or one.attributes["type"]) if isinstance(one, Span) else one
        for one in claim.attributes["source"]
    }
