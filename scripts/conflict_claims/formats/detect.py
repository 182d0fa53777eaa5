"""Which encoding a text without any declaration has, where that is beyond doubt.

charset-normalizer ranks the candidates by how much of their reading is noise (`chaos`) and how well its
letters fit a language (`coherence`). A guess is certain only where

- the words are English or another Western European language, and the bytes read well in windows-1252; or
- it is the usual encoding of the language that the user named, and fits about as well as any; or
- it fits a language, and every rival that would read *another* text is clearly worse; or
- there is no rival at all over a good number of bytes (Chinese, Japanese, Korean).

Polish in a one-byte encoding, say, is often not certain: the same bytes are letters in several, and the user
is asked, with the candidates named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from conflict_claims.formats import western

if TYPE_CHECKING:
    from charset_normalizer.models import CharsetMatch

# What news was published in; the code pages of DOS and the Macintosh can be declared, not detected.
CANDIDATES = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874",
    "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_9", "iso8859_15",
    "koi8_r", "koi8_u", "gb18030", "big5", "cp932", "euc_jp", "cp949",
)  # fmt: skip

# What browsers assume for a page in that language (HTML Standard, "determining the character encoding").
USUAL = {
    **dict.fromkeys(("ar", "fa", "ur", "ps", "sd", "ug", "ckb"), "cp1256"),
    **dict.fromkeys(("cs", "hu", "pl", "sk", "sl", "hr", "ro", "bs"), "cp1250"),
    **dict.fromkeys(("ru", "uk", "bg", "mk", "be", "sr", "tg", "ky"), "cp1251"),
    **dict.fromkeys(("tr", "ku", "az"), "cp1254"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    **dict.fromkeys(("en", "fr", "es", "de", "it", "pt", "nl", "sv", "da", "no", "fi", "id", "sw"), "cp1252"),
    "el": "cp1253", "he": "cp1255", "vi": "cp1258", "th": "cp874",
    "zh": "gb18030", "ja": "cp932", "ko": "cp949",
}  # fmt: skip

# Bytes that are no such text seldom happen to be read in these; a one-byte encoding reads nearly anything.
MANY_BYTES = frozenset({"gb18030", "big5", "cp932", "euc_jp", "cp949"})
MOST_NOISE = 0.1
NOISE_MARGIN = 0.08
LEAST_FIT = 0.2
MARGIN = 0.2
NEAR = 0.1
ALONE_FROM = 24
MOST_SHOWN = 4
_SAMPLE = 1 << 20
_MARKUP = re.compile(rb"<[^<>]{1,2000}>")
_HIGH = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Guess:
    """The encodings that the bytes may be in, the likeliest first, and whether the first is beyond doubt."""

    names: tuple[str, ...]
    certain: bool


def detect(raw: bytes, *, html: bool = False, language: str | None = None) -> Guess | None:
    """What `raw` may be encoded in; None where nothing fits.

    Args:
        raw: bytes that are no UTF-8.
        html: leave tags out of the comparison.
        language: ISO 639-1 code of the text's language, where it is known.
    """
    sample = _MARKUP.sub(b" ", raw[:_SAMPLE]) if html else _whole_lines(raw)
    in_western = western.is_western(sample)
    if in_western and western.reads_well(sample) and _reads(raw, western.ENCODING):
        return Guess((western.ENCODING,), certain=True)
    matches = _quiet([match for match in _ranked(sample) if _reads(raw, _name(match))])
    if not matches:
        return None
    usual = USUAL.get((language or "").split("-")[0].lower())
    if usual and (fitting := [one for one in matches if _name(one) == usual and _near(one, matches[0])]):
        return Guess((_name(fitting[0]),), certain=True)
    return Guess(tuple(_name(match) for match in matches[:MOST_SHOWN]), not in_western and _is_clear(matches, sample))


def _ranked(sample: bytes) -> list[CharsetMatch]:
    from charset_normalizer import from_bytes

    return list(from_bytes(sample, cp_isolation=list(CANDIDATES), preemptive_behaviour=False))


def _quiet(matches: list[CharsetMatch]) -> list[CharsetMatch]:
    """The matches with little noise, and those with hardly more than the first: they stay its rivals."""
    if not matches or matches[0].chaos > MOST_NOISE:
        return []
    return [one for one in matches if one.chaos <= max(MOST_NOISE, matches[0].chaos + NOISE_MARGIN)]


def _near(match: CharsetMatch, best: CharsetMatch) -> bool:
    return best.coherence - match.coherence <= NEAR


def _is_clear(matches: list[CharsetMatch], sample: bytes) -> bool:
    best, *rivals = matches
    if not rivals and best.encoding in MANY_BYTES and len(_HIGH.findall(sample)) >= ALONE_FROM:
        return True
    return best.coherence >= LEAST_FIT and all(best.coherence - one.coherence >= MARGIN for one in rivals)


def _whole_lines(raw: bytes) -> bytes:
    """The beginning of a long text, cut where no character is cut."""
    if len(raw) <= _SAMPLE:
        return raw
    return raw[: raw.rfind(b"\n", 0, _SAMPLE) + 1] or raw


def _name(match: CharsetMatch) -> str:
    """The most usual of the encodings that read the same text."""
    alike = {match.encoding, *(other.encoding for other in match.submatch)}
    return next((name for name in CANDIDATES if name in alike), match.encoding)


def _reads(raw: bytes, name: str) -> bool:
    try:
        raw.decode(name)
    except UnicodeDecodeError:
        return False
    return True
