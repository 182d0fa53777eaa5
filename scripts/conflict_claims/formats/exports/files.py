"""Exports written to a folder: brat standoff, CoNLL, or JSON Lines; each file whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import orjson

from conflict_claims.files.atomic import write_whole, written_whole
from conflict_claims.formats.article_lines import bulk_line
from conflict_claims.formats.brat.configuration import annotation_conf, label_map
from conflict_claims.formats.brat.standoff import KINDS, TextBound, standoff_of, written
from conflict_claims.formats.brat.writing import brat_annotations
from conflict_claims.formats.conll.writing import tagged_lines
from conflict_claims.formats.exchange_report import ExchangeReport
from conflict_claims.formats.exports.items import Item
from conflict_claims.formats.refusal import Refusal
from conflict_claims_schemas.vocabulary import LAYER, SPAN_LAYERS

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")
_OWN_NAMES = frozenset({"annotation", "labels", "articles"})

METADATA = "articles.jsonl"
"""The file of an export to brat that has the front matter of its articles."""


def to_jsonl(items: Iterable[Item], path: Path, report: ExchangeReport) -> None:
    """One bulk line an article."""
    with written_whole(path) as file:
        for item in items:
            marked = {"guidelines": item.guidelines, "layers": list(item.layers)}
            file.write(bulk_line(item.front, item.text, marked, item.records))
            _count(item, report)
            report.carried["record"] += len(item.records)


def to_conll(items: Iterable[Item], folder: Path, report: ExchangeReport) -> None:
    """A file a layer (`actor.conll`), in which every article that was annotated for it is a document."""
    with _files({layer: folder / f"{layer}.conll" for layer in SPAN_LAYERS}) as files:
        for item in items:
            for layer in (layer for layer in SPAN_LAYERS if layer in item.layers):
                files[layer].write("".join(tagged_lines(item, layer, report)).encode())
            for record in (record for record in item.records if record["layer"] == "link"):
                report.lose("link", "CoNLL has tags alone", f"{item.place} {record['id']}")
            _count(item, report)


def to_brat(items: Iterable[Item], folder: Path, report: ExchangeReport) -> None:
    """A `.txt` and an `.ann` an article, with annotation.conf, and what it takes to read them back.

    That is a label map and a file of metadata, for brat itself has no place for front matter. Whatever stops it, no
    file of it is left.
    """
    layers: set[str] = set()
    with _removed_on_failure(folder) as written_names, written_whole(folder / METADATA) as metadata:
        for item in items:
            if wrong := _wrong_name(item, folder):
                report.refuse(wrong)
                continue
            written_names.append(item.id)
            _write_article(item, folder, report)
            front = {name: value for name, value in item.front.items() if value not in (None, [])}
            marked = {"guidelines": item.guidelines, "layers": list(item.layers)}
            metadata.write(orjson.dumps(front | marked, option=orjson.OPT_APPEND_NEWLINE))
            _count(item, report)
            layers.update(item.layers)
        ordered = [layer for layer in LAYER.names if layer in layers]
        write_whole(folder / "annotation.conf", annotation_conf().encode())
        write_whole(folder / "labels.toml", label_map(ordered, METADATA).encode())


@contextmanager
def _removed_on_failure(folder: Path) -> Iterator[list[str]]:
    """A list for the ids of the articles that are written to a folder, which go again when the block fails."""
    names: list[str] = []
    try:
        yield names
    except BaseException:
        written = (folder / f"{name}{ending}" for name in names for ending in (".txt", ".ann"))
        for path in (*written, folder / "annotation.conf", folder / "labels.toml"):
            path.unlink(missing_ok=True)
        raise


def _wrong_name(item: Item, folder: Path) -> Refusal | None:
    """Why an article cannot have files of its own, None where it can."""
    if not _FILE_NAME.fullmatch(item.id) or item.id in _OWN_NAMES:
        fix = "give the article an id of letters, digits, dots, - and _"
        return Refusal(item.place, "an id that can name a file", repr(item.id)[:80], fix)
    if (folder / f"{item.id}.txt").exists():
        return Refusal(item.place, "an id that no other article has", item.id, "give one of the two another id")
    return None


def _write_article(item: Item, folder: Path, report: ExchangeReport) -> None:
    made = brat_annotations(item.records, item.text)
    write_whole(folder / f"{item.id}.txt", item.text.encode())
    write_whole(folder / f"{item.id}.ann", written(standoff_of(made.annotations)))
    report.carried.update(KINDS[type(annotation)] for annotation in made.annotations)
    for one in made.lost:
        report.lose("reference", "it has no place in brat", f"{item.place} {one}")
    for one in made.cut:
        report.change(KINDS[TextBound], "it ends at line ends, which are cut off", f"{item.place} {one}")


def _count(item: Item, report: ExchangeReport) -> None:
    report.articles += 1
    report.records.update(record["layer"] for record in item.records)


@contextmanager
def _files(paths: dict[str, Path]) -> Iterator[dict[str, IO[bytes]]]:
    with ExitStack() as stack:
        yield {name: stack.enter_context(written_whole(path)) for name, path in paths.items()}
