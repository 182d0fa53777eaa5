"""The naive baseline finds what a first attempt would, and its lines can be scored."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks.baselines import compare, naive, texts, write
from conflict_claims.cli import main
from tests.corpora import TEXT, harl_corpus
from tests.evaluate import lines


def found(text: str, layer: str) -> list[str]:
    return [record["text"] for record in naive(text)[layer]]


def test_numbers_beside_words_of_harm_are_tolls() -> None:
    text = "The blast killed at least 1,200 people, injuring three. Twelve trucks burned; 14 were left dead."
    assert found(text, "casualties") == ["1,200 people", "three", "14 were"]
    tolls = naive(text)["casualties"]
    assert [(toll["outcome"], toll["min"], toll["max"]) for toll in tolls] == [
        ("killed", 1200, 1200), ("injured", 3, 3), ("killed", 14, 14)
    ]  # fmt: skip


def test_runs_of_capitalised_words_are_actors() -> None:
    text = "Shells hit Harl. The Northern Front of Tarn denied it."
    assert found(text, "actors") == ["Harl", "The Northern Front of Tarn"]


def test_its_lines_can_be_scored(tmp_path: Path) -> None:
    gold, out = lines.write(tmp_path / "gold.jsonl", lines.line()), tmp_path / "naive.jsonl"
    write(out, texts(str(gold)), naive)
    assert main(["evaluate", str(gold), str(out), "--output", str(tmp_path / "report.txt")]) == 0
    assert "casualty: spans" in (tmp_path / "report.txt").read_text()


def test_predictions_stand_side_by_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = harl_corpus(tmp_path)
    compare("gold", ["gold"], "no_such_pipeline", layout.root)
    shown = capsys.readouterr().out
    assert "| gold | casualty | 3 | 3 | 1.000 |" in shown
    assert "| naive patterns | casualty |" in shown


def test_no_text_takes_long() -> None:
    for text in ("1,111" * 20_000, "A " * 50_000, "killed 1 a" * 10_000, "Aa-" * 40_000, TEXT * 300):
        began = time.perf_counter()
        naive(text)
        assert time.perf_counter() - began < 5
