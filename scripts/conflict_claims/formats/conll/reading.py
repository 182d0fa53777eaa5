"""CoNLL files read to bulk lines: every document of a file is an article."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conflict_claims.files.reading import Unreadable
from conflict_claims.formats.article_lines import article_id, article_line, name_of, stem_of, with_local_ids
from conflict_claims.formats.carried import Carried, carry
from conflict_claims.formats.conll.documents import Document, Token, documents
from conflict_claims.formats.conll.tags import Chunk, chunks, out_of_scheme
from conflict_claims.formats.conll.texts import NoPlace, TextOfTokens
from conflict_claims.formats.exchange_report import ExchangeReport
from conflict_claims.formats.folders import Names, folders_of, tell_passed_over
from conflict_claims.formats.label_maps import ConllRule, LabelMap, TagRule
from conflict_claims.formats.metadata import Metadata
from conflict_claims.formats.refusal import Refusal

Span = tuple[Sequence[Token], str]
EXTENSIONS = (".conll", ".conllu", ".conll03", ".bio", ".iob", ".iob2", ".tsv", ".ner", ".txt",
              ".train", ".dev", ".test", ".testa", ".testb")  # fmt: skip
"""Endings of files that may be CoNLL, in small letters or capitals; the last five are those of the shared tasks."""


@dataclass(frozen=True, slots=True)
class ConllFile:
    """A file, and what messages call it.

    `alone` says that no file in another folder or collection is called the same; `within` is the collection.
    """

    path: Path
    name: str
    alone: bool
    within: str


def conll_files(path: Path, names: Names, ours: Collection[str], report: ExchangeReport) -> Iterator[ConllFile]:
    """The file itself, or the files of a folder and its subfolders that may be CoNLL, in order.

    Args:
        path: the file or folder.
        names: tell its files from others.
        ours: names of files in it that are known to be no part of the collection.
        report: is told what is passed over.
    """
    if not path.is_dir():
        name = name_of(path, path.parent)
        real = Path(os.path.realpath(path))  # what is named may be a link
        yield ConllFile(real, name, names.is_alone(name), names.within)
        return
    for folder in folders_of(path, names.apart):
        tell_passed_over(folder, path, report)
        for file in folder.files:
            name = name_of(folder.path / file, path)
            if file.lower().endswith(EXTENSIONS):
                yield ConllFile(folder.path / file, name, names.is_alone(name), names.within)
            elif name not in ours:
                report.lose("file", f"its ending is none of {', '.join(EXTENSIONS)}", name)


def conll_lines(file: ConllFile, labels: LabelMap, metadata: Metadata, report: ExchangeReport) -> Iterator[bytes]:
    """The bulk lines of one file."""
    assert labels.conll is not None
    try:
        for number, document in enumerate(documents(file.path, file.name, labels.conll, report), 1):
            line = _line(file, number, document, labels, metadata, report)
            if line is not None:
                yield line
    except Unreadable as fault:
        report.refuse(Refusal(file.name, fault.expected, fault.found, "put a readable file there"))


def _line(
    file: ConllFile, number: int, document: Document, labels: LabelMap, metadata: Metadata, report: ExchangeReport
) -> bytes | None:
    assert labels.conll is not None
    name = file.name
    own = f"{name}#{number}" if number > 1 else name
    said = metadata.of(own, alone=file.alone)
    try:
        text, places = _text(document, labels.conll)
    except NoPlace as error:
        fix = "correct the columns of offsets, or take start and end out of the label map"
        report.refuse(
            Refusal(own, "offsets that go on from token to token, each as long as its token", str(error), fix)
        )
        return None
    carried = carry(text)
    records: list[dict[str, Any]] = []
    for at, rule in enumerate(labels.conll.tags):
        found = _spans(name, document, at, rule, report)
        records += _records(name, found, rule, places, carried, report)
    records = with_local_ids([{**record, "id": str(key)} for key, record in enumerate(records)], {})
    report.articles += 1
    report.records.update(record["layer"] for record in records)
    source = {"raw": name, "raw_sha256": document.hashed.hexdigest(), "cleaning": list(carried.changes)}
    own_id = article_id(stem_of(own), alone=file.alone, within=file.within)
    return article_line(own_id, own, carried.text, records, labels, said, source)


def _text(document: Document, rule: ConllRule) -> tuple[str, dict[int, tuple[int, int]]]:
    """The text, and where each token stands in it, by its line."""
    text, places = TextOfTokens(rule.join), {}
    for sentence in document.sentences:
        for token in sentence:
            if rule.start is not None and token.place is None:
                raise NoPlace(f"line {token.line}: none")
            try:
                places[token.line] = text.add(token.word, token.place)
            except NoPlace as error:
                raise NoPlace(f"line {token.line}: {error}") from error
        text.end_sentence()
    return str(text), places


def _spans(name: str, document: Document, at: int, rule: TagRule, report: ExchangeReport) -> list[Span]:
    """The tagged tokens of one column, with their labels."""
    spans: list[Span] = []
    tagged: list[tuple[list[str], list[Chunk]]] = []
    for sentence in document.sentences:
        tags = [token.tags[at] for token in sentence]
        found, strange = chunks(tags, prefixed=rule.prefixed)
        for index in strange:
            report.lose("tag", "it is none of a BIO scheme", f"{name}:{sentence[index].line} {tags[index]}")
        spans += [(sentence[first:after], label) for first, after, label in found]
        tagged.append((tags, found))
    for number, first in out_of_scheme(tagged) if rule.prefixed else ():
        token = document.sentences[number][first]
        report.change("tagged span", "it begins with I, where others begin with B", f"{name}:{token.line} {token.word}")
    return spans


def _records(
    name: str,
    spans: Sequence[Span],
    rule: TagRule,
    places: Mapping[int, tuple[int, int]],
    carried: Carried,
    report: ExchangeReport,
) -> Iterator[dict[str, Any]]:
    for tokens, label in spans:
        made = rule.spans.get(label)
        if made is None:
            words = " ".join(token.word for token in tokens)
            report.lose("tagged span", f"the label map does not name {label}", f"{name}:{tokens[0].line} {words}")
            continue
        report.carried["tagged span"] += 1
        start, end = carried.span(places[tokens[0].line][0], places[tokens[-1].line][1])
        yield {"layer": made.layer, "start": start, "end": end, "text": carried.text[start:end], **made.values}
