from pathlib import Path
from typing import Any

from conflict_claims.annotations import read_pass
from conflict_claims.browse.spans import SpanView, span_views
from tests.corpora import TEXT, add_pass, empty_corpus, records, span


def views(tmp_path: Path, found: list[dict[str, Any]], annotator: str = "gold") -> dict[str, SpanView]:
    layout = empty_corpus(tmp_path)
    marked, _ = read_pass(add_pass(layout, "harl-0001", TEXT, found, annotator=annotator), layout)
    assert marked is not None
    return {view.anchor: view for view in span_views(marked, annotator, TEXT)}


def test_gold_has_plain_anchors_and_passes_have_their_name_before(tmp_path: Path) -> None:
    assert "c1" in views(tmp_path / "one", records())
    assert "pass-a.c1" in views(tmp_path / "two", records(), "pass-a")


def test_relations_are_told_from_both_ends(tmp_path: Path) -> None:
    found = views(tmp_path, records())
    told = {(one.name, one.id, one.incoming) for one in found["c1"].relations}
    assert {one.told for one in found["c1"].relations} == {"source", "has part", "conflicts_with (number)"}
    assert {one.told for one in found["c2"].relations} == {"source", "subset_of"}
    assert "source of" in {one.told for one in found["a2"].relations}
    assert told == {("source", "a2", False), ("subset_of", "c2", True), ("conflicts_with (number)", "c3", True)}
    assert ("source", "c1", True) in {(one.name, one.id, one.incoming) for one in found["a2"].relations}


def test_a_relation_quotes_the_beginning_of_a_long_span(tmp_path: Path) -> None:
    whole = {"id": "t9", "layer": "topic", "start": 0, "end": len(TEXT), "text": TEXT}
    stance = span(TEXT, "denied", "s9", "stance", act="other", holder=["author"], target=["t9"], speech="narrated")
    (relation,) = [one for one in views(tmp_path, [whole, stance])["s9"].relations if one.id == "t9"]
    assert relation.words == f"{TEXT[:80]}… (80 of {len(TEXT)} characters)"


def test_defaults_are_told_and_the_label_stands_apart(tmp_path: Path) -> None:
    claim = views(tmp_path, records())["c1"]
    assert claim.label == "killed"
    assert ("scope", "incident") in claim.attributes
    assert "outcome" not in dict(claim.attributes)
    assert claim.name == "c1 casualty, killed"


def test_odd_and_repeated_ids_get_anchors_that_cannot_clash(tmp_path: Path) -> None:
    actor = {"type": "civilians", "mention": "nominal"}
    odd = ['"><b id=main>', "main", "a1", "a1"]
    found = views(tmp_path, [span(TEXT, "residents", name, "actor", **actor) for name in odd])
    assert sorted(found) == ["a1", "a1-2", "odd-1", "odd-2"]


def test_what_cannot_be_placed_or_found_is_said(tmp_path: Path) -> None:
    wrong = {**span(TEXT, "residents", "a1", "actor", type="civilians", mention="nominal"), "end": 10_000}
    claim = span(TEXT, "14 people", "c1", "casualty", outcome="killed", modality="exact", source=["a9"])
    link = {"id": "k1", "layer": "link", "type": "updates", "from": "c1", "to": "c8"}
    found = views(tmp_path, [wrong, claim, link])
    assert not found["a1"].is_in_text
    assert [(one.name, one.id, one.anchor) for one in found["c1"].relations] == [
        ("source", "a9 (no such span)", ""),
        ("updates", "c8 (no such span)", ""),
    ]
