"""Rules on the registry of actors that look at more than one entry: REF008 (cycles), REF012."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from conflict_claims.articles.typed import Entry
from conflict_claims_schemas.problems import Problem


def parent_cycles(entries: Sequence[Entry], file: str) -> list[Problem]:
    """Actors that are a part of themselves, by way of others (level L2)."""
    actors = {entry.values["id"]: entry for entry in entries}
    parents = {name: entry.values["parent"] for name, entry in actors.items() if entry.values["parent"]}
    problems = []
    for name, parent in parents.items():
        chain = _cycle(name, parents)
        if chain and parent != name:  # its own parent: the row shows it, and a condition of the schemas says so
            expected, found = "an actor that is no part of this one", " -> ".join(chain)
            problems.append(_problem("REF008", file, actors[name], "parent", expected, found))
    return problems


def shared_names(entries: Sequence[Entry], file: str) -> list[Problem]:
    """Names and aliases that two actors have (level L4)."""
    owners: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        for name in (entry.values["name"], *(entry.values["aliases"] or ())):
            owners[name.casefold()].setdefault(entry.values["id"], entry)
    problems = []
    for name, named in owners.items():
        first, *others = named.values()
        for entry in others:
            field = "name" if entry.values["name"].casefold() == name else "aliases"
            found = f'"{name}", which {first.values["id"]} has too'
            problems.append(_problem("REF012", file, entry, field, "names that one actor alone has", found))
    return problems


def _cycle(name: str, parents: dict[str, str]) -> list[str]:
    """The way from `name` up and back to itself; empty where there is none."""
    chain, seen, at = [name], {name}, parents.get(name)
    while at is not None and at not in seen:
        chain.append(at)
        seen.add(at)
        at = parents.get(at)
    return [*chain, name] if at == name else []


def _problem(rule: str, file: str, entry: Entry, field: str, expected: str, found: str) -> Problem:
    return Problem(rule, file, entry.lines.get(field, entry.line), field, expected=expected, found=found)
