"""One layer of an article as CoNLL-2003 has it: a token a line, a blank line after each sentence, tags in IOB2.

The four columns are the token, where it begins and ends, and the tag. Readers of CoNLL-2003 look at the first and the
last column; with the offsets the text can be put together again.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from conflict_claims.formats.label_maps.values import FIELDS
from conflict_claims.text.sentences import sentence_bounds
from conflict_claims.text.tokens import token_bounds
from conflict_claims_schemas.columns import RENAMED, TABLE_OF_LAYER, TAGGED

if TYPE_CHECKING:
    from conflict_claims.formats.exchange_report import ExchangeReport
    from conflict_claims.formats.exports.items import Item

OUTSIDE = "O"
HEAD = "-DOCSTART- -X- -X- O\n\n"
_BLANKS = re.compile(r"\s+")


def tagged_lines(item: Item, layer: str, report: ExchangeReport) -> Iterator[str]:
    """The lines of one article; what tags cannot hold goes into the report."""
    tokens = token_bounds(item.text)
    tags = _tags(item, layer, tokens, report)
    ends = [end for _, end in sentence_bounds(item.text)]
    passed = 0
    yield HEAD
    for (start, end), tag in zip(tokens, tags, strict=True):
        # A sentence never ends within a span, which would be two to a reader.
        if passed < len(ends) and start >= ends[passed] and not tag.startswith("I-"):
            passed = bisect_right(ends, start)
            yield "\n"
        yield f"{item.text[start:end]} {start} {end} {tag}\n"
    yield "\n"


def _tags(item: Item, layer: str, tokens: Sequence[tuple[int, int]], report: ExchangeReport) -> list[str]:
    """A tag for each token; where spans share one the longest wins, then the earliest, then the first."""
    tags = [OUTSIDE] * len(tokens)
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    records = [record for record in item.records if record["layer"] == layer]
    for record in sorted(records, key=lambda record: (record["start"] - record["end"], record["start"])):
        first, after = bisect_right(ends, record["start"]), bisect_left(starts, record["end"])
        shown = f"{item.place} {record['id']} {record['text']}"
        # A span that was taken is as long or longer, so it shows at one of the ends.
        if first >= after or tags[first] != OUTSIDE or tags[after - 1] != OUTSIDE:
            report.lose("span", "a longer or earlier span of its layer has its tokens", shown)
            continue
        label = _label(record, layer)
        tags[first:after] = [f"B-{label}", *[f"I-{label}"] * (after - first - 1)]
        report.carried["span"] += 1
        if (starts[first], ends[after - 1]) != (record["start"], record["end"]):
            report.change("span", "it ends within a token; the whole token is tagged", shown)
        _tell_fields(record, layer, shown, report)
    return tags


def _label(record: Mapping[str, Any], layer: str) -> str:
    return _BLANKS.sub("_", str(record.get(_label_field(layer)) or layer))


def _label_field(layer: str) -> str:
    """The field whose value is the tag of a layer, as in the `tokens` configuration."""
    column = TAGGED[TABLE_OF_LAYER[layer]]
    return next((name for name, renamed in RENAMED[layer].items() if renamed == column), column)


def _tell_fields(record: Mapping[str, Any], layer: str, shown: str, report: ExchangeReport) -> None:
    for name in FIELDS[layer]:
        if record.get(name) is not None and name != _label_field(layer):
            report.lose("field", f"CoNLL has no place for {layer}.{name}", shown)
