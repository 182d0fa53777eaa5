"""Whether "couple" means two spouses or about two."""

from typing import Final

from conflict_claims.text.numbers.lexicon import NOUN_STOPS
from conflict_claims.text.numbers.nouns import Noun, noun_after
from conflict_claims.text.numbers.numerals import MULTIPLIERS
from conflict_claims.text.numbers.reading import UNSURE_READING, Reading, reading_of
from conflict_claims.text.numbers.words import Words
from conflict_claims.text.wordlists import word_set

_BEFORE: Final = word_set("a an the another")
_LOOSE: Final = word_set("mere good further last first only next past more another other")
"""What stands before "couple" of anything."""
_SPOUSES_FOLLOW: Final = word_set(", and & who whose with from in aged ( –")
_REACH: Final = 5


def couple_at(words: Words, at: int) -> tuple[int, Reading] | None:
    """Read "a married couple", "a couple and their three children".

    Args:
        words: The words.
        at: Index of the first word.

    Returns:
        Index of the word behind "couple" and two, or unsure; None where the table of wordings reads it
        ("a couple of soldiers", and "a couple" alone) or no couple stands here.
    """
    low = words.low
    begin = at + (low[at] in _BEFORE)
    if "couple" not in low[begin : at + _REACH]:
        return None
    noun = low.index("couple", begin)
    adjectives = low[begin:noun]
    if not all(word.isalpha() and word not in NOUN_STOPS for word in adjectives) or _counts_others(words, noun + 1):
        return None
    if not _LOOSE.isdisjoint(adjectives):
        return noun + 1, UNSURE_READING
    if adjectives or low[noun + 1] in _SPOUSES_FOLLOW:
        return noun + 1, reading_of("both")
    return (noun + 1, UNSURE_READING) if low[noun + 1] else None


def bare_couple(words: Words) -> Reading | None:
    """Read "elderly couple" as two; with anyone beside them it is unsure.

    Args:
        words: The words of a span without quantities.

    Returns:
        The reading, or None where no couple stands in the first words.
    """
    if "couple" not in words.low[1:_REACH]:
        return None
    noun = words.low.index("couple", 1)
    alone = words.size == noun + 1 and all(word.isalpha() and word not in NOUN_STOPS for word in words.low[:noun])
    return reading_of("both") if alone else UNSURE_READING


def _counts_others(words: Words, at: int) -> bool:
    """Whether "of soldiers", "dozen" or "soldiers" follows, which "couple" counts."""
    word = words.low[at]
    return word == "of" or word in MULTIPLIERS or noun_after(words, at) in {Noun.PEOPLE, Noun.THING, Noun.MEASURE}
