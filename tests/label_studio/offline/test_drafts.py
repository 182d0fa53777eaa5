"""What a merged draft says of the differences between two passes."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from conflict_claims.annotations import Pass
from conflict_claims.articles import Article
from conflict_claims.label_studio.adjudication import cases, settle_agreed
from conflict_claims.label_studio.draft import draft, summary, unsettled
from tests.corpora import TEXT, empty_corpus, front_matter, header, records

ARTICLE = Article(front_matter("harl-0001", TEXT), TEXT)
NEXT = {"a": 5, "c": 4, "s": 2, "t": 2, "k": 3}


def test_only_a_note_that_begins_with_the_mark_is_unsettled() -> None:
    records = [
        {"id": "c1", "note": "the count differs: see line 3"},
        {"id": "c2", "note": "differs: min 4 or 5"},
        {"id": "c3"},
    ]
    assert list(unsettled(records)) == ["c2"]


def test_the_summary_counts_its_points() -> None:
    assert summary(("c1: min",), "ann", "bea").startswith("ann and bea differ in 1 point (1 of 1 shown)")
    assert summary(("c1: min", "c2: max"), "ann", "bea").startswith("ann and bea differ in 2 points (2 of 2 shown)")


def noted(annotator: str, **notes: str) -> Pass:
    """A pass with notes at its records, by their ids."""
    found = [{**one, **({"note": notes[one["id"]]} if one["id"] in notes else {})} for one in records()]
    return Pass("", header("harl-0001", TEXT, annotator=annotator, next=NEXT), found)


def merged_notes(first: Pass, second: Pass) -> dict[str, str]:
    return {one["id"]: one["note"] for one in draft(ARTICLE, first, second, "g1.0").merged.records if one.get("note")}


def test_what_both_noted_is_kept_each_once() -> None:
    first = noted("ann", c1="seen", c2="twice", c3="of two", k1="see c1", a1="alone\nand more")
    second = noted("bea", c1="who counted?", c2="twice", c3="one\nof two", k1="or not", a1="alone", a2="only hers")
    assert merged_notes(first, second) == {
        "c1": "seen\nwho counted?", "c2": "twice", "c3": "one\nof two", "k1": "see c1\nor not",
        "a1": "alone\nand more", "a2": "only hers",
    }  # fmt: skip
    assert draft(ARTICLE, first, second, "g1.0").differences == ()


def test_where_they_differ_both_notes_stand_behind_the_difference() -> None:
    first, second = noted("ann", c1="seen"), noted("bea", c1="who counted?")
    for record in second.records:
        if record["id"] == "c1":
            record["min"] = 13
    note = merged_notes(first, second)["c1"]
    assert note.startswith("differs: min: ann '14', bea '13'")
    assert note.endswith(" | seen\nwho counted?")


@pytest.mark.parametrize("order", [["ann", "bea"], ["bea", "ann"]])
def test_both_notes_are_settled_in_gold(tmp_path: Path, order: list[str]) -> None:
    pytest.importorskip("scipy")
    layout = empty_corpus(tmp_path)
    passes = {name: noted(name, c1=name, k1=name) for name in order}
    found = cases([(ARTICLE, [*passes.values()])], order, "g1.0")
    assert settle_agreed(layout, found.agreed) == {"harl-0001": True}
    lines = map(orjson.loads, layout.annotation("gold", "harl-0001").read_bytes().splitlines()[1:])
    assert {one["id"]: one["note"] for one in lines if one.get("note")} == dict.fromkeys(["c1", "k1"], "\n".join(order))
