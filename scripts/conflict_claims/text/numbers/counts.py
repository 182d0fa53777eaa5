"""Quantities of people in running text, as candidates for casualty spans."""

from typing import Final

from conflict_claims.text.numbers.lexicon import HARM_PARTICIPLES
from conflict_claims.text.numbers.nouns import Noun, singular_person_end
from conflict_claims.text.numbers.quantities import Quantity
from conflict_claims.text.numbers.reading import UNSURE_READING, Count
from conflict_claims.text.numbers.scanning import scan
from conflict_claims.text.numbers.words import Words, words_of

# In running text these count anything at all ("in many ways", "no talks"), so a word for people must follow.
_NEED_PEOPLE: Final = frozenset({"one", "both", "many", "some", "few", "several", "no", "share"})


def find_counts(text: str) -> list[Count]:
    """Find what may be a number of people in running text.

    Ages, dates, times, distances, durations, weights, money, percentages, ordinals, designations (AK-47,
    Article 370) and numbers of things ("two attacks") are left out. A denial without a number ("did not
    harm") is no count.

    Args:
        text: Any text.

    Returns:
        The number phrases without their nouns, in order, without overlap.
    """
    words = words_of(text)
    return [
        Count(words.starts[item.start], words.ends[item.end - 1], item.reading)
        for item in scan(words)
        if item.reading and _plausible(words, item)
    ]


def _plausible(words: Words, item: Quantity) -> bool:
    reading = item.reading
    if reading is None or reading == UNSURE_READING or item.noun is Noun.MEASURE:
        return False
    if reading.wording == "no" and words.low[item.end - 1] in {"one", "nobody", "none"}:
        return _was_harmed(words, item.end) or words.low[item.start - 1] in HARM_PARTICIPLES
    if words.low[item.start] == "one" and reading.max == 1:
        return _of_people(item) or words.low[item.end] in HARM_PARTICIPLES or _was_harmed(words, item.end)
    if reading.wording == "one":
        return bool(singular_person_end(words, item.end)) or item.noun is Noun.ONE_PERSON
    return reading.wording not in _NEED_PEOPLE or _of_people(item)


def _of_people(item: Quantity) -> bool:
    return item.noun in {Noun.PEOPLE, Noun.ONE_PERSON}


def _was_harmed(words: Words, at: int) -> bool:
    return words.low[at] in {"was", "is", "were", "are"} and words.low[at + 1] in HARM_PARTICIPLES
