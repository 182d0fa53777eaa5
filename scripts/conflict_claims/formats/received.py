"""Reading what the user hands in: files of five formats, or standard input, to articles and refusals."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from conflict_claims.files.reading import Unreadable, open_regular
from conflict_claims.formats.clean import clean
from conflict_claims.formats.decode import decode
from conflict_claims.formats.extract import Extract
from conflict_claims.formats.html import read_html
from conflict_claims.formats.markdown import read_markdown
from conflict_claims.formats.plain import read_plain
from conflict_claims.formats.record_files import RawRecord, json_records, jsonl_records
from conflict_claims.formats.records import FieldNames, read_object, read_record, record_id
from conflict_claims.formats.refusal import Refusal, Refused, place_of

FORMATS = ("txt", "md", "html", "json", "jsonl")
EXTENSIONS = {".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html",
              ".xhtml": "html", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}  # fmt: skip
MOST_BYTES = 64 * 1024 * 1024
STDIN = "-"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read what is received.

    Attributes:
        format: one of FORMATS; None: by the file's extension (standard input: txt).
        encoding: the user's --encoding.
        title: the headline, where the source has none.
        language: ISO 639-1 code; it helps to detect an encoding.
        fields: names of the fields of JSON records.
        given: what the user states (`url`, `published`, `outlet`, `language`), and which is then not read.
    """

    format: str | None = None
    encoding: str | None = None
    title: str | None = None
    language: str | None = None
    fields: FieldNames = field(default_factory=FieldNames)
    given: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Received:
    """One article as received and as it will be kept.

    Attributes:
        place: where it came from, for messages (`news.jsonl:12`).
        title: the headline, which is also the first line of `text`.
        text: the text that offsets will refer to, in its normal form.
        raw: the source, byte for byte; of a file of records, the record's own bytes.
        extension: of the file that `raw` belongs in, without a dot.
        encoding: of `raw`; None for UTF-8.
        url, published, outlet, language, record_id: what the source says of itself.
        cleaning: what was changed between `raw` and `text`; quotes nothing.
    """

    place: str
    title: str
    text: str
    raw: bytes
    extension: str
    encoding: str | None = None
    url: str | None = None
    published: date | None = None
    outlet: str | None = None
    language: str | None = None
    record_id: str | None = None
    cleaning: tuple[str, ...] = ()


def read_received(source: str, options: ReadOptions) -> Iterator[Received | Refusal]:
    """The articles of a file or, for `-`, of standard input; what cannot be taken in comes as a Refusal.

    A file of records gives one item a record; every other file gives one item.
    """
    place = "<stdin>" if source == STDIN else source
    try:
        name = _format(source, options)
        with _open(source) as file:
            if name == "jsonl":
                yield from _records(jsonl_records(file, options.encoding), place, options)
            elif name == "json":
                yield from _records(json_records(_whole(file), options.encoding), place, options)
            else:
                yield _document(_whole(file), name, place, options)
    except Refused as error:
        yield error.at(place)
    except Unreadable as error:
        yield Refusal(place, error.expected, error.found, "give the file itself, and see that it may be read")
    except OSError as error:
        yield Refusal(place, "a file that can be read", error.strerror or type(error).__name__, "see to the file")


def _format(source: str, options: ReadOptions) -> str:
    if options.format:
        return options.format
    if source == STDIN:
        return "txt"
    if Path(source).is_dir():
        raise Refused("a file", "a folder", "give the files in it, one by one or as FOLDER/*.txt")
    extension = Path(source).suffix.lower()
    if extension not in EXTENSIONS:
        known = ", ".join(EXTENSIONS)
        shown = extension or "no extension"
        raise Refused(f"a file that ends in one of {known}", shown, f"pass --format with one of {', '.join(FORMATS)}")
    return EXTENSIONS[extension]


def _open(source: str) -> AbstractContextManager[BinaryIO]:
    # Standard input is not ours to close.
    return nullcontext(sys.stdin.buffer) if source == STDIN else open_regular(Path(source))


def _whole(file: BinaryIO) -> bytes:
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        fix = "split it, or give records as .jsonl, which is read line by line"
        raise Refused(f"a file of at most {MOST_BYTES:,} bytes", "a larger one", fix)
    if not raw:
        raise Refused("a file with content", "an empty file", "give the file with the article in it")
    return raw


_READERS: dict[str, Callable[[str, str | None], Extract]] = {"txt": read_plain, "html": read_html}


def _document(raw: bytes, name: str, place: str, options: ReadOptions) -> Received:
    decoded = decode(raw, options.encoding, html=name == "html", language=options.language)
    if name == "md":
        extract = read_markdown(decoded.text, options.title, options.given)
    else:
        extract = _READERS[name](decoded.text, options.title)
    how = (f"encoding {decoded.encoding} was detected",) if decoded.detected else ()
    return _received(extract, RawRecord(raw, "", 0, decoded.encoding), name, place, before=how)


def _records(records: Iterator[RawRecord | Refused], place: str, options: ReadOptions) -> Iterator[Received | Refusal]:
    none = True
    for record in records:
        none = False
        if isinstance(record, Refused):
            yield record.at(place)
            continue
        where = place_of(place, record.line, record.number)
        try:
            yield _record(record, where, options)
        except Refused as error:
            yield Refusal(where, error.expected, error.found, error.fix)
    if none:
        yield Refusal(place, "at least one record", "none", "give JSON objects with a title and a text")


def _record(record: RawRecord, where: str, options: ReadOptions) -> Received:
    value = read_object(record.text)
    extract = read_record(value, options.fields, options.given)
    return _received(extract, record, "json", where, record_id(value, options.fields))


def _received(
    extract: Extract,
    source: RawRecord,
    extension: str,
    place: str,
    own_id: str | None = None,
    before: tuple[str, ...] = (),
) -> Received:
    made = clean(extract)
    return Received(
        place=place,
        title=made.title,
        text=made.text,
        raw=source.raw,
        extension=extension,
        encoding=None if source.encoding in ("utf-8", "ascii") else source.encoding,
        url=extract.url,
        published=extract.published,
        outlet=extract.outlet,
        language=extract.language,
        record_id=own_id,
        cleaning=(*before, *made.cleaning),
    )
