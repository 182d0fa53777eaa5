"""The lines of a brat standoff file (https://brat.nlplab.org/standoff.html), each as well-formed files have it.

A file is kept line by line, in its order; a line that a record would not write back to the letter keeps its own words
too, so that what was read is always what is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Fragment = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TextBound:
    """`T1<tab>Person 0 5;16 23<tab>words`: a span of one or more fragments; `words` is None without the last part."""

    id: str
    type: str
    fragments: tuple[Fragment, ...]
    words: str | None

    def __str__(self) -> str:
        """The line."""
        where = ";".join(f"{start} {end}" for start, end in self.fragments)
        return f"{self.id}\t{self.type} {where}" + ("" if self.words is None else f"\t{self.words}")


@dataclass(frozen=True, slots=True)
class Event:
    """`E1<tab>Attack:T1 Agent:T2`: an event with its trigger (empty where it has none) and the roles around it."""

    id: str
    type: str
    trigger: str
    roles: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """The line."""
        head = f"{self.id}\t{self.type}" + (f":{self.trigger}" if self.trigger else "")
        return head + "".join(f" {role}:{target}" for role, target in self.roles)


@dataclass(frozen=True, slots=True)
class Relation:
    """`R1<tab>Says Arg1:T1 Arg2:T2`."""

    id: str
    type: str
    roles: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """The line."""
        return f"{self.id}\t{self.type}" + "".join(f" {role}:{target}" for role, target in self.roles)


@dataclass(frozen=True, slots=True)
class Attribute:
    """`A1<tab>Negated E1` (a flag, `value` None) or `A1<tab>Certainty E1 low`; ids with M are the older form."""

    id: str
    type: str
    target: str
    value: str | None

    def __str__(self) -> str:
        """The line."""
        return f"{self.id}\t{self.type} {self.target}" + ("" if self.value is None else f" {self.value}")


@dataclass(frozen=True, slots=True)
class Normalisation:
    """`N1<tab>Reference T1 Wikipedia:534366<tab>words`."""

    id: str
    type: str
    target: str
    database: str
    entry: str
    words: str | None

    def __str__(self) -> str:
        """The line."""
        head = f"{self.id}\t{self.type} {self.target} {self.database}:{self.entry}"
        return head + ("" if self.words is None else f"\t{self.words}")


@dataclass(frozen=True, slots=True)
class Note:
    """`#1<tab>AnnotatorNotes T1<tab>words`: a remark on any annotation."""

    id: str
    type: str
    target: str
    words: str | None

    def __str__(self) -> str:
        """The line."""
        return f"{self.id}\t{self.type} {self.target}" + ("" if self.words is None else f"\t{self.words}")


@dataclass(frozen=True, slots=True)
class Equivalence:
    """`*<tab>Equiv T1 T2 T3`: annotations that are one and the same."""

    id: str
    type: str
    members: tuple[str, ...]

    def __str__(self) -> str:
        """The line."""
        return f"{self.id}\t{self.type}" + "".join(f" {member}" for member in self.members)


Annotation = TextBound | Event | Relation | Attribute | Normalisation | Note | Equivalence

KINDS: dict[type[Annotation], str] = {
    TextBound: "span (T)",
    Event: "event (E)",
    Relation: "relation (R)",
    Attribute: "attribute (A, M)",
    Normalisation: "normalisation (N)",
    Note: "note (#)",
    Equivalence: "equivalence (*)",
}
"""What reports call them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, with its number from 1 and its line end.

    `annotation` is None for a line that is none: blank, or not understood, which `fault` then tells. `verbatim` is the
    line as it stood, where the annotation would be written differently.
    """

    number: int
    annotation: Annotation | None
    end: str
    verbatim: str | None = None
    fault: str = ""

    def __str__(self) -> str:
        """The line as it stands in the file."""
        return (str(self.annotation) if self.verbatim is None else self.verbatim) + self.end


@dataclass(frozen=True, slots=True)
class Standoff:
    """A standoff file: its lines in order, and whether a byte order mark stands before them."""

    lines: tuple[Line, ...]
    marked: bool = False


def written(standoff: Standoff) -> bytes:
    """The file, byte for byte as it was read."""
    text = ("\ufeff" if standoff.marked else "") + "".join(map(str, standoff.lines))
    return text.encode("utf-8", "surrogateescape")


def standoff_of(annotations: Iterable[Annotation]) -> Standoff:
    """A well-formed file of `annotations`, each of which must fit on a line."""
    return Standoff(tuple(Line(number, one, "\n") for number, one in enumerate(annotations, 1)))
