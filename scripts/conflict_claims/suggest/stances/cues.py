"""The words that carry an act, found in the tokens of a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from conflict_claims.suggest.inflection import plural, verb_forms
from conflict_claims.suggest.letters import VERBS
from conflict_claims.suggest.lexicon import read_lexicon
from conflict_claims.suggest.words import Words
from conflict_claims_schemas.vocabulary import ACT

_GAP: Final = 3
_NO_GAP: Final = frozenset("|.,;()tw" + VERBS)
_WILD: Final = "~"
_PARTICLES: Final = frozenset({"out", "off", "down", "up"})
_LINKS: Final = frozenset({"to", "on", "with", "for"})


@dataclass(slots=True)
class Cue:
    """Words that carry an act.

    Attributes:
        first: Index of its first token.
        after: Index behind the last token of its span.
        end: Index behind the last token that was matched; behind it stands what the act is about.
        act: The act.
        form: verb, phrase, noun or predicate.
    """

    first: int
    after: int
    end: int
    act: str
    form: str


@dataclass(frozen=True, slots=True)
class _Entry:
    act: str
    form: str
    rest: tuple[frozenset[str] | str, ...]
    short: int = 0
    second: frozenset[str] | None = None
    """What its second word may be; None where that is anything, or it has none."""


@cache
def entries() -> dict[str, list[_Entry]]:
    """The cues of the lexicon by the first word of each, in all its forms; those of more words first."""
    found: dict[str, list[_Entry]] = {}
    for act, lists in read_lexicon("cues").items():
        if act not in ACT.names:
            continue
        for entry, firsts in _entries(act, lists):
            for first in firsts:
                found.setdefault(first, []).append(entry)
    for listed in found.values():
        listed.sort(key=lambda entry: -len(entry.rest))
    return found


def find_cues(words: Words) -> Iterator[Cue]:
    """The cues of a text in order, without overlap; a word that may be verb or noun is given as both, verb first."""
    table = entries()
    taken = 0
    low = words.low
    for at in words.among(table):
        if at < taken:
            continue
        following = low[at + 1]
        for entry in table[low[at]]:
            if entry.second is not None and following not in entry.second:
                # Most entries fail here; to call for each of them would take most of the time.
                continue
            end = _end(words, entry, at + 1)
            if end:
                after = at + entry.short if entry.short else end
                # What stands behind a short span is what it is about, but for "attributed it to".
                reached = after if entry.short and entry.rest[-1] not in _LINKS else end
                yield Cue(at, after, reached, entry.act, entry.form)
                if entry.rest:
                    taken = end
                    break


def _end(words: Words, entry: _Entry, at: int) -> int:
    """Index behind the last word of an entry whose first word stands before `at`; 0 where it does not stand there."""
    low, letters = words.low, words.letters
    gap = 0
    for element in entry.rest:
        if element == _WILD:
            gap = _GAP
            continue
        while not (low[at] in element if isinstance(element, frozenset) else low[at] == element):
            if not gap or letters[at] in _NO_GAP:
                return 0
            gap -= 1
            at += 1
        gap = 0
        at += 1
    return at


def _entries(act: str, lists: dict[str, Any]) -> Iterator[tuple[_Entry, frozenset[str]]]:
    for verb in lists.get("verbs", "").split():
        yield _Entry(act, "verb", ()), _forms(verb)
    for noun in f"{lists.get('nouns', '')} {lists.get('light_nouns', '')}".split():
        yield _Entry(act, "noun", ()), frozenset({noun, plural(noun, {})})
    for word in lists.get("predicates", "").split():
        yield _phrase(act, "predicate", word.replace("_", " "))
    for phrase in lists.get("noun_phrases", ()):
        yield _phrase(act, "noun", phrase)
    short = lists.get("short", ())
    for phrase in lists.get("phrases", ()):
        yield _phrase(act, "phrase", phrase, short=short == "all" or phrase in short)
    for phrase in lists.get("long", ()):
        yield _phrase(act, "phrase", phrase)


def _phrase(act: str, form: str, phrase: str, *, short: bool = False) -> tuple[_Entry, frozenset[str]]:
    first, *rest = phrase.split()
    elements = tuple(_element(word) for word in rest)
    firsts = _element(first)
    kept = (2 if rest[0] in _PARTICLES else 1) if short else 0
    second = None if not elements or elements[0] == _WILD else _set(elements[0])
    return _Entry(act, form, elements, kept, second), firsts if isinstance(firsts, frozenset) else frozenset({firsts})


def _set(element: frozenset[str] | str) -> frozenset[str]:
    return element if isinstance(element, frozenset) else frozenset({element})


def _element(word: str) -> frozenset[str] | str:
    return _forms(word[:-1]) if word.endswith("*") else word


@cache
def _forms(verb: str) -> frozenset[str]:
    irregular: dict[str, str] = read_lexicon("verbs")["irregular"]
    forms = verb_forms(verb, irregular)
    return frozenset((*forms.base, *forms.past, forms.ing))
