"""Words of a text that may not be published stop a plan wherever people write words of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from conflict_claims.files.layout import Layout
from conflict_claims.release.refusal import Refused
from tests.corpora import TEXT, add_article, add_pass, records
from tests.release.planning.releases import (
    THIRD,
    WITHHELD,
    edit,
    lines,
    planned,
    releasable,
    released,
    second,
    withheld,
)

WORDS = "Seven rockets fell on the old mill of Osk before dawn and killed two people"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """A corpus with one article whose text may not be published, harl-0004."""
    layout = releasable(tmp_path / "corpus")
    withheld(layout)
    return layout


def refused(layout: Layout, *places: str) -> None:
    with pytest.raises(Refused) as told:
        planned(layout)
    for place in places:
        assert f"{place}: holds eight words in a row of harl-0004" in str(told.value)
    assert not any((layout.dist / "release").iterdir())


def test_in_a_registry(layout: Layout) -> None:
    edit(layout.registry("incidents.yaml"), "name: Shelling of Harl market", f"name: {WORDS}")
    edit(layout.registry("actors.yaml"), "[NF]", f"[NF, {WORDS.upper()}]")
    refused(layout, "incidents, column name, harl-market-2031-05", "actor_registry, column aliases, northern-front")


@pytest.mark.slow
def test_in_the_note_on_another_article(layout: Layout) -> None:
    second(layout, {"c1": {"note": f"as in the other report: {WORDS}"}})
    refused(layout, "casualties, column note, harl-0002.c1")


@pytest.mark.slow
def test_in_the_note_of_a_pass(layout: Layout) -> None:
    noted: list[dict[str, Any]] = [record | ({"note": WORDS} if record["id"] == "c1" else {}) for record in records()]
    add_pass(layout, "harl-0001", TEXT, noted, annotator="ann-a")
    refused(layout, "passes, column note, ann-a:harl-0001.c1")


@pytest.mark.slow
@pytest.mark.parametrize("annotator", ["gold", "ann-a"])
def test_a_note_that_could_not_be_restored_stops_the_plan(annotator: str, layout: Layout) -> None:
    note = "the headline says ROCKETS FALL ON THE OLD MILL"
    path = layout.annotation("gold", "harl-0004")
    (record,) = [one for one in lines(path) if one.get("id") == "c1"]
    add_pass(layout, "harl-0004", WITHHELD, [{**record, "note": note}], annotator=annotator)
    owner = "" if annotator == "gold" else f"{annotator}:"
    with pytest.raises(Refused, match=rf"^{owner}harl-0004\.c1, note: .*`release restore` could not bring it back"):
        planned(layout)


@pytest.mark.slow
def test_the_text_of_an_article_that_may_be_published_and_an_address_are_no_leak(layout: Layout) -> None:
    text = f"{THIRD}\n\n{WORDS}, another paper wrote."
    add_article(layout, "harl-0003", text, url=f"https://example.org/{WORDS.replace(' ', '-')}")
    add_pass(layout, "harl-0003", text, [])
    assert WORDS in WITHHELD
    assert planned(layout).candidate is not None


@pytest.mark.slow
def test_what_was_published_once_is_left_out_of_the_diff(tmp_path: Path) -> None:
    layout = releasable(tmp_path / "corpus")
    incidents = layout.registry("incidents.yaml")
    edit(incidents, "name: Shelling of Harl market", f"name: {WORDS}")
    last = released(layout)
    edit(incidents, f"name: {WORDS}", "name: Shelling of Harl market")
    edit(incidents, "place: Harl\n", "place: Harl town\n")
    withheld(layout)
    candidate = planned(layout, last).candidate
    assert candidate is not None
    (row,) = [row for row in lines(candidate.folder / "diff.jsonl") if row["id"] == "harl-market-2031-05"]
    assert [(field["field"], field["before"], field["after"]) for field in row["fields"]] == [
        ("name", None, "Shelling of Harl market"),
        ("place", "Harl", "Harl town"),
    ]
