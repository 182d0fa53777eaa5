"""Numbers that count no people: ages, dates, times, measures, money, names of roads, laws and weapons."""

from conflict_claims.text.numbers.ages import age_end
from conflict_claims.text.numbers.cardinals import cardinal
from conflict_claims.text.numbers.lexicon import NOUN_STOPS
from conflict_claims.text.numbers.measures import (
    AMBIGUOUS_MONTHS,
    CURRENCY,
    DESIGNATORS,
    MEASURE_ADJECTIVES,
    MEASURES,
    MONTHS,
    PERCENT,
    YEAR_MARKERS,
)
from conflict_claims.text.numbers.nouns import Noun, is_member_compound, noun_after, person_follows
from conflict_claims.text.numbers.numerals import ARTICLES, FRACTIONS, HYPHENS, SMALL
from conflict_claims.text.numbers.people import PEOPLE, PERSONS
from conflict_claims.text.numbers.words import Words

_YEAR_DIGITS = 4
_NUMBER_SIGNS = frozenset({"no", "nos"})
_NEIGHBOURHOOD = 40
_CONTINUATIONS = frozenset({":", "/", "."})


def excluded_end(words: Words, start: int, end: int, *, hedged: bool) -> int:
    """Find where an expression with a number that counts no people ends.

    Args:
        words: The words.
        start: Index of the number's first word.
        end: Index of the word behind the number (or behind the second of a range).
        hedged: Whether "more than" or its like stands before it, which no year has.

    Returns:
        Index of the word behind the expression; 0 where the number may count people.
    """
    if not start and words.low[end] in PEOPLE and not words.glued(end):
        return 0
    return (
        _money_or_name(words, start, end)
        or _attached(words, end)
        or _date(words, start, end)
        or (0 if hedged else _year(words, start, end))
        or _measure(words, end)
        or age_end(words, start, end)
        or (0 if hedged else _name(words, start, end))
    )


def percent_end(words: Words, end: int) -> int:
    """Find where a percentage ends.

    Args:
        words: The words.
        end: Index of the word behind its number.

    Returns:
        Index of the word behind it; 0 where there is none.
    """
    at = end + (words.low[end] in HYPHENS)
    word = words.low[at]
    if word == "per":
        return at + 2 if words.low[at + 1] == "cent" else 0
    return at + 1 if word in PERCENT else 0


def fraction_end(words: Words, start: int, end: int) -> int:
    """Find where a fraction ends: "two-thirds", "one third", "2/3".

    Args:
        words: The words.
        start: Index of its numerator.
        end: Index of the word behind the numerator.

    Returns:
        Index of the word behind it; 0 where there is none.
    """
    low = words.low
    at = end + (low[end] in HYPHENS)
    if low[at] in FRACTIONS and (low[at].endswith("s") or low[start] in {"one", "1"}):
        return at + 1
    if low[end] == "in" and _is_odds(words, start, end):
        return end + 2
    slash = low[end] == "/" and words.glued(end) and words.is_number(end + 1) and low[end + 2] == "of"
    return end + 2 if slash else 0


def _is_odds(words: Words, start: int, end: int) -> bool:
    """Whether "one in three" and the like stand here, and no "12 in 20 days"."""
    part, whole = cardinal(words, start), cardinal(words, end + 1)
    if not part or not whole or whole.end != end + 2 or is_year(words, end + 1):
        return False
    return part.value < whole.value <= 100 and noun_after(words, whole.end) in {Noun.PEOPLE, Noun.UNKNOWN}


def is_year(words: Words, at: int) -> bool:
    """Whether a word of digits looks like a year from 1900 to 2099."""
    word = words.low[at]
    return len(word) == _YEAR_DIGITS and word.isdecimal() and 1900 <= int(word) < 2100


def _attached(words: Words, end: int) -> int:
    """Find what is written onto the number: "30km", "3rd", "10:30", "9/11", "25-year-old"."""
    low = words.low
    if not words.glued(end) or not words.glued(end + 1):
        glued_letters = words.glued(end) and low[end][0].isalpha() and words.is_number(end - 1)
        return end + 1 if glued_letters else 0
    sign = low[end]
    if sign[0].isalpha():
        return end + 1 if words.is_number(end - 1) else 0
    if sign in _CONTINUATIONS and words.is_number(end + 1):
        return _past_numbers(words, end + 1)
    if sign in HYPHENS and low[end + 1][0].isalnum() and not is_member_compound(words, end):
        return _past_compound(words, end)
    return 0


def _past_numbers(words: Words, at: int) -> int:
    while words.is_number(at) or (words.low[at] in {":", "/", ".", "-"} and words.glued(at + 1)):
        at += 1
    return at


