"""JSON as RFC 8259 and I-JSON (RFC 7493) have it: no duplicate keys, no NaN, no unpaired surrogates."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

import orjson

MAX_DEPTH = 32


class BadJson(ValueError):
    """A text is not the JSON that we take; `column` counts from 1, 0 where it is not known."""

    def __init__(self, found: str, column: int = 0) -> None:
        """Keep what a message needs."""
        super().__init__(found)
        self.found, self.column = found, column


class DuplicateKey(BadJson):
    """An object has the same key twice."""


def parse(text: str) -> Any:
    """The value of `text`.

    A text that orjson writes back to the letter cannot hold a duplicate key, so that compact files, as our own
    formatter writes them, are parsed at full speed; all others go through the strict parser.

    Raises:
        BadJson, DuplicateKey: what is wrong, and at which column.
    """
    try:
        data = text.encode("utf-8")
        value = orjson.loads(data)
        if orjson.dumps(value) == data:
            return value
    except (orjson.JSONDecodeError, orjson.JSONEncodeError, UnicodeEncodeError):
        pass
    return _parse_strictly(text)


def members(text: str) -> dict[str, str]:
    """The value of each key of the JSON object `text`, to the letter: what is passed on so keeps every digit.

    Args:
        text: an object that `parse` takes.
    """
    found: dict[str, str] = {}
    at = _past_blanks(text, text.index("{") + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        start = _past_blanks(text, _past_blanks(text, at) + 1)
        at = _DECODER.raw_decode(text, start)[1]
        found[key] = text[start:at]
        at = _past_blanks(text, at)
        at = _past_blanks(text, at + 1) if text[at] == "," else at
    return found


_DECODER = json.JSONDecoder()
_BLANKS = re.compile(r"[ \t\n\r]*")


def _past_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def compact_lines(data: bytes) -> list[Any] | None:
    """The values of lines that orjson writes back to the letter; None where some line has another form."""
    try:
        values = [orjson.loads(line) for line in data.removesuffix(b"\n").split(b"\n")]
        return values if b"".join(orjson.dumps(value) + b"\n" for value in values) == data else None
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return None


def _parse_strictly(text: str) -> Any:
    if text.startswith("\ufeff"):
        raise BadJson("a byte order mark (U+FEFF) before the JSON", 1)
    if "\r" in text:
        raise BadJson("a carriage return (CR): lines must end in LF alone", text.index("\r") + 1)
    _check_depth(text)
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise BadJson(error.msg, error.colno) from error
    except ValueError as error:
        raise error if isinstance(error, BadJson) else BadJson("a number that is too long") from error
    _check_surrogates(text, value)
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for key, item in pairs:
        if key in value:
            raise DuplicateKey(f"the key {json.dumps(key)} twice")
        value[key] = item
    return value


def _no_constant(name: str) -> NoReturn:
    raise BadJson(f"{name}, which is no JSON")


def _check_depth(text: str) -> None:
    """Refuse deep nesting before the recursive parser meets it."""
    depth, inside, escaped = 0, False, False
    for column, char in enumerate(text, 1):
        if inside:
            inside, escaped = (escaped or char != '"'), char == "\\" and not escaped
        elif char == '"':
            inside = True
        elif char in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise BadJson(f"brackets nested more than {MAX_DEPTH} deep", column)
        elif char in "]}":
            depth -= 1


def _check_surrogates(text: str, value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        column = text.lower().find("\\ud") + 1
        raise BadJson("an unpaired surrogate", column) from error
