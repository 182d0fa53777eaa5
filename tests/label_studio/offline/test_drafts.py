"""What a merged draft says of the differences between two passes."""

from __future__ import annotations

from conflict_claims.label_studio.draft import summary, unsettled


def test_only_a_note_that_begins_with_the_mark_is_unsettled() -> None:
    records = [
        {"id": "c1", "note": "the count differs: see line 3"},
        {"id": "c2", "note": "differs: min 4 or 5"},
        {"id": "c3"},
    ]
    assert list(unsettled(records)) == ["c2"]


def test_the_summary_counts_its_points() -> None:
    assert summary(("c1: min",), "ann", "bea").startswith("ann and bea differ in 1 point (1 of 1 shown)")
    assert summary(("c1: min", "c2: max"), "ann", "bea").startswith("ann and bea differ in 2 points (2 of 2 shown)")
