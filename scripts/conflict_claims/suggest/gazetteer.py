"""Actors known by name: those of the corpus' registry, well-known ones of the lexicon, and states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from conflict_claims.suggest.lexicon import read_lexicon, units

_STATES: Final = frozenset({"government", "foreign_state"})
_PERSON_NAMES: Final = 2
"""So many names a person's entry has at least."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a name says of its bearer.

    Attributes:
        type: Its actor type; empty for a state, which is at home or abroad by the article.
        actor: Its id in the registry, where the name belongs to one entry only.
        country: Its state (ISO 3166-1 alpha-3), where known.
        state: Whether it is a state or the capital that stands for one.
        cased: Whether the name is a common word too, and so needs its capitals.
        acronym: Whether it is written in capitals throughout.
        person: Whether it looks like a person's name.
        capital: Whether it is a capital city, which is an actor only where it acts for its state.
    """

    type: str
    actor: str | None = None
    country: str | None = None
    state: bool = False
    cased: bool = False
    acronym: bool = False
    person: bool = False
    capital: bool = False


@dataclass(slots=True)
class Gazetteer:
    """Tables by lower-case name, with blanks between words.

    Attributes:
        names: All names of actors.
        origins: Adjectives of origin and names of states to the state's code.
        places: Places that give away the state where a report plays.
        parents: An entry's id to its parent's.
        institutions: State's code and a word ("army") to the id of the one body that the word means there.
    """

    names: dict[str, Known] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    institutions: dict[tuple[str, str], str | None] = field(default_factory=dict)


def build_gazetteer(registry: Iterable[Mapping[str, Any]]) -> Gazetteer:
    """Read the names of the registry, the lexicon and the states; what is read first keeps its name.

    Args:
        registry: The values of the entries of `actors.yaml`.

    Returns:
        The tables. A name that two entries of the registry share has no id.
    """
    found = Gazetteer()
    ambiguous = {name.lower() for name in units(read_lexicon("organisations")["ambiguous"]["names"])}
    entries = list(registry)
    _read_registry(found, entries, ambiguous)
    _read_known(found, ambiguous)
    _read_states(found)
    _read_institutions(found, entries)
    return found


def _read_registry(found: Gazetteer, registry: Iterable[Mapping[str, Any]], ambiguous: set[str]) -> None:
    words = _words_of_organisations()
    for entry in registry:
        person = _is_person(entry, words)
        if entry.get("parent"):
            found.parents[entry["id"]] = entry["parent"]
        for name in (entry["name"], *(entry.get("aliases") or ())):
            key = name_key(name)
            known = found.names.get(key)
            actor = entry["id"] if known is None or known.actor == entry["id"] else None
            found.names[key] = Known(
                entry["type"], actor, entry.get("country"),
                state=entry["type"] in _STATES and not entry.get("parent") and len(entry["name"].split()) == 1,
                cased=_is_common(name, ambiguous), acronym=is_acronym(name), person=person,
            )  # fmt: skip


_INSTITUTIONS: Final = {
    "army": ("army",),
    "armed forces": ("military", "army"),
    "military": ("military", "army"),
    "navy": ("navy",),
    "air force": ("air force",),
}


def _read_institutions(found: Gazetteer, registry: Iterable[Mapping[str, Any]]) -> None:
    """Note "the army", "the government" of a state, where the registry has one such body by the state's name."""
    for entry in registry:
        name = name_key(entry["name"])
        for body, words in _INSTITUTIONS.items():
            state = name.removesuffix(f" {body}").removeprefix(f"{body} of ")
            code = found.origins.get(state) if state != name else None
            if code:
                # An army that the registry has goes before the armed forces that it belongs to.
                for word in words:
                    if word == body or (code, word) not in found.institutions:
                        found.institutions[code, word] = entry["id"]
        code = found.origins.get(name.removeprefix("government of "))
        if code and name.startswith("government of "):
            found.institutions[code, "government"] = entry["id"]


def _is_person(entry: Mapping[str, Any], words: frozenset[str]) -> bool:
    """Whether a registry entry is a person: two names or more, none a word for a body, no acronym among its aliases."""
    name: str = entry["name"]
    parts = name.lower().split()
    if len(parts) < _PERSON_NAMES or entry["type"] in {"media", "company"} or not words.isdisjoint(parts):
        return False
    if any(is_acronym(alias) for alias in entry.get("aliases") or ()):
        return False
    return bool(entry.get("parent") or entry.get("country")) and all(part[0].isupper() for part in name.split())


def _words_of_organisations() -> frozenset[str]:
    roles, organisations = read_lexicon("roles"), read_lexicon("organisations")
    lists = [*organisations["heads"].values(), *roles["bodies"].values(), roles["speakers"]["words"]]
    origins = [f"{state['names']} {state.get('adjectives', '')}" for state in read_lexicon("states").values()]
    return frozenset(part for words in (*lists, *origins) for name in units(words.lower()) for part in name.split()) | {
        "of",
        "for",
    }


def _read_known(found: Gazetteer, ambiguous: set[str]) -> None:
    for kind, names in read_lexicon("organisations")["known"].items():
        for name in names.strip().splitlines():
            entry = Known(kind, cased=_is_common(name, ambiguous), acronym=is_acronym(name))
            found.names.setdefault(name_key(name), entry)


def _read_states(found: Gazetteer) -> None:
    for code, state in read_lexicon("states").items():
        for name in units(state.get("names", "")):
            key = name_key(name)
            actor = found.names[key].actor if key in found.names else None
            found.names[key] = Known("", actor, code, state=True, cased=key == "us", acronym=is_acronym(name))
            found.origins.setdefault(key, code)
        for name in units(state.get("capitals", "")):
            found.names.setdefault(name_key(name), Known("", None, code, state=True, capital=True))
        for name in units(state.get("adjectives", "")):
            found.origins.setdefault(name_key(name), code)
        for name in units(f"{state.get('capitals', '')} {state.get('places', '')}"):
            found.places.setdefault(name_key(name), code)


def name_key(name: str) -> str:
    """A name as the tables have it: lower case, plain apostrophes, single blanks."""
    return " ".join(name.replace("\u2019", "'").lower().split())


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals throughout ("BLA", "M-19", "U.N.")."""
    return name.upper() == name and " " not in name


def _is_common(name: str, ambiguous: set[str]) -> bool:
    return name_key(name) in ambiguous or (" " not in name and len(name) <= 2)
