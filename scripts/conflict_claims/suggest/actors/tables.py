"""The lexicons of roles, titles and organisations as tables for the actor rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from conflict_claims.suggest.inflection import plural, verb_forms
from conflict_claims.suggest.lexicon import read_lexicon, units
from conflict_claims_schemas.vocabulary import ACT


@dataclass(frozen=True, slots=True)
class Tables:
    """What the rules look up, by lower-case word or words.

    Attributes:
        titles: Titles before names, with the type that they give ("none" for none).
        heads: Last words of organisations' names, with their type.
        head_size: How many words the longest of them has.
        speakers: Nouns whose side is that of the body that they name.
        by_body: The type that a word before such a noun gives it.
        pejorative: Words that condemn.
        honorific: Words that honour.
        no_names: Capitalised words that name no actor.
        place_nouns: Nouns that make a name a place.
        hedges: Words that stand outside at the left.
        for_heads: Nouns that take a `for` phrase.
        labels: Words that are actors where they are put on a side.
        demonyms: Plurals of peoples and believers.
        positions: Forms of the verbs by which one takes a position.
    """

    titles: dict[str, str]
    heads: dict[str, str]
    head_size: int
    speakers: frozenset[str]
    by_body: dict[str, str]
    pejorative: frozenset[str]
    honorific: frozenset[str]
    no_names: frozenset[str]
    place_nouns: frozenset[str]
    hedges: frozenset[str]
    for_heads: frozenset[str]
    labels: frozenset[str]
    demonyms: frozenset[str]
    positions: frozenset[str]


@cache
def tables() -> Tables:
    """All tables, read once."""
    roles = read_lexicon("roles")
    words = read_lexicon("words")
    irregular: dict[str, str] = roles["irregular"]
    heads = _by_word(read_lexicon("organisations")["heads"])
    return Tables(
        titles=_by_word(read_lexicon("titles")["titles"]),
        heads=heads,
        head_size=max(len(head.split()) for head in heads),
        speakers=_both(roles["speakers"]["words"], irregular),
        by_body=_by_word(roles["by_body"]),
        pejorative=_both(roles["naming"]["pejorative"], irregular),
        honorific=_both(roles["naming"]["honorific"], irregular),
        no_names=frozenset(units(words["no_names"])),
        place_nouns=frozenset(units(words["place_nouns"])),
        hedges=frozenset(units(words["hedges"])),
        for_heads=frozenset(units(words["for_heads"])),
        labels=_both(roles["labels"]["words"], irregular),
        demonyms=frozenset(_demonyms(read_lexicon("states").values())),
        positions=frozenset(_positions()),
    )


def organisation_type(low: list[str]) -> tuple[str, int]:
    """The type that the last words of a name give it, and how many words these are; nothing where none does."""
    heads = tables().heads
    for size in range(min(tables().head_size, len(low)), 0, -1):
        kind = heads.get(" ".join(low[-size:]))
        if kind:
            return kind, size
    return "", 0


GROUPS: Final = frozenset(units(read_lexicon("words")["groups"]))
"""Heads that only say how many, before `of` and several people ("a group of gunmen")."""

BUILDINGS: Final = frozenset(units(read_lexicon("words")["buildings"]))
"""Bodies that are buildings after a preposition of place (A6)."""

PLACE_PREPOSITIONS: Final = frozenset(units(read_lexicon("words")["place_prepositions"]))


_ABSTRACT: Final = frozenset(read_lexicon("words")["abstract"].split())
_ABSTRACT_SHAPE: Final = re.compile(r".*(?:tions?|ments?|ity|ities|ness|isms?|ings?|hood|ances?|ences?|ships?|ures)")


def is_abstract(word: str) -> bool:
    """Whether a word is a common noun by itself or by its ending, which names nobody: "acts", "escalation"."""
    return word in _ABSTRACT or bool(_ABSTRACT_SHAPE.fullmatch(word))


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word.lower(): label for label, words in table.items() for word in units(words)}


def _both(words: str, irregular: dict[str, str]) -> frozenset[str]:
    return frozenset(form for word in words.split() for form in (word.replace("_", " "), plural(word, irregular)))


def _demonyms(states: Iterable[dict[str, Any]]) -> Iterable[str]:
    for state in states:
        for adjective in units(state.get("adjectives", "").lower()):
            yield f"{adjective}s"


def _positions() -> Iterable[str]:
    irregular: dict[str, str] = read_lexicon("verbs")["irregular"]
    for name, act in read_lexicon("cues").items():
        for verb in act.get("verbs", "").split() if name in ACT.names or name == "report" else ():
            forms = verb_forms(verb, irregular)
            yield from (*forms.base, *forms.past, forms.ing)