def _past_compound(words: Words, at: int) -> int:
    while words.low[at] in HYPHENS and words.glued(at) and words.glued(at + 1):
        at += 2
    return at


def _money_or_name(words: Words, start: int, end: int) -> int:
    """Recognise what stands before a number: "$", "Rs", "AK-", "Article", "No."."""
    low = words.low
    before = low[start - 1] if start else ""
    if before in CURRENCY or (before == "." and start > 1 and low[start - 2] == "rs"):
        return end
    if not words.is_number(start):
        return 0
    if before in {"#", "№"} or (before in DESIGNATORS and low[end] not in PEOPLE):
        return end
    if before == "." and start > 1 and low[start - 2] in {"no", "nos", "art", "sec"}:
        return end
    # "2 soldiers/1 civilian"
    joined = before in HYPHENS or (before in _CONTINUATIONS and (start < 2 or not low[start - 2].isalpha()))
    return end if joined and words.glued(start) and words.glued(start - 1) else 0


def _name(words: Words, start: int, end: int) -> int:
    """Recognise a rank or a name that holds a number: "number two commander", "a Class 10 student"."""
    before = words.low[start - 1] if start else ""
    if before == "number" or (before in _NUMBER_SIGNS and words.is_number(start)):
        return end
    if not follows_name(words, start):
        return 0
    return end if noun_after(words, end) is Noun.ONE_PERSON or _inside_phrase(words, start - 1) else 0


def follows_name(words: Words, start: int) -> bool:
    """Whether digits stand behind a word with a capital that may make a name of them.

    Args:
        words: The words.
        start: Index of the digits.

    Returns:
        False in a text of capitals, which say nothing there.
    """
    if not start or not words.is_number(start) or not words.capital(start - 1) or words.low[start - 1] in MONTHS:
        return False
    begin = max(words.starts[start] - _NEIGHBOURHOOD, 0)
    return not words.text[begin : words.starts[start]].isupper() or words.starts[start] < 2


def _inside_phrase(words: Words, at: int) -> bool:
    """Whether an article or a number stands before words with capitals: "two Class", "a Boeing"."""
    stop = max(at - 3, 0)
    while at > stop and words.capital(at):
        at -= 1
    return words.low[at] in ARTICLES or words.low[at] in SMALL


def _measure(words: Words, end: int) -> int:
    low = words.low
    at = end
    while low[at] in MEASURE_ADJECTIVES and at < end + 3:
        at += 1
    if low[at] in {"a", "p"} and low[at + 1 : at + 3] == [".", "m"]:
        return at + 3
    if low[at] == "°" or low[at] in CURRENCY - {"rs"}:
        return at + 1
    if low[at] not in MEASURES or (not words.glued(at) and low[at] in {"m", "g", "am"} and at != end):
        return 0
    # "two day labourers", "two foot soldiers", "three Second World War veterans": the unit modifies people.
    modifies = (low[at] == "second" and words.capital(at)) or (
        not low[at].endswith("s") and (low[at + 1] in PEOPLE or low[at + 1] in PERSONS)
    )
    return 0 if modifies else _past_old(words, at + 1)


def _past_old(words: Words, at: int) -> int:
    low = words.low
    if low[at] in HYPHENS and low[at + 1] == "old":
        return at + 2
    return at + (low[at] in {"old", "ago"})


def is_month(words: Words, at: int) -> bool:
    """Whether a word names a month; "may" and "march" only with a capital."""
    word = words.low[at]
    return word in MONTHS and (word not in AMBIGUOUS_MONTHS or words.capital(at))


def _date(words: Words, start: int, end: int) -> int:
    low = words.low
    if not words.is_number(start):
        return 0
    month = end + (low[end] == "of")
    if is_month(words, month) and _is_day(low[start]):
        return _past_year(words, month + 1)
    before = start - 1 - (start > 1 and low[start - 1] == ".")
    if start and is_month(words, before) and not _month_has_day(words, before):
        if _is_day(low[start]) and not person_follows(words, end):
            return _past_year(words, end)
        return end if is_year(words, start) else 0
    return 0


def _month_has_day(words: Words, month: int) -> bool:
    return month > 0 and words.is_number(month - 1) and _is_day(words.low[month - 1])


def _is_day(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31


def _past_year(words: Words, at: int) -> int:
    year = at + (words.low[at] in {",", "."})
    return year + 1 if is_year(words, year) else at


def _year(words: Words, start: int, end: int) -> int:
    if not is_year(words, start):
        return 0
    before = words.low[start - 1] if start else ""
    return 0 if before not in YEAR_MARKERS and _counted(words, end) else end


def _counted(words: Words, end: int) -> bool:
    after = words.low[end]
    return person_follows(words, end) and after not in NOUN_STOPS
