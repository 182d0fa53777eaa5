"""Which change of the corpus asks for which version, and which rows forbid a smaller one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conflict_claims.files.layout import Layout
from conflict_claims.release import contract, planning
from conflict_claims.release.contract import additions, breaks, shape
from conflict_claims.release.refusal import Refused
from conflict_claims.release.versions import Version, parse_version
from tests.release.planning.releases import changes, edit, lines, planned, releasable, second, third
from tests.sampling import mostly_slow

Change = Callable[[Layout], None]


def nothing_but_the_card(layout: Layout) -> None:
    edit(layout.settings, "Reports from Harl", "Reports from the valley of Harl")


def article_left(layout: Layout) -> None:
    layout.article("harl-0002").unlink()
    layout.annotation("gold", "harl-0002").unlink()
    (layout.raw / "harl-0002.txt").unlink()


def derived_column(layout: Layout) -> None:
    """A link changes the standing of the claims at its ends."""
    path = layout.annotation("gold", "harl-0002")
    gold = path.read_text().splitlines(keepends=True)
    kept = [line for line in gold if '"id":"k2"' not in line]
    assert len(kept) == len(gold) - 1
    path.write_text("".join(kept))


CASES: dict[str, tuple[Change, str, tuple[str, str, str]]] = {
    "a source span edited": (
        lambda layout: second(layout, {"c1": {"report": "claimed"}}), "2.0.0",
        ("casualties", "edited", "harl-0002.c1")),
    "a split moved": (
        lambda layout: second(layout, split="validation"), "2.0.0", ("casualties", "moved", "harl-0002.c1")),
    "a licence changed": (
        lambda layout: second(layout, license="CC0-1.0"), "2.0.0", ("articles", "edited", "harl-0002")),
    "a registry entry changed": (
        lambda layout: edit(layout.registry("actors.yaml"), "[NF]", "[NF, Front]"), "2.0.0",
        ("actor_registry", "edited", "northern-front")),
    "an article left": (article_left, "2.0.0", ("articles", "left", "harl-0002")),
    "an article added": (third, "1.1.0", ("articles", "entered", "harl-0003")),
    "a registry entry added": (
        lambda layout: edit(layout.registry("topics.yaml"), "- id: talks", "- id: truce\n  name: truce\n"
                            "  meaning: a truce\n- id: talks"), "1.1.0", ("topic_registry", "entered", "truce")),
    "a pass edited": (
        lambda layout: edit(layout.annotation("ann-a", "harl-0001"), '"report":"confirmed"', '"report":"stated"'),
        "2.0.0", ("passes", "edited", "ann-a:harl-0001.c3")),
}  # fmt: skip


@pytest.mark.parametrize(("change", "version", "row"), mostly_slow(CASES, quick=("a source span edited",)))
def test_a_change_asks_for_its_version(
    change: Change, version: str, row: tuple[str, str, str], started: tuple[Layout, Path]
) -> None:
    layout, last = started
    change(layout)
    found = planned(layout, last)
    assert found.candidate is not None
    assert found.candidate.version == version
    assert row in changes(found.candidate.folder)
    assert found.candidate.previous is not None
    assert found.candidate.previous.version == "1.0.0"


@pytest.mark.slow
def test_an_edited_span_names_the_column_and_both_values(started: tuple[Layout, Path]) -> None:
    layout, last = started
    second(layout, {"c1": {"report": "claimed", "note": "a remark"}})
    found = planned(layout, last)
    assert found.candidate is not None
    (row,) = [row for row in lines(found.candidate.folder / "diff.jsonl") if row["configuration"] == "casualties"]
    assert row["fields"] == [
        {"field": "report", "origin": "source", "before": "stated", "after": "claimed"},
        {"field": "note", "origin": "source", "before": None, "after": None},
    ]


@pytest.mark.slow
def test_a_link_that_left_is_major_and_the_standing_it_gave_is_derived(started: tuple[Layout, Path]) -> None:
    layout, last = started
    derived_column(layout)
    found = planned(layout, last)
    assert found.candidate is not None
    assert found.candidate.version == "2.0.0"
    rows = changes(found.candidate.folder, "links", "casualties")
    assert rows == [
        ("casualties", "derived", "harl-0002.c1"),
        ("casualties", "derived", "harl-0002.c3"),
        ("links", "left", "harl-0002.k2"),
    ]


@pytest.mark.slow
def test_another_derivation_of_the_same_annotations_is_minor(
    started: tuple[Layout, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    layout, last = started
    written = planning._write_data

    def with_other_sentences(marked: Any, folder: Path) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("conflict_claims.tables.sentences.sentence_bounds", lambda text: [(0, len(text))])
            return written(marked, folder)

    monkeypatch.setattr(planning, "_write_data", with_other_sentences)
    found = planned(layout, last)
    assert found.candidate is not None
    assert found.candidate.version == "1.1.0"
    assert {change for _, change, _ in changes(found.candidate.folder)} == {"derived"}


@pytest.mark.slow
def test_the_same_rows_with_another_card_are_a_patch(started: tuple[Layout, Path]) -> None:
    layout, last = started
    nothing_but_the_card(layout)
    found = planned(layout, last)
    assert found.candidate is not None
    assert found.candidate.version == "1.0.1"
    assert changes(found.candidate.folder) == []


def test_nothing_is_released_where_nothing_changed(started: tuple[Layout, Path]) -> None:
    layout, last = started
    assert planned(layout, last, date="2032-01-01").candidate is None
    assert not (layout.dist / "release" / "1.0.1").exists()


@pytest.mark.slow
def test_a_larger_version_may_be_asked_for_and_a_smaller_one_is_refused_with_its_rows(
    started: tuple[Layout, Path],
) -> None:
    layout, last = started
    second(layout, {"c1": {"report": "claimed"}})
    with pytest.raises(Refused, match=r"1\.9\.0 is too small: expected 2\.0\.0 or more(.|\n)*harl-0002\.c1"):
        planned(layout, last, version=Version(1, 9, 0))
    assert not (layout.dist / "release" / "1.9.0").exists()
    found = planned(layout, last, version=Version(3, 0, 0))
    assert found.candidate is not None
    assert found.candidate.version == "3.0.0"


@pytest.mark.slow
def test_the_first_release_is_1_0_0_or_more(tmp_path: Path) -> None:
    layout = releasable(tmp_path / "corpus")
    found = planned(layout)
    assert found.candidate is not None
    assert (found.candidate.version, found.candidate.level, found.candidate.previous) == ("1.0.0", "first", None)
    with pytest.raises(Refused, match=r"0\.9\.0 is too small"):
        planned(layout, version=Version(0, 9, 0))


def test_labels_that_went_or_were_reordered_break_the_shape_and_new_ones_do_not() -> None:
    now = shape()
    outcome = now["labels"]["outcome"]
    fewer = {**now, "labels": {**now["labels"], "outcome": outcome[:-1]}}
    assert list(breaks(now, fewer)) == [f"labels of outcome went: {outcome[-1]}"]
    assert list(breaks(fewer, now)) == []
    assert list(additions(fewer, now)) == [f"labels of outcome are new: {outcome[-1]}"]
    turned = {**now, "labels": {**now["labels"], "outcome": outcome[::-1]}, "append_only": ["outcome"]}
    assert list(breaks(now, turned)) == [
        "labels of outcome were put into another order, which changes their codes in tokens"
    ]


def test_columns_that_went_or_have_another_type_break_the_shape_and_new_ones_do_not() -> None:
    now = shape()
    columns = now["columns"]["casualties"]
    without = {name: kind for name, kind in columns.items() if name != "min"}
    fewer = {**now, "columns": {**now["columns"], "casualties": without}}
    assert list(breaks(now, fewer)) == ["column casualties.min went"]
    assert list(breaks(fewer, now)) == []
    assert list(additions(fewer, now)) == ["column casualties.min is new"]
    other = {**now, "columns": {**now["columns"], "casualties": {**columns, "min": "string"}}}
    assert list(breaks(now, other)) == ["column casualties.min was int64 and is string"]
    gone = {**now, "columns": {name: kinds for name, kinds in now["columns"].items() if name != "tolls"}}
    assert list(breaks(now, gone)) == ["configuration tolls went"]


@pytest.mark.slow
def test_a_label_more_than_in_the_last_release_is_minor(
    started: tuple[Layout, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    layout, last = started
    before = contract.shape()
    more = {**before, "labels": {**before["labels"], "outcome": [*before["labels"]["outcome"], "besieged"]}}
    monkeypatch.setattr(planning, "shape", lambda: more)
    found = planned(layout, last)
    assert found.candidate is not None
    assert found.candidate.version == "1.1.0"
    assert "labels of outcome are new: besieged" in found.entry


@pytest.mark.parametrize("text", ["1.0", "01.0.0", "1.0.0-rc1", "v1.0.0", "", "1.0.0\n"])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="three numbers"):
        parse_version(text)
