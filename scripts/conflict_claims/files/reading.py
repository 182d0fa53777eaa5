"""Opening files that others wrote: regular files only, of bounded size, in UTF-8."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MAX_FILE_BYTES = 16 * 1024 * 1024
MAX_LINE_BYTES = 1024 * 1024
BLOCK = 1 << 20


class Unreadable(Exception):
    """A file or line cannot be taken in; `rule` is the rule that it breaks."""

    def __init__(self, rule: str, expected: str, found: str, line: int = 0) -> None:
        """Keep what a message needs."""
        super().__init__(f"{rule}: expected {expected}, found {found}")
        self.rule, self.expected, self.found, self.line = rule, expected, found, line


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line feed; `fault` is set where it cannot be read, and `text` is then empty."""

    number: int
    text: str
    fault: Unreadable | None = None


def open_regular(path: Path) -> BinaryIO:
    """Open `path` if it is a regular file itself, not a link, folder or device.

    Raises:
        Unreadable: DOC001.
    """
    try:
        mode = path.lstat().st_mode
        if not stat.S_ISREG(mode):
            raise Unreadable("DOC001", "a regular file", _kind(mode))
        return os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb")
    except OSError as error:
        raise Unreadable("DOC001", "a file that can be read", error.strerror or type(error).__name__) from error


def read_text(path: Path, limit: int = MAX_FILE_BYTES) -> str:
    """The whole of a small UTF-8 file.

    Raises:
        Unreadable: DOC001 no regular file, DOC002 empty, DOC003 not UTF-8, DOC004 too large.
    """
    return decode_utf8(read_bytes(path, limit))


def read_bytes(path: Path, limit: int = MAX_FILE_BYTES) -> bytes:
    """The whole of a small file.

    Raises:
        Unreadable: DOC001 no regular file, DOC002 empty, DOC004 too large.
    """
    with open_regular(path) as file:
        data = read_up_to(file, limit + 1)
    if len(data) > limit:
        raise Unreadable("DOC004", f"a file of at most {limit:,} bytes", "a larger one")
    if not data:
        raise Unreadable("DOC002", "a file with content", "an empty file")
    return data


def read_up_to(file: BinaryIO, limit: int) -> bytes:
    """The first `limit` bytes of a file, without room for so many where it has fewer."""
    size = os.fstat(file.fileno()).st_size
    data = file.read(min(size + 1, limit))
    return data + file.read(limit - len(data)) if size < len(data) < limit else data


def file_sha256(path: Path) -> str:
    """The SHA-256 of a regular file of any size.

    Raises:
        Unreadable: DOC001.
    """
    digest = hashlib.sha256()
    with open_regular(path) as file:
        # Room for a whole block costs more than to read a small file.
        step = min(BLOCK, os.fstat(file.fileno()).st_size + 1)
        while block := file.read(step):
            digest.update(block)
    return digest.hexdigest()


def decode_utf8(data: bytes, line: int = 0) -> str:
    """Decode strictly; `line` is where `data` stands, 0 for a whole file.

    Raises:
        Unreadable: DOC003, with the line of the first bad byte.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = line or data.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{data[error.start]:02x} at offset {error.start:,}"
        raise Unreadable("DOC003", "UTF-8", found, where) from error


def read_lines(path: Path) -> Iterator[Line]:
    """The lines of a UTF-8 file, in bounded memory; a line that cannot be read carries its fault.

    Raises:
        Unreadable: DOC001 no regular file, DOC002 empty.
    """
    line = None
    with open_regular(path) as file:
        for line in lines_of(file):
            yield line
    if line is None:
        raise Unreadable("DOC002", "a file with content", "an empty file")


def lines_of(file: BinaryIO) -> Iterator[Line]:
    """The lines of a stream in UTF-8, in bounded memory; a line that cannot be read carries its fault."""
    number = 0
    while data := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        yield _line(file, data, number)


def _line(file: BinaryIO, data: bytes, number: int) -> Line:
    if len(data) > MAX_LINE_BYTES:
        size = len(data) + _skip_rest(file, data)
        fault = Unreadable("DOC005", f"a line of at most {MAX_LINE_BYTES:,} bytes", f"{size:,} bytes", number)
        return Line(number, "", fault)
    try:
        return Line(number, decode_utf8(data.removesuffix(b"\n"), number))
    except Unreadable as fault:
        return Line(number, "", fault)


def _skip_rest(file: BinaryIO, data: bytes) -> int:
    skipped = 0
    while data and not data.endswith(b"\n"):
        data = file.readline(MAX_LINE_BYTES)
        skipped += len(data)
    return skipped


def _kind(mode: int) -> str:
    kinds = {stat.S_IFDIR: "a folder", stat.S_IFLNK: "a symbolic link"}
    return kinds.get(stat.S_IFMT(mode), "a device or socket")
