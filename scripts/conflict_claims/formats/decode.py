"""Bytes to text, strictly: every byte means a character, or the file is refused with its first bad byte."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from conflict_claims.formats.detect import Guess, detect
from conflict_claims.formats.encodings import MEANT_ON_PAGES, UNICODE, codec_name, public_name, required_codec
from conflict_claims.formats.refusal import Refused

# The longest first: the mark of UTF-16-LE begins that of UTF-32-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta\s|\?xml\s)[^>]{0,400}?(?:charset|encoding)\s{0,4}=\s{0,4}["']?([\w.:-]{1,40})""", re.I
)
_DECLARED_WITHIN = 8192
_SHIFTED = re.compile(rb"\x1b[$(]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, its encoding, and whether that was detected (and not marked, declared or UTF-8)."""

    text: str
    encoding: str
    detected: bool = False


def decode(
    raw: bytes,
    declared: str | None = None,
    *,
    html: bool = False,
    language: str | None = None,
    detecting: bool = True,
) -> Decoded:
    """The text of `raw`, without its byte order mark.

    Tried in this order: a byte order mark; `declared` by the user; what an HTML page declares of itself
    (unless its bytes are not so, or are UTF-8 in spite of it); UTF-8; a detected encoding, where it is beyond
    doubt.

    Args:
        raw: the bytes as received.
        declared: the user's --encoding, or None.
        html: look for the page's own declaration.
        language: ISO 639-1 code, where the user named it; it settles some doubts of detection.
        detecting: False where the format allows Unicode only (JSON).

    Raises:
        Refused: no encoding fits; the message names the first bad byte and what to pass.
    """
    marked = next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), None)
    if marked:
        mark, name = marked
        return Decoded(_strictly(raw[len(mark) :], name, "by its byte order mark"), name)
    if declared:
        name = required_codec(declared)
        return Decoded(_strictly(raw, name, "as --encoding says").removeprefix("\ufeff"), public_name(name))
    _refuse_binary(raw)
    if html and (of_page := _by_declaration(raw)):
        return of_page
    return _as_utf8(raw) or _detected(raw, detect(raw, html=html, language=language) if detecting else None)


def decode_undeclared(raw: bytes) -> Decoded:
    """The text of `raw` as `decode` finds it, for commands that have no --encoding.

    Raises:
        Refused: no encoding fits; the message says what the text may be saved from.
    """
    try:
        return decode(raw)
    except Refused as refused:
        if "--encoding" not in refused.fix:
            raise
        guess = detect(raw)
        known = f" (it may be in {' or '.join(map(public_name, guess.names))})" if guess else ""
        fix = f"save it as UTF-8{known}, for example with iconv"
        raise Refused(refused.expected, refused.found, fix, refused.line) from refused


def _strictly(raw: bytes, name: str, why: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise Refused(
            f"{name} ({why})", _bad_byte(raw, error), _ENCODING_FIX, _line_of(raw, error.start, name)
        ) from error


_ENCODING_FIX = "pass --encoding with the encoding it was saved in, or save it as UTF-8"


def _bad_byte(raw: bytes, error: UnicodeDecodeError) -> str:
    return f"byte 0x{raw[error.start]:02x} at offset {error.start:,} ({error.reason})"


def _line_of(raw: bytes, offset: int, name: str) -> int:
    width = {"16": 2, "32": 4}.get(name[4:6], 1) if name in UNICODE else 1
    if width == 1:
        return raw.count(b"\n", 0, offset) + 1
    return raw[:offset].decode(name, errors="ignore").count("\n") + 1


def _refuse_binary(raw: bytes) -> None:
    nul = raw.find(b"\0")
    if nul < 0:
        return
    if _is_wide(raw):
        fix = "pass --encoding utf-16-le or utf-16-be (or utf-32-...), or save it as UTF-8"
        raise Refused("text", f"NUL at offset {nul:,}: it looks like UTF-16 or UTF-32 without its byte order mark", fix)
    if raw.count(b"\0", 0, 65536) * 1000 > min(len(raw), 65536):
        raise Refused("text", f"NUL at offset {nul:,}: it looks like a binary file", "give the text that it holds")


def _is_wide(raw: bytes) -> bool:
    """Whether NULs stand at every second place or more, on one side only, as in Latin text in UTF-16."""
    head = raw[: min(len(raw), 4096) & ~3]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    utf16 = half > 0 and max(even, odd) > 0.5 * half and min(even, odd) < 0.05 * half
    return utf16 or (half > 0 and all(head[place::4].count(0) > 0.9 * half / 2 for place in (1, 2)))


def _by_declaration(raw: bytes) -> Decoded | None:
    match = _DECLARED.search(raw, 0, _DECLARED_WITHIN)
    name = codec_name(match[1].decode("ascii")) if match else None
    if name is None:
        return None
    name = MEANT_ON_PAGES.get(name, name)
    # Pages are often re-saved as UTF-8 under an old declaration; other text is UTF-8 by chance practically
    # never.
    utf8 = _as_utf8(raw)
    if utf8 and not (raw.isascii() and name not in UNICODE):
        return utf8
    try:
        return Decoded(raw.decode(name), public_name(name))
    except UnicodeDecodeError:
        return None


def _as_utf8(raw: bytes) -> Decoded | None:
    if _SHIFTED.search(raw):
        return None
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _detected(raw: bytes, guess: Guess | None) -> Decoded:
    if _SHIFTED.search(raw):
        found = "escape sequences that switch the character set (ISO 2022)"
        raise Refused("UTF-8", found, "pass --encoding iso2022-jp (or iso2022-kr), or save it as UTF-8")
    if guess and guess.certain:
        return Decoded(_strictly(raw, guess.names[0], "as detected"), public_name(guess.names[0]), detected=True)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        known = f" ({' or '.join(map(public_name, guess.names))} would fit)" if guess else ""
        fix = f"pass --encoding with the encoding it was saved in{known}, or save it as UTF-8"
        raise Refused("UTF-8", _bad_byte(raw, error), fix, _line_of(raw, error.start, "utf-8")) from error
    raise AssertionError("UTF-8 was tried before")
