"""The forms of the wording table, laid out for looking up at a word."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from conflict_claims.text.numbers.words import Words, words_of
from conflict_claims_schemas.wordings import WORDINGS

_NOT_FIXED: Final = frozenset({"number", "bare", "denial", "lower_and_upper"})
_PLACES: Final = frozenset("NABU")

Table = dict[tuple[str, str], list[tuple[tuple[str, ...], str]]]
"""By the first two words (the second empty where there is one): forms, longest first, with their key."""


@dataclass(frozen=True, slots=True)
class Match:
    """A form found in a text.

    Attributes:
        key: Key of its wording.
        end: Index of the word behind it.
    """

    key: str
    end: int


@dataclass(frozen=True, slots=True)
class Phrases:
    """The forms by their shape.

    Attributes:
        prefixes: What stands before a number ("more than").
        suffixes: What stands behind one ("or more").
        fixed: What needs no number ("dozens", "no").
        units: What stands before a unit ("several" hundred).
    """

    prefixes: Table
    suffixes: Table
    fixed: Table
    units: Table


@cache
def phrases() -> Phrases:
    """Lay out the table once.

    Returns:
        Its forms, by shape and first word.
    """
    prefixes, suffixes, fixed, units = [], [], [], []
    for key, form in ((wording.key, form) for wording in WORDINGS for form in wording.forms):
        parts = form.split(" ")
        places = [part for part in parts if part in _PLACES]
        if not places and key not in _NOT_FIXED and not key.startswith("sum_"):
            fixed.append((_spelt(form), key))
        elif places == ["U"] and parts[-1] == "U":
            units.append((_spelt(form[:-2]), key))
        elif places == ["N"] and parts[-1] == "N" and len(parts) > 1 and key != "number":
            prefixes.append((_spelt(form[:-2]), key))
        elif places == ["N"] and parts[0] == "N" and len(parts) > 1:
            suffixes.append((_spelt(form[2:]), key))
    return Phrases(_table(prefixes), _table(suffixes), _table(fixed), _table(units))


def matches(table: Table, words: Words, at: int) -> list[Match]:
    """Find the forms of a table that stand at a word.

    Args:
        table: One of the tables of `phrases`.
        words: The words.
        at: Index of the first word.

    Returns:
        The forms found, longest first.
    """
    first, second = words.low[at], words.low[at + 1]
    found = [
        Match(key, at + len(form))
        for form, key in table.get((first, second), ())
        if len(form) == 2 or tuple(words.low[at : at + len(form)]) == form
    ]
    found += [Match(key, at + 1) for _, key in table.get((first, ""), ())]
    return found


def _spelt(form: str) -> tuple[str, ...]:
    words = words_of(form)
    return tuple(words.low[: words.size])


def _table(forms: list[tuple[tuple[str, ...], str]]) -> Table:
    table: Table = {}
    for form, key in sorted(forms, key=lambda pair: -len(pair[0])):
        table.setdefault((form[0], form[1] if len(form) > 1 else ""), []).append((form, key))
    return table
