"""The toll that the words of one casualty span state."""

from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import Final

from conflict_claims.text.numbers.clauses import (
    AND,
    are_alternatives,
    asides_of,
    denial_at,
    denies_harm,
    joined_by,
    of_the_same,
)
from conflict_claims.text.numbers.couples import bare_couple
from conflict_claims.text.numbers.doubts import in_doubt
from conflict_claims.text.numbers.lexicon import COORDINATORS, POSSESSIVES
from conflict_claims.text.numbers.nouns import Noun, noun_after
from conflict_claims.text.numbers.numerals import HYPHENS
from conflict_claims.text.numbers.people import GENERIC_PEOPLE
from conflict_claims.text.numbers.quantities import Quantity
from conflict_claims.text.numbers.reading import UNSURE_READING, Reading, reading_of
from conflict_claims.text.numbers.scanning import JOINTS, scan, scan_unnumbered
from conflict_claims.text.numbers.sums import add
from conflict_claims.text.numbers.words import Words, words_of

_CEILINGS: Final = frozenset({"at_most", "fewer_than"})
# The spans of a corpus repeat themselves; a longer text than this is no span and not worth the memory.
_CACHED_LENGTH: Final = 200
_CACHE_SIZE: Final = 1 << 16


def read_toll(words: str) -> Reading | None:
    """Read how many people the words of one casualty span say were harmed.

    Parts that are joined add up ("a soldier and two civilians": 3). What describes people already counted
    does not: "including", "among them", "of whom", brackets, dashes, relative clauses, an apposition.

    Args:
        words: The words of the span, as the article has them.

    Returns:
        Modality and bounds by the table of wordings; None where the words hold no count ("civilians"), and
        `UNSURE_READING` where they hold one that may be read in more than one way ("20 and 50").
    """
    return _cached(words) if len(words) <= _CACHED_LENGTH else _read(words)


@lru_cache(maxsize=_CACHE_SIZE)
def _cached(text: str) -> Reading | None:
    return _read(text)


def _read(text: str) -> Reading | None:
    words = words_of(text)
    items = scan(words)
    denial = denial_at(words)
    if denial is not None and not any(item.start < denial for item in items):
        return _denied(words, denial, items)
    if not items:
        return _single_by_age(words) or bare_couple(words)
    if denial is not None and words.low[denial].startswith("un"):
        return reading_of("denial")
    if in_doubt(words, items):
        return UNSURE_READING
    if len(items) == 1 and JOINTS.isdisjoint(words.low):
        return items[0].reading
    return _combined(words, items)


def _denied(words: Words, denial: int, items: list[Quantity]) -> Reading | None:
    of_harm = denies_harm(words, denial)
    if of_harm:
        return reading_of("denial")
    # "deny involvement in the killing" counts nobody; "without a home" may stand beside anything.
    return None if of_harm is False and not items else UNSURE_READING


def _combined(words: Words, items: list[Quantity]) -> Reading | None:
    asides = asides_of(words, items[0].end)
    items = _main_parts(items, asides)
    first = items[0].reading
    if first is None or first.modality == "proportion":
        return first
    items = [item for item in items if _modality(item) != "proportion"]
    items = _with_unnumbered(words, items, asides)
    parts = _joined(words, _merged_alternatives(words, items))
    return add([part.reading for part in parts if part.reading])


def _modality(item: Quantity) -> str:
    return item.reading.modality if item.reading else ""


def _main_parts(items: list[Quantity], asides: list[bool]) -> list[Quantity]:
    """Leave out what stands in asides, unless nothing stands outside."""
    return [item for item in items if not asides[item.start]] or items


def _with_unnumbered(words: Words, items: list[Quantity], asides: list[bool]) -> list[Quantity]:
    """Count "the driver and two passengers" as three: the driver is joined to a counted part."""
    taken = {index for item in items for index in range(item.start, item.end)}
    singles = [item for item in scan_unnumbered(words) if not (item.start in taken or asides[item.start])]
    starts = [item.start for item in items]
    added = [one for one in singles if _adds_one(words, one, items, bisect_left(starts, one.start))]
    return sorted([*items, *added], key=lambda item: item.start)


