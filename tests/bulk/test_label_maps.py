"""Collections in the formats of others, through a label map to the tables."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from conflict_claims.cli import main
from tests.bulk.archives import convert, results, table
from tests.corpora import TEXT, harl_corpus
from tests.formats.exchanged import BRAT_MAP, CONLL_MAP, brat_folder


def test_brat_becomes_the_tables_and_a_second_run_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = harl_corpus(tmp_path / "corpus")
    brat, out = tmp_path / "brat", tmp_path / "tables"
    root = ["--root", str(layout.root)]
    assert main(["export", *root, "brat", str(brat), "--annotator", "gold"]) == 0
    command = ["convert", *root, str(brat), "--map", str(brat / "labels.toml"), "--out", str(out)]
    capsys.readouterr()
    assert main(command) == 0
    assert "read" in capsys.readouterr().out
    claims = pl.read_parquet(out / "casualties" / "*.parquet")
    assert claims["text"].to_list() == ["14 people", "three children", "11 dead"]
    before = {path: path.read_bytes() for path in out.rglob("*.parquet")}
    assert main(command) == 0
    assert {path: path.read_bytes() for path in out.rglob("*.parquet")} == before


def test_a_label_map_that_cannot_be_used_is_told_line_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "labels.toml"
    wrong.write_text('[spans]\nToll = { layer = "casulty" }\n')
    (tmp_path / "brat").mkdir()
    assert main(["convert", str(tmp_path / "brat"), "--map", str(wrong), "--out", str(tmp_path / "out")]) == 2
    told = capsys.readouterr().err
    assert "casulty" in told
    assert "\\n" not in told
    assert not (tmp_path / "out").exists()


def test_a_collection_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = tmp_path / "labels.toml"
    labels.write_text(
        '[article]\nlanguage = "en"\n\n[spans]\nGroup = { layer = "actor", type = "rebel_group", mention = "named" }\n'
    )
    assert main(["convert", str(tmp_path / "none"), "--map", str(labels), "--out", str(tmp_path / "out")]) == 2
    assert "is not there" in capsys.readouterr().err


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A map beside a folder of brat."""
    (tmp_path / "labels.toml").write_text(BRAT_MAP)
    return brat_folder(tmp_path / "eb", TEXT, "")


def mapped(tmp_path: Path, *words: str | Path, out: Path) -> int:
    return convert(*words, "--map", tmp_path / "labels.toml", out=out)


def test_a_folder_that_is_refused_stays_as_it_was(
    collection: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = tmp_path / "fl"
    (foreign / "lines").mkdir(parents=True)
    (foreign / "lines" / "eb.jsonl").write_text("mine")
    before = results(foreign)
    assert mapped(tmp_path, collection, out=foreign) == 2
    assert "holds other things" in capsys.readouterr().err
    assert results(foreign) == before


def test_a_run_with_other_options_leaves_the_lines_as_they_were(collection: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert mapped(tmp_path, collection, out=out) == 0
    before = results(out)
    brat_folder(collection, TEXT, "", "two")
    assert mapped(tmp_path, collection, "--tokens", out=out) == 2
    assert results(out) == before


def test_nothing_is_written_where_one_of_several_collections_is_not_there(collection: Path, tmp_path: Path) -> None:
    assert mapped(tmp_path, collection, tmp_path / "nothere", out=tmp_path / "out") == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("below", ["file", "file/out"])
def test_results_that_have_no_folder_are_wrong_usage(collection: Path, tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("")
    assert mapped(tmp_path, collection, out=tmp_path / below) == 2


def test_every_file_that_is_refused_stands_in_the_report(
    collection: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(30):
        (collection / f"lonely-{number:02d}.ann").write_text("")
    out = tmp_path / "out"
    assert mapped(tmp_path, collection, out=out) == 1
    told, report = capsys.readouterr().out, (out / "mapping.txt").read_text()
    assert "20 of 30 refused files shown" in told
    assert "lonely-29.ann  refused" in report
    assert report.endswith(told[told.index("articles 1;") : told.index("the whole report")])


@pytest.mark.parametrize("name", ["doc-0001", "one"])
def test_texts_of_one_name_in_several_collections_have_ids_of_their_own(
    name: str, collection: Path, tmp_path: Path
) -> None:
    for folder in ("train", "dev"):
        brat_folder(tmp_path / folder, TEXT, "", name)
    brat_folder(tmp_path / "dev", TEXT, "", "doc-0007")
    assert mapped(tmp_path, tmp_path / "train", tmp_path / "dev", out=tmp_path / "out") == 0
    ids = table(tmp_path / "out", "articles")["article_id"].to_list()
    assert len(set(ids)) == 3
    assert "doc-0007" in ids


def test_results_below_a_collection_are_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "labels.toml").write_text(CONLL_MAP)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.conll").write_text("Ali B-PER\n")
    for _ in range(2):
        assert mapped(tmp_path, tmp_path / "in", out=tmp_path / "in" / "out") == 0
    assert table(tmp_path / "in" / "out", "articles").height == 1


@pytest.mark.slow
def test_a_run_that_is_killed_while_it_maps_leaves_nothing_behind_for_good(tmp_path: Path) -> None:
    (tmp_path / "labels.toml").write_text(CONLL_MAP)
    source, out = tmp_path / "big.conll", tmp_path / "out"
    source.write_text("-DOCSTART-\n\nAli B-PER\nleft O\n\n" * 60_000)
    words = ["convert", str(source), "--map", str(tmp_path / "labels.toml"), "--out", str(out), "--workers", "1"]
    run = subprocess.Popen([sys.executable, "-m", "conflict_claims.cli", *words], stdout=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while run.poll() is None and not any(out.rglob("*big*")) and time.monotonic() < until:
        time.sleep(0.005)
    run.kill()
    assert run.wait() == -9
    source.write_text("Ali B-PER\n")
    assert main(words) == 0
    left = {path.relative_to(out).parts[0] for path in out.rglob("*big*")}
    assert left == {"lines", "articles", "actors", "manifests"}
    assert [path.name for path in (out / "lines").iterdir()] == ["big.conll.jsonl"]
