"""The commands as they are typed: exit codes, formats, files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conflict_claims.annotations import canonical, read_pass
from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from tests.check.broken import PASS, TEXT, add_pass, clean, edit, marked, records


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    monkeypatch.chdir(tmp_path)
    return clean(tmp_path)


def warned(layout: Layout) -> None:
    marked(layout, {"c1": {"perpetrator": ["a3"], "blame": "claimed"}})


def test_a_clean_corpus_exits_0(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "0 errors in 1 article; 0 of 0 shown\n"


@pytest.mark.slow
def test_warnings_fail_a_strict_run_only(corpus: Layout) -> None:
    warned(corpus)
    assert main(["check"]) == 0
    assert main(["check", "--strict"]) == 1


def test_errors_exit_1(corpus: Layout) -> None:
    marked(corpus, {"c1": {"min": 13}})
    assert main(["check"]) == 1
    assert main(["check", "--level", "L2"]) == 0
    assert main(["check", "--rule", "cas003"]) == 0
    assert main(["check", "--rule", "cas001"]) == 1


@pytest.mark.parametrize(
    "words",
    [["nowhere.md"], ["--root", "nowhere"], ["--rule", "CAS999"], ["--limit", "-1"], ["--level", "L9"],
     ["--today", "soon"]],
)  # fmt: skip
def test_wrong_usage_exits_2(corpus: Layout, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(["check", *words])
    except SystemExit as stop:
        code = int(stop.code or 0)
    assert code == 2
    assert capsys.readouterr().err


@pytest.mark.slow
def test_a_limit_of_0_still_counts_all(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    marked(corpus, {"c1": {"min": 13}})
    assert main(["check", "--limit", "0"]) == 1
    assert capsys.readouterr().out == "1 error (CAS001 x1) in 1 article; 0 of 1 shown\n"


def test_json_lines_go_to_standard_output_and_the_counts_to_standard_error(
    corpus: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    marked(corpus, {"c1": {"min": 13}})
    main(["check", "--format", "jsonl"])
    written = capsys.readouterr()
    assert [json.loads(line)["rule"] for line in written.out.splitlines()] == ["CAS001"]
    assert written.err == "1 error (CAS001 x1) in 1 article; 1 of 1 shown\n"


@pytest.mark.slow
def test_a_report_can_go_to_a_file(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "markdown", "--output", "report.md"]) == 0
    assert (corpus.root / "report.md").read_text().startswith("## conflict-claims check\n")
    assert capsys.readouterr().out == ""


@pytest.mark.slow
def test_a_waiver_is_held_against_the_day_that_is_given(corpus: Layout) -> None:
    warned(corpus)
    corpus.waivers.write_text(
        '[[waiver]]\nrule = "CAS009"\narticle = "harl-0001"\nreason = "r"\nexpires = 2031-01-31\n'
    )
    assert main(["check", "--strict", "--today", "2031-01-31"]) == 0
    assert main(["check", "--strict", "--today", "2031-02-01"]) == 1


def test_explain_prints_the_page_of_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "cas003", "dangling-reference"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("CAS003 bounds-contradict-text  [L3]\n")
    assert "\n\nREF001 dangling-reference  [L2]\n" in out


def test_explain_suggests_rules_for_an_unknown_id_and_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "CAS03"]) == 2
    said = capsys.readouterr().err
    assert "did you mean" in said
    assert "CAS003 bounds-contradict-text" in said


def test_rules_lists_all_or_a_level_or_a_family(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--family", "lnk", "--level", "L2", "--format", "json"]) == 0
    assert [rule["id"] for rule in json.loads(capsys.readouterr().out)] == ["LNK001", "LNK002"]
    assert main(["rules"]) == 0
    assert "CAS003" in capsys.readouterr().out
    assert main(["rules", "--family", "ZZZ"]) == 2


def disordered(layout: Layout) -> bytes:
    """The gold pass with its lines turned round and its keys in another order; returns the canonical form."""
    path = layout.root / PASS
    right = path.read_bytes()
    head, *lines = path.read_text().splitlines()
    turned = [json.dumps(dict(reversed(json.loads(line).items()))) for line in reversed(lines)]
    path.write_text("\n".join([head, *turned]) + "\n")
    return right


def test_format_writes_the_canonical_form_and_then_finds_nothing_to_do(
    corpus: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    right = disordered(corpus)
    assert main(["check", "--strict"]) == 1
    assert main(["format"]) == 0
    assert (corpus.root / PASS).read_bytes() == right
    assert f"{PASS}: changed\n1 annotation file: 1 changed, 0 left alone\n" in capsys.readouterr().out
    assert main(["format", "--check"]) == 0
    assert main(["check", "--strict"]) == 0


def test_format_check_only_says_what_would_change(corpus: Layout) -> None:
    disordered(corpus)
    before = (corpus.root / PASS).read_bytes()
    assert main(["format", "--check"]) == 1
    assert (corpus.root / PASS).read_bytes() == before


def test_format_changes_no_meaning(corpus: Layout) -> None:
    disordered(corpus)
    before, _ = read_pass(corpus.root / PASS, corpus)
    main(["format", PASS])
    after, _ = read_pass(corpus.root / PASS, corpus)
    assert before
    assert after
    assert canonical(before.header, before.records) == canonical(after.header, after.records)


def test_format_leaves_a_file_with_faults_alone_and_does_the_others(
    corpus: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    other = add_pass(corpus, "harl-0001", TEXT, records(), annotator="ada")
    other.write_bytes(other.read_bytes().replace(b'","', b'", "'))
    edit(corpus.root / PASS, '"layer":"link","type":"subset_of"', '"layer":"link","typo":"subset_of"')
    before = (corpus.root / PASS).read_bytes()
    assert main(["format"]) == 1
    assert (corpus.root / PASS).read_bytes() == before
    assert b'", "' not in other.read_bytes()
    assert f"{PASS}: left alone, see `conflict-claims check`" in capsys.readouterr().out


def test_format_takes_files_folders_and_article_ids(corpus: Layout) -> None:
    for path in (PASS, "annotations", "harl-0001"):
        right = disordered(corpus)
        assert main(["format", path]) == 0
        assert (corpus.root / PASS).read_bytes() == right
    assert main(["format", "corpus"]) == 2
    assert main(["format", "nowhere"]) == 2
