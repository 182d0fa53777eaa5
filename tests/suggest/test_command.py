"""`conflict-claims suggest` as it is typed: files, bulk lines, exit codes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from conflict_claims.annotations import read_pass
from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from tests.corpora import TEXT, add_article, harl_corpus


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


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What is said where a call is wrong usage; nothing is on standard output then."""
    assert main(["suggest", *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("conflict-claims suggest: ")
    return told.err


def bulk(path: Path, *lines: str) -> str:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines or ('{"id": "a", "text": "Gunmen killed 12 miners."}',)))
    return str(path)


@pytest.mark.parametrize(
    "folder", ["annotations/gold", "annotations", "annotations/suggest/b", "corpus", "corpus/articles", "schemas"]
)
@pytest.mark.parametrize("what", ["harl-0001", "x.jsonl"])
def test_rooms_of_the_corpus_are_not_written_to(
    corpus: Layout, capsys: pytest.CaptureFixture[str], folder: str, what: str
) -> None:
    bulk(Path("x.jsonl"))
    gold = corpus.annotation("gold", "harl-0001").read_bytes()
    assert f"{folder} is in " in refused(capsys, what, "--out", folder)
    assert corpus.annotation("gold", "harl-0001").read_bytes() == gold
    assert sorted(path.name for path in corpus.annotations.iterdir()) == ["gold"]


def test_a_link_into_a_room_is_followed(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus.annotations / "suggest").symlink_to("gold")
    assert "annotations/suggest is in annotations/" in refused(capsys)


def test_files_of_other_annotators_stay(corpus: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drafts = tmp_path / "drafts"
    assert main(["suggest", "--out", str(drafts)]) == main(["suggest", "--out", str(drafts)]) == 0
    capsys.readouterr()
    add_article(corpus, "harl-0002", TEXT)
    (drafts / "harl-0002.jsonl").write_bytes(corpus.annotation("gold", "harl-0001").read_bytes())
    before = {path: path.read_bytes() for path in drafts.iterdir()}
    assert "harl-0002.jsonl is of the annotator 'gold'" in refused(capsys, "--layers", "actor", "--out", str(drafts))
    assert {path: path.read_bytes() for path in drafts.iterdir()} == before
    bulk(drafts / "harl-0002.jsonl")
    assert "is no annotation file of suggest" in refused(capsys, "--out", str(drafts))
    (drafts / "harl-0002.jsonl").write_text("")
    assert main(["suggest", "--out", str(drafts)]) == 0


def test_bulk_lines_replace_no_annotation_file(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    main(["suggest", "--out", "drafts"])
    capsys.readouterr()
    assert "is an annotation file" in refused(capsys, bulk(Path("in/harl-0001.jsonl")), "--out", "drafts")


def test_bulk_files_do_not_overwrite_each_other(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = bulk(Path("in/g.jsonl")), bulk(Path("in2/g.jsonl"))
    assert "in/g.jsonl and in2/g.jsonl would both be written to outs/g.jsonl" in refused(
        capsys, one, two, "--out", "outs"
    )
    assert not Path("outs").exists()
    assert "in/g.jsonl would be replaced by what is suggested for it" in refused(capsys, one, "--out", "in")
    assert main(["suggest", one, one, "--out", "outs"]) == main(["suggest", one, "--out", "outs"]) == 0


LETTERS = '"n": 18446744073709551616, "e":[1e999,\t1.0, -0], "p":1.00000000000000000001, "w" :"\\u00e9 {,}"'


def test_other_fields_of_a_bulk_line_stay_to_the_letter(
    corpus: Layout, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    name = bulk(Path("x.jsonl"), f'{{ "actors": null, {LETTERS}, "text":"3 killed", "layers":["link"] }}', "{}")
    assert main(["suggest", name, "--layers", "actor"]) == 1
    told = capfdbinary.readouterr()
    kept = (
        b'"n":18446744073709551616,"e":[1e999,\t1.0, -0],"p":1.00000000000000000001,"w":"\\u00e9 {,}","text":"3 killed"'
    )
    assert told.out == b'{"actors":[],' + kept + b',"layers":["actor"]}\n'
    assert b"x.jsonl:2: an object" in told.err


@pytest.mark.parametrize("what", [[], ["x.jsonl"]])
@pytest.mark.parametrize("folder", ["file", "file/below", "/proc/x"])
def test_a_folder_that_is_none_is_wrong_usage(
    corpus: Layout, capsys: pytest.CaptureFixture[str], folder: str, what: list[str]
) -> None:
    bulk(Path("x.jsonl"))
    Path("file").touch()
    assert folder in refused(capsys, *what, "--out", folder)


def test_a_bulk_file_that_is_not_there_is_wrong_usage(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    assert "'y.jsonl' is not there" in refused(capsys, bulk(Path("x.jsonl")), "y.jsonl")


def test_a_dry_run_counts_bulk_lines(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["suggest", bulk(Path("in/x.jsonl")), "--layers", "casualty,link", "--out", "outs"]
    assert main([*words, "--dry-run"]) == 0
    assert capsys.readouterr().out == "1 article(s): 1 casualty, 0 link\n"
    assert not Path("outs").exists()
    assert main(words) == 0
    assert capsys.readouterr().out == "1 article(s) in outs: 1 casualty, 0 link\n"


def test_an_article_named_twice_counts_once(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", "harl-0001", "harl-0001"]) == 0
    assert capsys.readouterr().out.startswith("1 article(s) in annotations/suggest: ")


def test_articles_that_changed_or_are_not_english_are_warned_of(
    corpus: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["suggest"]) == 0
    assert capsys.readouterr().err == ""
    add_article(corpus, "harl-0002", TEXT, text_sha256="0" * 64)
    add_article(corpus, "harl-0003", TEXT, language="fr")
    assert main(["suggest"]) == 0
    changed, foreign = capsys.readouterr().err.splitlines()
    assert "warning: harl-0002: the text is not that of its text_sha256" in changed
    assert "warning: 1 article(s) in another language" in foreign


def test_bulk_lines_are_warned_of_too(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    stale = '{"id": "b", "text": "1 dead", "text_sha256": "0", "language": "en-GB"}'
    name = bulk(Path("x.jsonl"), '{"id": "a", "text": "1 mort", "language": "fr"}', stale, '{"id": "c", "text": "x"}')
    assert main(["suggest", name, "--dry-run"]) == 0
    changed, foreign = capsys.readouterr().err.splitlines()
    assert "warning: x.jsonl:2: the text is not that of its text_sha256" in changed
    assert "warning: 1 article(s) in another language" in foreign


def test_an_article_that_names_another_file_is_left_out(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    path = corpus.article("harl-0001")
    path.write_text(path.read_text().replace("id: harl-0001", "id: ../gold/harl-0001"))
    gold = corpus.annotation("gold", "harl-0001").read_bytes()
    assert main(["suggest"]) == 1
    assert "left out corpus/articles/harl-0001.md" in capsys.readouterr().err
    assert corpus.annotation("gold", "harl-0001").read_bytes() == gold


@pytest.mark.parametrize("words", [["nowhere-0001"], ["harl-0001", "x.jsonl"], ["../harl-0001"]])
def test_what_is_no_article_is_refused(corpus: Layout, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", *words]) == 2
    assert capsys.readouterr().err.startswith("conflict-claims suggest: ")


@pytest.mark.parametrize("option", [["--layers", "actors"], ["--min-confidence", "2"]])
def test_options_are_checked(corpus: Layout, option: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(["suggest", *option])
