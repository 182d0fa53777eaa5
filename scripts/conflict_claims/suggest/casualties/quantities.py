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
    "link links toll tolls number numbers count"
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
    if kind in "PNY" and chunk not in chunks.persons:
        return _unnumbered(chunks, chunk, first, after, head)
    if kind == "E":
        nothing = words.low[head] in _NO_TOLL or words.low[first:after] == ["no"]
        return None if nothing else Quantity(first, after, "none", 0, 0, head)
    return _one(chunks, chunk, first, after, head) or _counted(chunks, chunk, first, (after, whole), head)


def _one(chunks: Chunks, chunk: int, first: int, after: int, head: int) -> Quantity | None:
    """One person, or what stands for people by itself: a name, "the fourth", "his companion", "both", "all"."""
    kind, low = chunks.kinds[chunk], chunks.words.low
    if chunk in chunks.persons:
        begin, end = chunks.persons[chunk]
        return Quantity(begin, end, "exact", 1, 1, end - 1)
    if kind == "o" and "n" not in chunks.pieces[chunk] and low[first] not in _ARTICLES:
        return Quantity(first, after, "exact", 1, 1, head)
    if low[first] in _STANDING:
        return _standing(low[first], first, after, head)
    if kind == "Q" and low[after - 1] in ORDINALS:
        return Quantity(first, after, "exact", 1, 1, -1)
    return None


def _counted(chunks: Chunks, chunk: int, first: int, ends: tuple[int, int], head: int) -> Quantity | None:
    """What the number grammar reads in the words up to `ends`, of which the second is behind the whole `of` phrase."""
    words, kind = chunks.words, chunks.kinds[chunk]
    after, whole = ends
    reading = read_toll(words.slice(first, after))
    if words.low[first - 1] == "how" and words.letters[first] == "n":
        # "how many people died"
        return Quantity(first - 1, after, "unquantified", None, None, head)
    if kind == "S" and (reading is None or not reading.modality):
        return Quantity(first, after, "proportion", None, None, head)
    if reading is None and (kind in "Qo" or chunks.pieces[chunk][-1] == "K"):
        # The number grammar does not know the noun.
        reading = read_toll(_number_alone(chunks, first, after))
    if reading is not None and reading.modality:
        return Quantity(first, after, reading.modality, reading.min, reading.max, head)
    if words.low[head] == "group" or (whole > chunks.firsts[chunk + 1] and words.low[first + 1] in _GROUPS):
        return Quantity(first, after, "unquantified", None, None, head)
    if words.low[first] in _ARTICLES and kind in "QUo":
        return Quantity(first, after, "exact", 1, 1, head)
    return None


ORDINALS: Final = frozenset("second third fourth fifth sixth seventh other".split())
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
    if chunks.kinds[chunk - 1 : chunk] == "s" and words.letters[first] == "N":
        # "told Reuters nine people had died"
        number = words.letters.find("n", first, after)
        first = max(first, number)
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


def is_joint(chunks: Chunks, chunk: int) -> bool:
    """Whether a counted noun phrase counts the next one, too (C4): "22 women and girls"."""
    kinds, pieces = chunks.kinds, chunks.pieces
    return (
        kinds[chunk : chunk + 3] == "Q&P"
        and "n" in pieces[chunk]
        and pieces[chunk + 2].rstrip("_")[-1] in "RH"
        and pieces[chunk + 2][0] in "RHjJ"
        and kinds[chunk + 3 : chunk + 4] not in _CLAUSES
    )


_CLAUSES: Final = frozenset("svVIgf'")


def _with_of_phrase(chunks: Chunks, chunk: int) -> int:
    """Where the noun phrase ends with its `of` phrase ("five members of the Northern Front")."""
    kinds = chunks.kinds
    at = chunk
    if chunks.head(at) == "of" and kinds[at + 1 : at + 2] in NOUN_PHRASES:
        return chunks.firsts[at + 2]
    if is_joint(chunks, at):
        return chunks.firsts[at + 3]
    if kinds[at : at + 4] == "n(n)" and kinds[at + 4 : at + 5] in {"P", "O", "o"}:
        # "fifty-seven (57) persons"
        return chunks.firsts[at + 5]
    if kinds[at] == "S" and kinds[at + 1 : at + 2] == "'" and kinds[at + 2 : at + 3] in {"P", "O"}:
        # "a third of Tarn's residents"
        return chunks.firsts[at + 3]
    if kinds[at] == "n" and kinds[at + 1 : at + 4] in {'"P"', '"O"'}:
        # '12 "terrorists"': the closing mark is no part of the span
        return chunks.firsts[at + 3]
    if kinds[at : at + 2] == "nw" and chunks.low(at + 1) == ["of", "whom"]:
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
        if determined and chunks.words.low[chunks.firsts[chunk]] == "all":
            return Quantity(chunks.firsts[chunk], after, "proportion", None, None, head)
        return None if determined else Quantity(first, after, "unquantified", None, None, head)
    if letters[-1] == "k" or (letters[-1] == "r" and role is not None and role.number == "one"):
        return Quantity(first, after, "exact", 1, 1, head)
    if letters[-1] == "N" and "r" in letters:
        return Quantity(first, after, "exact", 1, 1, head)
    return None
