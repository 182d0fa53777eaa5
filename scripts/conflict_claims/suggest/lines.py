"""Suggestions for bulk lines: one JSON object an article in, the same object with its layers' lists out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from conflict_claims.files.reading import Line
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
        records = suggester.suggest(article["text"], layers, least, str(article.get("published")))
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
