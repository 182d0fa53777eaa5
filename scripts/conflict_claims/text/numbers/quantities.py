"""One quantity: a number, a range or a vague word, with what hedges it before and behind."""

from dataclasses import dataclass, replace
from typing import Final

from conflict_claims.text.numbers.couples import couple_at
from conflict_claims.text.numbers.exclusions import excluded_end, fraction_end, percent_end
from conflict_claims.text.numbers.lexicon import COORDINATORS, NOUN_STOPS
from conflict_claims.text.numbers.measures import MEASURES
from conflict_claims.text.numbers.nouns import Noun, is_member_compound, is_named_number, noun_after, of_a_group
from conflict_claims.text.numbers.numerals import HYPHENS, MULTIPLIERS, SMALL, TENS
from conflict_claims.text.numbers.people import PERSONS
from conflict_claims.text.numbers.phrases import Match, matches, phrases
from conflict_claims.text.numbers.ranges import Figures, figures
from conflict_claims.text.numbers.reading import UNSURE_READING, Reading, bounded, reading_of
from conflict_claims.text.numbers.words import Words, figure
from conflict_claims.text.wordlists import word_set

_MAX_HEDGES: Final = 3
_FILLERS: Final = word_set("the a an another other further additional total of all even only just")
_AGE_BOUNDS: Final = frozenset({"under", "over", "above", "below"})
_AGED: Final = word_set(
    "children child kids boys girls boy girl women men people persons those anyone minors youths adults males females"
)
_UNCOUNTED: Final = frozenset({Noun.THING, Noun.MEASURE})
_UNKNOWN: Final = word_set(
    "unknown unspecified undisclosed undetermined unconfirmed uncertain indeterminate unstated unreported untold"
)
_VAGUE_STARTS: Final = word_set("a an to dozens scores hundreds several half most some one")
_NO_DENIALS: Final = frozenset({"longer", "doubt", "matter", "wonder", "sooner", ",", "."})
_LATE: Final = frozenset({"or", "at", "if", "give", "and", "possibly", "perhaps"})
_DIGIT_PLURALS: Final = {
    10: "tens",
    100: "hundreds",
    1000: "thousands",
    10_000: "tens_of_thousands",
    100_000: "hundreds_of_thousands",
}
_ALONE: Final = word_set("single lone sole solitary")
_ARTICLE_HEDGES: Final = frozenset({"at_least", "at_most"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in a text.

    Attributes:
        start: Index of its first word.
        end: Index of the word behind it, before the noun.
        reading: What it says; None where the words hold a number that counts no people, to be stepped over.
        noun: What it counts.
    """

    start: int
    end: int
    reading: Reading | None
    noun: Noun = Noun.UNKNOWN


def quantity(words: Words, at: int, hedges: int = 0) -> Quantity | None:
    """Read the quantity that begins at a word.

    Args:
        words: The words.
        at: Index of the first word.
        hedges: How many hedges already stand before it ("at least about 20" has two).

    Returns:
        The quantity, or None where none begins here.
    """
    if hedges < _MAX_HEDGES:
        for hedge in matches(phrases().prefixes, words, at):
            inner = quantity(words, _past_fillers(words, hedge.end), hedges + 1)
            if inner and _bounds_age(words, at, inner):
                return replace(inner, start=at, reading=None)
            if inner and _may_hedge(hedge, inner):
                return _hedged(inner, hedge.key, at)
    return _longest(_numeric(words, at, hedged=hedges > 0), _worded(words, at))


def _longest(numeric: Quantity | None, worded: Quantity | None) -> Quantity | None:
    if numeric and worded:
        return worded if worded.end > numeric.end else numeric
    return numeric or worded


def _past_fillers(words: Words, at: int) -> int:
    stop = at + 4
    begin = at
    while at < stop and words.low[at] in _FILLERS:
        at += 1
    # "a" belongs to "a dozen", "a third", "a few"; "another" and "an" may be the whole number.
    return (
        at - 1 if at > begin and words.low[at - 1] in {"a", "an", "another", "all"} and not _numeral(words, at) else at
    )


def _numeral(words: Words, at: int) -> bool:
    return words.is_number(at) or words.low[at] in SMALL or words.low[at] in TENS


def _may_hedge(hedge: Match, inner: Quantity) -> bool:
    reading = inner.reading
    if reading is None:
        return True
    if reading.wording == "one":
        return hedge.key in _ARTICLE_HEDGES
    return reading.wording != "some" and (reading.modality != "none" or hedge.key in {"nearly", "about"})


def _bounds_age(words: Words, at: int, inner: Quantity) -> bool:
    """Whether the number is an age, as in "children under 12"."""
    return words.low[at] in _AGE_BOUNDS and words.low[at - 1] in _AGED and inner.noun is Noun.UNKNOWN


def _hedged(inner: Quantity, key: str, at: int) -> Quantity:
    reading = inner.reading and bounded(inner.reading, key)
    return Quantity(at, inner.end, reading, inner.noun)


def _numeric(words: Words, at: int, *, hedged: bool) -> Quantity | None:
    found = figures(words, at)
    if found is None:
        return None
    if words.low[at + 1] == "s" and words.glued(at + 1):
        return _digit_plural(words, at)
    fraction = fraction_end(words, found.first, found.end)
    if fraction:
        return Quantity(at, fraction, reading_of("share"))
    percent = percent_end(words, found.end)
    if percent:
        return Quantity(at, percent, reading_of("share"), Noun.MEASURE)
    hyphened = words.low[found.end] == "-" and matches(phrases().suffixes, words, found.end)
    skip = 0 if hyphened else excluded_end(words, found.first, found.end, hedged=hedged)
    if skip or not found.whole or of_a_group(words, found.end):
        return Quantity(at, max(skip, found.end), None)
    return _counted(words, at, found)


def _digit_plural(words: Words, at: int) -> Quantity:
    """Read "100s of people"; "his 30s" and "the 1990s" count nobody."""
    key = _DIGIT_PLURALS.get(int(figure(words.low[at]) or 0))
    end = at + 2 + (words.low[at + 2] == "of")
    return _of_nouns(words, at, end, reading_of(key)) if key else Quantity(at, at + 2, None)


def _counted(words: Words, at: int, found: Figures) -> Quantity:
    end = found.end
    reading = reading_of("range" if found.high > found.low else "number", found.low, found.high)
    if not found.high:
        reading = reading_of("no")
    for suffix in matches(phrases().suffixes, words, end):
        # "20 plus two" is a sum.
        if words.low[suffix.end] != "than" and (suffix.key != "at_least" or not _starts_number(words, suffix.end)):
            reading, end = bounded(reading, suffix.key), suffix.end
            break
    else:
        late = _late_hedge(words, end)
        reading = bounded(reading, late) if late else reading
    noun = Noun.PEOPLE if is_member_compound(words, end) else noun_after(words, end)
    one_group = noun is Noun.COLLECTIVE and found.high == 1
    return Quantity(at, end, None if noun in _UNCOUNTED or one_group else reading, noun)


def _late_hedge(words: Words, end: int) -> str:
    """Look behind the noun: "30 people or more", "two soldiers at least", "ten, at most"."""
    for at in range(end + 1, end + 5):
        before, first = words.low[at - 1], words.low[at]
        if before != "," and (not before[:1].isalpha() or before in NOUN_STOPS):
            return ""
        for suffix in matches(phrases().suffixes, words, at):
            if first in _LATE and suffix.end > at + 1 and _closes(words, suffix.end):
                return suffix.key
    return ""


def _closes(words: Words, at: int) -> bool:
    """Whether nothing goes on that could be counted: "12 people and more", not "and more soldiers"."""
    return not words.low[at][:1].isalnum() or (words.low[at] in NOUN_STOPS and words.low[at] not in {"than", "to"})


def _starts_number(words: Words, at: int) -> bool:
    return _numeral(words, at) or words.low[at] in _VAGUE_STARTS


def _worded(words: Words, at: int) -> Quantity | None:
    for unit in matches(phrases().units, words, at):
        name = words.low[unit.end]
        # "several hundreds" as well as "several hundred".
        size = MULTIPLIERS.get(name, 0) or MULTIPLIERS.get(name[:-1], 0)
        if size:
            return _of_nouns(words, at, unit.end + 1, _united(unit.key, size))
    couple = couple_at(words, at)
    if couple:
        return Quantity(at, couple[0], couple[1], Noun.PEOPLE)
    number_of = _number_of(words, at)
    if number_of:
        return number_of
    for match in matches(phrases().fixed, words, at):
        found = _article(words, at, match) if match.key == "one" else _fixed(words, at, match)
        if found:
            return found
    return None


def _number_of(words: Words, at: int) -> Quantity | None:
    """Read "a ... number of" with any adjectives: the table can list only the common ones."""
    low = words.low
    if low[at] not in {"a", "an"} or "number" not in low[at + 1 : at + 6]:
        return None
    noun = low.index("number", at)
    between = low[at + 1 : noun]
    if low[noun + 1] != "of" or not all(word.isalpha() and word not in NOUN_STOPS - {"as"} for word in between):
        return None
    unknown = any(word in _UNKNOWN for word in between)
    return _of_nouns(words, at, noun + 2, reading_of("unknown_number" if unknown else "many"))


def _united(key: str, size: int) -> Reading:
    return reading_of(key, unit=size) if key != "couple" else Reading("about", 2 * size, 2 * size, key)


def _fixed(words: Words, at: int, match: Match) -> Quantity | None:
    low = words.low
    if words.glued(match.end) and low[match.end] in HYPHENS and words.glued(match.end + 1):
        return None
    if match.key == "both" and "and" in low[match.end : match.end + 4] and low[match.end - 1] == "both":
        return None
    if low[match.end - 1] == "no" and (low[match.end] in _NO_DENIALS or words.is_number(match.end)):
        return None
    if match.key == "no" and "survivors" in low[match.end : match.end + 2]:
        return None
    if match.key == "share" and _not_a_share(words, at, match.end):
        return None
    return _of_nouns(words, at, match.end, reading_of(match.key))


def _not_a_share(words: Words, at: int, end: int) -> bool:
    """Step over "at most", "the most", "in all" and over "all 18", where the number alone speaks."""
    low = words.low
    if (
        low[at] in {"most", "all", "half"}
        and at
        and low[at - 1] in {"the", "at", "in", "one", "and"}
        and low[end] != "of"
    ):
        return low[at - 1] != "and" or low[at] == "half"
    past = end + (low[end] in {"the", "these", "those", "its", "their"})
    return low[at] in {"all", "every", "each"} and low[end - 1] != "but" and _numeral(words, past)


def _of_nouns(words: Words, at: int, end: int, reading: Reading) -> Quantity:
    noun = noun_after(words, end - (words.low[end - 1] == "of"))
    half_a_measure = words.low[at] == "half" and words.low[end] in {"an", "a"} and words.low[end + 1] in MEASURES
    counted = noun not in _UNCOUNTED and not half_a_measure
    return Quantity(at, end, reading if counted else None, noun)


def _article(words: Words, at: int, match: Match) -> Quantity | None:
    """Read "a" before a noun as one, unless a group, a thing, a measure or another number follows."""
    low = words.low
    end = match.end
    if not low[end][:1].isalnum() or low[end] in NOUN_STOPS:
        return Quantity(at, end, reading_of("one")) if low[at] == "another" else None
    noun = noun_after(words, end)
    if noun in _UNCOUNTED | {Noun.COLLECTIVE} or of_a_group(words, end):
        return None
    if _number_in_phrase(words, end):
        return None
    # "a mukhtar" is one person, "a debacle" nobody; the lexicon knows neither.
    doubtful = noun is Noun.UNKNOWN and low[end - 1] in {"a", "an"} and low[end] not in _ALONE
    return Quantity(at, end, UNSURE_READING if doubtful else reading_of("one"), noun)


def _number_in_phrase(words: Words, at: int) -> bool:
    """Whether the article goes with a number: "a further 12", "a five-member family"."""
    for index in range(at, at + 4):
        word = words.low[index]
        if not word or word in NOUN_STOPS or word in COORDINATORS or word in PERSONS:
            return False
        if index > at and is_named_number(words, index):
            continue
        if _numeral(words, index) or word in MULTIPLIERS:
            return words.low[index + 1] not in HYPHENS or is_member_compound(words, index + 1)
        if not word[0].isalpha():
            return False
    return False
