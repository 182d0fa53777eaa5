"""What a release folder holds, and who can read it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from conflict_claims.files.layout import Layout
from conflict_claims.matching.shingles import words
from conflict_claims.release.candidate import read_candidate
from conflict_claims.release.croissant_check import croissant_faults
from conflict_claims.release.history import read_history, versions_with
from conflict_claims.release.leaks import RUN
from conflict_claims.release.refusal import Refused
from conflict_claims.release.sums import read_sums
from conflict_claims_schemas.configurations import CONFIGURATIONS
from conflict_claims_schemas.datasheet import RAI_QUESTIONS
from tests.release.planning.releases import (
    WITHHELD,
    changes,
    edit,
    lines,
    planned,
    releasable,
    released,
    second,
    third,
    withheld,
)

PAGES = {
    "README.md", "DATASHEET.md", "CHANGELOG.md", "CITATION.cff", "SHA256SUMS", "croissant.json", "guidelines.md",
    "data-dictionary.md", "diff.jsonl", "history.jsonl", "provenance.json",
}  # fmt: skip

PLANNER = """
import sys
from pathlib import Path
from conflict_claims.files.layout import Layout
from tests.release.planning.releases import planned
planned(Layout(Path(sys.argv[1])))
"""
LOADER = """
import json, sys
from datasets import load_dataset
found = {}
for name in json.loads(sys.argv[2]):
    data = load_dataset(sys.argv[1], name)
    streamed = load_dataset(sys.argv[1], name, streaming=True)
    found[name] = {split: rows.num_rows for split, rows in data.items()}
    assert {split: sum(1 for _ in rows) for split, rows in streamed.items()} == found[name]
