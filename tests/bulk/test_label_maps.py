"""Collections in the formats of others, through a label map to the tables."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from conflict_claims.cli import main
from tests.corpora import harl_corpus


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
