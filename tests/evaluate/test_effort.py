"""What an annotator would keep, mend, add and delete, and the steps of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflict_claims.evaluate.effort import Effort
from tests.corpora import TEXT, records, span
from tests.evaluate.lines import Record, changed, evaluated, line, without


def effort(folder: Path, pred: list[Record], layer: str) -> Effort:
    return next(one for one in evaluated(folder, [line()], [line(pred)]).efforts if one.layer == layer)


def deeds(one: Effort) -> dict[str, int]:
    return {name: number for name, number in one.counts.items() if number and not name.startswith("steps")}


def test_equal_records_are_kept_and_cost_no_step(tmp_path: Path) -> None:
    found = effort(tmp_path, records(), "all")
    assert deeds(found) == {"keep": 11}
    assert found.counts["steps with predictions"] == 0
    assert found.saved.value == found.kept.value == 1
    assert found.mended.value == found.added.value == found.deleted.value == 0


def test_nothing_predicted_saves_nothing(tmp_path: Path) -> None:
    found = effort(tmp_path, [], "all")
    assert deeds(found) == {"add": 11}
    assert found.saved.value == 0
    assert found.deleted.undefined == "none predicted"


def test_steps_are_the_record_and_what_it_states(tmp_path: Path) -> None:
    # a1, a2, a4: the span, type, mention; a3 also its id in the registry.
    assert effort(tmp_path, [], "actor").counts["steps by hand"] == 3 * 3 + 4
    # s1: the span, act, holder, target, speech.
    assert effort(tmp_path, [], "stance").counts["steps by hand"] == 5


def test_a_border_and_each_wrong_field_cost_a_step(tmp_path: Path) -> None:
    pred = changed("c1", outcome="injured", source=["a1"])
    toll = next(record for record in pred if record["id"] == "c1")
    toll["end"] -= 7
    toll["text"] = TEXT[toll["start"] : toll["end"]]
    next(record for record in pred if record["id"] == "c3")["max"] = 12
    found = effort(tmp_path, pred, "casualty")
    assert deeds(found) == {"keep": 1, "mend fields": 1, "mend both": 1}
    assert found.counts["steps with predictions"] == 3 + 1
    assert found.kept.value == pytest.approx(1 / 3)
    assert found.mended.value == pytest.approx(2 / 3)


def test_a_reference_to_a_missed_span_must_be_drawn_again(tmp_path: Path) -> None:
    pred = without("a2")
    for record in pred:
        if record.get("source") == ["a2"]:
            del record["source"]
    assert deeds(effort(tmp_path, pred, "casualty")) == {"keep": 1, "mend fields": 2}


def test_what_is_spurious_is_deleted(tmp_path: Path) -> None:
    pred = [*records(), span(TEXT, "Tuesday", "a9", "actor", type="media", mention="named")]
    found = effort(tmp_path, pred, "actor")
    assert deeds(found) == {"keep": 4, "delete": 1}
    assert found.deleted.value == 1 / 5
    assert found.saved.value == pytest.approx(1 - 1 / 13)


def test_a_link_of_another_type_is_mended(tmp_path: Path) -> None:
    pred = [record for record in changed("k2", type="updates", aspect=None) if record["id"] != "k1"]
    pred.append({"id": "k9", "layer": "link", "type": "sum_of", "from": "c1", "to": "c3"})
    found = effort(tmp_path, pred, "link")
    assert deeds(found) == {"mend fields": 1, "add": 1, "delete": 1}
    assert found.counts["steps by hand"] == 4 + 5
    assert found.counts["steps with predictions"] == 1 + 4 + 1


def test_work_can_be_made_rather_than_saved(tmp_path: Path) -> None:
    junk = [span(TEXT, word, f"t{at}", "topic") for at, word in enumerate(("Shells", "hit", "killing", "talks"), 20)]
    found = effort(tmp_path, [record for record in records() if record["layer"] != "topic"] + junk, "topic")
    assert found.saved.value is not None
    assert found.saved.value < 0
