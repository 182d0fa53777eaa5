"""Two passes over an article as one draft: what they agree on is settled, where they part is marked in notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from conflict_claims.annotations import Pass
from conflict_claims.annotations.canonical import next_numbers
from conflict_claims.annotations.records import ID_PREFIX
from conflict_claims.articles import Article
from conflict_claims.label_studio.notes import joined
from conflict_claims.label_studio.renumbering import ends_of, renumbered
from conflict_claims.matching.disagreements import Disagreement, disagreements
from conflict_claims.matching.edges import first_links, second_links
from conflict_claims.matching.marks import LINK, marks_of
from conflict_claims.matching.pairing import Compared, PairedArticle, pair_article
from conflict_claims_schemas.labelling.controls import REFERENCES
from conflict_claims_schemas.vocabulary import SPECIAL_REFERENCES

DIFFERS = "differs:"
"""What the note of a span begins with that is not settled yet."""

DRAFT = "draft"
"""Stands for an annotator's name in a draft; nobody has made it."""

SHOWN = 60
"""Most differences that a summary lists."""

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft of an article, and where its two passes part, a line each."""

    merged: Pass
    differences: tuple[str, ...]


def draft(article: Article, first: Pass, second: Pass, guidelines: str, gold: Pass | None = None) -> Draft:
    """Join two passes over an article.

    A span that both marked alike is taken as it is. Where they part the draft has the first one's reading, and the
    note says both; a span or link that only one marked is in the draft, and a note says who marked it. What both noted
    at a span or link is in its note, the second one's below the first one's. Its header names `guidelines`, for these
    are what it is settled by. Where there is `gold` already, its spans and links keep their ids, and no other one gets
    them.
    """
    compared = Compared(article.id, article.text, {one.annotator: marks_of(one) for one in (first, second)})
    paired = pair_article(compared, first.annotator, second.annotator)
    found = disagreements([paired])
    merging = _Merging(paired, first, second)
    records = merging.records()
    _mark(records, merging.notes(found))
    header = {**first.header, "annotator": DRAFT, "guidelines": guidelines}
    header["layers"] = [*dict.fromkeys([*first.header["layers"], *second.header["layers"]])]
    header["next"] = next_numbers(records, _highest(first.header["next"], second.header["next"]))
    if gold is not None:
        header["next"] = next_numbers(gold.records, _highest(header["next"], gold.header["next"]))
        records = renumbered(records, gold.records, header["next"])
        header["next"] = next_numbers(records, header["next"])
    told = tuple(_line(one, first.annotator, second.annotator) for one in found)
    return Draft(Pass("", header, records), told)


def unsettled(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The ids of the records whose notes still begin by saying that they differ."""
    for record in records:
        if str(record.get("note") or "").startswith(DIFFERS):
            yield str(record["id"])


def summary(differences: tuple[str, ...], first: str, second: str) -> str:
    """The differences of an article for the top of its page."""
    shown = differences[:SHOWN]
    points = "1 point" if len(differences) == 1 else f"{len(differences)} points"
    head = f"{first} and {second} differ in {points} ({len(shown)} of {len(differences)} shown)"
    return "\n".join([head, *shown])


@dataclass(frozen=True, slots=True)
class _Merging:
    paired: PairedArticle
    first: Pass
    second: Pass

    def names(self) -> dict[str, str]:
        """The draft's ids for the second annotator's spans: the first one's, or new ones."""
        numbers = _highest(self.first.header["next"], self.second.header["next"])
        numbers = next_numbers([*self.first.records, *self.second.records], numbers)
        names = dict(self.paired.backward)
        for record in self.second.records:
            if record["layer"] != LINK and record["id"] not in names:
                prefix = ID_PREFIX[record["layer"]]
                names[record["id"]] = f"{prefix}{numbers[prefix]}"
                numbers[prefix] += 1
        return names

    def records(self) -> list[Record]:
        names = self.names()
        theirs = {self.paired.backward.get(record["id"]): record for record in self.second.records}
        spans = [_noted(record, theirs.get(record["id"])) for record in self.first.records if record["layer"] != LINK]
        alone = [one for one in self.second.records if one["layer"] != LINK and one["id"] not in self.paired.backward]
        spans += [_renamed(record, names) for record in alone]
        return [*map(_without_line, spans), *self._links(names)]

    def _links(self, names: Mapping[str, str]) -> Iterator[Record]:
        ours = [record for record in self.first.records if record["layer"] == LINK]
        theirs = {ends_of(one): one for one in self._second_links(names)}
        yield from (_without_line(_noted(one, theirs.get(ends_of(one)))) for one in ours)
        taken = {ends_of(one) for one in ours}
        number = next_numbers([*self.first.records, *self.second.records], self.first.header["next"])["k"]
        for record in self._second_links(names):
            if ends_of(record) not in taken:
                yield _without_line({**record, "id": f"k{number}"})
                number += 1

    def _second_links(self, names: Mapping[str, str]) -> Iterator[Record]:
        """The second annotator's links between the draft's spans."""
        for one in self.second.records:
            if one["layer"] == LINK:
                yield {**one, "from": names.get(one["from"], one["from"]), "to": names.get(one["to"], one["to"])}

    def notes(self, found: Iterable[Disagreement]) -> dict[str, list[str]]:
        """What to note at which span of the draft."""
        names, notes = self.names(), defaultdict(list)
        links = {one["id"]: one["from"] for _, one in first_links(self.paired)}
        theirs = {one["id"]: names[one["from"]] for _, one in second_links(self.paired)}
        for one in found:
            if one.first is not None:
                place = links[one.first.id] if one.layer == LINK else one.first.id
            else:
                assert one.second is not None
                place = theirs[one.second.id] if one.layer == LINK else names[one.second.id]
            notes[place].append(_point(one, self.first.annotator, self.second.annotator))
        return notes


def _highest(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
    return {prefix: max(first.get(prefix, 1), second.get(prefix, 1)) for prefix in ID_PREFIX.values()}


def _renamed(record: Mapping[str, Any], names: Mapping[str, str]) -> Record:
    """A record of the second annotator under the draft's ids."""
    renamed = {**record, "id": names[record["id"]]}
    for field in REFERENCES[record["layer"]]:
        if renamed.get(field):
            renamed[field] = [one if one in SPECIAL_REFERENCES else names.get(one, one) for one in renamed[field]]
    return renamed


def _noted(record: Record, other: Record | None) -> Record:
    """A record of the first annotator with what both noted at it."""
    note = joined(record.get("note"), other.get("note") if other else None)
    return {**record, "note": note} if note else dict(record)


def _without_line(record: Record) -> Record:
    return {key: value for key, value in record.items() if key != "line"}


def _mark(records: list[Record], notes: Mapping[str, list[str]]) -> None:
    for record in records:
        if points := notes.get(record["id"]):
            own = f" | {record['note']}" if record.get("note") else ""
            record["note"] = f"{DIFFERS} {'; '.join(points)}{own}"


def _point(one: Disagreement, first: str, second: str) -> str:
    """One difference in a few words, both readings named."""
    if one.type == "missing":
        return f"only {first if one.second is None else second} marked this"
    if one.layer == LINK and (one.first is None or one.second is None):
        value = one.first_value or one.second_value
        return f"only {first if one.second is None else second} has the link {value}"
    return f"{one.field or 'extent'}: {first} {one.first_value!r}, {second} {one.second_value!r}"


def _line(one: Disagreement, first: str, second: str) -> str:
    place = one.first or one.second
    assert place is not None
    return f'{one.layer} at {one.start} "{place.words}": {_point(one, first, second)}'
