"""The lexicons as tables to look words up in; the data stand in `lexicons/*.toml`, each with its source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from conflict_claims.suggest.inflection import plural, verb_forms
from conflict_claims.text.numbers.people import THINGS


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for people with a side: `type` is empty where the words around decide; `number` is one, many or body."""

    type: str
    number: str


@dataclass(slots=True)
class Lexicon:
    """Tables by lower-case words, blanks between the words of a unit.

    Attributes:
        letters: The word class (see `letters`).
        roles: Role nouns, singular and plural, and bodies.
        outcomes: What a word of harm does to people.
        reports: What a reporting word's source does.
        forms: Inflected form of a verb or noun to its base.
        attacks: Nouns of attack, which nobody suffers by accident.
        safe: Words for people who came to no harm.
        moves: Forms of the verbs that move a toll.
        of_people: What verbs of many things do to people with a number.
        with_words: The same for verbs that need certain words behind the people; some have two outcomes.
        traces: Nouns that nobody has of the missing.
    """

    letters: dict[str, str] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    reports: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    attacks: set[str] = field(default_factory=set)
    safe: set[str] = field(default_factory=set)
    moves: set[str] = field(default_factory=set)
    losses: set[str] = field(default_factory=set)
    leavers: set[str] = field(default_factory=set)
    lives: set[str] = field(default_factory=set)
    causes: set[str] = field(default_factory=set)
    reliefs: set[str] = field(default_factory=set)
    deliberate: set[str] = field(default_factory=set)
    natural: set[str] = field(default_factory=set)
    natural_alone: set[str] = field(default_factory=set)
    natural_pairs: set[str] = field(default_factory=set)
    acts: set[str] = field(default_factory=set)
    assaults: set[str] = field(default_factory=set)
    of_people: dict[str, str] = field(default_factory=dict)
    with_words: dict[str, set[str]] = field(default_factory=dict)
    traces: dict[str, str] = field(default_factory=dict)


@cache
def read_lexicon(name: str) -> dict[str, Any]:
    """One lexicon file of the package, by its name without `.toml`; read once, and not to be changed."""
    source = files("conflict_claims.suggest") / "lexicons" / f"{name}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def units(words: str) -> list[str]:
    """The words of a list in a lexicon, "_" read as a blank."""
    return [word.replace("_", " ") for word in words.split()]


@cache
def lexicon() -> Lexicon:
    """All tables, read once. What is read first keeps its letter: small words, harm, reporting, roles, the rest."""
    found = Lexicon()
    irregular: dict[str, str] = read_lexicon("verbs")["irregular"]
    _read_grammar(found)
    _read_harm(found, irregular)
    _read_reporting(found, irregular)
    _read_roles(found)
    _read_states(found)
    _read_modifiers(found)
    _read_verbs(found, irregular)
    _letter(found, "O", THINGS)
    return found


def _letter(found: Lexicon, letter: str, words: Iterable[str]) -> None:
    for word in words:
        found.letters.setdefault(word, letter)


def _read_grammar(found: Lexicon) -> None:
    grammar = read_lexicon("grammar")
    numbers = grammar["numbers"]
    _letter(found, "n", units(numbers["n"]))
    _letter(found, "0", units(numbers["no"]))
    _letter(found, "s", units(numbers["share"]))
    _letter(found, "h", units(grammar["hedges"]["h"]))
    for letter, words in grammar["letters"].items():
        _letter(found, letter, units(words))


def _read_harm(found: Lexicon, irregular: Mapping[str, str]) -> None:
    harm = read_lexicon("harm")
    for outcome, word in _by_label(harm["tolls"]):
        _noun(found, word, "Z", outcome)
    for outcome, word in _by_label(harm["acts"]):
        _noun(found, word, "K", outcome)
    for outcome, word in _by_label(harm["states"]):
        _letter(found, "D", [word.replace("_", " ")])
        found.outcomes.setdefault(word.replace("_", " "), outcome)
    for outcome, word in _by_label(harm["counts"]):
        _noun(found, word, "Y", outcome)
    found.safe.update(units(harm["states"]["safe"]))
    for outcome, word in _by_label(harm["verbs"]):
        _verb(found, word, "123", irregular, outcome)
    for outcome, word in _by_label(harm["subject_verbs"]):
        _verb(found, word, "%%%", irregular, outcome)
    _read_verbs_of_people(found, harm, irregular)
    for word in harm["lives"]["words"].split():
        _noun(found, word, "Y", "killed")
        found.lives.update((word, plural(word, {"life": "lives"})))
    for word in units(harm["natural"]["words"]):
        found.natural.add(word.split()[0])
        (found.natural_pairs if " " in word else found.natural_alone).add(word)
    for name, into in (("attacks", found.attacks), ("events", set[str]())):
        for word in harm[name]["words"].split():
            into.update(_noun(found, word, "v", ""))
    for word in harm["assaults"]["words"].split():
        found.assaults.update(_verb(found, word, "789", irregular))
    for name in ("moves", "losses", "leavers", "causes", "reliefs", "deliberate"):
        forms: set[str] = getattr(found, name)
        for word in harm[name]["words"].split():
            forms.update(_all_forms(word, irregular))


def _read_verbs_of_people(found: Lexicon, harm: Mapping[str, Any], irregular: Mapping[str, str]) -> None:
    """Verbs of many things, which keep their letter: what is around them tells whether they harm."""
    for outcome, word in _by_label(harm["of_people"]):
        found.of_people.update(dict.fromkeys(_all_forms(word, irregular), outcome))
    for outcome, word in _by_label(harm["with_words"]):
        for form in _all_forms(word, irregular):
            found.with_words.setdefault(form, set()).add(outcome)
    for outcome, word in _by_label(harm["traces"]):
        found.traces[word] = outcome


