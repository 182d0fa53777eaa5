"""What is measured over whole passes: equal, disjoint and empty ones, several annotators, intervals."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflict_claims.agreement.agreement import CAUTION
from conflict_claims.agreement.reports import FORMATS, read_out
from conflict_claims.files.layout import Layout
from tests.agreement.passes import FIRST, SECOND, Records, corpus, figure, mark, measured, record, same
from tests.corpora import TEXT, add_article, empty_corpus, records, span


def drop_first_actor(marked: Records) -> None:
    marked.remove(record(marked, "a1"))


def other_outcome(marked: Records) -> None:
    record(marked, "c3")["outcome"] = "injured"


def test_equal_passes_agree_fully_in_everything_that_is_defined(tmp_path: Path) -> None:
    entries = measured(corpus(tmp_path, (same, same)), number=50).pairs[0].entries
    assert {entry.figure.value for entry in entries} == {1.0, None}
    assert {entry.figure.undefined for entry in entries if entry.figure.value is None} <= {
        "no variation", "no pairs", "no reference with matched ends"
    }  # fmt: skip
    assert {(entry.figure.low, entry.figure.high) for entry in entries if entry.figure.value == 1} == {(1.0, 1.0)}


def test_disjoint_passes_have_no_match(tmp_path: Path) -> None:
    layout = empty_corpus(tmp_path)
    add_article(layout, "harl-0001", TEXT)
    actor = {"layer": "actor", "type": "civilians", "mention": "nominal"}
    mark(layout, "harl-0001", {
        FIRST: [span(TEXT, "villagers", "a1", **actor)],
        SECOND: [span(TEXT, "residents", "a1", **actor), span(TEXT, "people", "a2", **actor)],
    })  # fmt: skip
    result = measured(layout)
    names = ("exact F1", "overlap F1", "exact precision", "exact recall")
    assert [figure(result, "actor", name).value for name in names] == [0, 0, 0, 0]
    alpha = figure(result, "actor", "unitised alpha").value
    assert alpha is not None
    assert alpha < 0
    assert figure(result, "actor", "type").undefined == "no pairs"


def test_precision_is_of_the_second_and_recall_of_the_first(tmp_path: Path) -> None:
    result = measured(corpus(tmp_path, (drop_first_actor,)))
    assert figure(result, "actor", "exact precision").value == 1
    assert figure(result, "actor", "exact recall").value == 3 / 4
    assert figure(result, "actor", "exact F1").value == pytest.approx(2 * 3 / (4 + 3))


def test_counts_are_summed_over_articles_before_they_are_divided(tmp_path: Path) -> None:
    result = measured(corpus(tmp_path, (drop_first_actor, same)))
    assert figure(result, "actor", "exact F1").value == pytest.approx(2 * 7 / (8 + 7))


def test_a_label_counts_where_it_is_asked_for(tmp_path: Path) -> None:
    result = measured(corpus(tmp_path, (other_outcome,)))
    assert figure(result, "casualty", "exact F1").value == 1
    assert figure(result, "casualty", "exact with label F1").value == pytest.approx(2 / 3)


def test_references_are_compared_through_the_matching(tmp_path: Path) -> None:
    def other_source(marked: Records) -> None:
        record(marked, "c3")["source"] = ["a2"]

    result = measured(corpus(tmp_path, (other_source,)))
    # Three sources each, two of them the same.
    assert figure(result, "casualty", "source F1").value == pytest.approx(2 * 2 / (3 + 3))
    assert figure(result, "stance", "target F1").value == 1


def test_a_reference_whose_end_has_no_counterpart_is_left_out_and_counted(tmp_path: Path) -> None:
    def without_hospital(marked: Records) -> None:
        marked.remove(record(marked, "a4"))
        record(marked, "c3")["source"] = ["a1"]

    entries = measured(corpus(tmp_path, (without_hospital,))).pairs[0].entries
    (entry,) = [entry for entry in entries if entry.name == "source F1"]
    assert (entry.units, entry.remark) == (5, "1 with an end that has no counterpart left out")
    assert entry.figure.value == pytest.approx(2 * 2 / (2 + 3))


def test_links_count_with_and_without_their_type(tmp_path: Path) -> None:
    def other_type(marked: Records) -> None:
        record(marked, "k1")["type"] = "updates"

    result = measured(corpus(tmp_path, (other_type,)))
    assert figure(result, "link", "link F1 with type").value == 1 / 2
    assert figure(result, "link", "link F1 of any type").value == 1


def test_bounds_are_interval_where_both_are_given_and_whether_they_are_is_nominal(tmp_path: Path) -> None:
    def without_maximum(marked: Records) -> None:
        del record(marked, "c3")["max"]

    entries = {
        e.name: e for e in measured(corpus(tmp_path, (without_maximum,))).pairs[0].entries if e.layer == "casualty"
    }
    assert (entries["max"].units, entries["max"].figure.value) == (2, 1)
    assert (entries["max given"].units, entries["max given"].same) == (3, 2 / 3)


def test_one_article_has_no_interval_and_says_so(tmp_path: Path) -> None:
    found = figure(measured(corpus(tmp_path, (drop_first_actor,)), number=50), "actor", "exact F1")
    assert (found.low, found.high, found.no_interval) == (None, None, "fewer than two articles")


def test_intervals_hold_the_value_and_repeat_with_the_seed(tmp_path: Path) -> None:
    layout = corpus(tmp_path, (drop_first_actor, same, drop_first_actor, same, other_outcome))
    once, again = (figure(measured(layout, number=200), "actor", "exact F1") for _ in "ab")
    assert once == again
    assert once.low is not None
    assert once.value is not None
    assert once.high is not None
    assert once.low < once.value < once.high <= 1


def test_resamples_in_which_a_figure_is_undefined_are_counted(tmp_path: Path) -> None:
    # Without the one article that has another outcome, outcomes do not vary.
    result = measured(corpus(tmp_path, (other_outcome, same, same, same)), number=200)
    found = figure(result, "casualty", "outcome")
    assert 100 < found.resamples < 200
    assert f"undefined in {200 - found.resamples} of 200 resamples" in read_out(result)


def test_an_empty_layer_is_undefined_and_says_so(tmp_path: Path) -> None:
    layout = empty_corpus(tmp_path)
    add_article(layout, "harl-0001", TEXT)
    mark(layout, "harl-0001", {FIRST: [], SECOND: []})
    result = measured(layout, number=20)
    assert figure(result, "stance", "exact F1").undefined == "neither marked one"
    assert figure(result, "stance", "unitised alpha").undefined == "neither marked one"
    assert figure(result, "link", "link F1 with type").undefined == "no link with matched ends"


@pytest.mark.parametrize("name", FORMATS)
def test_no_report_of_a_degenerate_case_shows_nan(tmp_path: Path, name: str) -> None:
    layout = corpus(tmp_path, (same,))
    add_article(layout, "harl-0002", TEXT)
    mark(layout, "harl-0002", {FIRST: [], SECOND: []})
    for number in (0, 30):
        assert "nan" not in read_out(measured(layout, number=number), name).lower()


def test_a_layer_that_one_did_not_mark_is_compared_in_the_other_articles_only(tmp_path: Path) -> None:
    layout = corpus(tmp_path, (drop_first_actor, same))
    mark(layout, "harl-0001", {SECOND: []}, layers=["casualty"])
    result = measured(layout)
    counts = {count.layer: count.articles for count in result.pairs[0].counts}
    assert (counts["actor"], counts["casualty"]) == (1, 2)
    assert figure(result, "actor", "exact F1").value == 1


def test_references_to_a_layer_that_is_not_reported_are_followed(tmp_path: Path) -> None:
    result = measured(corpus(tmp_path), layers=["casualty"])
    assert figure(result, "casualty", "source F1").value == 1
    assert {entry.layer for entry in result.pairs[0].entries} == {"casualty"}


def test_three_annotators_are_compared_in_pairs_and_on_average(tmp_path: Path) -> None:
    layout = corpus(tmp_path, (drop_first_actor, same))
    for article_id in ("harl-0001", "harl-0002"):
        mark(layout, article_id, {"pass-c": records()})
    result = measured(layout, FIRST, SECOND, "pass-c", number=20)
    assert [(pair.first, pair.second) for pair in result.pairs] == [
        (FIRST, SECOND), (FIRST, "pass-c"), (SECOND, "pass-c")
    ]  # fmt: skip
    values = [figure(result, "actor", "exact F1", pair).value or 0 for pair in range(3)]
    mean = next(entry.figure for entry in result.mean if (entry.layer, entry.name) == ("actor", "exact F1"))
    assert mean.value == pytest.approx(sum(values) / 3)
    assert mean.low is not None
    assert not any("precision" in entry.name for entry in result.mean)


def test_every_note_ends_with_the_caution_and_gold_has_one_more(tmp_path: Path) -> None:
    layout = corpus(tmp_path)
    mark(layout, "harl-0001", {"gold": records()}, guidelines="g1.1")
    assert measured(layout).notes == (CAUTION,)
    notes = measured(layout, "gold", FIRST).notes
    assert notes[0] == "The annotators followed different guidelines: gold g1.1; pass-a g1.0."
    assert notes[1].startswith("gold is settled from passes")
    assert notes[-1] == CAUTION


def shuffled(layout: Layout, seed: int) -> None:
    """Put the lines of every pass into another order; the header stays first."""
    chance = random.Random(seed)
    for annotator in (FIRST, SECOND):
        for path in layout.annotation_files(annotator):
            head, *lines = path.read_text().splitlines(keepends=True)
            chance.shuffle(lines)
            path.write_text(head + "".join(lines))


@pytest.mark.slow
@settings(max_examples=25)
@given(st.integers(), st.permutations([same, drop_first_actor, other_outcome]))
def test_the_order_of_lines_makes_no_difference(seed: int, changes: list[object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        layout = corpus(Path(folder), changes)  # type: ignore[arg-type]
        before = read_out(measured(layout, number=10), "json")
        shuffled(layout, seed)
        assert read_out(measured(layout, number=10), "json") == before


@pytest.mark.slow
@settings(max_examples=10)
@given(st.permutations([same, drop_first_actor, other_outcome]))
def test_the_order_of_articles_makes_no_difference_to_the_values(changes: list[object]) -> None:
    found = []
    for order in ([same, drop_first_actor, other_outcome], changes):
        with tempfile.TemporaryDirectory() as folder:
            entries = measured(corpus(Path(folder), order)).pairs[0].entries  # type: ignore[arg-type]
            found.append({(entry.layer, entry.name): entry.figure.value for entry in entries})
    assert found[0] == pytest.approx(found[1], nan_ok=False)


def test_the_order_of_annotators_turns_precision_and_recall_and_nothing_else(tmp_path: Path) -> None:
    layout = corpus(tmp_path, (drop_first_actor, other_outcome, same))
    one, two = measured(layout, FIRST, SECOND), measured(layout, SECOND, FIRST)
    turn = {"precision": "recall", "recall": "precision"}
    for entry in one.pairs[0].entries:
        *head, last = entry.name.split(" ")
        assert figure(two, entry.layer, " ".join([*head, turn.get(last, last)])).value == entry.figure.value
    assert len(one.pairs[0].disagreements) == len(two.pairs[0].disagreements)


def test_the_figures_of_json_are_exact(tmp_path: Path) -> None:
    read = json.loads(read_out(measured(corpus(tmp_path, (drop_first_actor, same))), "json"))
    (exact,) = [
        row["value"] for row in read["pairs"][0]["figures"] if (row["layer"], row["name"]) == ("actor", "exact F1")
    ]
    assert exact == pytest.approx(14 / 15, abs=1e-15)
