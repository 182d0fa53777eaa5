"""Which words of a casualty span tell its toll: denials, asides, and what is joined to what."""

from typing import Final

from conflict_claims.text.numbers.lexicon import COMMAS, COORDINATORS, DETERMINERS, HARM_PARTICIPLES
from conflict_claims.text.numbers.words import Words
from conflict_claims.text.wordlists import word_set

AND: Final = "and"
"""Joined by a word that adds."""
COMMA: Final = "comma"
"""Joined by a comma alone."""

_DENIED_REACH: Final = 6
_BRACKETS: Final = {"(": 1, "[": 1, ")": -1, "]": -1}
_DASHES: Final = frozenset("–—")
# What follows these tells about the toll and adds nothing to it.
_ASIDES: Final = word_set(
    "including includes comprising who whose which when while after before because where : whom namely "
    "besides excluding except minus"
)
_AMONG: Final = frozenset({"them", "whom", "those", "the", "which"})
_RELATIVES: Final = frozenset({"who", "which", "whose", "whom"})
_AUXILIARIES: Final = word_set("did does do had has have was were is are could would will can")
_NEGATED: Final = word_set(
    "didn't doesn't don't hadn't hasn't haven't wasn't weren't isn't aren't never cannot couldn't wouldn't won't"
)
_DENYING: Final = word_set(
    "denied denies deny denying without unharmed unhurt uninjured unscathed bloodless rejected "
    "rejects refuted refutes disputed disputes avoid avoided avoiding"
)
_OF_HARM: Final = word_set(
    "harm harmed harming hurt hurting kill killed killing injure injured injuring wound wounded wounding target "
    "targeted targeting hit hitting attack attacked attacking strike struck striking die died damage damaged cause "
    "caused causing suffer suffered lose lost touch touched shoot shot shooting bomb bombed bombing casualties "
    "casualty injuries injury deaths death losses loss fatalities harmed capture captured abduct abducted civilians"
)
"""What is denied, where a denial is one of harm."""
_OF_PART: Final = word_set("involvement responsibility role part allegations accusations charges claims reports")
_OTHER_NOTS: Final = frozenset({"only", "just", "known", "clear", "immediately", "yet"})
_LONG_COORDINATORS: Final = (
    ("as", "well", "as"),
    ("along", "with"),
    ("together", "with"),
    ("in", "addition", "to"),
    ("but",),
    ("/",),
)
_BEFORE_A_PART: Final = DETERMINERS | HARM_PARTICIPLES
_HEDGED_ALTERNATIVE: Final = word_set("but and , or possibly perhaps maybe probably even though to yet")


def denial_at(words: Words) -> int | None:
    """Find where harm is denied: "did not harm", "denied killing", "without casualties", "unhurt".

    Args:
        words: The words of the span.

    Returns:
        Index of the first word of the denial, or None.
    """
    for at in range(words.size):
        word = words.low[at]
        if word in _NEGATED or word in _DENYING or _is_not(words, at):
            return at
    return None


def denies_harm(words: Words, at: int) -> bool | None:
    """Say whether a denial is one of harm ("denied killing"), or of having a part in it.

    Args:
        words: The words of the span.
        at: Index of its first word.

    Returns:
        True for harm, False for a part in it ("deny involvement in the killing"), None for anything else.
    """
    if words.low[at].startswith("un") or words.low[at] == "bloodless":
        return True
    denied = words.low[at + 1 : at + _DENIED_REACH]
    if not _OF_PART.isdisjoint(denied):
        return False
    return None if _OF_HARM.isdisjoint(denied) else True


def _is_not(words: Words, at: int) -> bool:
    low = words.low
    return low[at] in _AUXILIARIES and low[at + 1] == "not" and low[at + 2] not in _OTHER_NOTS


def asides_of(words: Words, begin: int) -> list[bool]:
    """Say which words stand aside: in brackets, between dashes, or in a clause behind the first number.

    Args:
        words: The words of the span.
        begin: Index of the word behind the first number; no clause before it is an aside.

    Returns:
        True for each word that tells about the toll and adds nothing to it.
    """
    aside = []
    brackets, dashed, clause_end = 0, False, 0
    for at in range(words.size):
        brackets = max(brackets + _BRACKETS.get(words.low[at], 0), 0)
        dashed ^= _is_dash(words, at)
        if begin <= at and clause_end <= at:
            clause_end = _clause_end(words, at)
        aside.append(brackets > 0 or dashed or at < clause_end)
    return aside


def _is_dash(words: Words, at: int) -> bool:
    spaced = words.low[at] == "-" and not words.glued(at) and not words.glued(at + 1)
    return spaced or words.low[at] in _DASHES


def _clause_end(words: Words, at: int) -> int:
    """Find where a clause ends that begins here ("including", "among them", ", who"); 0 where none begins.

    A relative clause between commas ends where "and" goes on behind the second, any other at the end.
    """
    low = words.low
    among = low[at] == "among" and low[at + 1] in _AMONG
    apart = low[at] in {"apart", "aside", "other"} and low[at + 1] in {"from", "than"}
    left_out = low[at] == "not" and low[at + 1] in {"counting", "including"}
    if low[at] not in _ASIDES and not (among or apart or left_out):
        return 0
    if low[at] in _RELATIVES and low[at - 1] == ",":
        for index in range(at + 1, words.size):
            if low[index] == "," and low[index + 1] in COORDINATORS:
                return index
    return words.size


def joined_by(words: Words, begin: int, end: int) -> str:
    """Say how a part is joined to the one before it.

    Args:
        words: The words.
        begin: Index of the word behind the first part's number.
        end: Index of the first word of the second part.

    Returns:
        `AND`, `COMMA`, or "" where nothing adds it.
    """
    low = words.low
    while end > begin and low[end - 1] in _BEFORE_A_PART:
        end -= 1
    if end <= begin:
        return ""
    if low[end - 1] in COORDINATORS or _long_coordinator(words, begin, end):
        return AND
    return COMMA if low[end - 1] in COMMAS else ""


def _long_coordinator(words: Words, begin: int, end: int) -> bool:
    return any(end - len(c) >= begin and tuple(words.low[end - len(c) : end]) == c for c in _LONG_COORDINATORS)


def are_alternatives(words: Words, begin: int, end: int) -> bool:
    """Whether nothing but a hedge stands between two numbers ("more than 50 but", "20, possibly").

    Args:
        words: The words.
        begin: Index of the word behind the first number.
        end: Index of the first word of the second.

    Returns:
        True where both tell of the same people.
    """
    between = words.low[begin:end]
    return bool(between) and end - begin <= 4 and all(word in _HEDGED_ALTERNATIVE for word in between)


def of_the_same(words: Words, at: int) -> bool:
    """Whether "of them", "of whom" or the like stands at a word: a part of people already counted."""
    return words.low[at] == "of" and words.low[at + 1] in {"them", "whom", "which", "those", "these"}
