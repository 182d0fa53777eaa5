"""Where sentences begin and end, by rules made for news on conflicts.

Own rules and no library: `sentencex` 1.0.32 (Wikimedia), the best kept that gives code-point offsets,
takes quadratic time on unclosed quotes, and breaks after ranks ("Ex-Lt. Gen.", "Sub-Insp."), which stand
all over this corpus. Every step here looks at a bounded window, so time is linear in the text.
"""

import re
from typing import Final

from conflict_claims.text.wordlists import word_set

_LINE: Final = re.compile("[^\n\r\x85\u2028\u2029]+")
_STOP: Final = re.compile(r"""[.!?…۔؟।॥。！？]++["'”’»)\]]*+""")
_LAST_WORD: Final = re.compile(r"(?:[^\W\d_]\.?){1,15}\Z")
_NEXT_WORD: Final = re.compile(r"""\s{0,9}["'“‘«(\[]{0,3}(\w{0,20})(-?)""")

_ALWAYS_ENDS: Final = frozenset("۔؟।॥。！？")
_CONTINUES: Final = frozenset(",;:-–—)]")

# After these comes a name; a sentence does not end with them.
_TITLES: Final = word_set(
    "mr mrs ms dr prof rev fr hon gen lt maj col capt cpt sgt cpl pvt pte brig cmdr cdr adm vadm radm "
    "lieut havildar hav nb sub naik insp const supt dsp asst det sen rep gov pres min sec amb messrs "
    "st ste mt ft maulana qari mufti spc sp ssgt msgt wg sqn flt gp gr hq dir dy addl"
)
# After these comes a number, if the sentence goes on.
_NUMBERED: Final = word_set("no nos art sec para p pp vol ch fig approx ca c rs op")
# These stand inside sentences and at their ends alike.
_SHORT: Final = word_set(
    "inc co corp ltd jr sr etc vs al ave rd blvd dept est jan feb mar apr jun jul aug sep sept oct "
    "nov dec ph viz cf ed mon tue tues wed thu thur thurs fri sat sun univ assn bros div bn regt intl "
    "govt"
)
_CLOCK: Final = frozenset({"a.m", "p.m"})
_AFTER_CLOCK: Final = word_set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June "
    "July August September October November December GMT UTC PKT IST EST EDT PST PDT ET PT BST CET "
    "EET AFT Pakistan Kabul Local"
)
_STARTERS: Final = word_set(
    "The This That These Those There Then They He She It We You I His Her Its Their Our My A An In On "
    "At By For From But And Or So If When While After Before Since As With To No Not Some Many Most "
    "Several All Both Another However Meanwhile Earlier Later Last According Police Officials "
    "Authorities Witnesses Residents Security What Who Why How Where Which Over More At About Nearly"
)

_NO_ENDS: Final = _TITLES | _NUMBERED | _SHORT
_WINDOW: Final = 16


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """Find the sentences of a text.

    A line break always ends a sentence: articles keep a paragraph on a line, and a headline has no full stop.

    Args:
        text: Any text.

    Returns:
        Half-open code-point offsets, in order, without overlap, without blanks at either end; every non-blank
        character lies in one of them.
    """
    bounds: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        begin, end = line.span()
        for stop in _STOP.finditer(text, begin, end):
            after = stop.end()
            if after < end and (_plainly_ends(text, after - 1) or _ends_sentence(text, stop, begin, end)):
                _add_trimmed(bounds, text, begin, after)
                begin = after
        _add_trimmed(bounds, text, begin, end)
    return bounds


def _plainly_ends(text: str, at: int) -> bool:
    """Whether a full stop stands between a small word that is no abbreviation and a capital: most ends do.

    The answer is the same as that of `_ends_sentence`, and comes sooner.
    """
    if text[at] != "." or text[at + 1] != " " or not text[at + 2 : at + 3].isupper():
        return False
    word = text[max(at - _WINDOW, 0) : at].rpartition(" ")[2]
    return len(word) > 1 and word.isalpha() and word.islower() and word not in _NO_ENDS


def _add_trimmed(bounds: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        begin = start + piece.index(bare[0])
        bounds.append((begin, begin + len(bare)))


def _ends_sentence(text: str, stop: re.Match[str], begin: int, end: int) -> bool:
    at = stop.end()
    mark = text[stop.start()]
    if mark in _ALWAYS_ENDS:
        return True
    if not text[at].isspace():
        return False
    following = _NEXT_WORD.match(text, at, end)
    word = following[1] if following else ""
    hyphen = bool(following and following[2])
    if not _can_start(word, hyphen, text[at + 1] if at + 1 < end else ""):
        return False
    if mark != "." or at - stop.start() > 1:
        return True
    return _full_stop_ends(_word_before(text, begin, stop.start()), word)


def _can_start(word: str, hyphen: bool, char: str) -> bool:
    if not word:
        return char not in _CONTINUES
    # "al-Shabaab" begins sentences in lower case.
    return not word[0].islower() or (hyphen and word in {"al", "el", "ul"})


def _word_before(text: str, begin: int, stop: int) -> str:
    found = _LAST_WORD.search(text[max(begin, stop - _WINDOW) : stop])
    return found[0] if found else ""


def _full_stop_ends(word: str, following: str) -> bool:
    low = word.lower()
    if low in _TITLES:
        return False
    if low in _NUMBERED and following[:1].isdigit():
        return False
    if low in _CLOCK:
        return following not in _AFTER_CLOCK
    if (len(word) == 1 and word.isupper()) or "." in word or low in _SHORT:
        # "M. A. Jinnah": an initial follows, so a lone "A" starts no sentence here.
        return len(following) > 1 and following in _STARTERS
    return True
