"""Whether bytes are English, or another Western European language, in windows-1252.

The commonest undeclared case, an English report with curly quotes, has too few telling bytes for a detector
of encodings. Its words tell the language, and the language tells the encoding, as long as the bytes read well
in it.
"""

from __future__ import annotations

import re

ENCODING = "cp1252"

# Frequent words without accents that Polish, Czech, Hungarian, Romanian, Turkish and their neighbours do not
# have.
_FUNCTION_WORDS = frozenset(
    b"""
    the of and that was were for with from have has had his they said which
    los las una por del que para con como pero
    les des une dans pour est sont avec qui sur ont
    der das und mit von nicht ist ein eine den dem
    della che gli sono una degli
    uma dos com foi mais
    het een zijn niet voor
    """.split()
)
_LEAST_SHARE = 0.08
_LEAST_WORDS = 4
_WORD = re.compile(rb"(?<![\x80-\xff\w])[A-Za-z]{2,20}(?![\x80-\xff\w])")
_PUNCTUATION = r"\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u00ab\u00bb\u00a0"
_SYMBOLS = (
    r"\u00a1-\u00ac\u00ae-\u00b6\u00b8\u00b9\u00bb-\u00bf\u02c6\u02dc\u0192"
    r"\u201a\u201e\u2020\u2021\u2030\u2039\u203a\u20ac\u2122"
)
_UNLIKELY = re.compile(
    rf"[^\x00-\x7f{_PUNCTUATION}]{{3}}"  # three in a row: another alphabet
    r"|[a-z][\u00c0-\u00d6\u00d8-\u00de\u0160\u017d\u0178]"  # "it\u00d5s": a quote of the Macintosh
    rf"|[A-Za-z\u00c0-\u00ff][{_SYMBOLS}][A-Za-z\u00c0-\u00ff]"  # a symbol within a word
    r"|[a-z][\u201a\u201e\u0192\u02c6\u2039]"  # "caf\u201a": an accent of DOS
)


def is_western(raw: bytes) -> bool:
    """Whether `raw` is in a Western European language, by its words."""
    found = [word.lower() for word in _WORD.findall(raw)]
    known = sum(word in _FUNCTION_WORDS for word in found)
    return known >= _LEAST_WORDS and known >= _LEAST_SHARE * len(found)


def reads_well(raw: bytes) -> bool:
    """Whether `raw` has nothing, read in windows-1252, that a Western European text would not have."""
    try:
        text = raw.decode(ENCODING)
    except UnicodeDecodeError:
        return False
    return _UNLIKELY.search(text) is None
