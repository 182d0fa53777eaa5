"""What GOLD and PRED may be, and what is left out of a comparison, with its reason."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from conflict_claims.evaluate.blocks import remarks
from conflict_claims.evaluate.evaluation import evaluate
from conflict_claims.evaluate.material import Material, collect
from conflict_claims.evaluate.readings import NoSide, side
from conflict_claims.evaluate.reports import read_out
from conflict_claims.files.layout import Layout
from tests.corpora import TEXT, add_article, add_pass, empty_corpus, header, records
from tests.evaluate.lines import counts, evaluated, line, material, score, write


def collected(layout: Layout, gold: str, pred: str, *splits: str) -> Material:
    return collect(layout, side(layout, gold), side(layout, pred), splits)


def corpus(root: Path) -> Layout:
    layout = empty_corpus(root)
    add_article(layout, "harl-0001", TEXT)
    add_article(layout, "harl-0002", TEXT, split="test")
    for name in ("harl-0001", "harl-0002"):
        add_pass(layout, name, TEXT, records())
        add_pass(layout, name, TEXT, records(), annotator="pass-a")
    return layout


def test_annotators_folders_and_bulk_lines_are_compared_with_each_other(tmp_path: Path) -> None:
    layout = corpus(tmp_path)
    other = tmp_path / "elsewhere"
    other.mkdir()
    for path in layout.annotation_files("pass-a"):
        (other / path.name).write_bytes(path.read_bytes())
    bulk = write(tmp_path / "bulk.jsonl", line(name="harl-0001"), line(name="harl-0002"))
    sides = ["gold", "pass-a", str(other), str(bulk)]
    for gold in sides:
        for pred in sides:
            found = collected(layout, gold, pred)
            assert [one.id for one in found.articles] == ["harl-0001", "harl-0002"]
            assert not found.left_out


def test_an_annotator_comes_before_a_folder_of_the_same_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = corpus(tmp_path)
    (tmp_path / "here" / "gold").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    assert len(collected(layout, "gold", "pass-a").articles) == 2
    assert not collected(layout, "./gold", "pass-a").articles


def test_what_is_no_side_is_refused_with_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(NoSide, match=r"no annotator of .* \(there are: gold, pass-a\), no folder and no file"):
        side(corpus(tmp_path), "../../etc/nothing")


def test_splits_can_be_chosen(tmp_path: Path) -> None:
    found = collected(corpus(tmp_path), "gold", "pass-a", "test")
    assert [one.id for one in found.articles] == ["harl-0002"]


def test_splits_can_be_chosen_among_bulk_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", line(name="a", split="test"), line(name="b", split="train"), line(name="c"))
    found = collected(Layout(tmp_path), str(path), str(path), "test", "train")
    assert [one.id for one in found.articles] == ["a", "b"]


def test_a_layer_that_is_null_or_absent_on_one_side_is_not_scored(tmp_path: Path) -> None:
    pred = {**line(), "stances": None}
    del pred["topics"]
    result = evaluated(tmp_path, [line()], [pred])
    assert {one.layer for one in result.scores} == {"actor", "casualty", "link"}
    assert [note for note in result.notes if "stance" in note] == [
        "Layer stance is not scored: no article has it on both sides."
    ]


def test_an_empty_list_says_that_nothing_was_there_to_mark(tmp_path: Path) -> None:
    result = evaluated(tmp_path, [line()], [{**line(), "stances": []}])
    assert score(result, "stance", "exact").micro.recall.value == 0
    assert score(result, "stance", "exact").micro.precision.undefined == "none predicted"


def test_links_are_not_scored_without_the_claims_that_they_tie(tmp_path: Path) -> None:
    result = evaluated(tmp_path, [line()], [{**line(), "casualties": None}])
    assert "link" not in {one.layer for one in result.scores}


def bad(**fields: object) -> str:
    return json.dumps({**line(name="x2"), **fields})


RECORD = line()["actors"][0]

JUNK = {
    "no JSON": ("{", "x.jsonl:2", "expected one JSON object on the line"),
    "no object": ("[]", "x.jsonl:2", "expected a JSON object"),
    "no id": ('{"text": "a"}', "x.jsonl:2", "expected a string id that is not empty"),
    "a number as id": ('{"article_id": 1, "text": "a"}', "x.jsonl:2", "a string id"),
    "no text": ('{"article_id": "x2"}', "x2", "expected a string text"),
    "a layer that is no list": (bad(actors={}), "x2", "expected a list or null for 'actors'"),
    "a key twice": ('{"article_id": "x2", "article_id": "x2", "text": "a"}', "x.jsonl:2", "twice"),
    "an unpaired surrogate": ('{"article_id": "x2", "text": "\\ud800"}', "x.jsonl:2", "surrogate"),
    "deep brackets": ("[" * 99, "x.jsonl:2", "nested"),
    "too long a line": ('"' + "x" * 1_100_000 + '"', "x.jsonl:2", "at most"),
}


@pytest.mark.parametrize("case", JUNK)
@pytest.mark.parametrize("where", ["gold", "pred"])
def test_a_bad_line_is_told_with_its_place_and_the_rest_goes_on(tmp_path: Path, case: str, where: str) -> None:
    junk, name, why = JUNK[case]
    (tmp_path / "bad").mkdir()
    bad_file = write(tmp_path / "bad" / "x.jsonl", line(name="x1"), junk, "", line(name="x3"))
    good = write(tmp_path / "good.jsonl", *(line(name=f"x{number}") for number in (1, 2, 3)))
    sides = (bad_file, good) if where == "gold" else (good, bad_file)
    found = collected(Layout(tmp_path), *map(str, sides))
    assert [one.id for one in found.articles] == ["x1", "x3"]
    told = {left.article: left.why for left in found.left_out}
    assert why in told[name]
    assert "x.jsonl:2" in told[name]


FAULTY = {
    "no object": (1, "actors[4]: expected a record of layer actor"),
    "of another layer": (line()["stances"][0], "actors[4]: expected a record of layer actor"),
    "a start that is no number": ({**RECORD, "start": "5"}, "actors[4]: start: expected a whole"),
    "no start": ({"id": "a9"}, "actors[4]: start: expected a key"),
    "a key that no record has": ({**RECORD, "colour": 1}, "actors[4]: colour: expected one of"),
    "outside": ({**RECORD, "id": "a9", "end": 9999}, "span a9 stands outside the text"),
    "other words": ({**RECORD, "id": "a9", "text": "other"}, "the text of span a9 is not what stands"),
    "an id twice": (RECORD, "the id a1 twice; the first counts"),
}


@pytest.mark.parametrize("case", FAULTY)
def test_a_record_that_cannot_be_used_is_dropped_alone(tmp_path: Path, case: str) -> None:
    record, why = FAULTY[case]
    faulty = line()
    faulty["actors"] += [record, record]
    for gold, pred, file in (([line()], [faulty], "pred"), ([faulty], [line()], "gold")):
        found = material(tmp_path, gold, pred)
        assert not found.left_out
        assert why in found.dropped[0].why
        assert [(one.article, one.why.split(": ")[0]) for one in found.dropped] == [("x1", f"{file}.jsonl:1")] * 2
        assert counts(evaluate(found, number=0), "actor", "exact") == (4, 4, 4)


def test_a_dropped_record_of_the_prediction_counts_as_not_found(tmp_path: Path) -> None:
    pred = line()
    del pred["actors"][0]["start"]
    pred["casualties"] = [1]
    result = evaluated(tmp_path, [line()], [pred])
    assert counts(result, "actor", "exact") == (3, 4, 3)
    assert counts(result, "casualty", "exact") == (0, 3, 0)
    assert [text for text in remarks(result) if "dropped" in text] == [
        'A record dropped: x1: pred.jsonl:1: actors[0]: start: expected a key "start" in every actor, found none.',
        "A record dropped: x1: pred.jsonl:1: casualties[0]: expected a record of layer casualty.",
    ]
    assert [one["article"] for one in json.loads(read_out(result, "json"))["dropped"]] == ["x1", "x1"]


def test_of_many_dropped_records_the_first_are_shown(tmp_path: Path) -> None:
    result = evaluated(tmp_path, [line()], [{**line(), "topics": [1] * 30}])
    assert "20 of 30 records dropped are shown; --format json lists all." in remarks(result)


def test_an_article_without_a_layer_on_both_sides_is_left_out(tmp_path: Path) -> None:
    bare = {"id": "x1", "text": TEXT}
    found = material(tmp_path, [bare, line(name="x2")], [bare, line(name="x2")])
    assert [one.id for one in found.articles] == ["x2"]
    assert found.left_out[0].why == "pred.jsonl:1: no layer that both sides have"


def test_single_annotation_files_are_scored(tmp_path: Path) -> None:
    layout = corpus(tmp_path)
    gold, pred = (str(layout.annotation(name, "harl-0001")) for name in ("gold", "pass-a"))
    bulk = write(tmp_path / "bulk.jsonl", line(name="harl-0001"))
    for sides in ((gold, pred), (gold, "pass-a"), (str(bulk), pred)):
        found = collected(layout, *sides)
        assert [one.id for one in found.articles] == ["harl-0001"]
        assert len(found.articles[0].paired.pairs["actor"]) == 4
    assert found.pred == "annotations/pass-a/harl-0001.jsonl"


def test_bytes_that_are_no_utf8_are_told(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", line())
    path.write_bytes(b"\xff\xfe\n" + path.read_bytes())
    found = collected(Layout(tmp_path), str(path), str(path))
    assert [one.id for one in found.articles] == ["x1"]
    assert "expected UTF-8, found byte 0xff" in found.left_out[0].why


def test_an_empty_file_has_no_articles(tmp_path: Path) -> None:
    found = material(tmp_path, [], [line()])
    assert not found.articles
    assert found.left_out[0].why == "gold.jsonl: expected a file with content, found an empty file"
    assert found.unasked == 1


def test_articles_of_one_side_alone_are_told(tmp_path: Path) -> None:
    found = material(tmp_path, [line(name="x1"), line(name="x2")], [line(name="x2"), line(name="x3")])
    assert [(left.article, left.why) for left in found.left_out] == [("x1", "not in pred.jsonl")]
    assert found.unasked == 1


def test_the_first_of_two_lines_about_an_article_counts(tmp_path: Path) -> None:
    found = material(tmp_path, [line(), line([])], [line(), line([])])
    assert len(found.articles[0].paired.pairs["actor"]) == 4
    assert [left.why for left in found.left_out] == [
        "gold.jsonl:2: a second time in gold.jsonl; the first counts",
        "pred.jsonl:2: a second time in pred.jsonl; the first counts",
    ]


def test_different_texts_are_not_compared(tmp_path: Path) -> None:
    found = material(tmp_path, [line()], [line(text=TEXT + "\n\nMore.")])
    assert found.left_out[0].why == "the two sides refer to different texts (text_sha256)"


def test_annotation_files_need_a_text_that_is_known(tmp_path: Path) -> None:
    folder = tmp_path / "passes"
    layout = corpus(tmp_path / "corpus")
    folder.mkdir()
    (folder / "harl-0001.jsonl").write_bytes(layout.annotation("gold", "harl-0001").read_bytes())
    found = collected(Layout(tmp_path), str(folder), str(folder))
    assert "its text is not known" in found.left_out[0].why
    bulk = write(tmp_path / "bulk.jsonl", line(name="harl-0001"))
    assert len(collected(Layout(tmp_path), str(folder), str(bulk)).articles) == 1
    assert len(collected(Layout(tmp_path), str(bulk), str(folder)).articles) == 1


def test_a_text_that_changed_since_is_not_scored(tmp_path: Path) -> None:
    layout = corpus(tmp_path)
    add_article(layout, "harl-0001", TEXT + " More.")
    found = collected(layout, "gold", "pass-a")
    assert [(left.article, left.why) for left in found.left_out] == [
        ("harl-0001", "the article's text has changed since it was marked (text_sha256)")
    ]


def test_a_broken_annotation_file_is_told(tmp_path: Path) -> None:
    layout = corpus(tmp_path)
    layout.annotation("pass-a", "harl-0001").write_text('{"article": "harl-0001"}\n')
    found = collected(layout, "gold", "pass-a")
    assert "annotations/pass-a/harl-0001.jsonl:1: text_sha256: expected a key" in found.left_out[0].why
    assert len(found.articles) == 1


def test_broken_lines_of_an_annotation_file_are_dropped_alone(tmp_path: Path) -> None:
    layout = corpus(tmp_path)
    broken = '{\n{"layer": "actor", "id": "a1"}\n' + json.dumps({**RECORD, "layer": "actor", "colour": 1}) + "\n"
    layout.annotation("pass-a", "harl-0001").write_text(json.dumps(header("harl-0001", TEXT)) + "\n" + broken)
    found = collected(layout, "gold", "pass-a")
    assert len(found.articles) == 2
    place = "annotations/pass-a/harl-0001.jsonl"
    told = (f"{place}:2: expected one JSON object", f"{place}:3: start: expected", f"{place}:4: colour: expected")
    assert [one.why.startswith(why) for one, why in zip(found.dropped, told, strict=True)] == [True] * 3
    assert counts(evaluate(found, number=0), "actor", "exact") == (4, 8, 4)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_links_and_pipes_are_not_opened(tmp_path: Path) -> None:
    layout = corpus(tmp_path)
    folder = tmp_path / "odd"
    folder.mkdir()
    os.mkfifo(folder / "harl-0001.jsonl")
    (folder / "harl-0002.jsonl").symlink_to(layout.annotation("gold", "harl-0002"))
    found = collected(layout, "gold", str(folder))
    assert not found.articles
    assert len(found.left_out) == 2


def many(number: int, size: int) -> list[dict[str, object]]:
    return [
        {"id": f"t{at}", "layer": "topic", "start": at, "end": at + size, "text": "x" * size} for at in range(number)
    ]


def test_an_article_full_of_overlapping_spans_is_left_out(tmp_path: Path) -> None:
    crowd = line(many(2100, 50), "x" * 2200)
    found = material(tmp_path, [crowd, line(name="x2")], [crowd, line(name="x2")])
    assert [one.id for one in found.articles] == ["x2"]
    assert "2,100 and 2,100 spans of layer topic overlap one another" in found.left_out[0].why


@pytest.mark.slow
def test_thousands_of_spans_side_by_side_are_matched(tmp_path: Path) -> None:
    crowd = line(many(9000, 1), "x" * 9000)
    assert len(material(tmp_path, [crowd], [crowd]).articles[0].paired.pairs["topic"]) == 9000
