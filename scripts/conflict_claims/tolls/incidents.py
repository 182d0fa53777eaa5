"""An incident's account: its claims in order of time, how they are linked, and the toll under each rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from conflict_claims.tolls.chains import fold
from conflict_claims.tolls.claims import Claim, Link, Source, in_time
from conflict_claims.tolls.cross import conflicts, with_updates
from conflict_claims.tolls.groups import GROUPS, Group
from conflict_claims.tolls.parts import with_sums
from conflict_claims.tolls.rules import RULES, Figures, Rule
from conflict_claims.tolls.selection import Selection, select
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
    return [account(own, linked, rules) for own, linked in _by_incident(claims, links)]


def tolls(claims: Iterable[Claim], links: Iterable[Link], rules: Sequence[str] = tuple(RULES)) -> list[Toll]:
    """The tolls of every incident, by its id; arguments and errors are those of `accounts`.

    They are those of the accounts, made without their computed conflicts, of which there may be as many as pairs
    of claims.
    """
    return [
        toll
        for own, linked in _by_incident(claims, links)
        for toll in _tolls([dated for dated, _ in _dated(_chosen(own, linked).selection)], rules)
    ]


def _by_incident(claims: Iterable[Claim], links: Iterable[Link]) -> Iterator[tuple[list[Claim], list[Link]]]:
    """The claims of each incident and the links from them, by its id."""
    by_incident: dict[str, list[Claim]] = {}
    for claim in claims:
        by_incident.setdefault(claim.incident, []).append(claim)
    incident_of = {claim.id: name for name, found in by_incident.items() for claim in found}
    linked: dict[str, list[Link]] = {}
    for link in links:
        if link.from_id in incident_of:
            linked.setdefault(incident_of[link.from_id], []).append(link)
    yield from ((by_incident[name], linked.get(name, [])) for name in sorted(by_incident))


def account(claims: Sequence[Claim], links: Sequence[Link], rules: Sequence[str] = tuple(RULES)) -> Account:
    """The account of one incident.

    Args:
        claims: of one incident, at least one.
        links: annotated links from them.
        rules: names of the rules to apply.

    Raises:
        KeyError: a rule has no such name.
    """
    chosen = _chosen(claims, links)
    dated = _dated(chosen.selection)
    groups = tuple(group for group, _ in dated)
    return Account(
        claims[0].incident,
        chosen.claims,
        (*chosen.links, *_computed(dated)),
        groups,
        chosen.selection.aside,
        tuple(_tolls(groups, rules)),
    )


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The claims of one incident in order of time, repetitions folded; their links; and the groups they make."""

    claims: tuple[Claim, ...]
    links: Sequence[Link]
    selection: Selection


def _chosen(claims: Sequence[Claim], links: Sequence[Link]) -> _Chosen:
    folded, inside = fold(claims, links)
    whole = in_time(with_sums(folded, inside))
    return _Chosen(tuple(whole), inside, select(whole, inside))


def _dated(selection: Selection) -> list[tuple[Group, list[Link]]]:
    """The groups with outdated claims known, each with the links that say so."""
    return [with_updates(group) for group in selection.groups]


def _computed(dated: Iterable[tuple[Group, list[Link]]]) -> Iterable[Link]:
    """The links across articles, each once."""
    links: dict[tuple[str, str, str], Link] = {}
    for group, newer in dated:
        for link in (*newer, *conflicts(group)):
            links.setdefault((link.type, link.from_id, link.to_id), link)
    return links.values()


def _tolls(groups: Iterable[Group], rules: Sequence[str]) -> list[Toll]:
    """The tolls of an incident's groups, in the order in which they are shown."""
    return sorted((toll for group in groups for toll in _tolls_of(group, rules)), key=_place)


def _tolls_of(group: Group, rules: Sequence[str]) -> Iterator[Toll]:
    contested = group.is_contested()
    for name in rules:
        figures = RULES[name].apply(group)
        if figures is not None:
            yield _toll(group, RULES[name], figures, contested)


def _toll(group: Group, rule: Rule, figures: Figures, contested: bool) -> Toll:
    return Toll(
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
        contested=contested,
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
