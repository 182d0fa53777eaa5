"""Confidences of patterns from suggestions of which it is known whether they were right."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.suggest.calibration import STRENGTH, calibrated, confidence_toml


def test_a_pattern_is_drawn_toward_its_family() -> None:
    found = calibrated([("CAS-passive", True)] * 90 + [("CAS-passive", False)] * 8 + [("CAS-bare", False)] * 2)
    share = 91 / 102
    assert found.families == {"CAS": round(share, 2)}
    assert found.patterns["CAS-passive"].confidence == round((90 + STRENGTH * share) / (98 + STRENGTH), 2)
    assert found.patterns["CAS-bare"].confidence == round(STRENGTH * share / (2 + STRENGTH), 2)
    assert (found.patterns["CAS-bare"].right, found.patterns["CAS-bare"].shown) == (0, 2)


def test_families_are_apart() -> None:
    found = calibrated([("ACT-role", True)] * 8 + [("STN-cue", False)] * 8)
    assert found.families == {"ACT": 0.9, "STN": 0.1}


def test_nothing_seen_gives_nothing() -> None:
    assert not calibrated([]).patterns


@given(st.lists(st.tuples(st.sampled_from(["CAS-a", "CAS-b", "ACT-a", "odd", 'q"uo.te-é']), st.booleans())))
def test_the_file_says_the_same_and_never_claims_certainty(found: list[tuple[str, bool]]) -> None:
    result = calibrated(found)
    read = tomllib.loads(confidence_toml(result))
    assert read["families"] == pytest.approx(dict(result.families))
    assert set(read.get("patterns", {})) == {pattern for pattern, _ in found}
    for name, one in result.patterns.items():
        assert read["patterns"][name] == {"confidence": one.confidence, "right": one.right, "shown": one.shown}
        assert 0 < one.confidence < 1
        assert one.shown == sum(pattern == name for pattern, _ in found)
