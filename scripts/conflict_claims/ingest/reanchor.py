"""One annotator's pass, carried over from an old text to a new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from conflict_claims.annotations import Pass, canonical
from conflict_claims.ingest.anchors import Anchor, by_words
from conflict_claims.ingest.asked import asked_of
from conflict_claims_schemas.fields import RECORDS

Record = dict[str, Any]

# `check` rejects the one without the other (CAS005, CAS006).
_BESIDE = {"perpetrator": ("blame",), "source": ("report", "party")}


@dataclass(frozen=True, slots=True)
class Lost:
    """A record that has no place in the new text, or leans on one that has none; `why` says which."""

    file: str
    line: int
    id: str
    layer: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Loosened:
    """A record that stays, but without its reference to lost ones, and without what says more of those alone."""

    file: str
    line: int
    id: str
    field: str
    lost: tuple[str, ...]
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """A pass after the amendment.

    Attributes:
        file: its name.
        header: with the new hash.
        records: those that stay.
        lost: those that do not.
        loosened: those that lose a reference.
        moved: how many stay at another place.
        asked: what `check` will ask for in those that stay.
        changed: whether anything differs.
        by_words: whether its spans were found by their words alone, the old text being lost.
    """

    file: str
    header: Record
    records: tuple[Record, ...]
    lost: tuple[Lost, ...]
    loosened: tuple[Loosened, ...]
    moved: int
    asked: tuple[str, ...] = ()
    changed: bool = True
    by_words: bool = False

    def content(self) -> bytes:
        """The file, in canonical form."""
        return canonical(self.header, self.records)


def carry(marked: Pass, anchor: Anchor, text_sha256: str, by_words: bool = False) -> Carried:
    """The pass on the new text, whose hash is `text_sha256`; records without a place are taken out."""
    records: list[Record] = []
    lost: list[Lost] = []
    for record in marked.records:
        span = (0, 0) if record["layer"] == "link" else anchor(record["start"], record["end"], record["text"])
        if span is None:
            lost.append(_lost(marked, record, "its words are not there any more, or not at its place"))
        elif record["layer"] == "link":
            records.append(record)
        else:
            records.append({**record, "start": span[0], "end": span[1]})
    kept, loosened, fallen = _without_references(marked, records, {one.id for one in lost})
    starts = {record["id"]: record.get("start") for record in marked.records}
    moved = sum(record.get("start") != starts[record["id"]] for record in kept)
    header = {**marked.header, "text_sha256": text_sha256}
    changed = bool(lost or moved) or header != marked.header
    return Carried(
        marked.file,
        header,
        tuple(kept),
        (*lost, *fallen),
        tuple(loosened),
        moved,
        asked_of(marked.records, kept),
        changed,
        by_words,
    )


def anchor_by_words(marked: Pass, text: str) -> Anchor:
    """How a pass is anchored in `text` where the text that it was made on is lost."""
    spans = [(one["start"], one["end"], one["text"]) for one in marked.records if one["layer"] != "link"]
    found = by_words(spans, text)
    return lambda start, end, _: found.get((start, end))


def _without_references(
    marked: Pass, records: list[Record], lost: set[str]
) -> tuple[list[Record], list[Loosened], list[Lost]]:
    """Take out references to lost records, and records that cannot be without them, until none is left."""
    fallen: list[Lost] = []
    gone = set(lost)
    while True:
        falling = [(record, why) for record in records if (why := _falls(record, gone))]
        if not falling:
            break
        fallen += [_lost(marked, record, why) for record, why in falling]
        gone |= {record["id"] for record, _ in falling}
        records = [record for record in records if record["id"] not in gone]
    loosened = [one for record in records for one in _loosened(marked, record, gone)]
    return [_loose(record, gone) for record in records], loosened, fallen


def _falls(record: Record, gone: set[str]) -> str:
    """Why a record cannot stay without those that are gone; empty where it can."""
    for field in RECORDS[record["layer"]]:
        if field.kind == "reference" and field.required and field.name in record:
            named = _ids(record[field.name])
            if named and set(named) <= gone:
                return f"its {field.name} {', '.join(named)} is lost"
    return ""


def _loosened(marked: Pass, record: Record, gone: set[str]) -> Iterable[Loosened]:
    for field in RECORDS[record["layer"]]:
        if field.kind == "reference" and (lost := tuple(one for one in _ids(record.get(field.name)) if one in gone)):
            bare = len(lost) == len(_ids(record[field.name]))
            beside = tuple(name for name in _BESIDE.get(field.name, ()) if bare and record.get(name) is not None)
            yield Loosened(marked.file, record["line"], record["id"], field.name, lost, beside)


def _loose(record: Record, gone: set[str]) -> Record:
    loose = dict(record)
    for field in RECORDS[record["layer"]]:
        if field.kind == "reference" and isinstance(record.get(field.name), list):
            kept = [one for one in record[field.name] if one not in gone]
            loose[field.name] = kept or None
            for name in _BESIDE.get(field.name, ()) if record[field.name] and not kept else ():
                loose[name] = None
    return loose


def _ids(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _lost(marked: Pass, record: Record, why: str) -> Lost:
    return Lost(marked.file, record["line"], record["id"], record["layer"], record.get("text", ""), why)
