"""The words of `contents.toml`: what tells that a content takes a position."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from conflict_claims.suggest.inflection import verb_forms
from conflict_claims.suggest.lexicon import read_lexicon

WILL: Final = frozenset({"will", "would", "shall", "'ll"})
COULD: Final = frozenset({"can", "could"})
REFUSALS: Final = frozenset({"won't", "wouldn't", "can't", "cannot", "couldn't"})


@dataclass(frozen=True, slots=True)
class Tables:
    """The lexicon of contents, as sets of words and expressions of phrases."""

    talk: frozenset[str]
    refusing: frozenset[str]
    offering: frozenset[str]
    demanding: frozenset[str]
    imperatives: frozenset[str]
    vowing: frozenset[str]
    vow_modals: frozenset[str]
    vow_phrases: re.Pattern[str]
    holders: frozenset[str]
    unwilled: frozenset[str]
    withheld: frozenset[str]
    unintended: re.Pattern[str]
    wrongs: frozenset[str]
    wrong_phrases: re.Pattern[str]
    wrong_nouns: frozenset[str]
    agents: frozenset[str]
    backing: frozenset[str]
    own: frozenset[str]
    harmless: frozenset[str]
    disowning: re.Pattern[str]
    justifying: frozenset[str]
    doubting: re.Pattern[str]
    judging: frozenset[str]
    judging_phrases: re.Pattern[str]
    foretelling: frozenset[str]
    harms: frozenset[str]
    dangers: re.Pattern[str]
    restraint: re.Pattern[str]
    predicates: Mapping[str, str]
    telling: frozenset[str]
    armed: frozenset[str]


@cache
def tables() -> Tables:
    """The tables, read once."""
    data = read_lexicon("contents")
    return Tables(
        talk=frozenset(data["talks"]["nouns"].split()) | _all_forms(data["talks"]["verbs"]),
        refusing=frozenset(data["talks"]["refusing"].split()),
        offering=frozenset(data["talks"]["offering"].split()),
        demanding=frozenset(data["demand"]["modals"].split()),
        imperatives=frozenset(data["demand"]["imperatives"].split()),
        vowing=_all_forms(data["vow"]["verbs"]),
        vow_modals=frozenset(data["vow"]["modals"].split()),
        vow_phrases=_any(data["vow"]["phrases"]),
        holders=frozenset(data["vow"]["holders"].split()),
        unwilled=frozenset(data["decline"]["unwilled"].split()),
        withheld=frozenset(data["decline"]["withheld"].split()),
        unintended=_any(data["decline"]["phrases"]),
        wrongs=_all_forms(data["accuse"]["verbs"]),
        wrong_phrases=_any(data["accuse"]["phrases"]),
        wrong_nouns=frozenset(data["accuse"]["nouns"].split()),
        agents=frozenset(data["accuse"]["agents"].split()),
        backing=_all_forms(data["accuse"]["backing"]),
        own=_all_forms(data["own"]["verbs"]),
        harmless=frozenset(data["own"]["harmless"].split()),
        disowning=_any(data["disown"]["phrases"]),
        justifying=frozenset(data["justify"]["words"].split()),
        doubting=_any(data["doubt"]["phrases"]),
        judging=frozenset(data["assert"]["words"].split()),
        judging_phrases=_any(data["assert"]["phrases"]),
        foretelling=frozenset(data["warn"]["modals"].split()),
        harms=frozenset(data["warn"]["harms"].split()),
        dangers=_any(data["warn"]["phrases"]),
        restraint=_any(data["restraint"]["phrases"]),
        predicates=_predicates(),
        telling=_telling(data),
        armed=frozenset(data["armed"]["types"].split()),
    )


def _telling(data: dict[str, Any]) -> frozenset[str]:
    """Words of which a content that takes a position has one at least: of phrases the longest word."""
    verbs = (data[act]["verbs"] for act in ("talks", "accuse", "own"))
    acts = ("vow", "decline", "accuse", "doubt", "disown", "assert", "warn", "restraint")
    phrases = (phrase for act in acts for phrase in data[act]["phrases"])
    lists = (
        data["talks"]["nouns"], *data["demand"].values(), data["justify"]["words"], data["assert"]["words"],
        data["accuse"]["nouns"], data["warn"]["harms"],
    )  # fmt: skip
    found = {max(phrase.split(), key=len) for phrase in phrases} | {*WILL, *COULD, *REFUSALS}
    verb_words = (_all_forms(words) for words in verbs)
    return frozenset(found.union(_predicates(), *verb_words, *(words.split() for words in lists)))


@cache
def _predicates() -> dict[str, str]:
    """The judging words of the lexicon of cues, and the act of each."""
    acts = read_lexicon("cues").items()
    return {word: act for act, lists in acts for word in lists.get("predicates", "").split()}


def _all_forms(verbs: str) -> frozenset[str]:
    irregular: dict[str, str] = read_lexicon("verbs")["irregular"]
    found: set[str] = set()
    for verb in verbs.split():
        forms = verb_forms(verb, irregular)
        found.update((*forms.base, *forms.past, forms.ing))
    return frozenset(found)


def _any(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")
