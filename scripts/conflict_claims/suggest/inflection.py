"""English inflection by rule: the forms of a verb, the plural of a noun."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_DOUBLED: Final = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")
_SIBILANT: Final = ("s", "x", "z", "ch", "sh")
_VOWELS: Final = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of a verb; `past` holds past tense and past participle, `base` the base and the third person."""

    base: tuple[str, ...]
    past: tuple[str, ...]
    ing: str


def verb_forms(verb: str, irregular: Mapping[str, str]) -> Forms:
    """The forms of a verb.

    Args:
        verb: Its base; behind the first "_" stand words that do not change ("gun_down").
        irregular: Past tense and past participle, with a blank between them, by base.

    Returns:
        Its forms, with a blank for each "_".
    """
    first, _, rest = verb.partition("_")
    tail = " " + rest.replace("_", " ") if rest else ""
    if first == "be":
        return Forms(("be" + tail, "is" + tail, "are" + tail, "am" + tail), ("was" + tail, "were" + tail, "been" +
        tail), "being" + tail)  # fmt: skip
    third = "has" if first == "have" else _with_s(first)
    past = tuple(irregular[first].split()) if first in irregular else (_past(first),)
    return Forms(
        (first + tail, third + tail),
        tuple(dict.fromkeys(form + tail for form in past)),
        _ing(first, past[0]) + tail,
    )


def plural(noun: str, irregular: Mapping[str, str]) -> str:
    """The plural of a noun, whose last word is inflected ("rights_activist"); blanks stand for "_"."""
    if noun in irregular:
        return irregular[noun].replace("_", " ")
    *before, last = noun.split("_")
    return " ".join([*before, irregular.get(last) or _plural_of_word(last)])


def _plural_of_word(word: str) -> str:
    if word.endswith("man") and word not in {"human", "german", "roman", "shaman"}:
        return f"{word[:-3]}men"
    return _with_s(word)


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(_SIBILANT) or word in {"go", "do", "veto", "hero", "torpedo"} else f"{word}s"


def _past(word: str) -> str:
    if word.endswith("e"):
        return f"{word}d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ied"
    return f"{word}{word[-1]}ed" if _DOUBLED.fullmatch(word) else f"{word}ed"


def _ing(word: str, past: str) -> str:
    if word in {"die", "lie", "tie"}:
        return f"{word[:-2]}ying"
    if past.endswith("ed") and past[:-2].startswith(word) and len(past) > len(word) + 2:
        return f"{past[:-2]}ing"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return f"{word[:-1]}ing"
    return f"{word}{word[-1]}ing" if _DOUBLED.fullmatch(word) else f"{word}ing"
