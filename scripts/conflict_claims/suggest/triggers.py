"""One pass over a text for all units of several words, and a table that gives every single word its class.

The units ("at least", "according to", "shot dead", names of groups) are found by one Aho-Corasick automaton
(`ahocorasick_rs`), in time linear in the text however many they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick

from conflict_claims.suggest.letters import MORE
from conflict_claims.suggest.lexicon import lexicon

_KEPT: Final = 200_000
"""So many words that no lexicon has are remembered with their class; a bound, because archives are long."""

_SPELT_OUT: Final = re.compile(r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-\w+|one-|half-dozen")
_SHAPES: Final = re.compile(
    r"(?P<n>\d[\d,.'\u066c\u00a0 ]*(?:[-\u2013]\d[\d,.]*)?(?:k|m|-plus|-odd)?"
    rf"|{_SPELT_OUT.pattern})"
    r"|(?P<j>\d++\w*[-\u2013]?[a-z].*"
    r"|.*-(?:year-old|member|man|strong|led|backed|linked|based|aged|held|run|controlled|armed|trained|old))"
    r"|(?P<y>\w+ly)"
    r"|(?P<seven>\w\w+[a-z]ed)"
    r"|(?P<nine>\w\w+ing)"
)
_SMALL_ONLY: Final = frozenset("123%456789LejOzvKYDhiqy")
_CASED: Final = {"March": "M", "May": "M", "US": "J", "IS": "N", "Times": "N"}
_ARTICLES: Final = frozenset({"al-", "el-", "ul-", "as-", "an-", "ar-", "ad-", "az-"})
"""Arabic articles before a name: "al-Tarni"."""
_SHAPE_LETTER: Final = {"n": "n", "j": "j", "y": "y", "seven": "7", "nine": "9"}


class Classes(dict[str, str]):
    """The letter of every token as it is spelt; unknown words get theirs from their shape when they are first met."""

    def __init__(self, letters: Mapping[str, str], *, capitals: bool) -> None:
        super().__init__(_SIGNS)
        self._letters = letters
        self._capitals = capitals

    def __missing__(self, word: str) -> str:
        """The class of a word that was not met before."""
        if len(self) > _KEPT:
            self.clear()
            self.update(_SIGNS)
        self[word] = letter = self._letter_of(word.strip())
        return letter

    def _letter_of(self, word: str) -> str:
        known = _SIGNS.get(word) or self._letters.get(word.lower().replace("\u2019", "'"))
        if self._capitals and (word[:1].isupper() or (word[:3] in _ARTICLES and word[3:4].isupper())):
            # "Express", "March", "Long": a capital makes a name of them inside a sentence.
            if word in _CASED:
                return _CASED[word]
            if known and known not in _SMALL_ONLY:
                return known
            return "n" if _SPELT_OUT.fullmatch(word.lower()) else "N"
        if known:
            return known
        shape = _SHAPES.fullmatch(word.lower())
        if shape and shape.lastgroup:
            return _SHAPE_LETTER[shape.lastgroup]
        return "z" if word[:1].isalpha() else "-"


class Units:
    """The automaton over units of several words."""

    def __init__(self, letters: Mapping[str, str]) -> None:
        self._units = [unit for unit in letters if " " in unit]
        self._letters = [letters[unit] for unit in self._units]
        # Longest first among those that begin together; those inside another are passed over below.
        self._automaton = AhoCorasick(self._units)

    def find(self, low: str, starts: Sequence[int], ends: Sequence[int]) -> Iterable[tuple[int, int, str]]:
        """The units of a text that begin and end at word borders, without overlap, leftmost longest.

        Args:
            low: The text in lower case.
            starts: Where its tokens start.
            ends: Where they end.

        Yields:
            Index of the first token, index behind the last, the letter.
        """
        taken = -1
        hits = self._automaton.find_matches_as_indexes(low, overlapping=True)
        for unit, start, end in sorted(hits, key=_leftmost_longest):
            if start < taken:
                continue
            first = bisect_left(starts, start)
            if first >= len(starts) or starts[first] != start:
                continue
            last = bisect_left(ends, end, first)
            if last < len(ends) and ends[last] == end:
                taken = end
                yield first, last + 1, self._letters[unit]


def _leftmost_longest(hit: tuple[int, int, int]) -> tuple[int, int]:
    return hit[1], -hit[2]


def marked(letters: str, found: Iterable[tuple[int, int, str]]) -> str:
    """Letters of tokens with the letters of units written over them: the first gets the letter, the others `_`."""
    parts: list[str] = []
    at = 0
    for first, after, letter in found:
        parts += (letters[at:first], letter, MORE * (after - first - 1))
        at = after
    parts.append(letters[at:])
    return "".join(parts)


@cache
def classes(*, capitals: bool) -> Classes:
    """The table of word classes; without `capitals` a capital makes no name (upper-case copy, title case)."""
    return Classes(lexicon().letters, capitals=capitals)


@cache
def units() -> Units:
    """The automaton over the lexicon's units of several words."""
    return Units(lexicon().letters)


_SIGNS: Final = {
    ",": ",", ";": ";", ":": ";", "\u2013": ";", "—": ";", "--": ";", "-": ";", "…": ";", "...": ";",
    "(": "(", "[": "(", ")": ")", "]": ")", ".": ".", "!": ".", "?": ".", "": "|", "%": "u", "&": "&", "/": "/",
    '"': '"', "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "'": '"', "''": '"', "``": '"',
    "\u2018": '"', "\u2019": '"', "'s": "'", "'S": "'", "\u2019s": "'", "\u2019S": "'",
}  # fmt: skip
