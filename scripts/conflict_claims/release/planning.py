"""`release plan`: build the public edition, hold it against the last release, and write the candidate's folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from conflict_claims.articles import Settings
from conflict_claims.articles.typed import Entry
from conflict_claims.build.dataset import rows_by_split, write_data
from conflict_claims.build.parquet import DataFile
from conflict_claims.check.marked import Marked
from conflict_claims.files.layout import GOLD
from conflict_claims.files.reading import file_sha256
from conflict_claims.release.candidate import Candidate, Previous
from conflict_claims.release.changelog import entry, notes_of, with_entry
from conflict_claims.release.contract import shape
from conflict_claims.release.croissant_check import croissant_faults
from conflict_claims.release.decision import Reason, decide, reasons
from conflict_claims.release.differences import differences
from conflict_claims.release.history import articles_that_left, no_history, with_version
from conflict_claims.release.last import LastRelease
from conflict_claims.release.pages import Sources, packaging_hashes, pages
from conflict_claims.release.provenance import input_hashes, provenance
from conflict_claims.release.refusal import Refused
from conflict_claims.release.rows import Part
from conflict_claims.release.staging import put_in_place, staged
from conflict_claims.release.sums import SUMS, names_in, sums_text
from conflict_claims.release.versions import Version
from conflict_claims.release.withheld import hold_notes, hold_words, without_words
from conflict_claims_schemas.configurations import CONFIGURATIONS, arrow_schema


@dataclass(frozen=True, slots=True)
class Asked:
    """How to make the release.

    `version` is None for the smallest that the changes allow; `commit` the one that last touched data or code;
    `changelog` the text of the project's own CHANGELOG.md, whose notes on the version are taken over.
    """

    output: Path
    date: str
    version: Version | None = None
    commit: str | None = None
    changelog: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a plan came to: the candidate (None where there is nothing to release), and what changed.

    `entry` is the new section of the changelog.
    """

    candidate: Candidate | None
    reasons: Sequence[Reason] = ()
    entry: str = ""


def plan(marked: Marked, last: LastRelease | None, asked: Asked) -> Planned:
    """Write the candidate that comes after `last` (None: the first release) below `asked.output`.

    Raises:
        Refused: the version that was asked for is too small, or the day before that of the last release; an
            article's id was used before; a page of the corpus is missing; a page, a registry or a note holds
            words of a withheld text, or a note on it could not be restored; what stands in the place of the
            candidate was not made by a plan. Nothing is written then.
    """
    _hold_ids(marked, last)
    _hold_day(asked.date, last)
    with staged(asked.output) as folder:
        data, sources = _write_data(marked, folder)
        changes = without_words(_changes(last, data, folder), marked)
        packaging = packaging_hashes(sources, _tombstones(marked))
        before = shape() if last is None else last.shape
        found = reasons(changes, before, shape(), repackaged=last is not None and last.packaging != packaging)
        if last is not None and not found:
            return Planned(None)
        version = decide(last.version if last else None, found, asked.version)
        told = _write_texts(sources, folder, str(version), asked, packaging, last)
        new = _write_changes(sources, folder, str(version), asked, changes, found, last)
        for name, text in _tombstones(marked).items():
            (folder / name).write_bytes(text.encode())
        hold_notes(_parts(data, folder), marked)
        hold_words({**told, "CHANGELOG.md": new}, _parts(data, folder), marked)
        _hold_description(told["croissant.json"], data)
        candidate = _finished(folder, marked.settings, version, asked, found, last)
        put_in_place(folder, candidate)
    return Planned(candidate, found, new)


def _hold_ids(marked: Marked, last: LastRelease | None) -> None:
    """Refuse an id that is given again, and a tombstone that is lost."""
    withdrawn = {str(one.values["id"]) for one in marked.withdrawn}
    present = set(marked.bundles[GOLD]["id"].to_pylist())
    if not present:
        raise Refused("there is no article in the corpus, so there is nothing to release")
    gone = withdrawn | (articles_that_left(last.history) if last else frozenset())
    if back := sorted(present & gone):
        raise Refused(
            f"{back[0]}: an article of that id was published or withdrawn before: give the new one another id"
        )
    if last is not None and (lost := sorted(last.withdrawn - withdrawn)):
        raise Refused(f"{lost[0]}: the last release says that it was withdrawn: put its entry back into withdrawn.yaml")


