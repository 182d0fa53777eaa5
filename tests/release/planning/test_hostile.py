"""A release folder that came from elsewhere, or was tampered with, is refused in clear words."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conflict_claims.release.candidate import plan_file, read_candidate
from conflict_claims.release.last import read_last
from conflict_claims.release.refusal import Refused
from conflict_claims.release.sums import OTHER_LIMIT, is_safe_name, read_sums, sums_text
from tests.release.planning.releases import edit, planned, releasable, second

Tampering = Callable[[Path], object]


def reseal(folder: Path) -> None:
    """Make SHA256SUMS true again, as whoever tampers would."""
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names if name != "SHA256SUMS"}
    (folder / "SHA256SUMS").write_text(sums_text(sums))


def data_file(folder: Path) -> Path:
    return next(folder.glob("data/casualties/train-*.parquet"))


def with_line(line: str) -> Tampering:
    def tamper(folder: Path) -> None:
        sums = folder / "SHA256SUMS"
        sums.write_text(sums.read_text() + line)

    return tamper


def link(folder: Path) -> None:
    path = data_file(folder)
    path.rename(folder.parent / "elsewhere.parquet")
    path.symlink_to(folder.parent / "elsewhere.parquet")


def linked_folder(folder: Path) -> None:
    (folder / "data").rename(folder.parent / "data")
    (folder / "data").symlink_to(folder.parent / "data")


def oversized(folder: Path) -> None:
    os.truncate(folder / "README.md", OTHER_LIMIT + 1)


def yaml_tag(folder: Path) -> None:
    edit(folder / "README.md", "pretty_name: ", "pretty_name: !!python/object/apply:os.getcwd []\nother: ")
    reseal(folder)


def broken_parquet(folder: Path) -> None:
    data_file(folder).write_bytes(b"PAR1" + bytes(1000) + b"PAR1")
    reseal(folder)


def zeroed_pages(folder: Path, configuration: str = "casualties") -> None:
    """The footer and the sums agree, and no row can be read."""
    for path in folder.glob(f"data/{configuration}/*.parquet"):
        data = path.read_bytes()
        footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
        path.write_bytes(data[:4] + bytes(footer - 4) + data[footer:])
    reseal(folder)


def not_utf8(folder: Path) -> None:
    path = data_file(folder)
    table = pq.read_table(path)
    at = table.column_names.index("note")
    wrong = pa.array([b"\xff\xfe"] * len(table)).view(pa.string())
    pq.write_table(table.set_column(at, table.schema.field(at), wrong), path, use_dictionary=False)
    reseal(folder)


def other_type(folder: Path) -> None:
    path = data_file(folder)
    table = pq.read_table(path)
    at = table.column_names.index("min")
    pq.write_table(table.set_column(at, "min", table["min"].cast(pa.string())), path)
    reseal(folder)


def other_column(folder: Path) -> None:
    path = data_file(folder)
    pq.write_table(pq.read_table(path).rename_columns({"min": "minimum"}), path)
    reseal(folder)


def twice_the_rows(folder: Path) -> None:
    path = data_file(folder)
    table = pq.read_table(path)
    pq.write_table(pa.concat_tables([table, table]), path)
    reseal(folder)


def unnamed_file(folder: Path) -> None:
    data_file(folder).rename(folder / "data" / "casualties" / "validation-0123456789ab.parquet")
    reseal(folder)


def foreign_history(folder: Path) -> None:
    path = folder / "history.jsonl"
    path.write_text(path.read_text() + '{"version":"1.0.0","change":"vanished","configuration":"articles","id":"x"}\n')
    reseal(folder)


def foreign_provenance(folder: Path) -> None:
    (folder / "provenance.json").write_text('{"format": 1, "version": "1.0.0", "shape": []}\n')
    reseal(folder)


def changed_page(folder: Path) -> None:
    edit(folder / "guidelines.md", "Guidelines", "Guideline")


ZEROS = "0" * 64
HOSTILE: dict[str, tuple[Tampering, str]] = {
    "a way out": (with_line(f"{ZEROS}  ../../etc/passwd\n"), "the name of a file inside the release"),
    "an absolute path": (with_line(f"{ZEROS}  /etc/passwd\n"), "the name of a file inside the release"),
    "a hidden file": (with_line(f"{ZEROS}  .git/config\n"), "the name of a file inside the release"),
    "no hash": (with_line("README.md\n"), "a SHA-256 hash, two blanks and a file name"),
    "a name twice": (with_line(f"{ZEROS}  README.md\n"), "stands there twice"),
    "a link": (link, "a regular file, found a symbolic link"),
    "a linked folder": (linked_folder, "a regular file, found a symbolic link"),
    "a huge file": (oversized, "README.md: expected at most"),
    "another content": (changed_page, "guidelines.md: expected the SHA-256"),
    "a YAML tag": (yaml_tag, r"README\.md:\d+: expected plain YAML"),
    "broken Parquet": (broken_parquet, "expected a Parquet file"),
    "another type": (other_type, "found other ones: min"),
    "another column": (other_column, "found other ones: min, minimum"),
    "a file that the card does not name": (unnamed_file, "README.md: expected the Parquet files"),
    "a foreign history": (foreign_history, "history.jsonl: expected known changes"),
    "a foreign provenance": (foreign_provenance, "provenance.json: expected what `release plan` writes"),
    "no sums": (lambda folder: (folder / "SHA256SUMS").unlink(), "is no release"),
}


def copied(folder: Path, into: Path) -> Path:
    return Path(shutil.copytree(folder, into / folder.name, symlinks=True))


@pytest.mark.parametrize(("tamper", "words"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_last_release_is_refused(tamper: Tampering, words: str, published: Path, tmp_path: Path) -> None:
    folder = copied(published, tmp_path)
    assert str(read_last(folder).version) == "1.0.0"
    tamper(folder)
    with pytest.raises(Refused, match=words):
        read_last(folder)


@pytest.mark.slow
def test_rows_that_share_an_id_are_refused(published: Path, tmp_path: Path) -> None:
    folder = copied(published, tmp_path)
    twice_the_rows(folder)
    with pytest.raises(Refused, match="casualties: expected every row to have an id of its own"):
        planned(releasable(tmp_path / "corpus"), folder)


@pytest.mark.slow
@pytest.mark.parametrize("tamper", [zeroed_pages, not_utf8])
def test_rows_that_cannot_be_read_are_refused_with_their_file(
    tamper: Tampering, published: Path, tmp_path: Path
) -> None:
    folder = copied(published, tmp_path)
    tamper(folder)
    layout = releasable(tmp_path / "corpus")
    second(layout, {"c1": {"report": "claimed"}})
    with pytest.raises(Refused, match=r"casualties/t\w+-\w+\.parquet: expected Parquet with rows that can be read"):
        planned(layout, folder)


def test_a_last_release_that_is_a_link_is_refused(published: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(published)
    with pytest.raises(Refused, match="expected the folder of a release"):
        read_last(tmp_path / "link")


@pytest.mark.parametrize("name", ["a/../b", "..", "a//b", "a/./b", "-rf", "a\\b", "C:x", "a\nb", "é", "a/", "a."])
def test_names_that_could_lead_elsewhere_are_not_safe(name: str) -> None:
    assert not is_safe_name(name)


def resealed_page(folder: Path) -> None:
    changed_page(folder)
    reseal(folder)


def replan(folder: Path, **changed: object) -> None:
    told = json.loads(plan_file(folder).read_text())
    plan_file(folder).write_text(json.dumps({**told, **changed}))


CANDIDATES: dict[str, tuple[Tampering, str]] = {
    "a file more": (lambda folder: (folder / "more.txt").write_text("x"), "more.txt: stands in 1.0.0"),
    "a link more": (lambda folder: (folder / "more").symlink_to("README.md"), "more: expected a regular file"),
    "a file less": (lambda folder: data_file(folder).unlink(), "expected a file that can be read"),
    "another content": (changed_page, "guidelines.md: expected the SHA-256"),
    "sums of another plan": (resealed_page, "do not tell of the same files"),
    "another tag": (lambda folder: replan(folder, tag="v9.9.9"), "expected version and tag of the folder"),
    "a way out": (lambda folder: replan(folder, files={"../x": ZEROS}), "names of files inside the release"),
    "no plan": (lambda folder: plan_file(folder).unlink(), "run `release plan` again"),
    "half a plan": (lambda folder: replan(folder, format=2), "expected a plan of format 1"),
}


@pytest.fixture(scope="module")
def candidate(published: Path) -> Path:
    return published.parents[1] / "corpus" / "dist" / "release" / "1.0.0"


@pytest.mark.parametrize(("tamper", "words"), CANDIDATES.values(), ids=CANDIDATES)
def test_a_candidate_that_is_not_as_planned_is_refused(
    tamper: Tampering, words: str, candidate: Path, tmp_path: Path
) -> None:
    folder = copied(candidate, tmp_path)
    shutil.copy(plan_file(candidate), tmp_path)
    assert read_candidate(folder).version == "1.0.0"
    tamper(folder)
    with pytest.raises(Refused, match=words):
        read_candidate(folder)


def test_the_sums_of_a_release_are_read_as_they_were_written(published: Path) -> None:
    assert sums_text(read_sums(published)) == (published / "SHA256SUMS").read_text()
