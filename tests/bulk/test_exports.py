"""Exports of Label Studio are converted like all else, and suggestions fill in for articles without records."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from conflict_claims.tables.corpus import read_corpus
from conflict_claims.tables.flat import flat
from tests.bulk.archives import BASE, convert, errors, line, table, write_lines
from tests.check.test_rules import OF_RULES
from tests.corpora import TEXT

GOOD = OF_RULES / "LST001" / "good" / "export.json"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "corpus")
    (tmp_path / "corpus" / "label-studio.toml").write_text('[annotators]\n7 = "ann-b"\n8 = "ann-c"\n')
    return tmp_path / "corpus"


def test_an_export_gives_the_rows_of_the_files_that_it_is_imported_to(corpus: Path, tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path / "export.json")
    out = tmp_path / "out"
    assert convert(tmp_path / "export.json", out=out, root=corpus) == 0
    assert main(["label-studio", "import", "--overwrite", "--root", str(corpus), str(tmp_path / "export.json")]) == 0
    home = read_corpus(Layout(corpus))
    frames = flat(home.bundle("ann-b"), home.registries, sentences=False)
    for name in ("actors", "casualties", "links"):
        converted = table(out, name)
        home_rows = frames[name].filter(pl.col("article_id") == "valdria-0002")
        assert converted.equals(home_rows.select(converted.columns))


def test_an_export_by_several_annotators_needs_one_to_be_chosen(corpus: Path, tmp_path: Path) -> None:
    tasks = json.loads(GOOD.read_text())
    [first] = tasks[0]["annotations"]
    tasks[0]["annotations"].append({**first, "id": first["id"] + 1, "completed_by": 8})
    (tmp_path / "export.json").write_text(json.dumps(tasks))
    assert convert(tmp_path / "export.json", out=tmp_path / "none", root=corpus) == 1
    [told] = errors(tmp_path / "none")
    assert "ann-b, ann-c: choose with --annotator" in told["found"]
    assert convert(tmp_path / "export.json", "--annotator", "ann-c", out=tmp_path / "out", root=corpus) == 0
    assert table(tmp_path / "out", "articles").height == 1


def test_an_export_follows_what_the_corpus_says_of_it(corpus: Path, tmp_path: Path) -> None:
    source, who, out = tmp_path / "export.json", corpus / "label-studio.toml", tmp_path / "out"
    shutil.copy(GOOD, source)
    told = who.read_text()
    who.unlink()
    assert convert(source, out=out, root=corpus) == 1
    assert {one["rule"] for one in errors(out)} == {"LST018"}
    who.write_text(told)
    assert convert(source, out=out, root=corpus) == 0
    assert table(out, "articles")["article_id"].to_list() == ["valdria-0002"]
    (corpus / "corpus" / "articles" / "valdria-0002.md").unlink()
    assert convert(source, out=out, root=corpus) == 1
    assert {one["rule"] for one in errors(out)} == {"LST017"}


def test_an_export_that_is_none_is_named(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "export.json").write_text('[{"id": 1')
    assert convert(tmp_path / "export.json", out=tmp_path / "out", root=corpus) == 1
    assert [one["rule"] for one in errors(tmp_path / "out")] == ["LST001"]


def test_suggestions_are_made_for_articles_that_nobody_annotated(tmp_path: Path) -> None:
    bare = {"id": "harl-0002", "text": TEXT}
    source = write_lines(tmp_path / "a.jsonl", [line("harl-0001"), bare, {**bare, "id": "harl-0003", "actors": []}])
    assert convert(source, out=tmp_path / "plain") == 0
    assert convert(source, "--suggest", out=tmp_path / "out") == 0
    articles = table(tmp_path / "out", "articles")
    assert [layers and len(layers) for layers in articles["layers"].to_list()] == [5, 5, 1]
    marked = table(tmp_path / "out", "casualties")
    assert "harl-0002.c1" in marked["span_id"].to_list()
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in marked.iter_rows(named=True))
    kept = marked.filter(marked["article_id"] == "harl-0001")
    assert kept.equals(table(tmp_path / "plain", "casualties"))


def test_suggestions_in_other_languages_are_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = [
        {"id": f"harl-000{at}", "text": TEXT, "language": one} for at, one in enumerate(("en", "fr", None, "es"), 1)
    ]
    source = write_lines(tmp_path / "a.jsonl", [*bare, {**line("harl-0005"), "language": "fr"}])
    assert convert(source, out=tmp_path / "plain") == 0
    assert "another language" not in capsys.readouterr().out
    for _ in range(2):  # the second run finds the shards done
        assert convert(source, "--suggest", out=tmp_path / "out") == 0
        assert "warning: 2 article(s) in another language" in capsys.readouterr().out
