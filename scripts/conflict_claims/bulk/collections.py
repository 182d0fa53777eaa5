"""Collections in the formats of others, made to lines in the folder of the results before those become tables."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from conflict_claims.bulk.shards import LINES, STAGING, put
from conflict_claims.bulk.sources import LONGEST, BadSource, Source, labelled
from conflict_claims.formats.article_lines import name_of
from conflict_claims.formats.bulk_lines import lines_of_all
from conflict_claims.formats.exchange_report import ExchangeReport
from conflict_claims.formats.label_maps import LabelMap
from conflict_claims.render.escape import visible

REPORT = "mapping.txt"
"""What was carried from other formats and what was not, with every file that was refused."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A folder or file in another format, and the file of lines that is made of it."""

    path: Path
    lines: Source


def find_collections(named: Sequence[Path], out: Path) -> list[Collection]:
    """The collections of `named`; nothing is written yet.

    Raises:
        BadSource: one is not there, or two have the same name.
    """
    collections: dict[str, Path] = {}
    for path in named:
        absolute = Path(os.path.abspath(path))
        name = f"{name_of(absolute, absolute.parent)}.jsonl"
        if not path.exists():
            raise BadSource(f"{path} is not there")
        if name in collections:
            raise BadSource(f"{path} has the same name as {collections[name]}")
        collections[name] = path
    lines = labelled([Source(out / LINES / name, name, "lines") for name in collections])
    return [Collection(path, _with_short_name(one)) for path, one in zip(collections.values(), lines, strict=True)]


def _with_short_name(lines: Source) -> Source:
    if len(os.fsencode(lines.path.name)) <= LONGEST:
        return lines
    return replace(lines, path=lines.path.with_name(f"{lines.label}.jsonl"))


def write_collections(found: Sequence[Collection], labels: LabelMap, out: Path) -> ExchangeReport:
    """Write the lines of all collections and, in full, what was carried; each file whole or not at all.

    Returns:
        What was carried.

    Raises:
        OSError: a file cannot be written.
    """
    staged = out / STAGING / REPORT
    staged.parent.mkdir(exist_ok=True)
    with staged.open("w", encoding="utf-8", newline="\n") as file:
        report = ExchangeReport(log=lambda line: file.write(f"{visible(line)}\n"))
        targets = {one.path: one.lines.path for one in found}
        for path, lines in lines_of_all(list(targets), labels, report, out):
            put(out, targets[path], lines)
        file.writelines(f"{visible(line)}\n" for line in report.summary())
    os.replace(staged, out / REPORT)
    return report
