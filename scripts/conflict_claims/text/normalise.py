"""The text contract: one normal form, the hash that ties files to it, and the characters worth a look.

Section 3 of the design: UTF-8, NFC, LF, no byte order mark, no control characters. Nothing else changes,
so tabs, U+0085, U+2028, U+2029 and invisible characters stay and are only listed.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_LINE_END: Final = re.compile("\r\n?")
_BYTE_ORDER_MARK: Final = "\ufeff"

# ZWNJ and ZWJ (U+200C, U+200D) are spelling in Urdu, Persian and emoji, so they are not listed.
_SUSPICIOUS: Final = re.compile(
    "[\t\x85\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffd"
    "\ue000-\uf8ff\U000e0001-\U000e007f\U000f0000-\U0010ffff]"
)
_OBJECT: Final = "\ufffc"
_REPLACEMENT: Final = "\ufffd"
_NAMES: Final[dict[str, str]] = {"\t": "CHARACTER TABULATION", "\x85": "NEXT LINE"}


class UnpairedSurrogate(ValueError):
    """Half of a UTF-16 pair stands alone in a text: it has no UTF-8 form, hence no hash and no file."""

    def __init__(self, position: int, char: str) -> None:
        """Remember where the character stands.

        Args:
            position: Code-point offset into the text as it was given.
            char: The surrogate itself.
        """
        super().__init__(f"unpaired surrogate U+{ord(char):04X} at character {position}")
        self.position = position


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in its normal form, and what was done to get there.

    Attributes:
        text: The normal form; offsets refer to it.
        changes: What was changed, in words with counts ("2 control characters removed"); empty if nothing
            was.
    """

    text: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuspiciousCharacter:
    """A character that most readers cannot see and that may not belong.

    Attributes:
        offset: Code-point offset.
        char: The character.
        name: Its Unicode name.
    """

    offset: int
    char: str
    name: str


def normalise(text: str) -> Normalised:
    """Bring a text into the corpus' normal form; the same text again changes nothing.

    Control characters (Cc but LF, CR, TAB, U+0085) go first, then a leading byte order mark, then CRLF
    and CR become LF, then NFC (Unicode Standard Annex 15).

    Args:
        text: Any text.

    Returns:
        The normal form and the list of changes.

    Raises:
        UnpairedSurrogate: The text holds a lone surrogate.
    """
    if _is_printable(text):
        composed = unicodedata.normalize("NFC", text)
        change = _count(_changed_words(text, composed), "word", "composed to NFC")
        return Normalised(composed, (change,) if change else ())
    lone = _SURROGATE.search(text)
    if lone:
        raise UnpairedSurrogate(lone.start(), lone.group())
    kept, controls = _CONTROL.subn("", text)
    bare = kept.lstrip(_BYTE_ORDER_MARK)
    unix, line_ends = _LINE_END.subn("\n", bare)
    composed = unicodedata.normalize("NFC", unix)
    changes = (
        _count(controls, "control character", "removed"),
        _count(len(kept) - len(bare), "byte order mark", "removed"),
        _count(line_ends, "line end", "changed to LF"),
        _count(_changed_words(unix, composed), "word", "composed to NFC"),
    )
    return Normalised(composed, tuple(change for change in changes if change))


def _is_printable(text: str) -> bool:
    """Whether there is no control, format or private character and no surrogate beside line feeds, as in most texts."""
    return text.replace("\n", "").isprintable()


def text_sha256(text: str) -> str:
    """Hash a text as the front matter and the annotation files state it.

    Args:
        text: A normalised text.

    Returns:
        SHA-256 of its UTF-8 bytes, 64 lower-case hex digits.

    Raises:
        UnpairedSurrogate: The text holds a lone surrogate.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise UnpairedSurrogate(error.start, text[error.start]) from None
    return hashlib.sha256(data).hexdigest()


def suspicious_characters(text: str) -> list[SuspiciousCharacter]:
    """List what readers cannot see: tabs, odd line ends, bidi controls, invisible and undecodable signs.

    Bidi controls are those of Unicode Standard Annex 9. Soft hyphens, zero width spaces, word joiners,
    byte order marks inside the text, replacement characters (the trace of a wrong decoding), tag and
    private use characters are listed too. Zero width joiner and non-joiner are not: Urdu, Persian and
    emoji are spelt with them.

    Args:
        text: Any text.

    Returns:
        The characters in text order.
    """
    if _OBJECT not in text and _REPLACEMENT not in text and _is_printable(text):
        return []
    return [SuspiciousCharacter(m.start(), m.group(), _name(m.group())) for m in _SUSPICIOUS.finditer(text)]


def _name(char: str) -> str:
    if unicodedata.category(char) == "Co":
        return f"PRIVATE USE U+{ord(char):04X}"
    return _NAMES[char] if char in _NAMES else unicodedata.name(char, f"U+{ord(char):04X}")


def _count(number: int, noun: str, done: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'} {done}" if number else ""


def _changed_words(before: str, after: str) -> int:
    if before == after:
        return 0
    # NFC neither makes nor takes away a space or line feed, so the pieces stand in pairs.
    pieces = zip(re.split("[ \n]", before), re.split("[ \n]", after), strict=True)
    return sum(old != new for old, new in pieces)
