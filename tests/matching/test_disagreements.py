"""A changed copy of a pass gives exactly the disagreements that the changes made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.agreement.passes import Records, corpus, measured, record

Found = list[tuple[str, str, str, str, str]]


def found(root: Path, change: Callable[[Records], None]) -> Found:
    """Type, layer, field and both ids of every disagreement."""
    items = measured(corpus(root, (change,))).pairs[0].disagreements
    return [
        (item.type, item.layer, item.field, item.first.id if item.first else "", item.second.id if item.second else "")
        for item in items
    ]


def set_field(local: str, field: str, value: object) -> Callable[[Records], None]:
    return lambda marked: record(marked, local).update({field: value})


def drop(*local: str) -> Callable[[Records], None]:
    def change(marked: Records) -> None:
        marked[:] = [item for item in marked if item["id"] not in local]

    return change


def shorten(local: str) -> Callable[[Records], None]:
    def change(marked: Records) -> None:
        item = record(marked, local)
        item.update(start=item["start"] + 1, text=item["text"][1:])

    return change


def rename_all(marked: Records) -> None:
    """Other ids for the same marks."""
    for item in marked:
        for field in ("id", "from", "to"):
            if field in item:
                item[field] += "7"
        for field in ("source", "holder", "target"):
            if field in item:
                item[field] = [ref + "7" for ref in item[field]]


CASES: dict[str, tuple[Callable[[Records], None], Found]] = {
    "nothing changed": (lambda marked: None, []),
    "other ids": (rename_all, []),
    "a span less": (drop("a1"), [("missing", "actor", "", "a1", "")]),
    "a boundary": (shorten("s1"), [("boundary", "stance", "", "s1", "s1")]),
    "a type": (set_field("a4", "type", "media"), [("label", "actor", "type", "a4", "a4")]),
    "an outcome": (set_field("c3", "outcome", "injured"), [("label", "casualty", "outcome", "c3", "c3")]),
    "a number": (set_field("c3", "max", 12), [("attribute", "casualty", "max", "c3", "c3")]),
    "a number left out": (set_field("c3", "max", None), [("attribute", "casualty", "max", "c3", "c3")]),
    "a set": (set_field("c2", "subset", ["women", "children"]), [("attribute", "casualty", "subset", "c2", "c2")]),
    "a default spelt out": (set_field("c3", "scope", "incident"), []),
    "a note": (set_field("c3", "note", "? C14"), []),
    "a polarity that its act gives": (set_field("s1", "polarity", "neutral"), []),
    "a source": (set_field("c3", "source", ["a2"]), [("relation", "casualty", "source", "c3", "c3")]),
    "the author as source": (set_field("c3", "source", ["author"]), [("relation", "casualty", "source", "c3", "c3")]),
    "a source more": (set_field("c3", "source", ["a4", "a2"]), [("relation", "casualty", "source", "c3", "c3")]),
    "a link less": (drop("k1"), [("relation", "link", "link", "k1", "")]),
    "a link's type": (
        set_field("k1", "type", "updates"),
        [("relation", "link", "link", "", "k1"), ("relation", "link", "link", "k1", "")],
    ),
    "a link's aspect": (set_field("k2", "aspect", "victims"), [("attribute", "link", "aspect", "k2", "k2")]),
    "a claim and its link less": (drop("c2", "k1"), [("missing", "casualty", "", "c2", "")]),
    "two things in one span": (
        lambda marked: record(marked, "c1").update(outcome="injured", min=13, source=["a1"]),
        [
            ("label", "casualty", "outcome", "c1", "c1"),
            ("attribute", "casualty", "min", "c1", "c1"),
            ("relation", "casualty", "source", "c1", "c1"),
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_change_is_told_once_and_by_its_type(tmp_path: Path, case: str) -> None:
    change, expected = CASES[case]
    assert found(tmp_path, change) == expected


def test_a_span_more_stands_on_the_other_side(tmp_path: Path) -> None:
    layout = corpus(tmp_path, (drop("a1"),))
    (item,) = measured(layout, "pass-b", "pass-a").pairs[0].disagreements
    assert item.first is None
    assert item.second is not None
    assert (item.second.id, item.second.words) == ("a1", "villagers")


def test_both_values_and_the_words_in_context_are_given(tmp_path: Path) -> None:
    layout = corpus(tmp_path, (set_field("c3", "source", ["author"]),))
    (item,) = measured(layout).pairs[0].disagreements
    assert (item.first_value, item.second_value) == ('a4 "hospital"', "author")
    assert item.first is not None
    assert (item.first.words, item.first.before[-10:]) == ("11 dead", "confirmed ")
    assert item.first.after == ". It said that no talks were planned."


def test_a_link_is_told_with_the_words_at_its_ends(tmp_path: Path) -> None:
    (item,) = measured(corpus(tmp_path, (drop("k1"),))).pairs[0].disagreements
    assert item.first_value == 'subset_of: c2 "three children" → c1 "14 people"'


def test_they_stand_in_the_order_of_articles_and_text(tmp_path: Path) -> None:
    def both(marked: Records) -> None:
        shorten("s1")(marked)
        drop("a1")(marked)

    items = measured(corpus(tmp_path, (both, drop("a3")))).pairs[0].disagreements
    order = [(item.article, item.start) for item in items]
    assert order == sorted(order)
    assert len(order) == 3
