"""Full names in brackets behind their short form: "the CDH (Commission for the Defence of Human Rights)"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from conflict_claims.suggest.actors.mention import Mention
from conflict_claims.suggest.actors.tables import organisation_type
from conflict_claims.suggest.words import Words

_LONGEST: Final = 14
_SIZE: Final = range(2, 13)
_SMALL: Final = frozenset("of for the and in on to de del la el los y".split())
_JOINTS: Final = frozenset({"of", "for", "against", "on"})


def bracketed(words: Words, letters: str) -> Iterator[Mention]:
    """Short forms, and the full names in brackets behind them.

    Brackets hold a full name where its last word, or the last before "of" or "for", is one that organisations have, or
    where the short form is made of its initials.

    Args:
        words: The words.
        letters: Their letters, known names marked.
    """
    at = letters.find("(")
    while at > 0:
        close = letters.find(")", at + 2, at + _LONGEST)
        if close > 0:
            yield from _pair(words, at, close)
        at = letters.find("(", at + 1)


def _pair(words: Words, opening: int, closing: int) -> Iterator[Mention]:
    short = words.slice(opening - 1, opening)
    first = opening + 1 + (words.low[opening + 1] == "the")
    if not _is_short_form(short) or closing - first < 2 or not _is_name(words, first, closing):
        return
    kind = _kind(words.low[first:closing])
    if not kind and not _are_initials(short, words.low[first:closing]):
        return
    yield Mention(opening - 1, opening, opening - 1, opening, "ACT-acronym", type=kind, named=True)
    yield Mention(first, closing, first, closing, "ACT-expanded", type=kind, named=True)


def _is_short_form(word: str) -> bool:
    return len(word) in _SIZE and word.isalpha() and word[0].isupper() and sum(map(str.isupper, word)) * 2 > len(word)


def _is_name(words: Words, first: int, after: int) -> bool:
    """Whether all words but small ones have a capital, and none is a number."""
    spelt = (words.slice(at, at + 1) for at in range(first, after))
    return all(word[0].isupper() or word in _SMALL or word[0] in "-'\u2019" for word in spelt)


def _kind(low: list[str]) -> str:
    kind, size = organisation_type(low)
    if kind and size < len(low):
        return kind
    joint = next((at for at, word in enumerate(low) if at and word in _JOINTS), 0)
    return organisation_type(low[:joint])[0] if joint else ""


def _are_initials(short: str, low: list[str]) -> bool:
    """Whether the letters are the first ones of the words, small words counted or not."""
    letters = short.lower()
    every, great = ("".join(word[0] for word in low if given or word not in _SMALL) for given in (True, False))
    return len(letters) > 1 and letters in {every, great}


def without_parts(mentions: list[Mention]) -> list[Mention]:
    """The mentions that are no part of a full name in brackets, nor a second one of its words (A7)."""
    whole = [mention for mention in mentions if mention.pattern == "ACT-expanded"]
    if not whole:
        return mentions
    inside = {at for mention in whole for at in range(mention.first, mention.after)}
    return [one for one in mentions if one.pattern == "ACT-expanded" or one.first not in inside]
