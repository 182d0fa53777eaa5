"""Collections in the formats of others, read to bulk lines through a label map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from conflict_claims.formats.brat.reading import TEXT, brat_documents, brat_line
from conflict_claims.formats.conll.reading import EXTENSIONS, conll_files, conll_lines
from conflict_claims.formats.exchange_report import ExchangeReport
from conflict_claims.formats.folders import Names, names_of
from conflict_claims.formats.label_maps import LabelMap
from conflict_claims.formats.metadata import Metadata, read_metadata
from conflict_claims.formats.refusal import Refusal


def lines_of_all(
    collections: Sequence[Path], labels: LabelMap, report: ExchangeReport, results: Path | None = None
) -> Iterator[tuple[Path, Iterator[bytes]]]:
    """Each collection with its bulk lines, which are to be taken before the next; see `lines_from`.

    Articles of different collections get ids of their own. The folder `results` is part of none.
    """
    endings = EXTENSIONS if labels.conll else (TEXT,)
    for path, names in zip(collections, names_of(collections, endings, results), strict=True):
        yield path, _lines(path, names, labels, report)


def lines_from(path: Path, labels: LabelMap, report: ExchangeReport) -> Iterator[bytes]:
    """The bulk lines of a folder of brat standoff, or of a CoNLL file or a folder of such.

    A label map with a section [conll] is for CoNLL, any other for brat.

    Args:
        path: the folder or file.
        labels: what its labels become.
        report: is filled while the lines are taken.

    Yields:
        One article a line, in the order of the names; each ends in a line feed.
    """
    for _, lines in lines_of_all([path], labels, report):
        yield from lines


def _lines(path: Path, names: Names, labels: LabelMap, report: ExchangeReport) -> Iterator[bytes]:
    folder = path if path.is_dir() else path.parent
    metadata = read_metadata(folder / labels.metadata, report) if labels.metadata else Metadata()
    ours = frozenset({labels.file, labels.metadata or ""})
    if labels.conll is not None:
        for file in conll_files(path, names, ours, report):
            yield from conll_lines(file, labels, metadata, report)
    elif path.is_dir():
        for document in brat_documents(path, names, ours, report):
            line = brat_line(document, labels, metadata, report)
            if line is not None:
                yield line
    else:
        report.refuse(Refusal(str(path), "a folder of .txt and .ann", "none", "name the folder of the collection"))
    metadata.account(report)
