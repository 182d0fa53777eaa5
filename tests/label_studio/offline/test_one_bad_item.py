"""One bad item of an export is left out and kept; what stands beside it comes in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conflict_claims.files.layout import Layout
from tests.label_studio.offline.brought import accepted, bring, corpus_of_three, quarantined

Said = pytest.CaptureFixture[str]
HALF = "\ud83d"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return corpus_of_three(tmp_path / "corpus")


def content(layout: Layout) -> bytes:
    return layout.annotation("ann-a", "harl-0001").read_bytes()


@pytest.fixture
def sound(tmp_path: Path) -> bytes:
    """What comes in where nothing is wrong."""
    layout = corpus_of_three(tmp_path / "sound")
    assert bring(layout, [accepted(layout)]) == 0
    return content(layout)


def test_what_is_no_annotation_stays_out_alone(layout: Layout, sound: bytes, capsys: Said) -> None:
    task = accepted(layout)
    task["annotations"] += ["bad", 7]
    assert bring(layout, [task]) == 1
    assert content(layout) == sound
    said = capsys.readouterr().out
    assert 'found in task 1: "bad" among the annotations\n' in said
    assert "span" not in said, "a task is no span"
    assert [one["results"] for one in quarantined(layout)] == [[{"result": "bad"}], [{"result": 7}]]
    assert bring(layout, [accepted(layout)]) == 0
    assert not quarantined(layout), "the task was mended"


@pytest.mark.parametrize("bad", [4, "task", {"id": 9, "data": {"article": "harl-0001"}, "annotations": {"x": 1}}])
def test_what_is_no_task_stays_out_alone(layout: Layout, sound: bytes, bad: Any) -> None:
    assert bring(layout, [bad, accepted(layout)]) == 1
    assert content(layout) == sound
    (kept,) = quarantined(layout)
    assert kept["results"] == [{"result": bad["annotations"] if isinstance(bad, dict) else bad}]


@pytest.mark.parametrize("text", [HALF, f"14 {HALF} people", 7, float("nan")])
def test_the_words_of_a_region_decide_nothing(layout: Layout, sound: bytes, text: Any) -> None:
    task = accepted(layout)
    labelled = [raw for raw in task["annotations"][0]["result"] if "labels" in raw.get("value", {})]
    for raw in labelled:
        raw["value"]["text"] = text
    assert bring(layout, [task]) == 0
    assert content(layout) == sound


def test_no_number_where_a_number_should_be_spoils_its_value_alone(layout: Layout, capsys: Said) -> None:
    task = accepted(layout)
    task["annotations"][0]["lead_time"] = float("inf")
    (value,) = [
        raw["value"]
        for raw in task["annotations"][0]["result"]
        if (raw.get("id"), raw.get("from_name")) == ("c1", "casualty_max")
    ]
    value["number"] = float("nan")
    assert bring(layout, [task]) == 1
    assert "found nan" in capsys.readouterr().out
    assert b'"min":14' in content(layout)
    assert b'"min":14,"max":14' not in content(layout)
    assert [raw["from_name"] for one in quarantined(layout) for raw in one["results"]] == ["casualty_max"]


def test_a_list_of_nothing_but_nan_is_a_task_that_is_none(layout: Layout, capsys: Said) -> None:
    assert bring(layout, "[NaN]") == 1
    assert "LST001" in capsys.readouterr().out


@pytest.mark.parametrize("when", [float("nan"), float("inf"), 10**30])
def test_a_time_that_is_none_is_no_time(layout: Layout, sound: bytes, when: float) -> None:
    assert bring(layout, [accepted(layout) | {"id": 1}]) == 0
    task = accepted(layout)
    task["annotations"][0]["updated_at"] = when
    assert bring(layout, [task]) == 0
    assert content(layout) == sound


def test_half_a_character_of_a_note_is_told_by_a_mark(layout: Layout) -> None:
    task = accepted(layout)
    note = {
        "id": "a1",
        "from_name": "actor_note",
        "to_name": "text",
        "type": "textarea",
        "value": {"text": [f"x{HALF}y"]},
    }
    task["annotations"][0]["result"].append(note)
    assert bring(layout, json.dumps([task], indent=1)) == 0
    assert '"note":"x\ufffdy"'.encode() in content(layout)
