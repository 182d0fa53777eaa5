"""The command: what it takes, what it prints, how it ends."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

import pytest

from conflict_claims.cli import main
from tests.corpora import TEXT, add_article, add_pass, empty_corpus, records
from tests.evaluate.lines import line, without, write


def run(root: Path, *words: str) -> int:
    return main(["evaluate", *words, "--root", str(root)])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    layout = empty_corpus(tmp_path)
    for name, split in (("harl-0001", "train"), ("harl-0002", "test")):
        add_article(layout, name, TEXT, split=split)
        add_pass(layout, name, TEXT, records())
        add_pass(layout, name, TEXT, without("a1"), annotator="pass-a")
    return tmp_path


def test_an_annotator_is_scored_by_gold(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "gold", "pass-a") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("pass-a scored by gold over 2 articles\n")
    assert "2 errors (missed 2)" in shown


def test_layers_splits_groups_resamples_and_seed_can_be_chosen(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--layers", "topic", "actor", "--splits", "test", "--by", "outlet", "--bootstrap", "7", "--seed", "3"]
    assert run(root, "gold", "pass-a", *options, "--format", "json") == 0
    read = json.loads(capsys.readouterr().out)
    assert read["articles"] == ["harl-0002"]
    assert read["layers"] == ["actor", "topic"]
    assert read["intervals"] == {"level": 0.95, "resamples": 7, "seed": 3}
    assert [group["value"] for group in read["groups"]["groups"]] == ["Harl Courier"]


def test_reports_and_pages_are_written_to_files(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, page = root / "out" / "report.md", root / "out" / "page.html"
    assert run(root, "gold", "pass-a", "--format", "markdown", "--output", str(report), "--html", str(page)) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert report.read_text().startswith("# pass-a scored by gold")
    assert page.read_text().startswith("<!doctype html>")


def test_bulk_lines_need_no_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = write(tmp_path / "gold.jsonl", line(name="any id: 1"))
    assert run(tmp_path / "nowhere", str(gold), str(gold)) == 0
    assert "gold.jsonl scored by gold.jsonl over 1 article\n" in capsys.readouterr().out


def test_confidences_are_written_for_the_engine(tmp_path: Path) -> None:
    pred = [{**record, "note": "ACT-role 0.50"} if record["layer"] == "actor" else record for record in records()]
    sides = write(tmp_path / "gold.jsonl", line()), write(tmp_path / "pred.jsonl", line(pred))
    out = tmp_path / "confidence.toml"
    assert run(tmp_path, *map(str, sides), "--calibration", str(out)) == 0
    assert tomllib.loads(out.read_text())["patterns"]["ACT-role"]["shown"] == 4


def test_without_confidences_there_is_nothing_to_calibrate(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = root / "confidence.toml"
    assert run(root, "gold", "pass-a", "--calibration", str(out)) == 1
    assert "nothing to calibrate" in capsys.readouterr().err
    assert not out.exists()


def test_nothing_to_score_is_an_error_with_its_reasons(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = write(root / "x.jsonl", *("junk" for _ in range(30)))
    assert run(root, "gold", str(lines)) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "left out: harl-0001: not in x.jsonl" in shown.err
    assert "20 of 32 shown" in shown.err


def test_layers_that_no_article_has_on_both_sides_are_nothing_to_score(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = write(root / "bare.jsonl", {"id": "x1", "text": TEXT})
    assert run(root, str(bare), str(bare)) == 1
    assert "left out: x1: bare.jsonl:1: no layer that both sides have" in capsys.readouterr().err
    actors = write(root / "actors.jsonl", {"id": "x1", "text": TEXT, "actors": []})
    assert run(root, str(actors), str(actors), "--layers", "topic", "link") == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "none has on both sides: topic, link" in shown.err


def test_records_without_a_header_are_no_articles(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (root / "annotations" / "gold" / "harl-0001.jsonl").read_text().splitlines()[1:]
    path = str(write(root / "records.jsonl", *lines))
    assert run(root, path, path) == 1
    assert "no layer that both sides have" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--html", "--output", "--calibration"])
@pytest.mark.parametrize("place", ["file/x", "annotations"])
def test_a_file_that_cannot_be_written_is_wrong_usage(
    root: Path, capsys: pytest.CaptureFixture[str], option: str, place: str
) -> None:
    (root / "file").touch()
    assert run(root, "gold", "pass-a", option, str(root / place)) == 2
    assert f"{root / place.removesuffix('/x')} is " in capsys.readouterr().err


def test_a_field_that_no_article_has_is_wrong_usage(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "gold", "pass-a", "--by", "nope") == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "no article has a field 'nope'; there are: id, language, license, origin, outlet, raw" in shown.err


@pytest.mark.parametrize("found", ["x", "-1", "4294967296", "1_0", pytest.param("9" * 5000, id="too many digits")])
@pytest.mark.parametrize("command", ["evaluate", "agreement"])
def test_what_is_no_number_is_told(command: str, found: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([command, "gold", "pass-a", f"--bootstrap={found}"])
    assert "expected a number from 0 to 4294967295, found" in capsys.readouterr().err


def test_what_is_no_side_is_wrong_usage(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "gold", "pass-\x1b[31mx") == 2
    shown = capsys.readouterr().err
    assert "there are: gold, pass-a" in shown
    assert "\x1b" not in shown


def test_what_is_not_installed_is_named(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    assert run(root, "gold", "pass-a") == 2
    assert "scipy is not installed: pip install 'conflict-claims[evaluate]'" in capsys.readouterr().err
