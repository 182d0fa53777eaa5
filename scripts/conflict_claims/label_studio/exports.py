"""Reading an export of Label Studio: a JSON list of tasks with their annotations, part by part.

The list is cut where one task ends and the next begins. A place for a cut is guessed from how the first task begins;
that the part before it can be parsed proves the guess, for brackets and quotation marks then balance.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from conflict_claims.files.reading import Unreadable, open_regular

BLOCK = 1 << 20
MAX_TASK = 1 << 26
"""Longest task, in bytes."""

MAX_EXPORT = 1 << 30
"""Longest export that is read in one piece, where it cannot be cut, in bytes."""

_TRIES = 2000
_STRING = rb'"(?:[^"\\]|\\.){0,200}"'
_FIRST = re.compile(rb"\s*\[\s*\{\s*(" + _STRING + rb')\s*:(?:\s*[^\s,"{\[]{1,40}\s*,\s*(' + _STRING + rb")\s*:)?")
_NEXT = rb"\}\s*,\s*\{\s*"
_TO_SECOND = rb'\s*:\s*[^\s,"{\[]{1,40}\s*,\s*$'
_SHAPE = "a JSON list of tasks (Label Studio's export format JSON)"


class NoExport(ValueError):
    """The file is no export that can be read; holds what was expected and what was found."""

    def __init__(self, found: str, expected: str = _SHAPE) -> None:
        """Keep what a message needs."""
        super().__init__(found)
        self.expected, self.found = expected, found


def parts(path: Path, whole: bool = False) -> Iterator[bytes]:
    """The export as JSON lists of some tasks each, in order; each but the last has been cut at a guess.

    Args:
        path: the export.
        whole: do not cut it.

    Raises:
        NoExport: the file is none.
    """
    try:
        with open_regular(path) as file:
            yield from [_whole(b"", file)] if whole else _parts(file)
    except Unreadable as fault:
        raise NoExport(fault.found, fault.expected) from None


def read_part(part: bytes) -> list[Any]:
    """The tasks of one part; NaN and half a character, which JSON does not have, spoil only the value that they are in.

    Raises:
        NoExport: it is no JSON.
    """
    try:
        tasks: list[Any] = orjson.loads(part)
    except orjson.JSONDecodeError as error:
        found = f"no JSON: {error.msg}, near {error.doc[max(0, error.pos - 30) : error.pos + 10]!r}"
    else:
        return tasks
    try:
        return [_of_whole_characters(task) for task in json.loads(part)]
    except (ValueError, RecursionError):
        raise NoExport(found) from None


def _of_whole_characters(value: Any) -> Any:
    """`value` with U+FFFD for each half of a character, which no file could hold."""
    if type(value) is dict:
        return {_of_whole_characters(key): _of_whole_characters(one) for key, one in value.items()}
    if type(value) is list:
        return [_of_whole_characters(one) for one in value]
    if type(value) is str and not value.isascii():
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return value


def _parts(file: BinaryIO) -> Iterator[bytes]:
    data = file.read(BLOCK).removeprefix(b"\xef\xbb\xbf")
    first = _FIRST.match(data)
    if not first:
        yield _whole(data, file)
        return
    data = data[data.index(b"[") + 1 :]
    while block := file.read(BLOCK):
        cut = _cut(data, first)
        if cut:
            yield b"[" + data[:cut] + b"]"
            data = data[cut:].lstrip(b" \t\r\n,")
        data += block
        if len(data) > MAX_TASK:
            raise NoExport(f"a task of more than {MAX_TASK:,} bytes")
    yield b"[" + data


def _whole(data: bytes, file: BinaryIO) -> bytes:
    """All of it: a list that does not begin with a task, or one task alone, as the server gives it."""
    data = (data + file.read(MAX_EXPORT)).strip(b"\xef\xbb\xbf \t\r\n")
    if len(data) >= MAX_EXPORT:
        raise NoExport(f"more than {MAX_EXPORT:,} bytes that cannot be cut into tasks")
    if data[:1] not in (b"[", b"{"):
        raise NoExport(f"a file that begins with {data[:20].decode('utf-8', 'replace')!r}")
    return data if data[:1] == b"[" else b"[" + data + b"]"


def _cut(data: bytes, first: re.Match[bytes]) -> int:
    """Where the last task that `data` has whole ends, 0 where none is found."""
    key, second = first.group(1), first.group(2)
    # Every region has an id, but only a task has its second key, so that one is looked for.
    before = re.compile(_NEXT + re.escape(key) + _TO_SECOND) if second else re.compile(_NEXT + rb"$")
    at = len(data)
    for _ in range(_TRIES):
        at = data.rfind(second or key, 0, at)
        if at < 0:
            return 0
        if found := before.search(data, max(0, at - 200), at):
            cut = found.start() + 1
            if second or _balances(data[:cut]):
                return cut
    return 0


def _balances(data: bytes) -> bool:
    try:
        orjson.loads(b"[" + data + b"]")
    except orjson.JSONDecodeError:
        return False
    return True
