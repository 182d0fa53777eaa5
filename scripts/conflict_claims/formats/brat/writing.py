"""Records of ours written as brat standoff, so that reading them with the label map of the export gives them back.

A span is a T of its layer's name, a label an A, a group in a list of labels a flag A, a reference an R of the field's
name, a link an R of its type, an id of a registry an N, and all else a note (#) of the field's name. Defaults are left
out, as in annotation files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from conflict_claims.formats.brat.drafts import escaped
from conflict_claims.formats.brat.standoff import (
    Annotation,
    Attribute,
    Fragment,
    Normalisation,
    Note,
    Relation,
    TextBound,
)
from conflict_claims.formats.label_maps.values import FIELDS
from conflict_claims_schemas.fields import Field

NOTE_TYPE = "AnnotatorNotes"
"""The type of note that brat's own page shows and edits; the field `note` becomes one."""

_ENTRY = re.compile(r"[^\s:]+")
_LINE = re.compile("[^\n]+")


def flag_name(field: Field, label: str) -> str:
    """The flag that says that `label` is in a list, or that a reference is the word `label`."""
    return f"{field.name}-{label}"


@dataclass(frozen=True, slots=True)
class Written:
    """The annotations of an article, spans first; and in words what could not be written, and what was cut."""

    annotations: list[Annotation]
    lost: list[str]
    cut: list[str]


def brat_annotations(records: Iterable[Mapping[str, Any]], text: str) -> Written:
    """The annotations of one article.

    Args:
        records: its spans and links.
        text: its text.
    """
    spans: dict[str, Mapping[str, Any]] = {}
    links: list[Mapping[str, Any]] = []
    twice: list[str] = []
    for record in records:
        if record["layer"] == "link":
            links.append(record)
        elif spans.setdefault(record["id"], record) is not record:
            twice.append(f"{record['id']}: another span has this id")
    writer = _Writer({local: f"T{number}" for number, local in enumerate(spans, 1)}, twice)
    for record in spans.values():
        writer.span(record, text)
    for record in links:
        writer.link(record)
    return Written(writer.annotations(), writer.lost, writer.cut)


class _Writer:
    """Takes records one by one; `ids` are the brat ids of all spans.

    `lost` is what could not be written, `cut` the spans that lost line ends at their edges.
    """

    def __init__(self, ids: Mapping[str, str], lost: list[str]) -> None:
        self.ids, self.lost = ids, lost
        self.cut: list[str] = []
        self._spans: list[Annotation] = []
        self._relations: list[Annotation] = []
        self._attributes: list[Annotation] = []
        self._entries: list[Annotation] = []
        self._notes: list[Annotation] = []

    def annotations(self) -> list[Annotation]:
        """Everything written, in the order in which brat lists it."""
        return [*self._spans, *self._relations, *self._attributes, *self._entries, *self._notes]

    def span(self, record: Mapping[str, Any], text: str) -> None:
        target = self.ids[record["id"]]
        fragments = _at_line_ends(record["start"], record["end"], text)
        if not fragments:
            self.lost.append(f"{record['id']}: {record['start']} to {record['end']} covers nothing but line ends")
            return
        if (fragments[0][0], fragments[-1][1]) != (record["start"], record["end"]):
            self.cut.append(f"{record['id']} {record['start']} {record['end']}")
        words = " ".join(text[start:end] for start, end in fragments)
        self._spans.append(TextBound(target, record["layer"], fragments, words.replace("\r", " ")))
        self._fields(record, target)

    def link(self, record: Mapping[str, Any]) -> None:
        ends = [self.ids.get(record["from"]), self.ids.get(record["to"])]
        if ends[0] is None or ends[1] is None:
            self.lost.append(f"{record['id']}: an end of the link is not there")
            return
        target = self._relation(record["type"], ends[0], ends[1])
        self._fields(record, target, done=frozenset({"type"}))

    def _relation(self, kind: str, source: str, target: str) -> str:
        local = f"R{len(self._relations) + 1}"
        self._relations.append(Relation(local, kind, (("Arg1", source), ("Arg2", target))))
        return local

    def _fields(self, record: Mapping[str, Any], target: str, done: frozenset[str] = frozenset()) -> None:
        self._note("id", target, record["id"])
        for name, field in FIELDS[record["layer"]].items():
            value = record.get(name)
            if value is None or name in done or value == field.default:
                continue
            if field.kind == "reference":
                self._reference(record["id"], field, target, value)
            elif field.kind == "strings":
                for label in value:
                    self._attribute(flag_name(field, label), target, None)
            elif field.label_set is not None and record["layer"] != "link":
                self._attribute(name, target, str(value))
            elif field.refers and _ENTRY.fullmatch(str(value)):
                self._entries.append(
                    Normalisation(f"N{len(self._entries) + 1}", "Reference", target, field.refers[0], value, value)
                )
            else:
                self._note(NOTE_TYPE if name == "note" else name, target, str(value))

    def _reference(self, local: str, field: Field, target: str, value: Iterable[str]) -> None:
        for one in value:
            if one in field.specials:
                self._attribute(flag_name(field, one), target, None)
            elif one in self.ids:
                self._relation(field.name, target, self.ids[one])
            else:
                self.lost.append(f"{local}: {field.name} refers to {one}, which is not there")

    def _attribute(self, name: str, target: str, value: str | None) -> None:
        self._attributes.append(Attribute(f"A{len(self._attributes) + 1}", name, target, value))

    def _note(self, kind: str, target: str, words: str) -> None:
        self._notes.append(Note(f"#{len(self._notes) + 1}", kind, target, escaped(words)))


def _at_line_ends(start: int, end: int, text: str) -> tuple[Fragment, ...]:
    """A span parted at line ends, which brat does not allow within one."""
    return tuple(_parts(start, end, text))


def _parts(start: int, end: int, text: str) -> Iterator[Fragment]:
    yield from (found.span() for found in _LINE.finditer(text, start, end))
