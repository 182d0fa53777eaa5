"""A folder of brat standoff read to bulk lines: every `.txt` with its `.ann` is an article."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from conflict_claims.files.reading import MAX_FILE_BYTES, Unreadable, open_regular
from conflict_claims.formats.article_lines import article_id, article_line, name_of, stem_of, with_local_ids
from conflict_claims.formats.brat.assembly import Assembly
from conflict_claims.formats.brat.parsing import parse_standoff
from conflict_claims.formats.brat.placing import Misplaced, Placed, Received, counting_of, place
from conflict_claims.formats.brat.standoff import KINDS, Event, Line, Standoff, TextBound
from conflict_claims.formats.carried import MARK, carry
from conflict_claims.formats.counting import Counting
from conflict_claims.formats.decode import decode_undeclared
from conflict_claims.formats.exchange_report import ExchangeReport
from conflict_claims.formats.folders import Names, folders_of, tell_passed_over
from conflict_claims.formats.label_maps import LabelMap
from conflict_claims.formats.metadata import Metadata
from conflict_claims.formats.refusal import Refusal, Refused
from conflict_claims.text.normalise import UnpairedSurrogate

TEXT, WHOLE, PARTS = ".txt", ".ann", (".a1", ".a2")
_ROLE = "role of an event"
_SETTINGS = ".conf"  # of brat's pages
Ends = Mapping[tuple[str, str, bool], Path]
"""The files of a folder, by name, ending in small letters, and whether that stands in capitals."""

MOST_COVERED = 64 * 1024 * 1024
"""So many characters the spans of one text may hold together; a small file could else ask for any amount."""


@dataclass(frozen=True, slots=True)
class BratDocument:
    """A text with the files of its annotations; `name` is that of the text, relative to the folder that was read.

    `alone` says that no text in another folder or collection is called the same; `within` is the collection.
    """

    name: str
    text: Path
    annotations: tuple[Path, ...]
    alone: bool
    within: str


def brat_documents(folder: Path, names: Names, ours: Collection[str], report: ExchangeReport) -> Iterator[BratDocument]:
    """The documents of a folder and its subfolders, in order; what is passed over is listed.

    A text without annotations is no document of the collection, as brat has it; an empty `.ann` makes it one.

    Args:
        folder: the collection.
        names: tell its texts from others.
        ours: names of files in it that are known to be no part of it.
        report: is told what is passed over.
    """
    for below in folders_of(folder, names.apart):
        tell_passed_over(below, folder, report)
        paths = [below.path / file for file in below.files]
        ends = {(path.stem, path.suffix.lower(), path.suffix.isupper()): path for path in paths}
        taken: set[Path] = set()
        for path in paths:
            if path.suffix.lower() == TEXT and (found := _annotations(path, ends)):
                taken.update((path, *found))
                name = name_of(path, folder)
                yield BratDocument(name, path, found, names.is_alone(name), names.within)
        for path in paths:
            if path not in taken and (name := name_of(path, folder)) not in ours:
                _tell_passed_over(path, name, ends, report)


def _annotations(text: Path, ends: Ends) -> tuple[Path, ...]:
    """The files with the annotations of a text: its `.ann`, else the parts that the BioNLP tasks made of one."""
    whole = _beside(text, WHOLE, ends)
    return whole or tuple(part for ending in PARTS for part in _beside(text, ending, ends))


def _beside(text: Path, ending: str, ends: Ends) -> tuple[Path, ...]:
    """The file of a text with another ending, which may stand in capitals, as that of the text may."""
    upper = text.suffix.isupper()
    found = ends.get((text.stem, ending, upper)) or ends.get((text.stem, ending, not upper))
    return (found,) if found else ()


def _tell_passed_over(path: Path, name: str, ends: Ends, report: ExchangeReport) -> None:
    ending = path.suffix.lower()
    if ending == TEXT:
        report.lose("file", "a text without .ann; an empty .ann would make it an article", name)
    elif ending not in (WHOLE, *PARTS):
        if ending != _SETTINGS:
            report.lose("file", f"its ending is none of {', '.join((TEXT, WHOLE, *PARTS))}", name)
    elif any((path.stem, TEXT, upper) in ends for upper in (False, True)):
        report.lose("file", "its text has another file of annotations", name)
    else:
        fix = "put the text beside it, or take the file out"
        report.refuse(Refusal(name, f"the text {path.stem}{TEXT} beside it", "none", fix))


def brat_line(document: BratDocument, labels: LabelMap, metadata: Metadata, report: ExchangeReport) -> bytes | None:
    """The bulk line of one document, None where it cannot be taken in; `report` says what was not carried."""
    said = metadata.of(document.name, alone=document.alone)
    try:
        raw = _bytes(document.text, document.name)
        standoff, places = _standoff(document)
        decoded = decode_undeclared(raw)
        received = Received(decoded.text, raw.startswith(MARK.encode()), carry(decoded.text))
        if not received.carried.text.strip():
            raise Refused("a text", "an empty file", "take the file out, or restore its text")
    except Refused as refused:
        report.refuse(refused.at(document.name))
        return None
    except UnpairedSurrogate as error:
        report.refuse(Refusal(document.name, "text", str(error), "take the broken character out"))
        return None
    records = _records(standoff, places, received, labels, report)
    report.articles += 1
    report.carried["file"] += 1
    report.records.update(str(record["layer"]) for record in records)
    source = {
        "raw_sha256": hashlib.sha256(raw).hexdigest(),
        "cleaning": list(received.carried.changes),
        "encoding": None if decoded.encoding == "utf-8" else decoded.encoding,
    }
    own_id = article_id(stem_of(document.name), alone=document.alone, within=document.within)
    return article_line(own_id, document.name, received.carried.text, records, labels, said, source)


def _bytes(path: Path, name: str) -> bytes:
    try:
        with open_regular(path) as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except Unreadable as fault:
        raise Refused(f"{fault.expected} ({name})", fault.found, "put a readable file there") from fault
    if len(data) > MAX_FILE_BYTES:
        raise Refused(f"a file of at most {MAX_FILE_BYTES:,} bytes ({name})", "a larger one", "part it")
    return data


def _standoff(document: BratDocument) -> tuple[Standoff, dict[int, str]]:
    """The lines of all files of a document, numbered throughout, and where each stands."""
    lines: list[Line] = []
    places: dict[int, str] = {}
    for path in document.annotations:
        name = stem_of(document.name) + path.suffix
        for line in parse_standoff(_bytes(path, name)).lines:
            lines.append(replace(line, number=len(lines) + 1))
            places[len(lines)] = f"{name}:{line.number}"
    return Standoff(tuple(lines)), places


def _records(
    standoff: Standoff, places: Mapping[int, str], received: Received, labels: LabelMap, report: ExchangeReport
) -> list[dict[str, object]]:
    spans = [(line, line.annotation) for line in standoff.lines if isinstance(line.annotation, TextBound)]
    count = counting_of(received, (span for _, span in spans))
    if count.name and spans:
        report.change("offsets", f"the file counts {count.name}; converted to code points", places[spans[0][0].number])
    extents, fixes = _extents(spans, received, count)
    assembly = Assembly(standoff, extents, labels)
    _account(standoff, places, assembly, fixes, report)
    text = received.carried.text
    wanted = {key: draft.local for key, draft in assembly.drafts.items() if draft.local}
    return with_local_ids([draft.record(key, text) for key, draft in assembly.drafts.items()], wanted)


def _extents(
    spans: Sequence[tuple[Line, TextBound]], received: Received, count: Counting
) -> tuple[dict[int, Placed | str], dict[int, str]]:
    """Where each span lies or why nowhere, and what may be meant, by the number of its line."""
    extents: dict[int, Placed | str] = {}
    fixes: dict[int, str] = {}
    covered = 0
    for line, span in spans:
        try:
            placed = place(span, received, count)
            covered += placed.end - placed.start
            extents[line.number] = placed if covered <= MOST_COVERED else "spans cover the text too many times over"
        except Misplaced as error:
            extents[line.number], fixes[line.number] = str(error), error.fix
    return extents, fixes


def _account(
    standoff: Standoff,
    places: Mapping[int, str],
    assembly: Assembly,
    fixes: Mapping[int, str],
    report: ExchangeReport,
) -> None:
    """Every line is carried, or lost for a reason."""
    shown = {line.number: f"{places[line.number]} {str(line).strip()}" for line in standoff.lines}
    for line in standoff.lines:
        if line.annotation is not None:
            kind = KINDS[type(line.annotation)]
            if line.number in assembly.lost:
                report.lose(kind, assembly.lost[line.number], shown[line.number], fixes.get(line.number, ""))
            else:
                report.carried[kind] += 1
        elif line.fault:
            report.lose("line", line.fault, shown[line.number])
    _account_for_roles(standoff, assembly, shown, report)
    for number, why in assembly.partial:
        report.change("equivalence (*)", f"not all of its members are carried: {why}", shown[number])
    for number in assembly.covered:
        report.change("span (T)", "its fragments leave words out; the record covers all, and its note lists them",
                      shown[number])  # fmt: skip


def _account_for_roles(
    standoff: Standoff, assembly: Assembly, shown: Mapping[int, str], report: ExchangeReport
) -> None:
    """Every role of an event is carried, or lost for a reason of its own or with the event."""
    for number, why in assembly.roles_lost:
        report.lose(_ROLE, why, shown[number])
    lost = Counter(number for number, _ in assembly.roles_lost)
    for line in standoff.lines:
        rest = len(line.annotation.roles) - lost[line.number] if isinstance(line.annotation, Event) else 0
        if rest and line.number not in assembly.lost:
            report.carried[_ROLE] += rest
        else:
            for _ in range(rest):
                report.lose(_ROLE, "its event is not carried", shown[line.number])
