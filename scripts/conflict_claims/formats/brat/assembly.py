"""The annotations of a standoff file put together to records of ours, as a label map says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from conflict_claims.formats.brat.drafts import Draft
from conflict_claims.formats.brat.placing import Placed
from conflict_claims.formats.brat.standoff import (
    Annotation,
    Attribute,
    Equivalence,
    Event,
    Normalisation,
    Note,
    Relation,
    Standoff,
    TextBound,
)
from conflict_claims.formats.label_maps import JoinRule, LabelMap, SpanRule, ValueRule
from conflict_claims.formats.label_maps.values import FIELDS
from conflict_claims_schemas.fields import ATTRIBUTES

_ENDS = next(field.refers for field in ATTRIBUTES["link"] if field.kind == "reference")
_UNNAMED = "the label map does not name {}"
Kind = TypeVar("Kind", bound=Annotation)


class Assembly:
    """One file in the making.

    Args:
        standoff: the file.
        places: where each span lies, or the reason why nowhere, by the number of its line.
        labels: the label map.

    Attributes:
        drafts: the records, by the id of the annotation that they were made of.
        lost: why a line is not carried, by its number.
        roles_lost: for each role of an event that is not carried, its line and why.
        partial: for each equivalence that is carried without some of its members, its line and why.
        covered: the lines of spans whose fragments leave words out.
    """

    def __init__(self, standoff: Standoff, places: Mapping[int, Placed | str], labels: LabelMap) -> None:
        """Make the drafts."""
        self.labels, self.places = labels, places
        self.drafts: dict[str, Draft] = {}
        self.lost: dict[int, str] = {}
        self.roles_lost: list[tuple[int, str]] = []
        self.partial: list[tuple[int, str]] = []
        self.covered: list[int] = []
        self._same: dict[str, str] = {}
        self._lines = [(line.number, line.annotation) for line in standoff.lines if line.annotation is not None]
        self._ids = self._first_of_each_id()
        self._make_spans()
        self._make_events()
        self._fill_roles()
        self._join()
        self._fill()
        self._drop_unfinished()

    def _of(self, kind: type[Kind]) -> Iterator[tuple[int, Kind]]:
        for number, annotation in self._lines:
            if isinstance(annotation, kind) and number not in self.lost:
                yield number, annotation

    def _first_of_each_id(self) -> dict[str, int]:
        """The line of every id; a second annotation of the same id is lost."""
        ids: dict[str, int] = {}
        for number, annotation in self._lines:
            if not isinstance(annotation, Equivalence) and ids.setdefault(annotation.id, number) != number:
                self.lost[number] = "its id stands before another annotation already"
        return ids

    def _make_spans(self) -> None:
        triggers = {event.trigger for _, event in self._of(Event) if event.type in self.labels.events}
        for number, span in self._of(TextBound):
            placed, rule = self.places[number], self.labels.spans.get(span.type)
            if isinstance(placed, str):
                self.lost[number] = placed
            elif rule is not None:
                self.drafts[span.id] = self._draft(rule, placed, number)
            elif span.id not in triggers:
                self.lost[number] = _UNNAMED.format(f"spans of type {span.type}")

    def _make_events(self) -> None:
        for number, event in self._of(Event):
            rule, line = self.labels.events.get(event.type), self._ids.get(event.trigger, 0)
            placed = self.places.get(line, "")
            if rule is None:
                self.lost[number] = _UNNAMED.format(f"events of type {event.type}")
                self._same[event.id] = event.trigger
            elif isinstance(placed, str) or line in self.lost:
                self.lost[number] = "its trigger is not carried" if event.trigger else "it has no trigger"
            else:
                self.drafts[event.id] = self._draft(rule, placed, number)
                self.drafts[event.id].lines.append(line)
                self._same.setdefault(event.trigger, event.id)

    def _draft(self, rule: SpanRule, placed: Placed, number: int) -> Draft:
        draft = Draft(rule.layer, placed.start, placed.end, dict(rule.values), lines=[number])
        if placed.fragments:
            self.covered.append(number)
            where = ";".join(f"{start}-{end}" for start, end in placed.fragments)
            draft.remark(f"fragments {where}")
        return draft

    def _find(self, local: str) -> str | None:
        """The key of the draft that an id stands for: its own, or that of its event or trigger."""
        return local if local in self.drafts else same if (same := self._same.get(local, "")) in self.drafts else None

    def _absent(self, local: str) -> str:
        return "what it is about is not carried" if local in self._ids else "what it is about is not in the file"

    def _fill_roles(self) -> None:
        for number, event in self._of(Event):
            rule = self.labels.events[event.type]
            for role, target in event.roles:
                # brat numbers the second and further fillers of a role: Agent, Agent2.
                name = rule.roles.get(role) or rule.roles.get(role.rstrip("0123456789"))
                why = self._refer(event.id, name, target, number) if name else _UNNAMED.format(f"the role {role}")
                if why:
                    self.roles_lost.append((number, why))

    def _refer(self, key: str, name: str, target: str, number: int) -> str:
        """Let a draft refer to what `target` stands for; returns why it cannot."""
        draft, found = self.drafts[key], self._find(target)
        field = FIELDS[draft.layer].get(name)
        if field is None or field.kind != "reference":
            return f"the layer {draft.layer} has no {name}"
        if found is None:
            return self._absent(target)
        if self.drafts[found].layer not in field.refers:
            return f"{name} in the layer {draft.layer} cannot be of the layer {self.drafts[found].layer}"
        said = draft.references.setdefault(name, {})
        if found in said:
            return "another line says the same" if said[found] != number else "another part of its line says the same"
        said[found] = number
        return ""

    def _join(self) -> None:
        for number, relation in self._of(Relation):
            rule, roles = self.labels.relations.get(relation.type), dict(relation.roles)
            if rule is None:
                why = _UNNAMED.format(f"relations of type {relation.type}")
            elif rule.source not in roles or rule.target not in roles or len(relation.roles) != 2:
                why = f"it has not the arguments {rule.source} and {rule.target} alone"
            else:
                why = self._relate(rule, relation.id, roles[rule.source], roles[rule.target], number)
            if why:
                self.lost[number] = why
        for number, same in self._of(Equivalence):
            rule = self.labels.equivalences.get(same.type)
            if rule is None:
                self.lost[number] = _UNNAMED.format(f"equivalences of type {same.type}")
            else:
                self._equate(rule, same, number)

    def _equate(self, rule: JoinRule, same: Equivalence, number: int) -> None:
        """Join each further member of an equivalence to the first."""
        first, *others = same.members
        whys = [self._relate(rule, f"*{number}-{at}", other, first, number) for at, other in enumerate(others, 1)]
        if all(whys):
            self.lost[number] = whys[0]
        else:
            self.partial += [(number, why) for why in whys if why]

    def _relate(self, rule: JoinRule, key: str, source: str, target: str, number: int) -> str:
        """Make a reference or a link of a relation; returns why it cannot be."""
        ends = [self._find(source), self._find(target)]
        if ends[0] is None or ends[1] is None:
            return next(self._absent(one) for one, end in zip((source, target), ends, strict=True) if end is None)
        if rule.fills:
            return self._refer(ends[0], rule.fills, target, number)
        if any(self.drafts[end].layer not in _ENDS for end in ends if end):
            return f"a link joins two of {', '.join(_ENDS)}, and one of its ends is none"
        references = {"from": {ends[0]: number}, "to": {ends[1]: number}}
        values = {"type": rule.link, **rule.values}
        self.drafts[key] = Draft("link", values=values, references=references, lines=[number])
        return ""

    def _fill(self) -> None:
        for number, attribute in self._of(Attribute):
            rule = self.labels.attributes.get(attribute.type)
            self._give(number, attribute.target, rule, attribute.value, f"attributes of type {attribute.type}")
        for number, entry in self._of(Normalisation):
            rule = self.labels.normalisations.get(entry.database)
            self._give(number, entry.target, rule, entry.entry, f"the database {entry.database}")
        for number, note in self._of(Note):
            rule = self.labels.notes.get(note.type)
            self._give(number, note.target, rule, note.words, f"notes of type {note.type}")

    def _give(self, number: int, target: str, rule: ValueRule | None, words: str | None, what: str) -> None:
        key = self._find(target)
        if rule is None:
            why = _UNNAMED.format(what)
        elif key is None:
            why = self._absent(target)
        else:
            why = self.drafts[key].give(rule, words)
        if why:
            self.lost[number] = why
        elif key is not None:
            self.drafts[key].lines.append(number)

    def _drop_unfinished(self) -> None:
        """Take out records that lack what they must have, and then what refers to them, until nothing changes."""
        dropped: dict[int, str] = {}
        while gone := {key: names for key, draft in self.drafts.items() if (names := draft.missing())}:
            for key, names in gone.items():
                draft = self.drafts.pop(key)
                why = f"the layer {draft.layer} needs {names[0]}, and nothing gives it"
                joins = (number for found in draft.references.values() for number in found.values())
                dropped |= dict.fromkeys((*draft.lines, *joins), why)
            for draft in self.drafts.values():
                self._forget(draft, gone, dropped)
        # A trigger may serve another event that is carried.
        kept = {number for draft in self.drafts.values() for number in draft.lines}
        self.partial = [one for one in self.partial if one[0] not in dropped or one[0] in kept]
        self.partial += [
            (number, dropped[number]) for number, _ in self._of(Equivalence) if number in dropped.keys() & kept
        ]
        self.lost = {number: why for number, why in dropped.items() if number not in kept} | self.lost

    def _forget(self, draft: Draft, gone: Mapping[str, Any], dropped: dict[int, str]) -> None:
        for name, found in draft.references.items():
            for number in (number for key, number in found.items() if key in gone):
                why = "what it is about is not carried"
                if number in draft.lines and draft.layer != "link":
                    self.roles_lost.append((number, why))
                else:
                    dropped.setdefault(number, why)
            draft.references[name] = {key: number for key, number in found.items() if key not in gone}
