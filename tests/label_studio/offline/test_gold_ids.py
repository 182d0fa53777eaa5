"""An id of gold stays with its span or link, whatever is adjudicated over it: waivers and releases point at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
import pytest
from hypothesis import given, settings

from conflict_claims.annotations import Pass, canonical
from conflict_claims.annotations.canonical import split_id
from conflict_claims.articles import Article
from conflict_claims.label_studio.draft import draft
from conflict_claims.label_studio.receive import receive
from conflict_claims.label_studio.tasks import prediction, task
from tests.corpora import TEXT, front_matter, header, records, span
from tests.label_studio.offline.passes import articles_and_several_passes

ARTICLE = Article(front_matter("harl-0001", TEXT), TEXT)
Records = list[dict[str, Any]]


def marked(annotator: str, found: Iterable[Mapping[str, Any]], **numbers: int) -> Pass:
    head = header("harl-0001", TEXT, annotator=annotator, next={"a": 9, "c": 9, "s": 9, "t": 9, "k": 9} | numbers)
    return Pass("", head, [dict(one) for one in found])


def gold_of_others() -> Pass:
    """Gold with other numbers than the passes: its a1 is their a4, its k1 their k2; and a7 was given and taken back."""
    toll = {"outcome": "killed", "modality": "exact"}
    return marked(
        "gold",
        [
            span(TEXT, "hospital", "a1", "actor", type="medical_rescue", mention="nominal"),
            span(TEXT, "residents", "a2", "actor", type="civilians", mention="nominal"),
            span(TEXT, "14 people", "c5", "casualty", min=14, max=14, source=["a2"], **toll),
            span(TEXT, "11 dead", "c2", "casualty", min=11, max=11, source=["a1"], **toll),
            {"id": "k1", "layer": "link", "type": "conflicts_with", "aspect": "number", "from": "c2", "to": "c5"},
        ],
        a=8,
        k=4,
    )


def differing() -> tuple[Pass, Pass]:
    second = {one["id"]: one for one in records()}
    second["c2"]["victims"] = "unspecified"
    return marked("ann", records()), marked("bea", second.values())


def by_words(found: Records) -> dict[str, str]:
    return {one["text"]: one["id"] for one in found if one["layer"] != "link"}


def test_a_draft_over_gold_has_golds_ids_and_new_ones_above_them() -> None:
    merged = draft(ARTICLE, *differing(), "g1.0", gold_of_others()).merged
    names = by_words(merged.records)
    assert [names[words] for words in ("hospital", "residents", "14 people", "11 dead")] == ["a1", "a2", "c5", "c2"]
    assert {names["villagers"], names["Northern Front"]} == {"a9", "a10"}
    records_by_id = {one["id"]: one for one in merged.records}
    assert records_by_id["c5"]["source"] == ["a2"]
    links = {one["id"]: (one["type"], one["from"], one["to"]) for one in merged.records if one["layer"] == "link"}
    assert links == {"k1": ("conflicts_with", "c2", "c5"), "k9": ("subset_of", names["three children"], "c5")}
    assert merged.header["next"]["a"] == 11
    assert merged.header["next"]["k"] == 10


def test_links_of_one_type_between_the_same_claims_are_told_apart_by_their_aspect() -> None:
    gold = gold_of_others()
    rival = {"layer": "link", "type": "conflicts_with", "from": "c2", "to": "c5"}
    gold.records[-1:] = [{**rival, "id": "k1", "aspect": "victims"}, {**rival, "id": "k2", "aspect": "number"}]
    merged = draft(ARTICLE, *differing(), "g1.0", gold).merged
    assert {one["id"]: one.get("aspect") for one in merged.records if one["layer"] == "link"} == {
        "k2": "number", "k9": None,
    }  # fmt: skip


def test_gold_that_was_made_after_the_draft_keeps_its_ids_when_the_draft_comes_home() -> None:
    merged = draft(ARTICLE, *differing(), "g1.0").merged
    gold = gold_of_others()
    home = brought(ARTICLE, merged, gold)
    names = by_words(home)
    assert [names[words] for words in ("hospital", "residents", "14 people", "11 dead")] == ["a1", "a2", "c5", "c2"]
    assert_nothing_moved(gold, home)
    assert {one["id"]: one["to"] for one in home if one["layer"] == "link"} == {"k1": "c5", "k9": "c5"}


def brought(article: Article, merged: Pass, gold: Pass) -> Records:
    """What `pull --gold` makes of a draft that was accepted, where `gold` stands."""
    made = receive(task(article, []), prediction(merged), article, "gold", gold)
    assert made.content is not None
    return [orjson.loads(line) for line in made.content.splitlines()[1:]]


def assert_nothing_moved(gold: Pass, found: Records) -> None:
    """No id of gold is another span's or link's now, and none stands twice."""
    known = {one["id"]: one for one in gold.records}
    assert len({one["id"] for one in found}) == len(found)
    for one in found:
        before = known.get(one["id"])
        if before is not None and one["layer"] == "link":
            assert [one[key] for key in ("type", "from", "to")] == [before[key] for key in ("type", "from", "to")]
        elif before is not None:
            assert one["layer"] == before["layer"]
            assert min(one["end"], before["end"]) > max(one["start"], before["start"]), (one, before)


PASSES = articles_and_several_passes("ann", "bea", "gold")


@pytest.mark.slow
@given(PASSES)
@settings(max_examples=30)
def test_no_id_of_gold_goes_to_another_span_in_a_draft(made: tuple[Article, list[Pass]]) -> None:
    article, (first, second, gold) = made
    found = draft(article, first, second, "g1.0", gold).merged.records
    assert_nothing_moved(gold, found)
    known = {one["id"] for one in gold.records}
    for prefix, number in (split_id(one["id"]) for one in found if one["id"] not in known):
        assert number is not None
        assert number >= gold.header["next"][prefix], "a number that gold once gave is given again"


@pytest.mark.slow
@given(PASSES)
@settings(max_examples=30)
def test_no_id_of_gold_goes_to_another_span_when_work_comes_home(made: tuple[Article, list[Pass]]) -> None:
    article, (first, second, gold) = made
    fresh = draft(article, first, second, "g1.0").merged
    over_gold = draft(article, first, second, "g1.0", gold).merged
    for merged in (fresh, over_gold):
        assert_nothing_moved(gold, brought(article, merged, gold))
    assert canonical(over_gold.header, over_gold.records) == canonical(
        over_gold.header, brought(article, over_gold, gold)
    )
