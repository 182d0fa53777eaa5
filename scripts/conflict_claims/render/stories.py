"""What a page on an incident's tolls is made of, and the phrases that all its formats share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from conflict_claims.tolls.claims import Claim, Link
from conflict_claims.tolls.incidents import Account


@dataclass(frozen=True, slots=True)
class Cited:
    """An article, and where its facts can be followed to: its own address, or the reports that it was written from."""

    id: str
    published: date | None
    outlet: str | None
    url: str | None
    facts_from: tuple[str, ...]

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address, its own first."""
        return (*([self.url] if self.url else []), *self.facts_from)


@dataclass(frozen=True, slots=True)
class Story:
    """An incident of the registry with its account and the articles that make claims about it."""

    account: Account
    name: str
    start: date | None
    end: date | None
    place: str
    articles: Sequence[Cited]


@dataclass(frozen=True, slots=True)
class Tie:
    """A link of a claim, seen from it: what it is called, the claim at its other end, and what marks it."""

    name: str
    id: str
    mark: str = ""

    def __str__(self) -> str:
        """`updates x-0001.c4 (number) [computed]`."""
        return f"{self.name} {self.id}{self.mark}"


_INVERSE = {
    "subset_of": "has part",
    "sum_of": "added up in",
    "updates": "updated by",
    "conflicts_with": "conflicts_with",
    "denies": "denied by",
}


def bounds(low: int | None, high: int | None) -> str:
    """Bounds in words: `31`, `20 to 25`, `51 or more`, `39 or fewer`, `no number`."""
    if low is None:
        return "no number" if high is None else f"{high:,} or fewer"
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def number(value: int | None) -> str:
    """A figure of a toll; a dash where it is open."""
    return "-" if value is None else f"{value:,}"


def day(value: date | None) -> str:
    """A day, or that there is none."""
    return value.isoformat() if value else "undated"


def said_by(claim: Claim) -> str:
    """The words of its sources with the canonical actors, and their side and way of saying it."""
    names = ", ".join(
        f"{source.words} [{source.id}]" if source.name else source.words or source.id for source in claim.sources
    )
    how = ", ".join(part for part in (claim.party, claim.report) if part)
    return f"{names or 'no source'} ({how})" if how else names or "no source"


def blamed(claim: Claim) -> str:
    """Whom the claim ties to the harm, and how."""
    if not claim.perpetrator:
        return "no perpetrator"
    return f"by {claim.perpetrator} ({claim.blame})" if claim.blame else f"by {claim.perpetrator}"


def counts_in(claim: Claim, account: Account) -> str:
    """The tolls that the claim counts in, or why in none."""
    groups = [group for group in account.groups if claim in group.claims]
    if not groups:
        return f"in no toll: {account.aside.get(claim.id, 'not weighed')}"
    outdated = any(claim.id in group.given_up | group.outdated for group in groups)
    return f"in the toll of {', '.join(group.victims for group in groups)}" + (", replaced" if outdated else "")


def inverse(link_type: str) -> str:
    """What a link is called from the end that it leads to; those that say the same from both keep their name."""
    return _INVERSE.get(link_type, link_type)


def ties(claim: Claim, links: Sequence[Link]) -> list[Tie]:
    """Every link of the claim, seen from it: `updates x-0001.c4`, `has part x-0001.c5`; computed ones say so."""
    told = [Tie("again in", repeat) for repeat in claim.repeats]
    for link in links:
        mark = (f" ({link.aspect})" if link.aspect else "") + (" [computed]" if link.computed else "")
        if link.from_id == claim.id:
            told.append(Tie(link.type, link.to_id, mark))
        elif link.to_id == claim.id:
            told.append(Tie(inverse(link.type), link.from_id, mark))
    return told
