"""Suggestions for bulk lines: one JSON object an article in, the same object with its layers' lists out."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from conflict_claims.files.reading import MAX_LINE_BYTES, Line, Unreadable, decode_utf8
from conflict_claims.files.strict_json import BadJson, parse
from conflict_claims.suggest.article import Suggester
from conflict_claims_schemas.columns import TABLE_OF_LAYER


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line without suggestions: its number, and what was found where an object with a text was expected."""

    number: int
    found: str


def suggested_lines(
    lines: Iterable[Line], suggester: Suggester, layers: Collection[str], least: float
) -> Iterator[bytes | BadLine]:
    """Suggest for line after line, in memory that does not grow with their number.

    Args:
        lines: Bulk lines.
        suggester: The engine.
        layers: The layers wanted; a list of these replaces what the line has.
        least: The least confidence of a suggestion.

    Yields:
        For each line the new one, ended by a line feed, or what is wrong with it.
    """
    for line in lines:
        article = _article(line)
        if isinstance(article, BadLine):
            yield article
            continue
        records = suggester.suggest(article["text"], layers, least)
        article |= {TABLE_OF_LAYER[layer]: [one for one in records if one["layer"] == layer] for layer in layers}
        if "layers" in article:
            article["layers"] = [layer for layer in TABLE_OF_LAYER if TABLE_OF_LAYER[layer] in article]
        yield orjson.dumps(article, option=orjson.OPT_APPEND_NEWLINE)


def _article(line: Line) -> dict[str, Any] | BadLine:
    if line.fault is not None:
        return BadLine(line.number, line.fault.found)
    try:
        value = parse(line.text)
    except BadJson as error:
        return BadLine(line.number, error.found)
    if type(value) is not dict:
        return BadLine(line.number, "JSON that is no object")
    if type(value.get("text")) is not str:
        return BadLine(line.number, 'no "text" that is a string')
    return value


def lines_of(file: BinaryIO) -> Iterator[Line]:
    """The lines of a stream, in bounded memory; a line that cannot be read carries its fault."""
    number = 0
    while data := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(data) > MAX_LINE_BYTES:
            while data and not data.endswith(b"\n"):
                data = file.readline(MAX_LINE_BYTES)
            fault = Unreadable("DOC005", f"a line of at most {MAX_LINE_BYTES:,} bytes", "a longer one", number)
            yield Line(number, "", fault)
            continue
        try:
            yield Line(number, decode_utf8(data.removesuffix(b"\n"), number))
        except Unreadable as fault:
            yield Line(number, "", fault)


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write line by line, which takes its place when all is written, and leaves nothing when that fails.

    Raises:
        OSError: The folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
