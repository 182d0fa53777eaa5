"""Spans are matched one to one, as well as possible, and the same whoever comes first."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.matching.marks import Span
from conflict_claims.matching.pairing import pair_spans, worth
from tests.agreement.passes import spans


def places(first: tuple[Span, ...], second: tuple[Span, ...]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [(left.place, right.place) for left, right in pair_spans(first, second)]


def test_equal_spans_are_matched() -> None:
    assert places(spans((0, 4), (6, 9)), spans((0, 4), (6, 9))) == [((0, 4), (0, 4)), ((6, 9), (6, 9))]


def test_two_pairs_are_found_where_taking_the_best_first_finds_one() -> None:
    # The best single pair is [0,10)-[0,9); taking it would leave [0,6) and [9,12) alone.
    assert places(spans((0, 10), (0, 6)), spans((0, 9), (9, 12))) == [((0, 10), (9, 12)), ((0, 6), (0, 9))]


def test_only_overlapping_spans_match() -> None:
    assert places(spans((0, 5)), spans((5, 9))) == []
    assert places(spans((0, 5)), spans((4, 9))) == [((0, 5), (4, 9))]
    assert places(spans((0, 5)), ()) == []


def test_among_equal_extents_the_same_label_wins() -> None:
    pairs = pair_spans(spans((0, 5, "media"), (0, 5, "company")), spans((0, 5, "company"), (0, 5, "media"), prefix="y"))
    assert all(left.label == right.label for left, right in pairs)


def test_a_nested_span_finds_its_like_and_not_the_span_around_it() -> None:
    assert places(spans((0, 30), (20, 30)), spans((20, 30))) == [((20, 30), (20, 30))]


def test_an_exact_match_is_not_given_up_for_two_others() -> None:
    first, second = spans((0, 20, "a"), (0, 10, "b")), spans((0, 20, "b"), (10, 20, "a"))
    assert ((0, 20), (0, 20)) in places(first, second)


STARTS, LENGTHS, LABELS = st.integers(0, 12), st.integers(1, 8), st.sampled_from("ab")
PLACES = st.lists(st.builds(lambda at, size, label: (at, at + size, label), STARTS, LENGTHS, LABELS), max_size=4)


@given(PLACES, PLACES)
def test_no_other_matching_is_worth_more(first: list[tuple[int, int, str]], second: list[tuple[int, int, str]]) -> None:
    one, two = spans(*first), spans(*second, prefix="y")
    if not one or not two:
        return
    worths = worth(one, two)
    if len(one) > len(two):
        worths = worths.T
    best = max(
        sum(worths[row, column] for row, column in enumerate(columns))
        for columns in permutations(range(worths.shape[1]), worths.shape[0])
    )
    found = sum(worth([left], [right])[0, 0] for left, right in pair_spans(one, two))
    assert found == pytest.approx(best)


@given(PLACES, PLACES)
def test_no_exact_match_is_lost(first: list[tuple[int, int, str]], second: list[tuple[int, int, str]]) -> None:
    one, two = spans(*first), spans(*second, prefix="y")
    ours, theirs = [span.place for span in one], [span.place for span in two]
    possible = sum(min(ours.count(place), theirs.count(place)) for place in set(ours))
    assert sum(left.place == right.place for left, right in pair_spans(one, two)) == possible


@given(PLACES, PLACES)
def test_it_is_the_same_whoever_comes_first(
    first: list[tuple[int, int, str]], second: list[tuple[int, int, str]]
) -> None:
    one, two = spans(*first), spans(*second, prefix="y")
    forward = {(left.id, right.id) for left, right in pair_spans(one, two)}
    assert {(left.id, right.id) for right, left in pair_spans(two, one)} == forward
