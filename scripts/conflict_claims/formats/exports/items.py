"""What can be exported: the articles of a corpus with one annotator's passes, or the lines of a bulk file."""

from __future__ import annotations

import codecs
import io
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from conflict_claims.annotations import read_pass
from conflict_claims.annotations.records import read_record
from conflict_claims.articles import read_article
from conflict_claims.files.layout import Layout, is_article_id
from conflict_claims.files.reading import open_regular
from conflict_claims.files.strict_json import BadJson, parse
from conflict_claims.formats.exchange_report import ExchangeReport
from conflict_claims.formats.refusal import Refusal, place_of
from conflict_claims_schemas.columns import TABLE_OF_LAYER
from conflict_claims_schemas.fields import FRONT_MATTER
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.vocabulary import LAYER, PUBLISHABLE

if TYPE_CHECKING:
    from conflict_claims.formats.packed import Packed

MOST_LINE_BYTES = 64 * 1024 * 1024
_CHECK = "conflict-claims check says how to mend it"


@dataclass(frozen=True, slots=True)
class Item:
    """An article with one pass over it.

    `front` has the fields of FRONT_MATTER with days as ISO dates, `layers` what was annotated, and `records` are spans
    and links by the fields of RECORDS. `place` is where it came from, for messages.
    """

    front: dict[str, Any]
    text: str
    layers: tuple[str, ...]
    guidelines: str | None
    records: list[dict[str, Any]]
    place: str

    @property
    def id(self) -> str:
        """The article's id."""
        return str(self.front["id"])

    @property
    def publishable(self) -> bool:
        """Whether its licence lets its text be published."""
        return self.front.get("license") in PUBLISHABLE


def corpus_items(layout: Layout, annotator: str, articles: Collection[str], report: ExchangeReport) -> Iterator[Item]:
    """The articles that `annotator` marked, or those of them that `articles` names, in the order of their files."""
    for path in layout.annotation_files(annotator):
        if path.suffix != ".jsonl" or not is_article_id(path.stem) or (articles and path.stem not in articles):
            continue
        marked, problems = read_pass(path, layout)
        article, faults = read_article(layout.article(path.stem), layout)
        if marked is None or article is None:
            report.refuse(_refusal((problems + faults)[0]))
            continue
        _tell(problems + faults, report)
        front = {name: _plain(value) for name, value in article.front.items()}
        guidelines, layers = marked.header["guidelines"], tuple(marked.header["layers"])
        records = [_checked(record, article.text, marked.file, report) for record in marked.records]
        yield Item(front, article.text, layers, guidelines, [one for one in records if one], marked.file)


def bulk_items(path: Path, report: ExchangeReport) -> Iterator[Item]:
    """The articles of a bulk file (JSON Lines); a line that cannot be read is refused and the rest goes on.

    Raises:
        Unreadable: the file is no regular file.
    """
    for number, data in _lines(path, report):
        place = place_of(path.name, number)
        if len(data) > MOST_LINE_BYTES:
            report.refuse(Refusal(place, f"a line of at most {MOST_LINE_BYTES:,} bytes", "a longer one", "part it"))
        elif data.strip() and (item := _bulk_item(data, place, report)):
            yield item


def _lines(path: Path, report: ExchangeReport) -> Iterator[tuple[int, bytes]]:
    """The lines of a file that may be compressed, as `convert` reads them; of one that is too long, its beginning."""
    from conflict_claims.formats.packed import RESTORE  # loads pyarrow

    number = 0
    with _opened(path) as opened, io.BufferedReader(opened) as file:
        while data := file.readline(MOST_LINE_BYTES + 1):
            number += 1
            yield number, data.removeprefix(codecs.BOM_UTF8) if number == 1 else data
            while data and not data.endswith(b"\n"):
                data = file.readline(MOST_LINE_BYTES)
        if opened.fault:
            place = place_of(path.name, number + 1)
            report.refuse(Refusal(place, "a file that can be read to its end", opened.fault, RESTORE))


class _UpToFault(io.RawIOBase):
    """A stream that ends where it cannot be read; `fault` says why it does."""

    def __init__(self, stream: BinaryIO | Packed) -> None:
        self.stream = stream
        self.fault = ""

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self.stream.close()
        super().close()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # which has no name for it
        try:
            data = self.stream.read(len(buffer))
        except OSError as error:
            self.fault, data = str(error).split("\n")[0], b""
        buffer[: len(data)] = data
        return len(data)


def _opened(path: Path) -> _UpToFault:
    from conflict_claims.formats.packed import CODECS, Packed

    codec = CODECS.get(path.suffix.lower())
    file = open_regular(Path(os.path.realpath(path)))  # what is named may be a link
    if codec is None:
        return _UpToFault(file)
    file.close()
    return _UpToFault(Packed(path, codec))


def _bulk_item(data: bytes, place: str, report: ExchangeReport) -> Item | None:
    try:
        value = parse(data.decode("utf-8").removesuffix("\n").removesuffix("\r"))
    except (BadJson, UnicodeDecodeError) as error:
        report.refuse(Refusal(place, "one JSON object in UTF-8", str(error), "mend the line"))
        return None
    texts = ("id", "text")
    if not isinstance(value, dict) or not all(isinstance(value.get(key), str) for key in texts):
        report.refuse(Refusal(place, 'an object with "id" and "text"', "another value", "mend the line"))
        return None
    front = _front(value, place, report)
    records: list[dict[str, Any]] = []
    for layer, table in TABLE_OF_LAYER.items():
        for one in _list(value.get(table)):
            record, problems = read_record({**one, "layer": layer} if isinstance(one, dict) else one, place, 0)
            _tell(problems, report)
            kept = _checked(record, value["text"], place, report) if record else None
            records += [kept] if kept else []
    present = tuple(layer for layer, table in TABLE_OF_LAYER.items() if value.get(table) is not None)
    stated = value.get("layers")
    layers = tuple(layer for layer in LAYER.names if layer in stated) if isinstance(stated, list) else present
    guidelines = value.get("guidelines")
    return Item(front, value["text"], layers, guidelines if isinstance(guidelines, str) else None, records, place)


def _front(value: Mapping[str, Any], place: str, report: ExchangeReport) -> dict[str, Any]:
    """The fields of the front matter that are texts, or lists of such where they should be."""
    front: dict[str, Any] = {}
    for field in FRONT_MATTER:
        found = value.get(field.name)
        items = found if field.kind == "strings" and isinstance(found, list) else [found]
        if found is None or all(isinstance(one, str) for one in items):
            front[field.name] = found
        else:
            kind = "a list of texts" if field.kind == "strings" else "a text"
            report.lose("front matter", f"{field.name} is not {kind}", f"{place} {found!r}")
    return front


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _checked(record: dict[str, Any], text: str, place: str, report: ExchangeReport) -> dict[str, Any] | None:
    """The record as it is written out, None where its words are not those at its offsets."""
    if "start" in record:
        start, end = record["start"], record["end"]
        if not 0 <= start < end <= len(text) or text[start:end] != record["text"]:
            report.lose("span", f"its words are not those at its offsets; {_CHECK}", f"{place} {record['id']}")
            return None
    return {name: _plain(value) for name, value in record.items() if name != "line"}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _tell(problems: list[Problem], report: ExchangeReport) -> None:
    for one in problems:
        report.lose("line", f"expected {one.expected}", f"{place_of(one.file, one.line)} {one.field} {one.found}")


def _refusal(problem: Problem) -> Refusal:
    return Refusal(place_of(problem.file, problem.line), problem.expected, problem.found, problem.fix or _CHECK)
