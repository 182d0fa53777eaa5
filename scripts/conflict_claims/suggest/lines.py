"""Suggestions for bulk lines: one JSON object an article in, the same object with its layers' lists out.

What a line says beside its lists is passed on to the letter: a number of many digits would not survive being read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from conflict_claims.files.reading import Line
from conflict_claims.files.strict_json import BadJson, members, parse
from conflict_claims.suggest.article import Suggester
from conflict_claims_schemas.columns import TABLE_OF_LAYER


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line without suggestions: its number, and what was found where an object with a text was expected."""

    number: int
    found: str


@dataclass(frozen=True, slots=True)
class GoodLine:
    """A line with suggestions: its number, its fields as they came, the records, and the new line with its end."""

    number: int
    fields: Mapping[str, Any]
    records: list[dict[str, Any]]
    content: bytes


def suggested_lines(
    lines: Iterable[Line], suggester: Suggester, layers: Collection[str], least: float
) -> Iterator[GoodLine | BadLine]:
    """Suggest for line after line, in memory that does not grow with their number.

    Args:
        lines: Bulk lines.
        suggester: The engine.
        layers: The layers wanted; a list of these replaces what the line has.
        least: The least confidence of a suggestion.

    Yields:
        For each line the new one, or what is wrong with it.
    """
    for line in lines:
        article = _article(line)
        if isinstance(article, BadLine):
            yield article
            continue
        records = suggester.suggest(article["text"], layers, least, str(article.get("published")))
        yield GoodLine(line.number, article, records, _filled(line.text, records, layers))


def _filled(text: str, records: list[dict[str, Any]], layers: Collection[str]) -> bytes:
    """The line `text` with the lists of `layers` as suggested, and nothing else of it changed."""
    values = {key: value.encode() for key, value in members(text).items()}
    for layer in layers:
        values[TABLE_OF_LAYER[layer]] = orjson.dumps([one for one in records if one["layer"] == layer])
    if "layers" in values:
        values["layers"] = orjson.dumps([layer for layer, table in TABLE_OF_LAYER.items() if table in values])
    return b"{" + b",".join(orjson.dumps(key) + b":" + value for key, value in values.items()) + b"}\n"


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