def _adds_one(words: Words, single: Quantity, items: list[Quantity], place: int) -> bool:
    if not place:
        return bool(joined_by(words, single.end, items[0].start))
    if words.low[single.start] in POSSESSIVES:
        return True
    joined = words.low[single.start - 1] in COORDINATORS
    # "20 men and women" is one number over both nouns, "a man and woman" is not.
    last = items[place - 1].reading
    return joined and (single.end > single.start or (last is not None and last.max == 1))


def _merged_alternatives(words: Words, items: list[Quantity]) -> list[Quantity]:
    """Make one range of "more than 50 but fewer than 60" and of "at least 20, possibly 30"."""
    merged = items[:1]
    for item in items[1:]:
        last = merged[-1]
        low = last.reading.min if last.reading else None
        high = item.reading.max if item.reading else None
        if high is None and low is not None and _is_hedged(words, last, item):
            # "at least 60, and possibly over 100": the second raises no floor.
            continue
        if low is not None and high is not None and low <= high and _is_ceiling(words, last, item):
            reading = reading_of("lower_and_upper", low, high)
            merged[-1] = Quantity(last.start, item.end, reading, item.noun)
        else:
            merged.append(item)
    return merged


def _is_ceiling(words: Words, lower: Quantity, upper: Quantity) -> bool:
    if not are_alternatives(words, lower.end, upper.start):
        return False
    return _is_hedged(words, lower, upper) or (
        _modality(lower) in {"at_least", "more_than"} and _modality(upper) in _CEILINGS
    )


def _is_hedged(words: Words, lower: Quantity, upper: Quantity) -> bool:
    """Whether the second is a guess about the same people: "20, possibly 30"."""
    hedges = {"possibly", "perhaps", "maybe", "probably", "even"}
    between = words.low[lower.end : upper.start + 1]
    return are_alternatives(words, lower.end, upper.start) and not hedges.isdisjoint(between)


def _joined(words: Words, items: list[Quantity]) -> list[Quantity]:
    """Keep the first part and those that are added to it, in one chain."""
    chain, by_comma = items[:1], False
    spelt_out = False
    for item in items[1:]:
        how = joined_by(words, chain[-1].end, item.start)
        if of_the_same(words, item.end):
            continue
        if not how:
            break
        if how != AND:
            by_comma = True
            spelt_out = spelt_out or (len(chain) == 1 and _is_generic(words, chain[0], item.start))
        chain.append(item)
    if by_comma and len(chain) > 1 and (spelt_out or _spells_out(chain)):
        return chain[:1]
    return _without_appositions(words, chain)


def _is_generic(words: Words, item: Quantity, end: int) -> bool:
    return any(word in GENERIC_PEOPLE for word in words.low[item.end : min(end, item.end + 4)])


def _spells_out(chain: list[Quantity]) -> bool:
    """Whether the rest is the first over again: "three children, two girls and a boy"."""
    rest = add([item.reading for item in chain[1:] if item.reading])
    first = chain[0].reading
    return first is not None and (first.min, first.max) == (rest.min, rest.max) and first.max != 1


def _without_appositions(words: Words, chain: list[Quantity]) -> list[Quantity]:
    """Leave out "a father of two" behind a comma, unless a list goes on to its "and"."""
    joins = [joined_by(words, before.end, item.start) for before, item in pairwise(chain)]
    last_and = max((index for index, how in enumerate(joins) if how == AND), default=-1)
    return chain[:1] + [
        item
        for index, item in enumerate(chain[1:])
        if index <= last_and or item.reading is None or item.reading.wording != "one"
    ]


def _single_by_age(words: Words) -> Reading | None:
    """Read "24-year-old man": the age makes the bare noun one person."""
    for at in range(words.size):
        old = words.low[at] == "old" and words.low[at - 1] in HYPHENS
        if old and noun_after(words, at + 1) is Noun.ONE_PERSON:
            return reading_of("one")
    return None