print(json.dumps(found))
"""


def files(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def hashes(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files(folder).items()}


def fresh(command: list[str], cwd: Path | None = None, umask: int = -1, **environment: str) -> str:
    """What a new process prints; the test fails where it does."""
    told = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "HF_HUB_OFFLINE": "1", **environment}
    done = subprocess.run(command, cwd=cwd, umask=umask, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_release_holds_its_pages_and_a_file_a_configuration_and_split(published: Path) -> None:
    found = files(published)
    data = {tuple(name.split("/")[1:]) for name in found if name.startswith("data/")}
    assert {name for name in found if not name.startswith("data/")} == PAGES
    assert {name for name, _ in data} == set(CONFIGURATIONS)
    told = json.loads(found["provenance.json"].read_text())
    assert told["rows"]["articles"] == {"train": 1, "test": 1}
    assert told["guidelines"] == "g1.0"
    assert set(told["derivations"]) >= {"sentences", "tokens", "tolls.range"}
    assert told["inputs"]["corpus/articles"]["files"] == 2


def test_the_inputs_are_hashed_as_they_stand_on_disk(tmp_path: Path) -> None:
    layout = releasable(tmp_path / "corpus")
    candidate = planned(layout).candidate
    assert candidate is not None
    told = json.loads(candidate.files["provenance.json"].read_text())["inputs"]
    for folder in ("corpus/articles", "corpus/raw", "annotations/gold"):
        names = sorted(path.name for path in (layout.root / folder).iterdir() if path.name != "README.md")
        sums = fresh(["sha256sum", *names], cwd=layout.root / folder)
        assert told[folder] == {"files": len(names), "sha256": hashlib.sha256(sums.encode()).hexdigest()}


@pytest.mark.slow
def test_sha256sum_and_the_candidate_agree(tmp_path: Path) -> None:
    candidate = planned(releasable(tmp_path / "corpus")).candidate
    assert candidate is not None
    told = fresh(["sha256sum", "-c", "SHA256SUMS"], cwd=candidate.folder)
    assert len(told.splitlines()) == len(candidate.files) - 1
    assert read_candidate(candidate.folder) == candidate
    assert set(candidate.files) == set(files(candidate.folder))


@pytest.mark.slow
def test_the_same_corpus_gives_the_same_bytes_in_another_place_time_zone_and_umask(tmp_path: Path) -> None:
    one = releasable(tmp_path / "one")
    other = Layout(tmp_path / "far" / "other")
    shutil.copytree(one.root, other.root)
    first = planned(one).candidate
    assert first is not None
    for path in other.root.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    fresh(
        [sys.executable, "-c", PLANNER, str(other.root)],
        umask=0o077, TZ="Pacific/Kiritimati", PYTHONHASHSEED="7", LC_ALL="C", POLARS_MAX_THREADS="1",
    )  # fmt: skip
    second_folder = other.dist / "release" / "1.0.0"
    assert hashes(first.folder) == hashes(second_folder)
    modes = {path.stat().st_mode & 0o777 for path in second_folder.rglob("*") if path.is_file()}
    assert modes == {0o644}


@pytest.mark.slow
def test_load_dataset_sees_the_named_parquet_files_alone(started: tuple[Layout, Path], tmp_path: Path) -> None:
    _, folder = started
    shutil.copy(next(folder.glob("data/links/train-*")), folder / "stray.parquet")
    (folder / "data" / "more.jsonl").write_text('{"a": 1}\n')
    told = fresh([sys.executable, "-c", LOADER, str(folder), json.dumps(CONFIGURATIONS)], HF_HOME=str(tmp_path / "hf"))
    assert json.loads(told) == json.loads((folder / "provenance.json").read_text())["rows"]


@pytest.mark.slow
def test_mlcroissant_validates_the_description_and_reads_every_row(published: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant")
    dataset = mlcroissant.Dataset(jsonld=str(published / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors
    assert not dataset.metadata.ctx.issues.warnings
    rows = json.loads((published / "provenance.json").read_text())["rows"]
    for name in CONFIGURATIONS:
        assert sum(1 for _ in dataset.records(name)) == sum(rows[name].values()), name
    claims = [row for row in dataset.records("casualties") if row["casualties/span_id"] == b"harl-0001.c1"]
    assert [(row["casualties/min"], row["casualties/text"]) for row in claims] == [(14, b"14 people")]


def test_the_description_tells_of_every_file_column_and_answer(published: Path) -> None:
    folder = published
    text = (folder / "croissant.json").read_text()
    told = json.loads(text)
    assert described_wrongly(folder, text) == []
    assert told["conformsTo"][0] == "http://mlcommons.org/croissant/1.1"
    assert {key for key in told if key.startswith("rai:")} == {f"rai:{name}" for name in RAI_QUESTIONS}
    assert told["creator"] == [
        {"@type": "sc:Organization", "name": "The Harl reporters"},
        {"@type": "sc:Person", "name": "Ana Tal"},
    ]


def described_wrongly(folder: Path, text: str) -> list[str]:
    columns = {path.parent.name: pq.read_schema(path).names for path in folder.glob("data/*/*.parquet")}
    return croissant_faults(text, read_sums(folder), columns)


WRONG: dict[str, Any] = {
    "has another hash": lambda told: told["distribution"][0].update(sha256="0" * 64),
    "is described and not there": lambda told: told["distribution"][0].update(contentUrl="data/none.parquet"),
    "is there and not described": lambda told: told["distribution"].pop(0),
    "is described or there, and not both": lambda told: told["recordSet"][1]["field"].pop(),
    "is not described": lambda told: told["recordSet"].pop(2),
    "is made from": lambda told: told["recordSet"][0]["field"][0]["source"].update(fileSet={"@id": "files/links"}),
    "is no property": lambda told: told.update({"rai:dataMood": "grim"}),
    "expected a description": lambda told: told.pop("distribution"),
}


@pytest.mark.parametrize(("fault", "break_it"), WRONG.items(), ids=WRONG)
def test_what_mlcroissant_passes_is_found(fault: str, break_it: Any, published: Path) -> None:
    told = json.loads((published / "croissant.json").read_text())
    break_it(told)
    assert any(fault in found for found in described_wrongly(published, json.dumps(told)))


@pytest.mark.slow
def test_the_citation_is_valid(published: Path, tmp_path: Path) -> None:
    """By cffconvert, in an environment of its own: it wants an old jsonschema."""
    own = Path(__file__).parents[3] / "CITATION.cff"
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    command = [str(tmp_path / "venv" / "bin" / "python"), "-m", "pip", "install", "--quiet", "cffconvert==2.0.0"]
    installed = subprocess.run(command, capture_output=True, text=True, check=False)
    if installed.returncode and not os.environ.get("CI"):
        pytest.skip("cffconvert cannot be installed here")
    assert installed.returncode == 0, installed.stderr
    for path in (published / "CITATION.cff", own):
        fresh([str(tmp_path / "venv" / "bin" / "cffconvert"), "--validate", "-i", str(path)])
    text = (published / "CITATION.cff").read_text()
    assert "version: 1.0.0\n" in text
    assert "date-released: '2031-06-01'\n" in text


def decoded(folder: Path) -> dict[str, str]:
    """Everything in a folder as text, Parquet files row by row."""
    texts = {}
    for name, path in files(folder).items():
        parquet = path.suffix == ".parquet"
        texts[name] = json.dumps(pq.read_table(path).to_pylist(), default=str) if parquet else path.read_text()
    return texts


@pytest.mark.slow
def test_no_eight_words_of_a_withheld_text_stand_in_any_file(tmp_path: Path) -> None:
    layout = releasable(tmp_path / "corpus")
    withheld(layout)
    folder = released(layout)
    assert json.loads((folder / "provenance.json").read_text())["rows"]["articles"] == {"train": 2, "test": 1}
    found = words(WITHHELD)
    runs = {" ".join(found[start : start + RUN]) for start in range(len(found) - RUN + 1)}
    assert len(runs) > 20
    for name, text in decoded(folder).items():
        shown = " ".join(words(text))
        assert not [run for run in runs if run in shown], name


@pytest.mark.slow
def test_a_page_that_quotes_a_withheld_text_is_refused(tmp_path: Path) -> None:
    layout = releasable(tmp_path / "corpus")
    withheld(layout)
    edit(
        layout.root / "DATASHEET.md", "# Datasheet", "# Datasheet\n\nAs in: seven Rockets fell, on the old mill of Osk!"
    )
    with pytest.raises(Refused, match=r"DATASHEET\.md: holds eight words in a row of harl-0004"):
        planned(layout)
    assert not any((layout.dist / "release").iterdir())


@pytest.mark.slow
def test_a_text_that_is_withheld_from_now_on_does_not_come_back_in_the_diff(started: tuple[Layout, Path]) -> None:
    layout, last = started
    second(layout, license="all-rights-reserved", url="https://example.org/bus")
    candidate = planned(layout, last).candidate
    assert candidate is not None
    assert candidate.version == "2.0.0"
    text = (candidate.folder / "diff.jsonl").read_text()
    assert "lower town" not in text
    assert "15 people" not in text
    assert (
        "`harl-0002`: licence `CC-BY-4.0` became `all-rights-reserved`"
        in (candidate.folder / "CHANGELOG.md").read_text()
    )


@pytest.mark.slow
def test_history_and_changelog_grow_from_version_to_version(started: tuple[Layout, Path]) -> None:
    layout, first = started
    third(layout)
    added = released(layout, first)
    edit(layout.settings, "Reports from Harl", "Reports")
    repackaged = released(layout, added)
    layout.article("harl-0003").unlink()
    layout.annotation("gold", "harl-0003").unlink()
    (layout.raw / "harl-0003.txt").unlink()
    last = released(layout, repackaged)
    history = read_history(last / "history.jsonl")
    versions = ["1.0.0", "1.1.0", "1.1.1", "2.0.0"]
    assert [one["version"] for one in json.loads((last / "provenance.json").read_text())["releases"]] == versions
    assert versions_with(history, "harl-0003", versions) == ["1.1.0", "1.1.1"]
    assert versions_with(history, "harl-0001", versions) == versions
    changelog = (last / "CHANGELOG.md").read_text()
    heads = [line for line in changelog.splitlines() if line.startswith("## ")]
    assert heads == [f"## [{version}] - 2031-06-01" for version in reversed(versions)]
    assert "- The market is told apart from the square." in changelog
    assert changes(added, "articles") == [("articles", "entered", "harl-0003")]
    assert lines(last / "history.jsonl")[: len(history) - 1][0]["version"] == "1.0.0"


def test_links_of_the_pages_lead_to_files_of_the_release(published: Path) -> None:
    assert "See [columns](data-dictionary.md#x)." in (published / "DATASHEET.md").read_text()
