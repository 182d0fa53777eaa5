"""Confidences against what was right, by bin, pattern and threshold."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflict_claims.evaluate.reliability import Reliability, wilson
from tests.corpora import TEXT, records, span
from tests.evaluate.lines import Record, evaluated, line

ACTORS = [record for record in records() if record["layer"] == "actor"]
TYPES = {"type": "media", "mention": "nominal"}
PRED: list[Record] = [
    {**ACTORS[0], "note": "ACT-role 0.95"},
    {**ACTORS[1], "note": "ACT-role 0.9"},
    {**ACTORS[2], "type": "militia", "note": "ACT-name 0.62"},  # another label
    span(TEXT, "A hospital", "a4", "actor", **{**TYPES, "type": "medical_rescue"}, note="ACT-name 1.00"),  # border
    span(TEXT, "Tuesday", "a5", "actor", **TYPES, note="ACT-name 0.30"),  # spurious
    span(TEXT, "Tarn", "a6", "actor", **TYPES, note="seen by hand"),  # no confidence
]


def found(folder: Path, pred: list[Record] = PRED) -> Reliability:
    result = evaluated(folder, [line(ACTORS)], [line(pred)]).reliability
    assert result is not None
    return result


def test_predictions_are_binned_by_confidence(tmp_path: Path) -> None:
    result = found(tmp_path)
    assert (result.number, result.silent) == (5, 1)
    bins = [(one.name, one.number, round(one.confidence, 3), one.right, one.exact) for one in result.bins]
    assert bins == [
        ("0.3 to 0.4", 1, 0.3, 0, 0),
        ("0.6 to 0.7", 1, 0.62, 0, 0),
        ("0.9 to 1.0", 3, 0.95, 1, pytest.approx(2 / 3)),
    ]
    assert result.error == pytest.approx((0.3 + 0.62 + 3 * 0.05) / 5)
    assert result.brier == pytest.approx((0.3**2 + 0.62**2 + 0.05**2 + 0.1**2 + 0) / 5)


def test_patterns_are_told_apart(tmp_path: Path) -> None:
    patterns = {one.name: (one.number, one.right) for one in found(tmp_path).patterns}
    assert patterns == {"ACT-role": (2, 1), "ACT-name": (3, pytest.approx(1 / 3))}


def test_a_threshold_trades_recall_for_precision(tmp_path: Path) -> None:
    rates = {one.confidence: (one.kept, one.rates.precision.value, one.rates.recall.value)
             for one in found(tmp_path).thresholds if one.layer == "actor"}  # fmt: skip
    assert rates[0] == (6, 3 / 6, 3 / 4)
    assert rates[0.6] == (5, 3 / 5, 3 / 4)  # what has no confidence is always kept
    assert rates[0.95] == (3, 2 / 3, 2 / 4)


@pytest.mark.slow
def test_a_span_below_the_threshold_makes_room_for_another(tmp_path: Path) -> None:
    gold = [span(TEXT, "Northern Front", "a1", "actor", **TYPES)]
    pred = [
        span(TEXT, "Northern Front", "a1", "actor", **TYPES, note="ACT-x 0.30"),
        span(TEXT, "Front", "a2", "actor", **TYPES, note="ACT-y 0.90"),
    ]
    result = evaluated(tmp_path, [line(gold)], [line(pred)]).reliability
    assert result is not None
    at = {one.confidence: one.rates for one in result.thresholds if one.layer == "actor"}
    assert (at[0].precision.value, at[0].recall.value) == (1 / 2, 1)
    assert (at[0.9].precision.value, at[0.9].recall.value) == (1, 1)


def test_links_carry_confidences_too(tmp_path: Path) -> None:
    pred = records()
    for record, note in zip(pred[-2:], ("LNK-part 0.9", "LNK-rival 0.4"), strict=True):
        record["note"] = note
    pred[-1]["type"] = "updates"
    result = evaluated(tmp_path, [line()], [line(pred)]).reliability
    assert result is not None
    assert {one.name: one.right for one in result.patterns} == {"LNK-part": 1, "LNK-rival": 0}


@pytest.mark.parametrize("note", ["", "0.93", "CAS-passive", "CAS-passive 1.93", "CAS passive 0.93", "CAS-x 0.93\n"])
def test_other_notes_are_no_confidences(tmp_path: Path, note: str) -> None:
    assert evaluated(tmp_path, [line(ACTORS)], [line([{**ACTORS[0], "note": note}])]).reliability is None


def test_the_interval_of_a_share_is_wilsons() -> None:
    # The examples of R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(0, 20) == pytest.approx((0, 0.1611), abs=1e-4)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=1e-4)
