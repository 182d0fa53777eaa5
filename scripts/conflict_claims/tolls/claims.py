"""The records that tolls are computed from: a claim, its sources, and a link between two claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

PERPETRATOR_SIDE, THIRD_PARTY = "perpetrator_side", "third_party"


@dataclass(frozen=True, slots=True)
class Source:
    """Who gives a figure.

    `id` names it in tables without words of the article: a canonical actor, the span of the mention, or
    `<article_id>.author`, `<article_id>.unnamed`. Two mentions with one `key` are one source: a spokesman and the
    army that he speaks for, or the same words without a canonical actor. `words` are those of the mention, `name` that
    of the canonical actor, empty where there is none.
    """

    id: str
    key: str
    words: str = ""
    name: str = ""


@dataclass(frozen=True)  # without slots, which leave no room for what is kept
class Claim:
    """One casualty claim of gold or of a pass; field names and labels are those of the table `casualties`.

    `low` and `high` are its `min` and `max` (null: open or unsaid). `perpetrator` is a canonical actor or the words
    of the mention. `repeats` are the claims that say the same again and are folded into this one.
    """

    id: str
    article: str
    incident: str
    outcome: str
    low: int | None
    high: int | None
    victims: str = "unspecified"
    modality: str = "exact"
    words: str = ""
    start: int = 0
    sources: tuple[Source, ...] = ()
    party: str | None = None
    report: str | None = None
    blame: str | None = None
    perpetrator: str = ""
    standing: str = "asserted"
    as_of: date | None = None
    published: date | None = None
    realis: str = "actual"
    scope: str = "incident"
    subset: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()

    @cached_property
    def day(self) -> date | None:
        """The day that the figure holds for: `as_of`, else the article's day of publication."""
        return self.as_of or self.published

    @cached_property
    def figure(self) -> int | None:
        """The one number in the words: the floor, or the ceiling where the floor is open ("up to 30")."""
        return self.high if self.low is None else self.low

    @cached_property
    def keys(self) -> frozenset[str]:
        """What tells its sources from others; kept, as it is asked for every pair of claims."""
        return frozenset(source.key for source in self.sources)


@dataclass(frozen=True, slots=True)
class Link:
    """A link from a claim to another, annotated in one article or computed across two.

    `type` and `aspect` are labels of the vocabulary; `computed` marks what no annotator said, and `reason` then
    says what it was computed from.
    """

    type: str
    from_id: str
    to_id: str
    aspect: str | None = None
    computed: bool = False
    reason: str = ""


def in_time(claims: Iterable[Claim]) -> list[Claim]:
    """Claims in order of the day that they hold for, then article and place in it; those without a day last."""
    return sorted(claims, key=lambda claim: (claim.day is None, claim.day or date.max, claim.article, claim.start))


def apart(left: Claim, right: Claim) -> bool:
    """Whether two counts cannot both be true as worded: their bounds do not overlap.

    `about` has no tolerance that the words give, so it is apart from nothing (guidelines K3).
    """
    if "about" in (left.modality, right.modality):
        return False
    return below(left, right) or below(right, left)


def below(left: Claim, right: Claim) -> bool:
    """Whether every number that `left` allows is below every number that `right` allows."""
    return left.high is not None and right.low is not None and left.high < right.low


def different_sources(left: Claim, right: Claim) -> bool:
    """Whether both name a source and no source gives both."""
    return bool(left.keys and right.keys) and left.keys.isdisjoint(right.keys)
