"""What a source says of itself, held against what the front matter takes: a day, an address, a language."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from conflict_claims.formats.refusal import Refused

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}[0-9:.,]{0,16} {0,2}(?:Z|UTC|[+-]\d{2}:?\d{2})?)?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?", re.ASCII)
_SLASHED = re.compile(r"(\d{4})/(\d{2})/(\d{2})", re.ASCII)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]{1,8}){0,3}", re.ASCII | re.IGNORECASE)
_LONGEST_URL = 2048


def day(value: object) -> date:
    """The day that `value` names: YYYY-MM-DD with or without a time, YYYYMMDD, YYYY/MM/DD, or as in e-mail.

    The day is kept as written, in the publisher's own time zone.

    Raises:
        Refused: it is none of these; 08/07/2024 means two days, and is not guessed at.
    """
    text = value.strip() if isinstance(value, str) else ""
    try:
        if found := _DAY.fullmatch(text):
            return date.fromisoformat(found[1])
        if found := _COMPACT.fullmatch(text) or _SLASHED.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        return _mail_day(text)
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        shown = repr(value)[:40]
        raise Refused("a day as YYYY-MM-DD", shown, "mend it, or pass --published YYYY-MM-DD") from error


def _mail_day(text: str) -> date:
    found: datetime = parsedate_to_datetime(text[:64])
    return found.date()


def address(value: object) -> str:
    """The http or https address that `value` is.

    Raises:
        Refused: it is none.
    """
    text = value.strip() if isinstance(value, str) else ""
    if not is_address(text):
        raise Refused("an address that begins with https:// or http://", repr(value)[:60], "mend it, or pass --url")
    return text


def is_address(text: str) -> bool:
    """Whether `text` is an absolute http or https address without blanks or control characters."""
    if len(text) > _LONGEST_URL or any(char.isspace() or not char.isprintable() for char in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def language(value: object) -> str:
    """The ISO 639-1 code in a language tag: `en` of `en-GB`.

    Raises:
        Refused: it is no such tag.
    """
    found = _LANGUAGE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise Refused("a language code like en or ur", repr(value)[:40], "mend it, or pass --language")
    return found[1].lower()


def line(value: object, what: str, option: str) -> str:
    """A name on one line, such as an outlet's.

    Raises:
        Refused: it is no string, or empty.
    """
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text:
        raise Refused(f"{what} as a string", repr(value)[:40], f"mend it, or pass {option}")
    return text
