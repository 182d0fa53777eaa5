"""Krippendorff's unitised alpha gives the values that were published, and those that a hand computes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.agreement.unitised import Continuum, Stretch, UnitisedAlpha, apart, gaps, observed, unitised_alpha


def alpha(length: int, **categories: tuple[list[Stretch], list[Stretch]]) -> UnitisedAlpha:
    return unitised_alpha([length], {
        name: [Continuum(length, tuple(first), tuple(second))] for name, (first, second) in categories.items()
    })  # fmt: skip


def disagreements(statistic: UnitisedAlpha) -> tuple[float, float]:
    found, expected = statistic.disagreements(np.ones((1, len(statistic.lengths))))
    return float(found[0]), float(expected[0])


# Krippendorff 2004, p. 254: a continuum from 150 to 450, here counted from 0.
C: tuple[list[Stretch], list[Stretch]] = ([(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)])
K: tuple[list[Stretch], list[Stretch]] = ([(30, 90), (150, 200)], [(30, 90), (150, 200)])


def test_the_textbook_example_has_the_textbook_disagreements() -> None:
    assert disagreements(alpha(300, c=C)) == pytest.approx((0.0144, 0.0532), abs=5e-5)
    assert disagreements(alpha(300, k=K)) == pytest.approx((0.0, 0.0490), abs=5e-5)


def test_the_textbook_example_has_the_textbook_alphas() -> None:
    assert alpha(300, c=C).point() == pytest.approx(0.7286, abs=5e-5)
    assert alpha(300, k=K).point() == 1.0
    # The book divides rounded figures (.0144 by .1022) and prints .8591; exactly it is .8587.
    assert alpha(300, c=C, k=K).point() == pytest.approx(0.8591, abs=5e-4)


def test_one_long_unit_against_three_short_ones_inside_it_is_worse_than_chance() -> None:
    # r0 -11111111-, r1 --1-1-1---: the example of dkpro-statistics (UnitizingAgreementTest).
    statistic = alpha(10, a=([(1, 9)], [(2, 3), (4, 5), (6, 7)]))
    assert disagreements(statistic) == pytest.approx((0.9100, 0.5351), abs=1e-4)
    assert statistic.point() == pytest.approx(-0.7003, abs=5e-5)


def test_the_example_of_1995_has_its_observed_disagreements() -> None:
    # Krippendorff 1995 (Sociological Methodology 25), p. 57, continua A to D of 24 units of length.
    examples: dict[str, tuple[list[Stretch], list[Stretch], float]] = {
        "A": ([(2, 10), (14, 20)], [(4, 8), (15, 17)], 0.03125),
        "B": ([(0, 18)], [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 9), (9, 10)], 2.26736),
        "C": ([(2, 8), (10, 12), (14, 18), (20, 22)], [(0, 2), (4, 8), (10, 14), (16, 18), (20, 22)], 0.02777),
        "D": (
            [(0, 2), (2, 10), (10, 14), (14, 20), (20, 24)],
            [(0, 4), (4, 8), (8, 15), (15, 17), (17, 24)],
            0.38715,
        ),
    }
    for first, second, published in examples.values():
        assert disagreements(alpha(24, x=(first, second)))[0] == pytest.approx(published, abs=1e-5)


def test_the_alphas_of_1995_hold_for_a_finely_divided_continuum() -> None:
    # Krippendorff 1995: the limit as the 24 units of length are divided ever more finely.
    fine = 50_000
    first = [(start * fine, end * fine) for start, end in ((2, 8), (10, 12), (14, 18), (20, 22))]
    second = [(start * fine, end * fine) for start, end in ((0, 2), (4, 8), (10, 14), (16, 18), (20, 22))]
    assert alpha(24 * fine, c=(first, second)).point() == pytest.approx(0.679, abs=0.02)


def test_a_small_case_computed_by_hand() -> None:
    # Units [0,2) and [0,4) in 10 characters; gaps of 8 and 6. D_o = 2 x (2 x 2) / (2 x 100) = 0.04.
    # D_e: l = 2: (16-12+2)/3 + 4 x (7+5) = 50; l = 4: (128-48+4)/3 + 16 x (5+3) = 156;
    # 2/10 x 206 / (20 x 19 - (2 + 12)) = 41.2 / 366.
    statistic = alpha(10, a=([(0, 2)], [(0, 4)]))
    assert disagreements(statistic) == pytest.approx((0.04, 41.2 / 366))
    assert statistic.point() == pytest.approx(1 - 0.04 / (41.2 / 366))


def test_a_unit_in_a_gap_differs_by_the_square_of_its_length() -> None:
    assert observed([(0, 3)], []) == 9
    assert observed([(0, 3)], [(3, 5)]) == 9 + 4
    assert observed([(5, 11)], [(4, 6), (6, 8)]) == (1 + 25) + (1 + 9)


def test_gaps_lie_before_between_and_after_the_units() -> None:
    assert gaps([(2, 4), (4, 5), (7, 9)], 12) == [2, 2, 3]
    assert gaps([], 5) == [5]
    assert gaps([(0, 5)], 5) == []
    assert gaps([], 0) == []


def test_no_units_have_no_alpha() -> None:
    empty = unitised_alpha([20], {})
    assert np.isnan(empty.point())
    assert empty.undefined == "neither marked one"


def test_of_overlapping_units_the_longest_then_the_earliest_stays() -> None:
    assert apart([(0, 3), (2, 4), (1, 8), (9, 11), (10, 12)]) == ((1, 8), (9, 11))


@st.composite
def texts(draw: st.DrawFn) -> list[Continuum]:
    """Some texts, each with two observers' units."""
    found = []
    for length in draw(st.lists(st.integers(5, 60), min_size=1, max_size=4)):
        places = st.lists(st.tuples(st.integers(0, length - 1), st.integers(1, 12)), max_size=5)
        sides = [[(at, min(length, at + size)) for at, size in draw(places)] for _ in "ab"]
        found.append(Continuum(length, apart(sides[0]), apart(sides[1])))
    return found


def pooled(continua: list[Continuum]) -> UnitisedAlpha:
    return unitised_alpha([text.length for text in continua], {"x": continua})


@given(texts())
def test_the_order_of_texts_and_observers_makes_no_difference(continua: list[Continuum]) -> None:
    turned = [Continuum(text.length, text.second, text.first) for text in reversed(continua)]
    assert pooled(turned).point() == pytest.approx(pooled(continua).point(), nan_ok=True)


@given(texts(), st.data())
def test_weighing_a_text_is_repeating_it(continua: list[Continuum], data: st.DataObject) -> None:
    weights = [data.draw(st.integers(0, 3)) for _ in continua]
    repeated = [text for text, weight in zip(continua, weights, strict=True) for _ in range(weight)]
    weighed = float(pooled(continua).values(np.array([weights], float))[0])
    assert weighed == pytest.approx(pooled(repeated).point() if repeated else np.nan, nan_ok=True)


@given(texts())
def test_equal_units_agree_fully(continua: list[Continuum]) -> None:
    statistic = pooled([Continuum(text.length, text.first, text.first) for text in continua])
    assert statistic.units == 0 or np.isnan(statistic.point()) or statistic.point() == 1.0
