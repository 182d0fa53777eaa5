"""Scores of invented articles against figures worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conflict_claims.evaluate.confusions import Confusion
from conflict_claims.evaluate.evaluation import Evaluation
from tests.corpora import TEXT, records, span
from tests.evaluate.lines import changed, counts, evaluated, line, score, without


def one(folder: Path, pred: list[dict[str, object]]) -> Evaluation:
    return evaluated(folder, [line()], [line(pred)])


def border(local: str, start: int = 0, end: int = 0) -> list[dict[str, object]]:
    """The usual records, the border of one of them moved."""
    found = records()
    record = next(record for record in found if record["id"] == local)
    record["start"], record["end"] = record["start"] + start, record["end"] + end
    record["text"] = TEXT[record["start"] : record["end"]]
    return found


def test_a_missed_span_costs_recall_alone(tmp_path: Path) -> None:
    found = score(one(tmp_path, without("a1")), "actor", "exact")
    assert (found.right, found.gold, found.pred) == (3, 4, 3)
    assert found.micro.precision.value == 1
    assert found.micro.recall.value == 3 / 4
    assert found.micro.f1.value == pytest.approx(6 / 7)


def test_a_wrong_border_is_right_by_overlap_alone(tmp_path: Path) -> None:
    result = one(tmp_path, border("c1", end=-7))
    assert counts(result, "casualty", "exact") == (2, 3, 3)
    assert counts(result, "casualty", "overlap") == (3, 3, 3)
    assert counts(result, "casualty", "exact with label") == (2, 3, 3)
    assert counts(result, "casualty", "overlap with label") == (3, 3, 3)
    assert counts(result, "casualty", "killed, exact") == (2, 3, 3)
    assert counts(result, "casualty", "killed, overlap") == (3, 3, 3)


def test_a_wrong_label_costs_both_labels(tmp_path: Path) -> None:
    result = one(tmp_path, changed("c3", outcome="injured"))
    assert counts(result, "casualty", "exact") == (3, 3, 3)
    assert counts(result, "casualty", "exact with label") == (2, 3, 3)
    assert counts(result, "casualty", "killed, overlap") == (2, 3, 2)
    assert counts(result, "casualty", "injured, overlap") == (0, 0, 1)
    assert score(result, "casualty", "injured, overlap").micro.recall.undefined == "none in gold"


@pytest.mark.slow
def test_each_span_is_matched_once(tmp_path: Path) -> None:
    twice = [*records(), {**span(TEXT, "14 people", "c9", "casualty"), "outcome": "killed", "modality": "exact"}]
    assert counts(one(tmp_path, twice), "casualty", "overlap") == (3, 3, 4)


def test_the_mean_of_articles_weighs_every_article_alike(tmp_path: Path) -> None:
    gold = [line(name="x1"), line(records()[:1], name="x2"), line([], name="x3")]
    pred = [line(name="x1"), line([], name="x2"), line([], name="x3")]
    found = score(evaluated(tmp_path, gold, pred), "actor", "exact")
    assert found.micro.recall.value == 4 / 5
    assert found.macro.recall.value == (1 + 0) / 2  # nothing was there to find in the third
    assert found.macro.precision.value == 1  # something was predicted in the first alone
    assert found.macro.f1.value == (1 + 0) / 2


def test_attributes_are_measured_on_matched_spans(tmp_path: Path) -> None:
    pred = [record for record in changed("c1", min=15, max=15, victims="civilian") if record["id"] != "c2"]
    result = one(tmp_path, [record for record in pred if record["id"] != "k1"])
    bounds = score(result, "casualty", "bounds")
    assert (bounds.pairs, bounds.right, bounds.gold, bounds.pred) == (2, 1, 2, 2)
    assert bounds.accuracy is not None
    assert bounds.accuracy.value == 1 / 2
    victims = score(result, "casualty", "victims")
    assert (victims.pairs, victims.right, victims.gold, victims.pred) == (2, 0, 0, 1)
    assert victims.accuracy is not None
    assert victims.accuracy.value == 1 / 2
    assert victims.micro.precision.value == 0


def test_bounds_are_right_where_both_are(tmp_path: Path) -> None:
    found = score(one(tmp_path, changed("c1", max=None)), "casualty", "bounds")
    assert (found.right, found.pairs) == (2, 3)
    assert counts(one(tmp_path, changed("c1", max=None)), "casualty", "min") == (3, 3, 3)


def test_of_a_list_every_value_counts(tmp_path: Path) -> None:
    found = score(one(tmp_path, changed("c2", subset=["children", "women"])), "casualty", "subset")
    assert (found.right, found.gold, found.pred) == (1, 1, 2)
    assert found.accuracy is not None
    assert found.accuracy.value == pytest.approx(2 / 3)


def test_a_reference_to_another_span_is_wrong_on_both_sides(tmp_path: Path) -> None:
    found = score(one(tmp_path, changed("c1", source=["a1"])), "casualty", "source")
    assert (found.right, found.gold, found.pred, found.pairs) == (2, 3, 3, 3)
    assert found.accuracy is not None
    assert found.accuracy.value == pytest.approx(2 / 3)


def test_a_reference_to_a_span_that_was_missed_is_missed_too(tmp_path: Path) -> None:
    pred = without("a2")
    for record in pred:
        if record.get("source") == ["a2"]:
            del record["source"]
    found = score(one(tmp_path, pred), "casualty", "source")
    assert (found.right, found.gold, found.pred) == (1, 3, 1)


def test_the_references_of_a_spurious_span_are_wrong(tmp_path: Path) -> None:
    toll = {"outcome": "killed", "modality": "exact", "source": ["a4"]}
    pred = [*records(), span(TEXT, "kills 14", "c9", "casualty", **toll)]
    assert counts(one(tmp_path, pred), "casualty", "source") == (3, 3, 4)


def test_author_and_unnamed_stand_for_themselves(tmp_path: Path) -> None:
    gold, pred = changed("c1", source=["author"]), changed("c1", source=["unnamed"])
    assert counts(evaluated(tmp_path, [line(gold)], [line(gold)]), "casualty", "source") == (3, 3, 3)
    assert counts(evaluated(tmp_path, [line(gold)], [line(pred)]), "casualty", "source") == (2, 3, 3)


def test_ids_of_the_two_sides_need_not_be_the_same(tmp_path: Path) -> None:
    told = json.dumps(line())
    for old in ("a1", "a2", "a3", "a4", "c1", "c2", "c3", "s1", "t1", "k1", "k2"):
        told = told.replace(f'"{old}"', f'"{old[0]}{90 + int(old[1])}"')
    result = evaluated(tmp_path, [line()], [told])
    assert {found.micro.f1.value for found in result.scores if found.gold + found.pred} == {1}


def test_an_end_in_a_layer_that_was_not_compared_does_not_count(tmp_path: Path) -> None:
    result = evaluated(tmp_path, [line()], [{**line(changed("s1", target=None)), "topics": None}])
    assert counts(result, "stance", "target") == (0, 0, 0)
    assert counts(result, "stance", "holder") == (1, 1, 1)


def test_links_are_right_with_their_ends_and_their_type(tmp_path: Path) -> None:
    result = one(tmp_path, changed("k2", type="updates", aspect=None))
    assert counts(result, "link", "link with type") == (1, 2, 2)
    assert counts(result, "link", "link of any type") == (2, 2, 2)
    assert counts(result, "link", "subset_of") == (1, 1, 1)
    assert counts(result, "link", "conflicts_with") == (0, 1, 0)
    assert counts(result, "link", "updates") == (0, 0, 1)


def test_a_link_of_the_other_direction_is_wrong(tmp_path: Path) -> None:
    result = one(tmp_path, changed("k1", **{"from": "c1", "to": "c2"}))
    assert counts(result, "link", "link of any type") == (1, 2, 2)


def test_what_was_taken_for_what_is_counted(tmp_path: Path) -> None:
    pred = [record for record in changed("a3", type="militia") if record["id"] != "a1"]
    found = {(table.layer, table.field): table for table in one(tmp_path, pred).confusions}
    table = found["actor", "type"]
    assert table == Confusion(
        "actor",
        "type",
        {("civilians", "civilians"): 1, ("medical_rescue", "medical_rescue"): 1, ("rebel_group", "militia"): 1,
         ("civilians", "(none)"): 1},
        ("rebel_group", "militia", "medical_rescue", "civilians", "(none)"),
    )  # fmt: skip
    assert table.wrong == [(("civilians", "(none)"), 1), (("rebel_group", "militia"), 1)]
    assert found["casualty", "blame"].cells == {("(unsaid)", "(unsaid)"): 3}


def test_of_links_the_types_are_tabled(tmp_path: Path) -> None:
    pred = [record for record in changed("k2", type="updates", aspect=None) if record["id"] != "k1"]
    pred.append({"id": "k9", "layer": "link", "type": "sum_of", "from": "c1", "to": "c3"})
    table = next(table for table in one(tmp_path, pred).confusions if table.layer == "link")
    assert table.cells == {
        ("conflicts_with", "updates"): 1, ("subset_of", "(none)"): 1, ("(none)", "sum_of"): 1
    }  # fmt: skip


def test_articles_are_parted_by_a_field(tmp_path: Path) -> None:
    gold = [line(name="x1", style="wire", phenomena=["passive", "range"]), line(name="x2", style="upper"),
            line(name="x3", phenomena=["range"])]  # fmt: skip
    pred = [line(name="x1"), line([], name="x2"), line(name="x3")]
    by_style = evaluated(tmp_path, gold, pred, by="style").groups
    assert [(group.value, group.articles) for group in by_style] == [("(unsaid)", 1), ("upper", 1), ("wire", 1)]
    recall = [next(one for one in group.scores if one.name == "overlap").micro.recall.value for group in by_style]
    assert recall == [1, 0, 1]
    several = evaluated(tmp_path, gold, pred, by="phenomena").groups
    assert [(group.value, group.articles) for group in several] == [("(unsaid)", 1), ("passive", 1), ("range", 2)]


def test_intervals_are_the_same_every_time_and_follow_the_seed(tmp_path: Path) -> None:
    gold = [line(name=f"x{number}") for number in range(8)]
    pred = [line(without("a1") if number % 3 else without("a1", "a4"), name=f"x{number}") for number in range(8)]
    pred = [{**one, "casualties": None, "stances": None, "links": None} for one in pred]
    first, again, other = (
        score(evaluated(tmp_path, gold, pred, number=200, seed=seed), "actor", "exact").micro.recall
        for seed in (0, 0, 1)
    )
    assert first == again
    assert first.low is not None
    assert first.high is not None
    assert first.value is not None
    assert first.low < first.value < first.high
    assert (first.low, first.high) != (other.low, other.high) or first.value == other.value


def test_too_few_articles_are_told(tmp_path: Path) -> None:
    result = evaluated(tmp_path, [line()], [line()], number=50)
    assert score(result, "actor", "exact").micro.f1.no_interval == "fewer than two articles"
    both = [line(name="x1"), line(name="x2")]
    result = evaluated(tmp_path, both, both, number=50)
    assert "Resampling as few as 2 articles gives intervals that are too narrow." in result.notes
