"""Whether the letters of a text can be those of its language; no more is guessed of what language it is in."""

from __future__ import annotations

import unicodedata
from collections import Counter

_LATIN = frozenset({"LATIN"})
_SCRIPTS = {
    **dict.fromkeys("ar fa ur ps ug".split(), "ARABIC"),
    **dict.fromkeys("ru uk bg mk be ab av ba ce cu cv kv ky os tt".split(), "CYRILLIC"),
    **dict.fromkeys("kk mn sr tg uz az tk bs".split(), "CYRILLIC LATIN ARABIC MONGOLIAN"),
    **dict.fromkeys("ku sd ks pa ms ha".split(), "ARABIC LATIN DEVANAGARI GURMUKHI"),
    **dict.fromkeys("hi mr ne sa".split(), "DEVANAGARI"),
    **dict.fromkeys("am ti".split(), "ETHIOPIC"),
    **dict.fromkeys("he yi".split(), "HEBREW"),
    **dict.fromkeys("bn as".split(), "BENGALI"),
    **dict.fromkeys("zh ii za".split(), "CJK BOPOMOFO YI LATIN"),
    "ja": "CJK HIRAGANA KATAKANA", "ko": "HANGUL CJK", "el": "GREEK", "hy": "ARMENIAN", "ka": "GEORGIAN",
    "th": "THAI", "lo": "LAO", "km": "KHMER", "my": "MYANMAR", "bo": "TIBETAN", "dz": "TIBETAN", "gu": "GUJARATI",
    "kn": "KANNADA", "ml": "MALAYALAM", "or": "ORIYA", "si": "SINHALA", "ta": "TAMIL", "te": "TELUGU",
    "dv": "THAANA",
}  # fmt: skip
_SHOWN = {"CJK": "Chinese"}
_CUT = ("FULLWIDTH ", "HALFWIDTH ")


def foreign_script(text: str, language: str) -> tuple[float, str] | None:
    """The share of letters that `language` is not written in, and the commonest script of them.

    Returns:
        None where they are not more than half of the letters, as in a text with quoted names.
    """
    usual = frozenset(_SCRIPTS[language].split()) if language in _SCRIPTS else _LATIN
    found = Counter(filter(None, map(_script, filter(str.isalpha, text))))
    foreign = {script: number for script, number in found.items() if script not in usual}
    if 2 * sum(foreign.values()) <= found.total():
        return None
    commonest = max(foreign, key=lambda script: foreign[script])
    return sum(foreign.values()) / found.total(), _SHOWN.get(commonest, commonest.capitalize())


def _script(letter: str) -> str:
    """The script of a letter, which begins its name in Unicode."""
    name = unicodedata.name(letter, "")
    for cut in _CUT:
        name = name.removeprefix(cut)
    return name.partition(" ")[0]
