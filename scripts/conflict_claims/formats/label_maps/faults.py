"""What is wrong with a label map: every fault is collected, so that one run tells all."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from dataclasses import dataclass, field


class BadLabelMap(ValueError):
    """A label map cannot be used; the message names every fault with its place and how to mend it."""


@dataclass
class Faults:
    """The faults of one file."""

    file: str
    text: str
    found: list[str] = field(default_factory=list)

    def add(self, place: str, expected: str, found: str, fix: str = "") -> None:
        """A fault at `place`, the keys from the outside in, parted by blanks (`spans Person type`)."""
        parts = [f"{self.file}{self._line(place)}  {place}", f"  expected {expected}   found {found}"]
        parts += [f"  fix  {fix}"] if fix else []
        self.found.append("\n".join(part.replace("\n", "\\n") for part in parts))

    def unknown(self, place: str, name: str, known: Collection[str]) -> None:
        """A key or label `name` at `place` that is none of `known`."""
        close = difflib.get_close_matches(name, known, n=1)
        fix = f'write "{close[0]}"' if close else "take it out, or use one of these"
        self.add(place or name, "one of " + ", ".join(known), f'"{name}"', fix)

    def raise_any(self) -> None:
        """Raise what was found, if anything.

        Raises:
            BadLabelMap: there are faults.
        """
        if self.found:
            raise BadLabelMap("\n".join(self.found))

    def _line(self, place: str) -> str:
        """Where the keys of `place` stand, one after the other; tomllib does not tell."""
        at = 0
        for key in place.split(" "):
            found = re.compile(rf"""(?<![\w-])["']?{re.escape(key)}["']?[ \t]*(?:=|\]|\.)""").search(self.text, at)
            at = found.end() if found else at
        return f":{self.text.count(chr(10), 0, at) + 1}" if at else ""
