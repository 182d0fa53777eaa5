"""The course of a run: levels, what they leave out, what a fault of the tool does."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from conflict_claims.annotations import Pass
from conflict_claims.articles import Article
from conflict_claims.check import batches, frames
from conflict_claims.check.pool import in_order
from conflict_claims.files.layout import Layout
from conflict_claims.tables.bundle import bundle
from tests.check.broken import (
    ARTICLE,
    PASS,
    TEXT,
    add_article,
    add_pass,
    clean,
    edit,
    found,
    marked,
    only,
    records,
    rules,
    told,
)


def test_a_clean_corpus_has_nothing_to_report(tmp_path: Path) -> None:
    assert told(clean(tmp_path)) == "0 errors in 1 article; 0 of 0 shown"


def test_an_empty_corpus_has_nothing_to_report(tmp_path: Path) -> None:
    layout = clean(tmp_path)
    for path in (layout.article("harl-0001"), tmp_path / PASS, layout.raw / "harl-0001.txt"):
        path.unlink()
    assert told(layout) == "0 errors in 0 articles; 0 of 0 shown"


def test_a_message_names_place_rule_article_span_words_and_remedy(tmp_path: Path) -> None:
    layout = clean(tmp_path)
    marked(layout, {"c1": {"min": 13}})
    lines = told(layout).splitlines()
    written = (tmp_path / PASS).read_text().splitlines()
    number = next(number for number, line in enumerate(written, 1) if '"id":"c1"' in line)
    column = written[number - 1].index('"modality"') + 1
    assert lines[0] == f"{PASS}:{number}:{column}  error  CAS001 bounds-contradict-modality  [L3]"
    start = TEXT.index("14 people")
    assert lines[1] == f'  article harl-0001  span c1  chars {start}-{start + 9}  "14 people"'
    assert lines[2].startswith("  expected min and max alike")
    assert lines[3].startswith("  why  ")
    assert lines[4].startswith("  fix  ")
    assert lines[4].endswith("(more: conflict-claims explain CAS001)")


def test_a_row_with_a_fault_of_the_second_level_is_left_out_of_the_third(tmp_path: Path) -> None:
    layout = clean(tmp_path)
    marked(layout, {"c1": {"outcome": "dead", "min": 13}})
    report = found(layout)
    assert [problem.rule for problem in report.problems] == ["SPN016"]
    assert [(one.what, one.count) for one in report.skipped] == [
        ("rows of casualties", 1),
        ("rows of links", 2),
    ]


@pytest.mark.slow
def test_a_run_goes_up_to_the_level_that_is_asked_for(tmp_path: Path) -> None:
    layout = clean(tmp_path)
    marked(layout, {"c1": {"min": 13}, "a3": {"type": "militia"}, "a4": {"type": "clinic"}})
    edit(tmp_path / PASS, '"id":"a2"', '"id": "a2"')
    assert rules(layout, level="L1") == []
    assert rules(layout, level="L2") == ["SPN016"]
    assert sorted(rules(layout, level="L3")) == ["CAS001", "SPN016", "SPN021"]
    assert sorted(rules(layout, level="L4")) == ["ACT001", "CAS001", "SPN016", "SPN021"]


def test_each_annotator_is_checked_alone_and_gold_comes_first(tmp_path: Path) -> None:
    layout = clean(tmp_path)
    marked(layout, {"c1": {"min": 13}})
    for annotator in ("ada", "zoe"):
        add_pass(layout, "harl-0001", TEXT, [records()[0] | {"mention": "noun"}], annotator=annotator)
    files = [problem.file for problem in found(layout).problems]
    assert files == [PASS, "annotations/ada/harl-0001.jsonl", "annotations/zoe/harl-0001.jsonl"]


def test_a_fault_of_an_article_is_told_once_however_many_passes_there_are(tmp_path: Path) -> None:
    layout = clean(tmp_path, url="nowhere")
    add_pass(layout, "harl-0001", TEXT, [], annotator="ada")
    problem = only(layout, "DOC018")
    assert problem.file == ARTICLE
    assert (tmp_path / ARTICLE).read_text().splitlines()[problem.line - 1] == "url: nowhere"


def test_offsets_that_miss_their_words_come_with_a_proposal_where_the_words_stand_once(
    tmp_path: Path,
) -> None:
    layout = clean(tmp_path)
    start = TEXT.index("11 dead")
    marked(layout, {"c3": {"start": start + 2, "end": start + 9}})
    problem = only(layout, "SPN015")
    assert problem.fix == f'set "start" to {start} and "end" to {start + 7}, where the words stand'


@pytest.mark.slow
def test_a_registry_that_cannot_be_read_makes_no_id_unknown(tmp_path: Path) -> None:
    layout = clean(tmp_path)
    layout.registry("actors.yaml").write_text("- [\n")
    assert rules(layout) == ["DOC007"]
    assert any("REF004" in skipped.what for skipped in found(layout).skipped)


@pytest.mark.slow
def test_settings_that_cannot_be_read_are_said_to_leave_rules_out(tmp_path: Path) -> None:
    layout = clean(tmp_path)
    edit(layout.settings, "version: 0.0.0\n", "")
    assert rules(layout) == ["DOC010"]
    assert any("corpus.yaml" in skipped.what for skipped in found(layout).skipped)


def other_article(layout_root: Path, fault: bool = False) -> None:
    text = TEXT.replace("Tarn", "Velm")
    layout = Layout(layout_root)
    add_article(layout, "harl-0002", text)
    add_pass(layout, "harl-0002", text, [records(text)[0] | ({"mention": "noun"} if fault else {})])


def test_a_fault_of_the_tool_names_the_article_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = clean(tmp_path)
    other_article(tmp_path, fault=True)

    def broken(words: str) -> None:
        raise ZeroDivisionError(words)

    monkeypatch.setattr(frames, "read_toll", broken)
    report = found(layout)
    assert [(problem.rule, problem.article) for problem in report.problems] == [
        ("INT001", "harl-0001"), ("SPN016", "harl-0002")
    ]  # fmt: skip
    assert report.problems[0].found.startswith("ZeroDivisionError: ")
    assert report.exit_code() == 3


def test_a_fault_of_the_tool_while_reading_names_the_article_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = clean(tmp_path)
    other_article(tmp_path, fault=True)

    def broken(articles: Iterable[Article], passes: Mapping[str, Pass]) -> pa.Table:
        chosen = list(articles)
        assert all(article.id != "harl-0001" for article in chosen), "not this one"
        return bundle(chosen, passes)

    monkeypatch.setattr(batches, "bundle", broken)
    assert [(problem.rule, problem.article) for problem in found(layout).problems] == [
        ("INT001", "harl-0001"), ("SPN016", "harl-0002")
    ]  # fmt: skip


def test_only_a_wish_for_it_prints_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from conflict_claims.cli import main

    clean(tmp_path)
    monkeypatch.setattr(frames, "read_toll", None)
    assert main(["check", "--root", str(tmp_path)]) == 3
    assert "Traceback" not in "".join(capsys.readouterr())
    assert main(["check", "--root", str(tmp_path), "--traceback"]) == 3
    assert "Traceback" in capsys.readouterr().err


def test_several_processes_give_the_same_in_the_same_order() -> None:
    numbers = random.Random(1).sample(range(1000), 50)
    assert list(in_order(abs, numbers, 2)) == numbers


@pytest.mark.slow
def test_a_corpus_read_by_several_processes_has_the_same_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = clean(tmp_path)
    other_article(tmp_path, fault=True)
    alone = found(layout)
    monkeypatch.setattr(batches, "ARTICLES", 1)
    monkeypatch.setattr(batches, "MANY", 1)
    monkeypatch.setattr(batches, "GROUP", 1)
    monkeypatch.setattr(batches, "cores", lambda: 2)
    assert found(layout) == alone
