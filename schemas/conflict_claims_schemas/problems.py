"""What `check` finds: one record, whatever reads it out later (text, JSON lines, GitHub, Markdown)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach of one rule, at one place.

    `line` counts from 1 (0: the whole file); `field` is the key at fault, from which the column is found when the
    message is written. `start` and `end` are code-point offsets of the span that is spoken of. `expected`, `found`
    and `fix` are in words; an empty `fix` means the rule's own.
    """

    rule: str
    file: str
    line: int = 0
    field: str = ""
    article: str = ""
    span: str = ""
    start: int | None = None
    end: int | None = None
    surface: str = ""
    expected: str = ""
    found: str = ""
    fix: str = ""
