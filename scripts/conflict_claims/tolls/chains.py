"""Repetitions: a chain of same_as links is one claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from conflict_claims.tolls.claims import Claim, Link


def fold(claims: Sequence[Claim], links: Iterable[Link]) -> tuple[list[Claim], list[Link]]:
    """Fold every claim that repeats another into the first of its chain (guidelines K1).

    Returns:
        The first claims, with the ids of the others in `repeats`, and the links between first claims; same_as
        links, and links that would lead from a claim to itself, are gone.
    """
    links = list(links)
    known = {claim.id for claim in claims}
    heads = _heads([link for link in links if link.type == "same_as" and {link.from_id, link.to_id} <= known])
    repeats: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.id in heads:
            repeats.setdefault(heads[claim.id], []).append(claim)
    folded = [_merged(claim, repeats.get(claim.id, [])) for claim in claims if claim.id not in heads]
    return folded, _at_heads(links, heads)


def _heads(same: Iterable[Link]) -> dict[str, str]:
    """The first of its chain for every claim that is not; a circle, which `check` refuses, is cut open."""
    step = {link.from_id: link.to_id for link in same}
    heads: dict[str, str] = {}
    for start in step:
        passed, head = {start}, step[start]
        while head in step and head not in passed:
            passed.add(head)
            head = step[head]
        if head != start:
            heads[start] = head
    return heads


def _merged(first: Claim, repeats: Sequence[Claim]) -> Claim:
    """The first claim, with what only a repetition says.

    A headline often gives in the article's voice what the body gives to a source; by the guidelines the author, who
    repeats a figure, counts as that source. So what is said about the source is taken from the first claim that
    names one; "unnamed" yields to whoever is named later.
    """
    if not repeats:
        return first
    chain = [first, *repeats]
    told = [claim for claim in chain if claim.party is not None] or [first]
    named = next((claim for claim in told if any(source.words for source in claim.sources)), told[0])
    return replace(
        first,
        sources=named.sources,
        party=named.party,
        report=named.report,
        blame=next((claim.blame for claim in chain if claim.blame), None),
        perpetrator=next((claim.perpetrator for claim in chain if claim.perpetrator), ""),
        victims=next((claim.victims for claim in chain if claim.victims != "unspecified"), first.victims),
        as_of=next((claim.as_of for claim in chain if claim.as_of), None),
        repeats=tuple(claim.id for claim in repeats),
    )


def _at_heads(links: Iterable[Link], heads: dict[str, str]) -> list[Link]:
    moved = (_at_head(link, heads) for link in links if link.type != "same_as")
    return list(dict.fromkeys(link for link in moved if link.from_id != link.to_id))


def _at_head(link: Link, heads: dict[str, str]) -> Link:
    if link.from_id not in heads and link.to_id not in heads:
        return link
    return replace(link, from_id=heads.get(link.from_id, link.from_id), to_id=heads.get(link.to_id, link.to_id))
