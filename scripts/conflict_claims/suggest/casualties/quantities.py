"""From a chunk to the span and the bounds of a casualty claim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.phrases import NOUN_PHRASES, Chunks
from conflict_claims.text.numbers import read_toll
from conflict_claims.text.wordlists import word_set

_PASSED: Final = word_set(
    "the this these those its their his her our my such all both either other further additional remaining only just "
    "initial record total same your whose each every any certain also"
)
_ARTICLES: Final = frozenset({"a", "an", "another"})
_NO_TOLL: Final = word_set(
    "reports report word information details figure figures sign signs evidence doubt indication way idea comment "
    "claim claims responsibility need reason immediate threat role one's shot shots plan plans choice time knowledge "
    "link links"
)
_JOINED_BODIES: Final = re.compile("P(?:,P){0,4},?&P")


@dataclass(slots=True)
class Quantity:
    """The words that say how many: half-open token indices, bounds, and the head noun's token (-1 without)."""

    first: int
    after: int
    modality: str
    min: int | None
    max: int | None
    head: int


def quantity_of(chunks: Chunks, chunk: int) -> Quantity | None:
    """The quantity in a noun phrase of harmed people.

    Args:
        chunks: The chunks.
        chunk: Index of the noun phrase.

    Returns:
        Its words and bounds; None where they count no people, or refer back without a number.
    """
    kind = chunks.kinds[chunk]
    first = _without_determiners(chunks, chunk)
    after = chunks.firsts[chunk + 1]
    if first >= after:
        return None
    head = after - 1 if chunks.pieces[chunk].rstrip("_")[-1] not in "nhsad0" else -1
    whole = _with_of_phrase(chunks, chunk)
    if head < 0 and whole > after:
        head = whole - 1
    after = whole
    words = chunks.words
    if chunk in chunks.persons:
        begin, end = chunks.persons[chunk]
        return Quantity(begin, end, "exact", 1, 1, end - 1)
    if kind in "PNY":
        return _unnumbered(chunks, chunk, first, after, head)
    if kind == "E":
        return (
            None
            if words.low[head] in _NO_TOLL or words.low[first:after] == ["no"]
            else Quantity(first, after, "none", 0, 0, head)
        )
    if kind == "o" and "n" not in chunks.pieces[chunk] and words.low[first] not in _ARTICLES:
        return Quantity(first, after, "exact", 1, 1, head)
    if words.low[first] in _STANDING:
        return _standing(words.low[first], first, after, head)
    reading = read_toll(words.slice(first, after))
    if reading is None and kind in "Qo":
        # The number grammar does not know the noun.
        reading = read_toll(_number_alone(chunks, first, after))
    if reading is None or not reading.modality:
        if words.low[head] == "group" or (whole > chunks.firsts[chunk + 1] and words.low[first + 1] in _GROUPS):
            return Quantity(first, after, "unquantified", None, None, head)
        if words.low[first] in _ARTICLES and kind in "QUo":
            return Quantity(first, after, "exact", 1, 1, head)
        return None
    return Quantity(first, after, reading.modality, reading.min, reading.max, head)


_STANDING: Final = frozenset({"both", "all"})


def _standing(word: str, first: int, after: int, head: int) -> Quantity:
    """What stands for two or for all: "both were killed", "both men were killed", "all died"."""
    if word == "both":
        return Quantity(first, after, "exact", 2, 2, head)
    return Quantity(first, after, "proportion", None, None, head)


def one_by_name(chunks: Chunks, chunk: int) -> Quantity | None:
    """A name that no lexicon has, for one person: "Vesk was killed"; None for more words than persons have."""
    first, after = chunks.firsts[chunk], chunks.firsts[chunk + 1]
    short = after - first <= _LONGEST_NAME and set(chunks.pieces[chunk]) <= {"N", "z"}
    return Quantity(first, after, "exact", 1, 1, after - 1) if short else None


_GROUPS: Final = frozenset({"group", "gang", "band", "crowd", "team"})
_YEAR: Final = 4
_LONGEST_NAME: Final = 4


def _number_alone(chunks: Chunks, first: int, after: int) -> str:
    words = chunks.words
    last = max((at for at in range(first, after) if words.letters[at] == "n"), default=first)
    return words.slice(first, last + 1)


def _without_determiners(chunks: Chunks, chunk: int) -> int:
    """The first word behind determiners (C7); "a" stays where it counts."""
    words = chunks.words
    first, after = chunks.firsts[chunk], chunks.firsts[chunk + 1]
    while first < after - 1:
        low = words.low[first]
        if low == "both" and chunks.kinds[chunk] == "Q" and "n" not in chunks.pieces[chunk]:
            break
        further = low in _ARTICLES and words.low[first + 1] in _PASSED
        year = _is_date(words.low[first : first + 2]) and words.letters[first + 1] == "n"
        articled = (
            low in _ARTICLES
            and words.letters[first] != "n"
            and words.letters[first + 1] != "_"
            and "n" in words.letters[first + 1 : after]
        )
        if not (articled or further or year or low in _PASSED):
            break
        first += 1 + (low == "total" and words.low[first + 1] == "of")
    return first


def _is_date(low: list[str]) -> bool:
    """Whether the first of two numbers is a year, or a day before one: "12 May 2031 five soldiers"."""
    return low[0].isdecimal() and any(len(word) == _YEAR and word.isdecimal() for word in low)


def _with_of_phrase(chunks: Chunks, chunk: int) -> int:
    """Where the noun phrase ends with its `of` phrase ("five members of the Northern Front")."""
    kinds = chunks.kinds
    at = chunk
    if chunks.head(at) == "of" and kinds[at + 1 : at + 2] in NOUN_PHRASES:
        return chunks.firsts[at + 2]
    if kinds[at + 1 : at + 2] == "f" and kinds[at + 2] in NOUN_PHRASES | {"C", "R", "H"}:
        at += 2
        joined = _JOINED_BODIES.match(kinds, at)
        if joined:
            # "members of the army, police and navy"
            return chunks.firsts[joined.end()]
        if kinds[at + 1 : at + 2] == "'" and kinds[at + 2] in NOUN_PHRASES:
            at += 2
    return chunks.firsts[at + 1]


def _unnumbered(chunks: Chunks, chunk: int, first: int, after: int, head: int) -> Quantity | None:
    """People without a number: a bare plural counts some (C9), a singular one (C10), "the soldiers" nobody new (C3)."""
    letters = chunks.pieces[chunk].rstrip("_")
    determined = first > chunks.firsts[chunk] or (chunk and chunks.kinds[chunk - 1] == "'")
    role = lexicon().roles.get(chunks.words.low[head])
    if letters[-1] in "RHY":
        return None if determined else Quantity(first, after, "unquantified", None, None, head)
    if letters[-1] == "k" or (letters[-1] == "r" and role is not None and role.number == "one"):
        return Quantity(first, after, "exact", 1, 1, head)
    if letters[-1] == "N" and "r" in letters:
        return Quantity(first, after, "exact", 1, 1, head)
    return None
