"""What every span must keep: its id, its offsets, its text; and the ids of links."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from conflict_claims_schemas.codes import PREFIXES
from conflict_claims_schemas.columns import KEYS, LAYER_OF_TABLE, SPAN_TABLES
from conflict_claims_schemas.conditions.model import Condition, condition, quoted, value_of

# Scripts that put no blank between words are left out: there an edge inside a run of letters cuts nothing.
_WORD = r"[\p{L}\p{M}\p{N}&&[^\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]"

# Control characters, line separators and the marks that turn the direction of a text.
_HIDDEN = r"[\x00-\x1f\x7f-\x9f\x{2028}\x{2029}\x{202a}-\x{202e}\x{2066}-\x{2069}]"
NOTE_LENGTH = 1000


def _ids(table: str) -> Iterator[Condition]:
    prefix = PREFIXES[LAYER_OF_TABLE[table]]
    yield condition(
        "SPN012",
        table,
        "id",
        pl.col(KEYS[table]).is_first_distinct(),
        "an id that no other record of the file has",
        pl.format('"{}" a second time', "local_id"),
    )
    yield condition(
        "SPN013",
        table,
        "id",
        pl.col("local_id").str.contains(rf"\A{prefix}[1-9][0-9]{{0,8}}\z"),
        f"{prefix} and a number from 1 on, like {prefix}1",
        quoted("local_id"),
    )


def _offsets(table: str) -> Iterator[Condition]:
    start, end = pl.col("start"), pl.col("end")
    found = pl.format("start {}, end {}", start, end)
    yield condition(
        "SPN014", table, "start", (start >= 0) & (start < end), "a start from 0 on, and below the end", found
    )
    yield condition(
        "SPN014",
        table,
        "end",
        end <= pl.col("text_length"),
        pl.format("an end of at most {}, the length of the text", "text_length"),
        value_of("end"),
    )
    yield condition(
        "SPN017",
        table,
        "start",
        pl.struct("article_id", "start", "end").is_first_distinct(),
        "one span of a layer over the same characters",
        pl.format("{} to {} a second time", start, end),
    )


def _text(table: str) -> Iterator[Condition]:
    text = pl.col("text")
    yield condition("SPN015", table, "text", text == pl.col("slice"), quoted("slice"), quoted("text"))
    yield condition(
        "SPN018", table, "text", ~text.str.contains(r"\A\s|\s\z"), "no blank at either edge", quoted("text")
    )
    yield condition("SPN020", table, "text", ~text.str.contains("\n", literal=True), "one paragraph", quoted("text"))
    yield condition(
        "SPN019",
        table,
        "text",
        ~(_cut("before", r"\A") | _cut("after", r"\z")),
        "whole words",
        pl.format('"{}" between "{}" and "{}"', "text", "before", "after"),
    )


def _cut(neighbour: str, edge: str) -> pl.Expr:
    beside = pl.col(neighbour).str.contains(_WORD)
    inside = rf"\A{_WORD}" if edge == r"\A" else rf"{_WORD}\z"
    return beside & pl.col("text").str.contains(inside)


def _note(table: str) -> Condition:
    note = pl.col("note")
    fit = note.str.contains(r"\S") & ~note.str.contains(_HIDDEN) & (note.str.len_chars() <= NOTE_LENGTH)
    return condition("SPN023", table, "note", fit, f"one line of at most {NOTE_LENGTH:,} characters", quoted("note"))


def _all() -> Iterator[Condition]:
    for table in SPAN_TABLES:
        yield from (*_ids(table), *_offsets(table), *_text(table), _note(table))
    yield from (*_ids("links"), _note("links"))


CONDITIONS: tuple[Condition, ...] = tuple(_all())
