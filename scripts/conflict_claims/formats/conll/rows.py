"""The lines of a CoNLL file: columns parted by tabs or blanks, blank lines between sentences.

Nothing of a line is lost: its columns and what parts them, put together, are the line again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BLANKS = re.compile(r"([ \t]+)")
_TABS = re.compile(r"(\t)")
_DOCUMENT = "-DOCSTART-"
_NEW_DOCUMENT = re.compile(r"#[ \t]*newdoc\b")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: `columns`, and the `gaps` between them (one fewer); `end` is its line end."""

    columns: tuple[str, ...]
    gaps: tuple[str, ...]
    end: str

    def __str__(self) -> str:
        """The line as it stands in the file."""
        pairs = zip(self.columns, (*self.gaps, self.end), strict=True)
        return "".join(column + gap for column, gap in pairs)

    @property
    def is_blank(self) -> bool:
        """Whether it ends a sentence."""
        return not any(column.strip() for column in self.columns)

    @property
    def begins_document(self) -> bool:
        """Whether it stands before a document: `-DOCSTART-`, or CoNLL-U's `# newdoc`."""
        first = self.columns[0]
        return first == _DOCUMENT or (first.startswith("#") and _NEW_DOCUMENT.match(str(self)) is not None)

    def is_comment(self, width: int) -> bool:
        """Whether it is a remark: it begins with # and has not the columns that tokens have."""
        return self.columns[0].startswith("#") and len(self.columns) != width


def parse_row(line: str) -> Row:
    """Read one line with its line end; tabs alone part the columns of a line that has any."""
    bare = line.rstrip("\r\n")
    parts = (_TABS if "\t" in bare else _BLANKS).split(bare)
    return Row(tuple(parts[::2]), tuple(parts[1::2]), line[len(bare) :])
