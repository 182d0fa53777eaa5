"""Files of JSON records: each with its own bytes and line, so that a broken one stops no other."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from conflict_claims.formats.decode import Decoded, decode
from conflict_claims.formats.encodings import required_codec
from conflict_claims.formats.json_parts import array_parts, is_array
from conflict_claims.formats.refusal import Refused

MOST_LINE_BYTES = 16 * 1024 * 1024
_MOST_WIDE_BYTES = 256 * 1024 * 1024
# Their line feeds cannot be found without decoding.
_NOT_BY_LINES = ("utf-16", "utf-32", "iso2022", "hz")
_WIDE_MARKS = (
    codecs.BOM_UTF16_LE,
    codecs.BOM_UTF16_BE,
    codecs.BOM_UTF32_BE,
)  # that of UTF-32-LE begins as the first


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A record before it is parsed: its bytes as received, their encoding, its text, and its line.

    `number` counts the records of an array, which may stand on one line; 0 where the line is enough.
    """

    raw: bytes
    text: str
    line: int
    encoding: str
    number: int = 0


def json_records(raw: bytes, declared: str | None) -> Iterator[RawRecord | Refused]:
    """The records of a .json file: the objects of its array, or the one object that it is.

    Raises:
        Refused: the file cannot be decoded.
    """
    decoded = _decode(raw, declared)
    if not is_array(decoded.text):
        yield RawRecord(raw, decoded.text, 1, decoded.encoding)
        return
    for number, part in enumerate(array_parts(decoded.text), 1):
        if part.whole:
            yield RawRecord(part.text.encode(decoded.encoding), part.text, part.line, decoded.encoding, number)
        else:
            found = "a file that breaks off, or that goes on after the array"
            yield Refused("an array of objects that ends with the file", found, "mend the file here", part.line, number)


def jsonl_records(file: BinaryIO, declared: str | None) -> Iterator[RawRecord | Refused]:
    """The records of a .jsonl file, one a line, in bounded memory; blank lines are passed over.

    Raises:
        Refused: `declared` is no encoding that we take, or a file in UTF-16 or UTF-32 cannot be decoded.
    """
    first = file.readline(MOST_LINE_BYTES + 1)
    wide = declared is not None and required_codec(declared).startswith(_NOT_BY_LINES)
    if wide or first.startswith(_WIDE_MARKS):
        raw = first + file.read(_MOST_WIDE_BYTES + 1)
        if len(raw) > _MOST_WIDE_BYTES:
            found = f"more than {_MOST_WIDE_BYTES:,} bytes in an encoding that cannot be read line by line"
            raise Refused("a file that can be read in parts", found, "save it as UTF-8, or split it")
        yield from _wide_lines(raw, declared)
        return
    for number, line in enumerate(_lines(first, file), 1):
        if line is None:
            found = f"a line of more than {MOST_LINE_BYTES:,} bytes"
            yield Refused("one record a line", found, "see that each record ends with a line feed", number)
        elif line.strip():
            yield _byte_line(line, number, declared)


def _lines(first: bytes, file: BinaryIO) -> Iterator[bytes | None]:
    """Lines without their end, from `first` on; None stands for one that is too long."""
    line = first.removeprefix(codecs.BOM_UTF8)
    while line:
        if len(line) <= MOST_LINE_BYTES:
            yield line.removesuffix(b"\n").removesuffix(b"\r")
        else:
            yield None
            while line and not line.endswith(b"\n"):
                line = file.readline(MOST_LINE_BYTES)
        line = file.readline(MOST_LINE_BYTES + 1)


def _byte_line(line: bytes, number: int, declared: str | None) -> RawRecord | Refused:
    try:
        decoded = _decode(line, declared)
    except Refused as error:
        return Refused(error.expected, error.found, error.fix, number)
    return RawRecord(line, decoded.text, number, decoded.encoding)


def _wide_lines(raw: bytes, declared: str | None) -> Iterator[RawRecord | Refused]:
    decoded = _decode(raw, declared)
    for number, line in enumerate(decoded.text.split("\n"), 1):
        text = line.removesuffix("\r")
        if text.strip():
            yield RawRecord(text.encode(decoded.encoding), text, number, decoded.encoding)


def _decode(raw: bytes, declared: str | None) -> Decoded:
    # JSON that goes from hand to hand is Unicode (RFC 8259, section 8.1): anything else has to be declared.
    return decode(raw, declared, detecting=False)
