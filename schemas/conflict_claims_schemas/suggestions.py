"""Suggestions: whose they are, and the note of a record: which pattern made it, and how sure that pattern is."""

from __future__ import annotations

import re
from typing import NamedTuple

SUGGESTER = "suggest"
"""The annotator of suggestions, and so their folder; nobody has marked them, and they are not published."""

NOTE = re.compile(r"(\S{1,80}) (0(?:\.[0-9]{1,6})?|1(?:\.0{1,6})?)", re.ASCII)
"""`<PATTERN-ID> <confidence>`, as in `CAS-passive 0.93`."""


class Reason(NamedTuple):
    """Why a record was suggested: the id of the pattern, and its confidence from 0 to 1."""

    pattern: str
    confidence: float


def reason_note(pattern: str, confidence: float) -> str:
    """The note of a suggestion that `pattern` (no blanks) made with `confidence` (0 to 1)."""
    return f"{pattern} {confidence:.2f}"


def read_reason(note: object) -> Reason | None:
    """The reason that a note gives; None where it is no note of a suggestion."""
    found = NOTE.fullmatch(note) if isinstance(note, str) else None
    return Reason(found[1], float(found[2])) if found else None
