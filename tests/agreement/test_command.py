"""The command: what it takes, what it prints, how it ends."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from conflict_claims.agreement.agreement import CAUTION
from conflict_claims.cli import main
from tests.agreement.passes import FIRST, SECOND, corpus, same


def run(root: Path, *words: str) -> int:
    return main(["agreement", *words, "--root", str(root)])


def test_two_passes_are_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus(tmp_path, (same, same))
    assert run(tmp_path, FIRST, SECOND) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Agreement of pass-a and pass-b over 2 articles\n")
    assert CAUTION in shown


def test_articles_layers_resamples_and_seed_can_be_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus(tmp_path, (same, same, same))
    options = ["--articles", "harl-0001", "harl-0003", "--layer", "topic", "--layer", "actor", "--bootstrap", "7"]
    assert run(tmp_path, FIRST, SECOND, *options, "--seed", "3", "--format", "json") == 0
    read = json.loads(capsys.readouterr().out)
    assert read["articles"] == ["harl-0001", "harl-0003"]
    assert read["layers"] == ["actor", "topic"]
    assert read["intervals"] == {"level": 0.95, "resamples": 7, "seed": 3}


def test_the_report_is_written_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus(tmp_path)
    assert run(tmp_path, FIRST, SECOND, "--format", "html", "--output", str(tmp_path / "out" / "page.html")) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("compared 1 article; wrote ")
    assert (tmp_path / "out" / "page.html").read_text().startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((FIRST,), "name two or more different annotators"),
        ((FIRST, FIRST), "name two or more different annotators"),
        ((FIRST, "pass-x"), "no annotator 'pass-x'"),
        ((FIRST, "../../etc"), "no annotator '../../etc'"),
        ((FIRST, SECOND, "--articles", "../x"), "'../x' is no article id"),
    ],
)
def test_wrong_usage_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    corpus(tmp_path)
    assert run(tmp_path, *words) == 2
    assert message in capsys.readouterr().err


def test_what_is_not_installed_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus(tmp_path)
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    assert run(tmp_path, FIRST, SECOND) == 2
    message = "krippendorff not installed: pip install 'conflict-claims[agreement]'"
    assert message in capsys.readouterr().err


def test_nothing_to_compare_is_an_error_with_its_reasons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = corpus(tmp_path)
    (layout.annotations / "pass-c").mkdir()
    assert run(tmp_path, FIRST, "pass-c") == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "left out: harl-0001: not marked by pass-c" in shown.err
