"""A text is corrected, and every pass follows it: all files, or none."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from conflict_claims.annotations import read_pass
from conflict_claims.articles import Article, read_article
from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from conflict_claims.formats.received import ReadOptions, read_received
from conflict_claims.ingest.add import AddOptions, add
from conflict_claims.ingest.amend import Amended, AmendOptions, CannotAmend, amend
from conflict_claims.ingest.known import known
from conflict_claims.text.normalise import text_sha256

ID = "balochistan-0001"
TEXT = (
    "Group blames attacks\n\nThe army said 25 militants died. The BLA denied it.\n\n"
    "Police condemned the BLA and said at least 12 people were killed."
)
MARKED = [
    ("a1", "actor", "army", 0, {"type": "state_military", "mention": "nominal"}),
    ("a2", "actor", "BLA", 0, {"type": "rebel_group", "mention": "named"}),
    ("a3", "actor", "BLA", 1, {"type": "rebel_group", "mention": "named"}),
    ("a4", "actor", "Police", 0, {"type": "police_security", "mention": "nominal"}),
    ("c1", "casualty", "25 militants", 0,
     {"outcome": "killed", "modality": "exact", "min": 25, "max": 25, "perpetrator": ["a2", "a1"],
      "source": ["a1"]}),
    ("c2", "casualty", "at least 12 people", 0,
     {"outcome": "killed", "modality": "at_least", "min": 12, "source": ["a4"]}),
    ("s1", "stance", "denied", 0,
     {"act": "deny_harm", "holder": ["a2"], "target": ["c1"], "speech": "narrated"}),
    ("s2", "stance", "condemned", 0,
     {"act": "condemn", "holder": ["a4"], "target": ["a3"], "speech": "narrated"}),
]  # fmt: skip


def lines(annotator: str, text: str = TEXT, marked: Sequence[Any] = MARKED) -> bytes:
    header = {
        "article": ID, "text_sha256": text_sha256(text), "guidelines": "g1.0", "annotator": annotator,
        "layers": ["actor", "casualty", "stance", "link"], "next": {"a": 5, "c": 3, "s": 3, "t": 1, "k": 2},
    }  # fmt: skip
    records: list[dict[str, Any]] = [header]
    for local, layer, words, number, fields in marked:
        start = text.index(words)
        for _ in range(number):
            start = text.index(words, start + 1)
        span = {"start": start, "end": start + len(words), "text": words}
        records.append({"id": local, "layer": layer, **span, **fields})
    records.append({"id": "k1", "layer": "link", "type": "conflicts_with", "from": "c2", "to": "c1"})
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


@pytest.fixture
def corpus(layout: Layout, tmp_path: Path) -> Layout:
    source = tmp_path / "a.txt"
    source.write_text(TEXT.replace("\n\n", "\n\nGROUP BLAMES ATTACKS\n\n", 1))
    add(layout, known(layout), read_received(str(source), ReadOptions()), AddOptions())
    for annotator in ("gold", "first"):
        (layout.annotations / annotator).mkdir()
        layout.annotation(annotator, ID).write_bytes(lines(annotator))
    return layout


def new_text(layout: Layout, text: str, **options: Any) -> Amended:
    path = layout.root / "new.txt"
    path.write_text(text)
    return amend(layout, ID, AmendOptions(text=path, **options))


def article(layout: Layout) -> Article:
    found, problems = read_article(layout.article(ID), layout)
    assert found is not None
    assert problems == []
    return found


def records(layout: Layout, annotator: str = "gold") -> dict[str, dict[str, Any]]:
    found, problems = read_pass(layout.annotation(annotator, ID), layout)
    assert found is not None
    assert problems == []
    assert found.header["text_sha256"] == article(layout).front["text_sha256"] == text_sha256(article(layout).text)
    spans = [one for one in found.records if one["layer"] != "link"]
    assert [article(layout).text[one["start"] : one["end"]] for one in spans] == [one["text"] for one in spans]
    return {one["id"]: one for one in found.records}


def everything(layout: Layout) -> dict[str, bytes]:
    return {layout.name(path): path.read_bytes() for path in layout.root.rglob("*") if path.suffix in (".md", ".jsonl")}


def test_every_pass_follows_a_new_text(corpus: Layout) -> None:
    done = new_text(corpus, TEXT.replace("died.", "died on Sunday."), cleaning=("a day was put in",))
    assert (done.written, done.lost, done.by_words) == (True, 0, ())
    assert len(records(corpus, "gold")) == len(records(corpus, "first")) == 9
    assert article(corpus).text.count("died on Sunday") == 1
    assert article(corpus).front["cleaning"] == [
        "headline repeated as a caption: 1 paragraph dropped",
        "a day was put in",
    ]


def test_the_source_is_not_touched(corpus: Layout) -> None:
    before = (corpus.raw / f"{ID}.txt").read_bytes()
    new_text(corpus, TEXT.replace("died.", "died on Sunday."))
    assert (corpus.raw / f"{ID}.txt").read_bytes() == before
    assert article(corpus).front["raw"] == f"{ID}.txt"


def test_a_text_that_was_edited_in_its_file_is_carried_through(corpus: Layout) -> None:
    path = corpus.article(ID)
    path.write_text(path.read_text().replace("Group blames attacks\n\n", "A group blames attacks\n\nIt is new.\n\n"))
    done = amend(corpus, ID, AmendOptions())
    assert (done.written, done.lost, done.by_words) == (True, 0, ())
    assert article(corpus).front["title"] == "A group blames attacks"
    assert records(corpus)["a3"]["start"] == article(corpus).text.rindex("BLA")


def test_where_the_old_text_is_lost_spans_are_found_by_their_words_and_that_is_said(corpus: Layout) -> None:
    (corpus.raw / f"{ID}.txt").write_text("Another\n\nsource.")
    path = corpus.article(ID)
    path.write_text(path.read_text().replace("The army said", "On Sunday the army said"))
    done = amend(corpus, ID, AmendOptions())
    assert done.written
    assert sorted(done.by_words) == [f"annotations/first/{ID}.jsonl", f"annotations/gold/{ID}.jsonl"]
    assert records(corpus)["a3"]["start"] == article(corpus).text.rindex("BLA")


def test_nothing_is_written_while_a_span_would_be_lost(corpus: Layout) -> None:
    before = everything(corpus)
    done = new_text(corpus, TEXT.replace("25 militants", "27 militants"))
    assert (done.written, done.lost) == (False, 4)
    assert [(one.id, one.layer, one.words) for one in done.passes[0].lost] == [
        ("c1", "casualty", "25 militants"),
        ("k1", "link", ""),
    ]
    assert [(one.id, one.field, one.lost) for one in done.passes[0].loosened] == [("s1", "target", ("c1",))]
    assert everything(corpus) == before


def test_lost_spans_go_when_asked_with_all_that_cannot_be_without_them(corpus: Layout) -> None:
    text = TEXT.replace("The BLA denied it.", "It was denied.")
    done = new_text(corpus, text, drop_unanchored=True)
    assert done.written
    found = records(corpus)
    assert sorted(found) == ["a1", "a3", "a4", "c1", "c2", "k1", "s2"]
    assert found["c1"]["perpetrator"] == ["a1"]
    assert [(one.id, one.why) for one in done.passes[0].lost] == [
        ("a2", "its words are not there any more, or not at its place"),
        ("s1", "its holder a2 is lost"),
    ]


def test_ids_that_were_lost_are_not_given_again(corpus: Layout) -> None:
    new_text(corpus, TEXT.replace("25 militants", "27 militants"), drop_unanchored=True)
    header = json.loads(corpus.annotation("gold", ID).read_text().split("\n")[0])
    assert header["next"] == {"a": 5, "c": 3, "s": 3, "t": 1, "k": 2}


def test_amending_again_changes_nothing(corpus: Layout) -> None:
    text = TEXT.replace("died.", "died on Sunday.")
    new_text(corpus, text)
    before = everything(corpus)
    done = new_text(corpus, text)
    assert (done.changed, done.written) == (False, False)
    assert everything(corpus) == before


def test_the_source_can_be_cleaned_again(corpus: Layout) -> None:
    new_text(corpus, TEXT.replace("died.", "died on Sunday."))
    done = amend(corpus, ID, AmendOptions(from_raw=True))
    assert (done.written, done.lost) == (True, 0)
    assert article(corpus).text == TEXT
    assert article(corpus).front["cleaning"] == ["headline repeated as a caption: 1 paragraph dropped"]


def test_a_dry_run_writes_nothing(corpus: Layout) -> None:
    before = everything(corpus)
    done = new_text(corpus, TEXT.replace("died.", "died on Sunday."), dry_run=True)
    assert (done.changed, done.written) == (True, False)
    assert everything(corpus) == before


def test_a_failure_half_way_leaves_every_file_as_it_was(corpus: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    before, real, calls = everything(corpus), os.replace, []

    def replace(source: str, target: str) -> None:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr("os.replace", replace)
    with pytest.raises(OSError, match="No space"):
        new_text(corpus, TEXT.replace("died.", "died on Sunday."))
    assert everything(corpus) == before


def test_a_pass_with_a_fault_stops_it_so_that_no_line_is_lost(corpus: Layout) -> None:
    with corpus.annotation("first", ID).open("a") as file:
        file.write('{"id":"a9","layer":"actor"}\n')
    before = everything(corpus)
    with pytest.raises(CannotAmend) as caught:
        new_text(corpus, TEXT.replace("died.", "died on Sunday."))
    assert caught.value.problems[0].file == f"annotations/first/{ID}.jsonl"
    assert everything(corpus) == before


@pytest.mark.parametrize("text", ["", " \n", "Title only"])
def test_a_text_that_is_none_is_refused(corpus: Layout, text: str) -> None:
    before = everything(corpus)
    with pytest.raises(CannotAmend):
        new_text(corpus, text)
    assert everything(corpus) == before


@pytest.mark.parametrize("name", ["../../x", "balochistan-0009", "", "balochistan-0001.md"])
def test_what_is_no_article_is_refused(corpus: Layout, name: str) -> None:
    with pytest.raises(CannotAmend):
        amend(corpus, name, AmendOptions())


def test_a_raw_name_that_leads_elsewhere_is_not_followed(corpus: Layout, tmp_path: Path) -> None:
    path = corpus.article(ID)
    path.write_text(path.read_text().replace(f"raw: {ID}.txt", f"raw: {ID}.x/../../../../a.txt"))
    with pytest.raises(CannotAmend, match="raw file"):
        amend(corpus, ID, AmendOptions(from_raw=True))


def test_the_command_lists_what_would_be_lost_and_how_to_go_on(
    corpus: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    path = corpus.root / "new.txt"
    path.write_text(TEXT.replace("25 militants", "27 militants"))
    assert main(["amend", "--root", str(corpus.root), ID, "--text", str(path)]) == 1
    shown = capsys.readouterr()
    assert f'annotations/gold/{ID}.jsonl:6  lost  casualty c1  "25 militants"\n' in shown.err
    assert f"annotations/gold/{ID}.jsonl:10  lost  link k1\n  why  its to c1 is lost\n" in shown.err
    assert f"annotations/gold/{ID}.jsonl:8  s1 loses c1 from target\n" in shown.err
    assert "--drop-unanchored" in shown.err
    assert main(["amend", "--root", str(corpus.root), ID, "--text", str(path), "--drop-unanchored"]) == 0
    assert f"{ID}  amended" in capsys.readouterr().out
    assert main(["amend", "--root", str(corpus.root), ID]) == 0
    assert "nothing to amend" in capsys.readouterr().out


def test_blame_goes_with_the_last_perpetrator_and_report_and_party_with_the_last_source(
    corpus: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {"blame": "accused", "report": "stated", "party": "third_party"}
    every: Sequence[Any] = MARKED
    marked = [(*one[:4], {**one[4], **told}) if one[0] == "c1" else one for one in every]
    for annotator in ("gold", "first"):
        corpus.annotation(annotator, ID).write_bytes(lines(annotator, marked=marked))
    path = corpus.root / "new.txt"
    path.write_text(TEXT.replace("The army said", "It was said").replace("The BLA denied it", "That was denied"))
    assert main(["amend", "--root", str(corpus.root), ID, "--text", str(path), "--drop-unanchored"]) == 0
    left = {name for name, value in records(corpus)["c1"].items() if value is not None}
    assert not left & {"perpetrator", "blame", "source", "report", "party"}
    shown = capsys.readouterr().err
    assert "c1 loses a2, a1 from perpetrator, and with it blame\n" in shown
    assert "c1 loses a1 from source, and with it report and party\n" in shown
