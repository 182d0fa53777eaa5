"""A CoNLL file cut into its documents, line by line and in bounded memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from conflict_claims.files.reading import Line, read_lines
from conflict_claims.formats.carried import MARK
from conflict_claims.formats.conll.rows import Row, parse_row
from conflict_claims.formats.exchange_report import ExchangeReport
from conflict_claims.formats.label_maps import ConllRule

MOST_TOKENS = 100_000
"""A longer document is cut at the end of a sentence, so that memory is bounded."""

_LINES_LOOKED_AT = 1000


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its line, its tags in the order of the label map, and its offsets, where the file tells them."""

    line: int
    word: str
    tags: tuple[str, ...]
    place: tuple[int, int] | None


@dataclass
class Document:
    """The sentences of one document, and the hash of its lines."""

    sentences: list[list[Token]] = field(default_factory=lambda: [[]])
    tokens: int = 0
    hashed: Any = field(default_factory=hashlib.sha256)


def documents(path: Path, name: str, rule: ConllRule, report: ExchangeReport) -> Iterator[Document]:
    """The documents of a file, which messages call `name`, one after the other.

    Raises:
        Unreadable: the file is no regular file, or empty.
    """
    document, width = Document(), _width(path)
    _tell_columns(width, name, rule, report)
    for line in read_lines(path):
        if line.fault is not None:
            report.lose("line", f"{line.fault.expected} is due", f"{name}:{line.number}")
            continue
        row = _row(line)
        if row.begins_document or (row.is_blank and document.tokens >= MOST_TOKENS):
            if document.tokens:
                yield document
            if not row.begins_document:
                report.change("document", f"of more than {MOST_TOKENS:,} tokens, cut at a sentence", name)
            document = Document()
        elif row.is_blank:
            document.sentences.append([])
        elif row.is_comment(width):
            report.lose("comment", "a line that begins with #", f"{name}:{line.number} {line.text}")
        else:
            _take(row, line, name, rule, document, report)
    if document.tokens:
        yield document


def _row(line: Line) -> Row:
    return parse_row(line.text.removeprefix(MARK) if line.number == 1 else line.text)


def _width(path: Path) -> int:
    """How many columns a file has: those of its first line that is no remark, as far as can be told."""
    rows = (_row(line) for line in islice(read_lines(path), _LINES_LOOKED_AT) if line.fault is None)
    tokens = (row for row in rows if not row.is_blank and not row.begins_document)
    first = next((row for row in tokens if not row.columns[0].startswith("#")), None)
    return len(first.columns) if first else 0


def _tell_columns(width: int, name: str, rule: ConllRule, report: ExchangeReport) -> None:
    """Columns that no one asked for are not carried."""
    asked = {rule.token, rule.start, rule.end, *(tag.column for tag in rule.tags)}
    for at in range(width):
        if at not in asked and at - width not in asked:
            report.lose("column", f"the label map does not name column {at + 1} of {width}", name)


def _take(row: Row, line: Line, name: str, rule: ConllRule, document: Document, report: ExchangeReport) -> None:
    word = _column(row, rule.token)
    tags = [_column(row, tag.column) for tag in rule.tags]
    if not word or None in tags:
        report.lose("line", "it lacks the column of the token or of a tag", f"{name}:{line.number} {line.text}")
        return
    place = (_column(row, rule.start) or "", _column(row, rule.end) or "") if rule.start is not None else None
    offsets = (int(place[0]), int(place[1])) if place and all(map(_is_offset, place)) else None
    document.hashed.update(f"{line.text}\n".encode())
    document.tokens += 1
    document.sentences[-1].append(Token(line.number, word, tuple(tag or "" for tag in tags), offsets))


def _is_offset(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 12


def _column(row: Row, at: int | None) -> str | None:
    if at is None or not -len(row.columns) <= at < len(row.columns):
        return None
    return row.columns[at]
