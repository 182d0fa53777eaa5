"""A draft under the ids that gold has: an id, once given to a span, is never given to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from conflict_claims.annotations import number_records
from conflict_claims.annotations.records import ID_PREFIX
from conflict_claims.label_studio.regions import Record
from conflict_claims_schemas.labelling.controls import REFERENCES
from conflict_claims_schemas.vocabulary import SPECIAL_REFERENCES

LINK = "link"
Ends = tuple[str, str, str]
"""The type of a link, and the claims that it leads from and to."""


class Extent(Protocol):
    """A span: its id, layer and offsets."""

    id: str
    layer: str
    start: Any
    end: Any


def known_names(drawn: Sequence[Extent], earlier: Iterable[Record], used: set[str]) -> dict[str, str]:
    """The ids that an earlier file has for spans: of the same extent first, else of the most overlap; each once."""
    free = [one for one in earlier if one["layer"] != LINK and one["id"] not in used]
    names: dict[str, str] = {}
    for exact in (True, False) if free else ():
        for span in drawn:
            shared = [(_overlap(span, one), one["id"]) for one in free if one["layer"] == span.layer]
            best = max(shared, default=(0, ""), key=lambda pair: pair[0])
            if span.id not in names and best[0] >= (span.end - span.start + 1 if exact else 1):
                names[span.id] = best[1]
                free = [one for one in free if one["id"] != best[1]]
    return names


def _overlap(span: Extent, known: Record) -> int:
    """How many characters both have, with the same extent above every other."""
    if (span.start, span.end) == (known["start"], known["end"]):
        return 1 + int(span.end - span.start)
    return int(min(span.end, known["end"]) - max(span.start, known["start"]))


class _Span:
    def __init__(self, record: Record) -> None:
        self.id, self.layer = record["id"], record["layer"]
        self.start, self.end = record["start"], record["end"]


def renumbered(records: Sequence[Record], known: Sequence[Record], given: Mapping[str, int]) -> list[dict[str, Any]]:
    """The records with the ids that `known` has for them, and others from the next free numbers `given` on.

    Links keep the id of the link of the same type between the same claims.
    """
    spans = [record for record in records if record["layer"] != LINK]
    names = known_names([_Span(record) for record in spans], known, set())
    names |= number_records([record for record in spans if record["id"] not in names], given)
    made = [_under(record, names) for record in spans]
    return [*made, *_links([_under(one, names) for one in records if one["layer"] == LINK], known, given)]


def _under(record: Record, names: Mapping[str, str]) -> dict[str, Any]:
    if record["layer"] == LINK:
        return {**record, "from": names[record["from"]], "to": names[record["to"]]}
    renamed = {**record, "id": names[record["id"]]}
    for field in REFERENCES[record["layer"]]:
        if renamed.get(field):
            renamed[field] = [one if one in SPECIAL_REFERENCES else names[one] for one in renamed[field]]
    return renamed


def _links(links: Iterable[Record], known: Iterable[Record], given: Mapping[str, int]) -> list[dict[str, Any]]:
    there: dict[Ends, dict[str, Record]] = defaultdict(dict)
    for one in known:
        if one["layer"] == LINK:
            there[ends_of(one)][one["id"]] = one
    number, made = given[ID_PREFIX[LINK]], []
    for link in links:
        same = same_link(there[ends_of(link)], link.get("aspect"))
        local = same["id"] if same else f"{ID_PREFIX[LINK]}{number}"
        number += same is None
        made.append({**link, "id": local})
    return made


def ends_of(link: Record) -> Ends:
    """What tells a link from others: its type and the claims that it ties."""
    return link["type"], link["from"], link["to"]


def same_link(candidates: dict[str, Record], aspect: str | None) -> Record | None:
    """The one of `candidates` (by id) that a link between the same claims stands for, each taken once."""
    if not candidates:
        return None
    best = min(candidates.values(), key=lambda one: one.get("aspect") != aspect)
    return candidates.pop(best["id"])
