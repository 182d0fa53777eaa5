"""What could not be taken in, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One received file or record that is not taken in; the others go on.

    `place` is the file, with the line where there is one (`news.jsonl:12`). `fix` says how to mend it.
    """

    place: str
    expected: str
    found: str
    fix: str

    def message(self) -> str:
        """The refusal as the user reads it."""
        return f"{self.place}  refused\n  expected {self.expected}   found {self.found}\n  fix  {self.fix}"


class Refused(Exception):
    """Raised within this room where one received file or record cannot be taken in."""

    def __init__(self, expected: str, found: str, fix: str, line: int = 0, record: int = 0) -> None:
        """Keep what the message needs; `line` and `record` count from 1, 0 where there is none."""
        super().__init__(f"expected {expected}, found {found}; {fix}")
        self.expected, self.found, self.fix = expected, found, fix
        self.line, self.record = line, record

    def at(self, place: str) -> Refusal:
        """The refusal of what stands at `place`."""
        return Refusal(place_of(place, self.line, self.record), self.expected, self.found, self.fix)


def place_of(file: str, line: int = 0, record: int = 0) -> str:
    """Where something stands, as messages say it: `news.json:1 (record 3)`."""
    where = f"{file}:{line}" if line else file
    return f"{where} (record {record})" if record else where