def _hold_day(date: str, last: LastRelease | None) -> None:
    """Refuse a day before the one of the last release: versions and days must rise together."""
    before = last.releases[-1]["date"] if last is not None and last.releases else date
    if date < before:
        raise Refused(
            f"the day of the release: expected {before}, the day of the last release, or later, found {date}: "
            "give another with --date"
        )


def _write_data(marked: Marked, folder: Path) -> tuple[list[DataFile], Sources]:
    data, counts = write_data(marked.bundles, marked.registries, "public", folder)
    return data, Sources(marked.layout, marked.settings, data, counts, marked.digests)


def _changes(last: LastRelease | None, data: Sequence[DataFile], folder: Path) -> pl.DataFrame:
    parts = _parts(data, folder)
    columns = {name: arrow_schema(name).names for name in CONFIGURATIONS}
    return differences(last.parts if last else [], parts, last.columns if last else columns, columns)


def _parts(data: Sequence[DataFile], folder: Path) -> list[Part]:
    return [Part(file.configuration, file.split, folder / file.path) for file in data]


def _write_texts(
    sources: Sources, folder: Path, version: str, asked: Asked, packaging: Mapping[str, str], last: LastRelease | None
) -> dict[str, str]:
    told = pages(sources, version, asked.date)
    told["provenance.json"] = provenance(
        sources.settings,
        version=version,
        date=asked.date,
        commit=asked.commit,
        releases=last.releases if last else [],
        inputs=input_hashes(sources.layout, sources.digests),
        rows=rows_by_split(sources.data),
        packaging=packaging,
    )
    for name, text in told.items():
        (folder / name).write_bytes(text.encode())
    return told


def _write_changes(
    sources: Sources,
    folder: Path,
    version: str,
    asked: Asked,
    changes: pl.DataFrame,
    found: Sequence[Reason],
    last: LastRelease | None,
) -> str:
    """CHANGELOG.md, diff.jsonl and history.jsonl; returns the new section of the first."""
    notes = notes_of(asked.changelog, version)
    new = entry(version, asked.date, rows_by_split(sources.data), changes, found, notes, first=last is None)
    (folder / "CHANGELOG.md").write_bytes(with_entry(last.changelog if last else "", new).encode())
    changes.write_ndjson(folder / "diff.jsonl")
    with_version(last.history if last else no_history(), version, changes).write_ndjson(folder / "history.jsonl")
    return new


def _hold_description(text: str, data: Sequence[DataFile]) -> None:
    sums = {file.path: file.sha256 for file in data}
    columns = {file.configuration: arrow_schema(file.configuration).names for file in data}
    if faults := croissant_faults(text, sums, columns):
        raise AssertionError(f"croissant.json: {faults[0]}")


def _finished(
    folder: Path, settings: Settings, version: Version, asked: Asked, found: Sequence[Reason], last: LastRelease | None
) -> Candidate:
    """The candidate that `folder` will be, with SHA256SUMS written."""
    names = sorted(names_in(folder))
    sums = {name: file_sha256(folder / name) for name in names}
    (folder / SUMS).write_text(sums_text(sums), encoding="utf-8")
    sums[SUMS] = file_sha256(folder / SUMS)
    target = asked.output.absolute() / str(version)
    return Candidate(
        folder=target,
        version=str(version),
        tag=version.tag,
        repository=settings.repository,
        date=asked.date,
        level=found[0].level if last else "first",
        previous=Previous(str(last.version), last.version.tag, last.sums) if last else None,
        files={name: target / name for name in sums},
        sums=sums,
    )


def _tombstones(marked: Marked) -> dict[str, str]:
    """The file of the tombstones by its name; no file where there is none."""
    return {"withdrawn.jsonl": tombstones(marked.withdrawn)} if marked.withdrawn else {}


def tombstones(entries: Sequence[Entry]) -> str:
    """withdrawn.jsonl: id, class of the reason and day of every article that was withdrawn, a line each."""
    lines = ({key: str(value) for key, value in one.values.items()} for one in entries)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
