"""`conflict-claims suggest` as it is typed: files, bulk lines, exit codes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from conflict_claims.annotations import read_pass
from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from tests.corpora import TEXT, harl_corpus


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    monkeypatch.chdir(tmp_path)
    return harl_corpus(tmp_path)


def test_an_article_gets_a_pass_that_check_accepts(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest"]) == 0
    marked, problems = read_pass(corpus.annotation("suggest", "harl-0001"), corpus)
    assert marked is not None
    assert not problems
    assert {record["layer"] for record in marked.records} >= {"actor", "casualty"}
    assert capsys.readouterr().out.startswith("1 article(s) in annotations/suggest: ")
    assert main(["check", "--level", "L2"]) == 0


def test_the_same_text_gives_the_same_file(corpus: Layout) -> None:
    path = corpus.annotation("suggest", "harl-0001")
    main(["suggest", "harl-0001"])
    before = path.read_bytes()
    main(["suggest", "harl-0001"])
    assert path.read_bytes() == before


def test_layers_confidence_and_folder_are_as_asked(corpus: Layout, tmp_path: Path) -> None:
    assert main(["suggest", "--layers", "casualty", "--out", str(tmp_path / "drafts")]) == 0
    lines = (tmp_path / "drafts" / "harl-0001.jsonl").read_text().splitlines()
    assert json.loads(lines[0])["layers"] == ["casualty"]
    assert {json.loads(line)["layer"] for line in lines[1:]} == {"casualty"}
    assert main(["suggest", "--min-confidence", "1", "--out", str(tmp_path / "sure")]) == 0
    assert len((tmp_path / "sure" / "harl-0001.jsonl").read_text().splitlines()) == 1


def test_a_dry_run_writes_nothing(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", "--dry-run"]) == 0
    assert not (corpus.annotations / "suggest").exists()
    assert "casualty" in capsys.readouterr().out


def test_bulk_lines_keep_their_fields_and_bad_ones_are_named(
    corpus: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "news.jsonl"
    source.write_text(json.dumps({"id": "harl-0009", "outlet": "Courier", "text": TEXT}) + '\n{"text": 5}\n[]\n')
    assert main(["suggest", str(source), "--out", str(tmp_path / "out")]) == 1
    (line,) = (tmp_path / "out" / "news.jsonl").read_text().splitlines()
    article = json.loads(line)
    assert article["outlet"] == "Courier"
    assert article["text"] == TEXT
    assert [claim["text"] for claim in article["casualties"]][:2] == ["14", "14 people"]
    errors = capsys.readouterr().err
    assert "news.jsonl:2: an object" in errors
    assert "news.jsonl:3: an object" in errors


def test_standard_input_goes_to_standard_output(
    corpus: Layout, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(json.dumps({"text": "Gunmen killed 12 miners."}).encode() + b"\n"))
    monkeypatch.setattr("sys.stdin", stream)
    assert main(["suggest", "-", "--layers", "casualty"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["casualties"][0]["text"] == "12 miners"


@pytest.mark.parametrize("words", [["nowhere-0001"], ["harl-0001", "x.jsonl"], ["../harl-0001"]])
def test_what_is_no_article_is_refused(corpus: Layout, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", *words]) == 2
    assert capsys.readouterr().err.startswith("conflict-claims suggest: ")


@pytest.mark.parametrize("option", [["--layers", "actors"], ["--min-confidence", "2"]])
def test_options_are_checked(corpus: Layout, option: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(["suggest", *option])
