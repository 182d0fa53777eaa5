"""Ages: "aged four and six", "two boys, 9 and 12", "a father of two"."""

from typing import Final

from conflict_claims.text.numbers.cardinals import cardinal
from conflict_claims.text.numbers.nouns import person_follows
from conflict_claims.text.numbers.numerals import SMALL, TENS
from conflict_claims.text.numbers.people import HARM_STATES, PARENTS, PEOPLE, PERSONS
from conflict_claims.text.numbers.words import Words

_AGE_WORDS: Final = frozenset({"aged", "age", "ages"})
_OLDEST: Final = 120
_MOST: Final = 8
"""So many ages are followed; a list without end would be read again from each of its numbers."""
_CLOSING: Final = frozenset({",", ";", ".", ")", "]", ""})
_JOINTS: Final = frozenset({",", "and", "&", "to", "or", "-", "–"})


def age_end(words: Words, start: int, end: int) -> int:
    """Find where ages end.

    Args:
        words: The words.
        start: Index of the number's first word.
        end: Index of the word behind the number.

    Returns:
        Index of the word behind the last of them; 0 where the number is no age.
    """
    low = words.low
    before = low[start - 1] if start else ""
    if before == "of" and low[start - 2] in PARENTS:
        return end
    if before in _AGE_WORDS or _after_age_of(words, start):
        return _past_more_ages(words, end)
    if start < 2 or before not in {",", "(", "["} or not _may_be_age(words, start):
        return 0
    return _one_age(words, start, end) or _several_ages(words, start, end)


def _may_be_age(words: Words, at: int) -> bool:
    word = words.low[at]
    return (words.is_number(at) and len(word) <= 3) or word in SMALL or word in TENS


def _one_age(words: Words, start: int, end: int) -> int:
    """Recognise "Ahmad Khan, 35," and "a boy (9)"."""
    low = words.low
    owner = low[start - 2]
    named = owner[:1].isalpha() and (words.capital(start - 2) or owner in PERSONS) and owner not in PEOPLE
    closed = low[end] in {",", ")", "]"} or (end == words.size and low[start - 1] != "(")
    return end if named and closed else 0


def _several_ages(words: Words, start: int, end: int) -> int:
    """Recognise "two boys, 9 and 12": numbers without a noun of their own behind people."""
    owner = words.low[start - 2]
    last = _past_more_ages(words, end)
    aged = owner in PEOPLE and owner not in HARM_STATES and last > end
    return last if aged and words.low[last] in _CLOSING else 0


def _after_age_of(words: Words, start: int) -> bool:
    if start < 2:
        return False
    back = words.low[max(start - 4, 0) : start]
    return back[-1] in {"of", "between", "from"} and any(word in _AGE_WORDS for word in back)


def _past_more_ages(words: Words, end: int) -> int:
    at = end
    for _ in range(_MOST):
        if words.low[at] not in _JOINTS:
            break
        next_at = at + 1 + (words.low[at] == "," and words.low[at + 1] in {"and", "&"})
        number = cardinal(words, next_at)
        if not number or number.value > _OLDEST or person_follows(words, number.end):
            break
        at = number.end
    return at
