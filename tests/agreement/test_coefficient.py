"""Alpha is that of the textbooks and of the package `krippendorff`; intervals use the same formula."""

from __future__ import annotations

from collections.abc import Hashable

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.agreement import coefficient
from conflict_claims.agreement.coefficient import Alpha, Distance, alpha, interval, masi, nominal


def of(first: list[Hashable], second: list[Hashable], distance: Distance = nominal) -> Alpha:
    return alpha([(0, left, right) for left, right in zip(first, second, strict=True)], 1, distance)


def test_the_package_gives_the_textbook_values() -> None:
    # Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; three observers, missing values.
    none = np.nan
    data = [
        [none, none, none, none, none, 3, 4, 1, 2, 1, 1, 3, 3, none, 3],
        [1, none, 2, 1, 3, 3, 4, 3, none, none, none, none, none, none, none],
        [none, none, 2, 1, 3, 4, 4, none, 2, 1, 1, 3, 3, none, 4],
    ]
    assert krippendorff.alpha(data, level_of_measurement="nominal") == pytest.approx(0.691, abs=5e-4)
    assert krippendorff.alpha(data, level_of_measurement="interval") == pytest.approx(0.811, abs=5e-4)


def test_binary_data_of_two_observers_as_in_the_textbook() -> None:
    # Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, part A: .095.
    assert of([*map(int, "0100000010")], [*map(int, "1110010000")]).point() == pytest.approx(0.095, abs=5e-4)


def test_nominal_data_of_two_observers_as_in_the_textbook() -> None:
    # Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, part B: .692.
    assert of([*"aabbdcccedda"], [*"babbbccceddd"]).point() == pytest.approx(0.692, abs=5e-4)


def test_sets_are_as_far_apart_as_passonneau_says() -> None:
    a, ab, bc, none = frozenset("a"), frozenset("ab"), frozenset("bc"), frozenset[str]()
    assert masi(ab, ab) == masi(none, none) == 0
    assert masi(a, ab) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert masi(ab, bc) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi(a, bc) == masi(none, a) == 1


def test_a_near_miss_of_a_set_costs_less_than_a_miss() -> None:
    sets: list[Hashable] = [frozenset("ab"), frozenset("c"), frozenset(), frozenset("ab")]
    near: list[Hashable] = [frozenset("a"), frozenset("c"), frozenset(), frozenset("ab")]
    miss: list[Hashable] = [frozenset("c"), frozenset("c"), frozenset(), frozenset("ab")]
    assert of(sets, miss, masi).point() < of(sets, near, masi).point() < of(sets, sets, masi).point() == 1


def test_values_that_never_vary_have_no_alpha() -> None:
    constant = of(["x", "x"], ["x", "x"])
    assert np.isnan(constant.point())
    assert (constant.undefined, constant.same()) == ("no variation", 1.0)
    assert (of([], []).undefined, of([], []).same()) == ("no pairs", None)


PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30)


@given(PAIRS, st.sampled_from(["nominal", "interval"]))
def test_the_formula_behind_the_intervals_is_that_of_the_package(pairs: list[tuple[int, int, int]], level: str) -> None:
    statistic = alpha(pairs, 4, nominal if level == "nominal" else interval)
    ours = float(statistic.values(np.ones((1, 4)))[0])
    assert ours == pytest.approx(statistic.point(), nan_ok=True)
    if len({value for _, *both in pairs for value in both}) > 1:
        data = np.array(pairs).T[1:]
        assert ours == pytest.approx(krippendorff.alpha(data, level_of_measurement=level))  # type: ignore[arg-type]


@given(PAIRS, st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_weighing_an_article_is_repeating_its_pairs(pairs: list[tuple[int, int, int]], weights: list[int]) -> None:
    repeated = [pair for pair in pairs for _ in range(weights[pair[0]])]
    weighed = float(alpha(pairs, 4, nominal).values(np.array([weights], float))[0])
    assert weighed == pytest.approx(alpha(repeated, 4, nominal).point(), nan_ok=True)


@given(PAIRS)
def test_the_order_of_pairs_and_annotators_makes_no_difference(pairs: list[tuple[int, int, int]]) -> None:
    turned = [(article, right, left) for article, left, right in reversed(pairs)]
    assert alpha(turned, 4, nominal).point() == pytest.approx(alpha(pairs, 4, nominal).point(), nan_ok=True)


def test_data_too_large_for_the_package_get_the_same_value(monkeypatch: pytest.MonkeyPatch) -> None:
    statistic = of([*"aabbdcccedda"], [*"babbbccceddd"])
    by_package = statistic.point()
    monkeypatch.setattr(coefficient, "LIBRARY_CELLS", 0)
    assert statistic.point() == pytest.approx(by_package)
