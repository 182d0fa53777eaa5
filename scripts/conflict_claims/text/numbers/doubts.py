"""What makes a reading doubtful: the check is to hold nothing against an annotator then."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from conflict_claims.text.numbers.exclusions import follows_name
from conflict_claims.text.numbers.lexicon import COMMAS, COORDINATORS, DETERMINERS, HARM_PARTICIPLES, POSSESSIVES
from conflict_claims.text.numbers.measures import MEASURES
from conflict_claims.text.numbers.nouns import Noun
from conflict_claims.text.numbers.numerals import HYPHENS, SCALES
from conflict_claims.text.numbers.people import HARM_STATES, PEOPLE, PERSONS
from conflict_claims.text.numbers.quantities import Quantity
from conflict_claims.text.numbers.words import Words
from conflict_claims.text.wordlists import word_set

_DOUBTFUL: Final = word_set(
    "couples barely scarcely hardly average averaging daily weekly monthly yearly annually nightly hourly per safe "
    "safely alive survived survive surviving survives escaped versus vs respectively double triple twice "
    "thrice halved doubled tripled"
)
"""Words that make something else of a count than so many people harmed."""
_SPANS: Final = word_set("day week month year night hour minute fortnight")
_BEFORE_RATE: Final = frozenset({"a", "an", "each", "every"})
_AFTER_TIME: Final = word_set("earlier later before after ago long old")
_NOBODY: Final = frozenset({"one", "nobody", "none"})
_BUT: Final = word_set("but except besides save bar")
_HEDGES: Final = word_set("possibly perhaps maybe probably potentially likely")
_TITLES: Final = word_set(
    "lt col maj major capt captain gen general brig brigadier sgt sergeant cpl corporal pvt lieutenant colonel "
    "dsp sp ssp sho asi si dr mr mrs ms maulana mullah mufti sheikh haji president minister commander senator "
    "inspector hafiz qari malik sardar nawab mir imam prince sub naib"
)
_GROUPS: Final = frozenset({"families", "households", "couples"})


def in_doubt(words: Words, items: Sequence[Quantity]) -> bool:
    """Say whether the words may be read in more than one way.

    Args:
        words: The words of the span.
        items: Its quantities, one or more.

    Returns:
        True where the sum of the quantities is not to be relied on.
    """
    low = words.low
    if any(_doubtful_at(words, at) for at in range(words.size)):
        return True
    if _uncounted_before(words, items[0].start) or _uncounted_behind(words, items[-1].end):
        return True
    pairs = pairwise(items)
    return any(_runs_on(words, one, two) for one, two in pairs) or any(
        item.noun is Noun.UNKNOWN
        and item.start > 1
        and low[item.start - 1] not in PEOPLE
        and follows_name(words, item.start)
        for item in items
    )


def _doubtful_at(words: Words, at: int) -> bool:
    low = words.low
    word, after = low[at], low[at + 1]
    if word in _DOUBTFUL:
        return low[at + 1] not in {"cent", "capita"}
    if word in _BEFORE_RATE and after in _SPANS:
        return at > 0 and low[at - 1] not in {"in", "of", "for", "within", "than"} and low[at + 2] not in _AFTER_TIME
    if word in {"every", "each"} and low[at + 1 : at + 3] == ["one", "of"]:
        return True
    if word in _NOBODY and (after in _BUT or low[at + 1 : at + 3] in (["other", "than"], ["apart", "from"])):
        return True
    if word == "every" and words.is_number(at + 1) and low[at + 2] in MEASURES:
        return True
    if word == "hundred" and after in SCALES and at and low[at - 1] in {"few", "several", "many"}:
        return True
    if word == "between" and _has_open_end(words, at):
        return True
    if word == "if" and after == "not" and low[at - 1] not in {",", "more"}:
        return words.is_number(at + 2)
    return _is_family_of(words, at)


def _has_open_end(words: Words, at: int) -> bool:
    """Whether a range ends in a hedge that opens it: "between 100 and more than 200"."""
    ahead = words.low[at + 1 : at + 8]
    return any(pair in {("and", "more"), ("and", "over"), ("to", "more")} for pair in pairwise(ahead))


def _is_family_of(words: Words, at: int) -> bool:
    return words.low[at] in _GROUPS and words.low[at + 1] == "of" and words.low[at + 2] not in DETERMINERS


def _uncounted_before(words: Words, first: int) -> bool:
    """Whether somebody without a number is joined to the first count: "DSP Ali Khan and two constables"."""
    end = first
    while end and words.low[end - 1] in DETERMINERS | HARM_PARTICIPLES:
        end -= 1
    if end < 2 or words.low[end - 1] not in COORDINATORS | COMMAS:
        return False
    before = words.low[: end - 1]
    somebody = any(word in _TITLES or word in PEOPLE - HARM_STATES for word in before)
    return somebody or any(words.capital(at) and words.capital(min(at + 1, end - 2)) for at in range(1, end - 1))


def _uncounted_behind(words: Words, last: int) -> bool:
    """Whether somebody without a number is joined to the last count: "two constables and DSP Ali Khan"."""
    for at in range(last, words.size):
        if words.low[at] in {"and", "&", "plus", "with"} and _names_somebody(words, at + 1):
            return True
        # "14 soldiers and policemen" is one number over both nouns, "a soldier and policemen" is not.
        if words.low[at] == "and" and words.low[at - 1] in PERSONS and words.low[at + 1] in PEOPLE - HARM_STATES:
            return True
    return False


def _names_somebody(words: Words, at: int) -> bool:
    low = words.low
    if low[at] in _TITLES and words.capital(at):
        return True
    if low[at] in {"his", "her", "their", "its", "the", "other"} and low[at + 1] in PEOPLE:
        return True
    if low[at] == "others" or (low[at] in POSSESSIVES and low[at + 2] in HYPHENS):
        return True
    return words.capital(at) and words.capital(at + 1) and low[at] not in PEOPLE and low[at] not in PERSONS


def _runs_on(words: Words, one: Quantity, two: Quantity) -> bool:
    """Whether two counts may be one range or alternatives: "20 and 50", "12 people, possibly 15"."""
    low = words.low
    between = low[one.end : two.start]
    hedged = low[two.start] in _HEDGES or not _HEDGES.isdisjoint(between)
    if hedged:
        return len(between) > 1 and not set(between) <= COORDINATORS | COMMAS
    if between[-2:] == ["if", "not"]:
        return True
    if between != ["and"] or low[two.end] in {"other", "others", "more"}:
        return False
    return bool(one.reading and two.reading and one.reading.wording == two.reading.wording == "number")
