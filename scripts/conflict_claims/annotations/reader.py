"""Reading an annotation file: every line that can be used is, and every other is a problem with its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from conflict_claims.annotations.records import read_header, read_record
from conflict_claims.files.layout import Layout
from conflict_claims.files.reading import (
    MAX_LINE_BYTES,
    Line,
    Unreadable,
    file_sha256,
    open_regular,
    read_lines,
    read_up_to,
)
from conflict_claims.files.strict_json import BadJson, DuplicateKey, compact_lines, parse
from conflict_claims_schemas.problems import Problem

UNKNOWN = "?"
"""Stands for the ids of lines that cannot be read at all; it is no local id."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What one annotator marked in one article.

    `records` are dicts by the field names of RECORDS, with their `line`; `unread` holds the local ids of records
    that could not be used (UNKNOWN for a line that does not even tell its id), so that a reference to one of them
    is not called dangling. `digest` is the SHA-256 of the file.
    """

    file: str
    header: dict[str, Any]
    records: list[dict[str, Any]]
    unread: frozenset[str] = field(default_factory=frozenset)
    digest: bytes = b""

    @property
    def article_id(self) -> str:
        """The article that the header names."""
        return str(self.header["article"])

    @property
    def annotator(self) -> str:
        """The annotator that the header names."""
        return str(self.header["annotator"])


def read_pass(path: Path, layout: Layout) -> tuple[Pass | None, list[Problem]]:
    """Read an annotation file.

    Returns:
        The pass, None where the file or its header cannot be read; and the problems of level L1
        (DOC001-DOC005, SPN001-SPN007).
    """
    return parse_pass_lines(path, layout.name(path))


def parse_pass_lines(path: Path, file: str) -> tuple[Pass | None, list[Problem]]:
    """Read the lines of `path`, which messages call `file`; returns as `read_pass` does."""
    header: dict[str, Any] | None = None
    records: list[dict[str, Any]] = []
    unread: set[str] = set()
    problems: list[Problem] = []
    try:
        digest, lines = _content(path, file)
        for number, value, faults in lines:
            problems += faults
            if number == 1:
                header, faults = read_header(value, file) if not faults else (None, [])
                problems += faults
            elif faults:
                unread.add(UNKNOWN)
            else:
                record, faults = read_record(value, file, number)
                problems += faults
                _keep(record, value, records, unread)
    except Unreadable as fault:
        return None, [Problem(fault.rule, file, fault.line, expected=fault.expected, found=fault.found)]
    return (Pass(file, header, records, frozenset(unread), digest) if header else None), problems


def header_of(path: Path) -> dict[str, Any] | None:
    """The header of an annotation file, as it stands there; None where the first line of `path` is none.

    A bulk line is none: it has the text of its article.
    """
    try:
        value = parse(next(read_lines(path)).text)
    except (Unreadable, BadJson):
        return None
    return value if type(value) is dict and "article" in value and not value.keys() & {"layer", "text"} else None


Values = Iterable[tuple[int, Any, list[Problem]]]
"""The number, value and faults of each line."""


def _content(path: Path, file: str) -> tuple[bytes, Values]:
    """The digest and the values of a file; those of compact lines, as our own formatter writes them, at once."""
    with open_regular(path) as opened:
        data = read_up_to(opened, MAX_LINE_BYTES + 1)
    if len(data) > MAX_LINE_BYTES:
        return bytes.fromhex(file_sha256(path)), _one_by_one(path, file)
    compact = compact_lines(data)
    values = _one_by_one(path, file) if compact is None else ((at, value, []) for at, value in enumerate(compact, 1))
    return sha256(data).digest(), values


def _one_by_one(path: Path, file: str) -> Values:
    return ((line.number, *_json(line, file)) for line in read_lines(path))


def _keep(record: dict[str, Any] | None, value: Any, records: list[dict[str, Any]], unread: set[str]) -> None:
    if record is not None:
        records.append(record)
    else:
        known = isinstance(value, dict) and isinstance(value.get("id"), str)
        unread.add(value["id"] if known else UNKNOWN)


def _json(line: Line, file: str) -> tuple[Any, list[Problem]]:
    if line.fault is not None:
        fault = line.fault
        return None, [Problem(fault.rule, file, line.number, expected=fault.expected, found=fault.found)]
    try:
        return parse(line.text), []
    except BadJson as bad:
        rule = "SPN002" if isinstance(bad, DuplicateKey) else "SPN001"
        found = f"{bad.found} (column {bad.column})" if bad.column else bad.found
        return None, [Problem(rule, file, line.number, expected="one JSON object on the line", found=found)]
