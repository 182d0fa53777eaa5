"""What a number counts: people, things or a measure."""

from enum import Enum

from conflict_claims.text.numbers.lexicon import DETERMINERS, NOUN_STOPS, SUPERLATIVES
from conflict_claims.text.numbers.measures import MEASURES
from conflict_claims.text.numbers.numerals import HYPHENS, NUMERALS
from conflict_claims.text.numbers.people import (
    COLLECTIVES,
    HARM_STATES,
    MEMBERS,
    PEOPLE,
    PERSONS,
    PLURAL_THINGS,
    THINGS,
)
from conflict_claims.text.numbers.words import Words

_REACH = 8
_UNITS = COLLECTIVES & frozenset({"unit", "team", "squad", "patrol", "platoon", "battalion", "garrison", "convoy"})


class Noun(Enum):
    """The kind of a counted noun; UNKNOWN where the words name none that the lexicon has."""

    PEOPLE = "people"
    ONE_PERSON = "one person"
    THING = "thing"
    MEASURE = "measure"
    COLLECTIVE = "collective"
    UNKNOWN = "unknown"


def noun_after(words: Words, at: int) -> Noun:
    """Say what the noun phrase that begins at a word is about.

    The last word that the lexicon knows decides ("two police vehicles" are things), up to the end of the
    phrase or a plural of people ("two soldiers").

    Args:
        words: The words.
        at: Index of the first word behind the number.

    Returns:
        The kind of its head.
    """
    begin, at = at, _past_partitive(words, at)
    kind = Noun.UNKNOWN
    for index in range(at, min(at + _REACH, words.size)):
        word = _bare(words.low[index])
        if (index > at and is_named_number(words, index)) or _is_age_compound(words, index):
            continue
        if _ends_phrase(words, index, word, kind) or _begins_number(words, index):
            break
        found = _kind(words, index, word)
        if word in HARM_STATES and kind is not Noun.UNKNOWN:
            break
        if found is Noun.PEOPLE and not _modifies(words, index):
            return found
        if found is not Noun.UNKNOWN:
            kind = found
        if word in PLURAL_THINGS:
            return kind
    # "14 of its side", "45 of the tribe": a part of one thing that people make up is people.
    return Noun.PEOPLE if kind is Noun.THING and at > begin else kind


def person_follows(words: Words, at: int) -> bool:
    """Whether the noun phrase that begins at a word names people, or one person."""
    return noun_after(words, at) in {Noun.PEOPLE, Noun.ONE_PERSON}


def singular_person_end(words: Words, at: int) -> int:
    """Find where a phrase for one person without a number ends ("driver", "young police officer").

    Args:
        words: The words.
        at: Index of its first word.

    Returns:
        Index of the word behind the noun, or 0 where the words are no such phrase.
    """
    for index in range(at, min(at + 4, words.size)):
        word = words.low[index]
        if word in NOUN_STOPS or not word[:1].isalpha():
            return 0
        after = words.low[index + 1]
        if word in PERSONS and word != "other" and (not after or after in NOUN_STOPS or not after[0].isalpha()):
            return index + 1
    return 0


def is_member_compound(words: Words, at: int) -> bool:
    """Whether "-member", "-man" or "-strong" is attached at a word, as in "a five-member family"."""
    return words.low[at] in HYPHENS and words.glued(at) and words.low[at + 1] in MEMBERS


def is_named_number(words: Words, index: int) -> bool:
    """Whether digits belong to the name before them: "Class 10", "T-72"."""
    if not index or not words.is_number(index):
        return False
    return words.capital(index - 1) or (words.low[index - 1] in HYPHENS and words.glued(index))


def _is_age_compound(words: Words, index: int) -> bool:
    """Whether digits begin a compound such as "25-year-old"."""
    return words.is_number(index) and words.low[index + 1] in HYPHENS and words.low[index + 2] in MEASURES


def of_a_group(words: Words, at: int) -> bool:
    """Whether the words go on with "of the most ...": such a number picks one out and counts nobody."""
    return words.low[at : at + 2] == ["of", "the"] and words.low[at + 2] in SUPERLATIVES


def _ends_phrase(words: Words, index: int, word: str, kind: Noun) -> bool:
    if word == "and" and kind is Noun.THING:
        # "23 truck and bus passengers": no phrase ends with two modifiers joined.
        after = words.low[index + 1]
        return not after.isalpha() or after in NOUN_STOPS or after in DETERMINERS or after in NUMERALS
    return word in NOUN_STOPS or not (word[:1].isalpha() or _inside_compound(words, index))


def _begins_number(words: Words, index: int) -> bool:
    """Whether a number begins, which is not part of a compound such as "three-year-old"."""
    return words.low[index] in NUMERALS and words.low[index + 1] not in HYPHENS


def _past_partitive(words: Words, at: int) -> int:
    at += words.low[at] == "of"
    while words.low[at] in DETERMINERS or words.low[at] == "more":
        at += 1
    return at


def _bare(word: str) -> str:
    return word[:-2] if word.endswith("'s") else word


def _inside_compound(words: Words, index: int) -> bool:
    return words.low[index] in HYPHENS and words.glued(index) and words.glued(index + 1)


def _kind(words: Words, index: int, word: str) -> Noun:
    if word in COLLECTIVES:
        return Noun.COLLECTIVE
    if word in PEOPLE:
        return Noun.PEOPLE
    if word in PERSONS:
        return Noun.ONE_PERSON
    if word in THINGS:
        return Noun.THING
    # "Second World War veterans"
    if word in MEASURES and words.low[index + 1] not in HYPHENS and not (word == "second" and words.capital(index)):
        return Noun.MEASURE
    return Noun.UNKNOWN


def _modifies(words: Words, index: int) -> bool:
    """Whether the next word takes the noun over: "police stations", "injured civilians"."""
    after = _bare(words.low[index + 1])
    if words.low[index].endswith("'s"):
        return True
    return after in THINGS or after in PEOPLE or after in PERSONS or after in _UNITS
