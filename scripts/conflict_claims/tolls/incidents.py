"""An incident's account: its claims in order of time, how they are linked, and the toll under each rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from conflict_claims.tolls.chains import fold
from conflict_claims.tolls.claims import Claim, Link, Source, in_time
from conflict_claims.tolls.cross import conflicts, with_updates
from conflict_claims.tolls.groups import GROUPS, Group
from conflict_claims.tolls.parts import with_sums
from conflict_claims.tolls.rules import RULES, Rule
from conflict_claims.tolls.selection import select
from conflict_claims_schemas.vocabulary import OUTCOME


@dataclass(frozen=True, slots=True)
class Toll:
    """The toll of an incident, outcome and side (or `all`) under one rule.

    `claims` are the ids behind the figures and `sources` who gives these; `n_sources` counts the sources of all
    claims that the rule looked at. `spread` is `high` less `low`, None where either is open. `contested` says
    whether two sources stand by counts that cannot both be true, whatever the rule makes of them.
    """

    incident_id: str
    outcome: str
    victims: str
    rule: str
    low: int | None
    best: int | None
    high: int | None
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    spread: int | None
    n_sources: int
    contested: bool
    rule_version: str


@dataclass(frozen=True, slots=True)
class Account:
    """What is told of one incident.

    `claims` are all its claims in order of time, repetitions folded; `links` those within articles, then the
    computed ones across them; `groups` what the rules chose among; `aside` why a claim is in no group.
    """

    incident: str
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    groups: tuple[Group, ...]
    aside: Mapping[str, str]
    tolls: tuple[Toll, ...]


def accounts(claims: Iterable[Claim], links: Iterable[Link], rules: Sequence[str] = tuple(RULES)) -> list[Account]:
    """The account of every incident that has claims, by incident id.

    Args:
        claims: of any number of articles and incidents.
        links: annotated links between them.
        rules: names of the rules to apply.

    Raises:
        KeyError: a rule has no such name.
    """
    by_incident: dict[str, list[Claim]] = {}
    for claim in claims:
        by_incident.setdefault(claim.incident, []).append(claim)
    incident_of = {claim.id: name for name, found in by_incident.items() for claim in found}
    linked: dict[str, list[Link]] = {}
    for link in links:
        if link.from_id in incident_of:
            linked.setdefault(incident_of[link.from_id], []).append(link)
    return [account(by_incident[name], linked.get(name, []), rules) for name in sorted(by_incident)]


def account(claims: Sequence[Claim], links: Sequence[Link], rules: Sequence[str] = tuple(RULES)) -> Account:
    """The account of one incident.

    Args:
        claims: of one incident, at least one.
        links: annotated links from them.
        rules: names of the rules to apply.

    Raises:
        KeyError: a rule has no such name.
    """
    folded, inside = fold(claims, links)
    whole = in_time(with_sums(folded, inside))
    selection = select(whole, inside)
    groups, computed = _across(selection.groups)
    tolls = tuple(toll for group in groups for name in rules for toll in _toll(group, RULES[name]))
    return Account(
        claims[0].incident,
        tuple(whole),
        (*inside, *computed),
        groups,
        selection.aside,
        tuple(sorted(tolls, key=_place)),
    )


def _across(groups: Iterable[Group]) -> tuple[tuple[Group, ...], list[Link]]:
    """The groups with outdated claims known, and the computed links, each once."""
    known: list[Group] = []
    links: dict[tuple[str, str, str], Link] = {}
    for group in groups:
        dated, newer = with_updates(group)
        known.append(dated)
        for link in (*newer, *conflicts(dated)):
            links.setdefault((link.type, link.from_id, link.to_id), link)
    return tuple(known), list(links.values())


def _toll(group: Group, rule: Rule) -> Iterator[Toll]:
    figures = rule.apply(group)
    if figures is None:
        return
    yield Toll(
        incident_id=group.incident,
        outcome=group.outcome,
        victims=group.victims,
        rule=rule.name,
        low=figures.low,
        best=figures.best,
        high=figures.high,
        claims=tuple(claim.id for claim in figures.claims),
        sources=tuple(source.id for source in distinct(figures.claims)),
        spread=_difference(figures.low, figures.high),
        n_sources=len(distinct(figures.weighed)),
        contested=group.is_contested(),
        rule_version=rule.version,
    )


def _difference(low: int | None, high: int | None) -> int | None:
    return None if low is None or high is None else high - low


def distinct(claims: Iterable[Claim]) -> list[Source]:
    """The sources of some claims, each once, under the name that it has first."""
    found: dict[str, Source] = {}
    for claim in claims:
        for source in claim.sources:
            found.setdefault(source.key, source)
    return list(found.values())


def _place(toll: Toll) -> tuple[int, int, int]:
    return OUTCOME.names.index(toll.outcome), GROUPS.index(toll.victims), list(RULES).index(toll.rule)