def _read_reporting(found: Lexicon, irregular: Mapping[str, str]) -> None:
    reporting = read_lexicon("reporting")
    nouns = {form for _, word in _by_label(reporting["nouns"]) for form in (word, plural(word, {}))}
    for word in read_lexicon("verbs")["nouns"]["words"].split():
        nouns.update(verb_forms(word, irregular).base)
    for report, word in _by_label(reporting["verbs"]):
        for form in _verb(found, word, "456", irregular):
            found.reports.setdefault(form, report)
            if form in nouns:
                found.letters[form] = "L"
    for report, word in _by_label(reporting["nouns"]):
        for form in _noun(found, word, "z", ""):
            found.reports.setdefault(form, report)
    for word in reporting["acts"]["words"].split():
        found.acts.update(_all_forms(word, irregular))
    for report, word in _by_label(reporting["adverbs"]):
        found.reports.setdefault(word, report)
        _letter(found, "y", [word])


def _read_roles(found: Lexicon) -> None:
    roles = read_lexicon("roles")
    irregular: dict[str, str] = roles["irregular"]
    for kind, word in _by_label({**roles["persons"], "": roles["speakers"]["words"]}):
        _role(found, word.replace("_", " ").lower(), Role(kind, "one"))
        _role(found, plural(word.lower(), irregular), Role(kind, "many"))
    for kind, word in _by_label(roles["bodies"]):
        spelt = word.replace("_", " ").lower()
        many = spelt.split()[-1] in _MASSES or (spelt.endswith("s") and spelt not in _SINGULAR)
        _role(found, spelt, Role(kind, "many" if many else "body"))
    _letter(found, "H", _BARE_PLURALS)
    _letter(found, "k", _BARE_SINGULARS)


def _role(found: Lexicon, word: str, role: Role) -> None:
    known = found.roles.setdefault(word, role)
    # A plural like its singular ("personnel") counts as several.
    if word not in found.letters:
        _letter(found, {"one": "r", "many": "R", "body": "c"}[known.number], [word])


def _read_states(found: Lexicon) -> None:
    for state in read_lexicon("states").values():
        for adjective in units(state.get("adjectives", "").lower()):
            _letter(found, "J", [adjective])
            if not adjective.endswith(("ese", "sh", "ch", "s")):
                _letter(found, "H", [f"{adjective}s"])
        for key in ("names", "capitals", "places"):
            _letter(found, "C", units(state.get(key, "").lower()))


def _read_modifiers(found: Lexicon) -> None:
    modifiers = read_lexicon("modifiers")
    _letter(found, "J", units(modifiers["origins"]["words"]))
    for people in modifiers["peoples"]["words"].split():
        _letter(found, "J", [people.replace("_", " ")])
        _letter(found, "H", [plural(people, {})])
    _letter(found, "j", units(modifiers["words"]["words"]))


def _read_verbs(found: Lexicon, irregular: Mapping[str, str]) -> None:
    for word in read_lexicon("verbs")["nouns"]["words"].split():
        forms = verb_forms(word, irregular)
        _letter(found, "e", forms.base)
        _letter(found, "7", forms.past)
        _letter(found, "9", (forms.ing,))
    for word in read_lexicon("verbs")["words"]["words"].split():
        _verb(found, word, "789", irregular)
    for act in read_lexicon("cues").values():
        for word in act.get("verbs", "").split():
            _verb(found, word, "789", irregular)


def _by_label(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((label, word) for label, words in table.items() for word in words.split())


def _noun(found: Lexicon, word: str, letter: str, outcome: str) -> list[str]:
    forms = [word.replace("_", " "), plural(word, _IRREGULAR_NOUNS)]
    _letter(found, letter, forms)
    if outcome:
        for form in forms:
            found.outcomes.setdefault(form, outcome)
    return forms


def _verb(found: Lexicon, word: str, letters: str, irregular: Mapping[str, str], outcome: str = "") -> list[str]:
    forms = verb_forms(word, irregular)
    base = word.replace("_", " ")
    every: list[str] = []
    for letter, spelt in zip(letters, (forms.past, forms.base, (forms.ing,)), strict=True):
        _letter(found, letter, spelt)
        every += spelt
    for form in every:
        found.forms.setdefault(form, base)
        if outcome:
            found.outcomes.setdefault(form, outcome)
    return every


def _all_forms(word: str, irregular: Mapping[str, str]) -> list[str]:
    forms = verb_forms(word, irregular)
    return [*forms.base, *forms.past, forms.ing]


_IRREGULAR_NOUNS = {"life": "lives", "body": "bodies", "remains": "remains", "loss_of_life": "losses of life"}
_MASSES = frozenset({"police", "troops", "personnel", "paramilitaries", "elderly", "guerrillas", "gendarmerie"})
_SINGULAR = frozenset({"congress", "press", "services", "forces", "headquarters", "companies"})
_BARE_PLURALS = (
    "people persons men women children others victims hostages prisoners captives survivors bodies humans individuals "
    "kids adults minors inmates lives souls ones boys girls females males them those whom"
).split()
_BARE_SINGULARS = (
    "person man woman child human kid adult minor victim hostage prisoner captive survivor inmate boy girl baby "
    "infant toddler newborn youngster teenager individual".split()
)
