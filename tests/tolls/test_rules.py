"""Each rule on worked examples that follow its codebook's wording, told in our own words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.tolls import RULES, Claim
from conflict_claims.tolls.claims import in_time
from conflict_claims.tolls.groups import Group
from conflict_claims.tolls.rules import Figures, Rule, low_best_high, lowest, range_, recent
from tests.tolls.claims import claim, day, group

PERPETRATOR = "perpetrator_side"


def bounds(found: Figures | None) -> tuple[int | None, int | None, int | None]:
    assert found is not None
    return found.low, found.best, found.high


def behind(found: Figures | None) -> list[str]:
    assert found is not None
    return [one.id.removeprefix("x-") for one in found.claims]


class TestLowestAfterAcled:
    """Where reports differ or are vague: the most conservative estimate; revised when better information comes."""

    def test_of_differing_reports_the_most_conservative_is_taken(self) -> None:
        found = lowest(group(claim("c1", 18, by="army"), claim("c2", 12, by="hospital"), claim("c3", 130, by="rebels")))
        assert bounds(found) == (12, 12, 12)
        assert behind(found) == ["0001.c2"]

    def test_a_vague_report_counts_with_its_floor_and_stays_open_above(self) -> None:
        assert bounds(lowest(group(claim("c1", 24, None, modality="vague"), claim("c2", 40)))) == (24, 24, None)

    def test_a_figure_that_better_information_replaced_is_left_out(self) -> None:
        told = group(claim("c1", 25), claim("c2", 31), given_up=frozenset({"x-0001.c1"}))
        assert bounds(lowest(told)) == (31, 31, 31)
        told = group(claim("x-0001.c1", 25), claim("x-0002.c1", 31), outdated=frozenset({"x-0001.c1"}))
        assert bounds(lowest(told)) == (31, 31, 31)

    def test_a_count_of_nobody_is_the_most_conservative_of_all(self) -> None:
        assert bounds(lowest(group(claim("c1", 12), claim("c2", 0, modality="none")))) == (0, 0, 0)

    def test_a_ceiling_alone_is_a_figure_with_an_open_floor(self) -> None:
        assert bounds(lowest(group(claim("c1", None, 30), claim("c2", 40)))) == (None, 30, 30)

    def test_whoever_gives_the_lowest_figure_is_behind_it(self) -> None:
        found = lowest(group(claim("c1", 12, None), claim("c2", 12), claim("c3", 14)))
        assert behind(found) == ["0001.c1", "0001.c2"]
        assert bounds(found) == (12, 12, 12)


class TestRangeAfterIraqBodyCount:
    """A minimum and a maximum where reports differ on the number killed."""

    def test_the_range_runs_from_the_lowest_to_the_highest_report_without_a_best(self) -> None:
        found = range_(group(claim("c1", 14), claim("c2", 11), claim("c3", 12, 17)))
        assert bounds(found) == (11, None, 17)
        assert behind(found) == ["0001.c2", "0001.c3"]

    def test_one_report_alone_gives_one_number_twice(self) -> None:
        assert bounds(range_(group(claim("c1", 14)))) == (14, None, 14)

    def test_the_maximum_stays_open_where_no_report_bounds_the_highest_floor(self) -> None:
        found = range_(group(claim("c1", 35), claim("c2", 451, None)))
        assert bounds(found) == (35, None, None)
        assert behind(found) == ["0001.c1", "0001.c2"]

    def test_at_least_ten_does_not_open_a_maximum_of_fourteen(self) -> None:
        assert bounds(range_(group(claim("c1", 10, None), claim("c2", 14)))) == (10, None, 14)

    def test_the_minimum_stays_open_below_a_lone_ceiling(self) -> None:
        found = range_(group(claim("c1", 40), claim("c2", None, 30)))
        assert bounds(found) == (None, None, 40)
        assert behind(found) == ["0001.c1", "0001.c2"]

    def test_only_ceilings_leave_the_floor_open_and_only_floors_the_ceiling(self) -> None:
        assert bounds(range_(group(claim("c1", None, 30)))) == (None, None, 30)
        assert bounds(range_(group(claim("c1", 51, None), claim("c2", 10, None)))) == (10, None, None)

    def test_a_later_report_does_not_unsay_an_earlier_one_but_giving_it_up_does(self) -> None:
        claims = claim("x-0001.c1", 25), claim("x-0002.c1", 31)
        assert bounds(range_(group(*claims, outdated=frozenset({"x-0001.c1"})))) == (25, None, 31)
        assert bounds(range_(group(*claims, given_up=frozenset({"x-0001.c1"})))) == (31, None, 31)


class TestRecentAfterGtd:
    """The most recent credible source, not the perpetrators'; else the majority's figure; else the lowest."""

    def test_of_independent_sources_the_most_recent_is_followed(self) -> None:
        told = group(claim("x-0001.c1", 10, by="police"), claim("x-0002.c1", 17, by="hospital"))
        assert bounds(recent(told)) == (17, 17, 17)

    def test_the_day_that_a_figure_holds_for_goes_before_the_day_of_publication(self) -> None:
        told = group(claim("x-0009.c1", 10, as_of=day(1)), claim("x-0002.c1", 17))
        assert bounds(recent(told)) == (17, 17, 17)

    def test_what_the_perpetrators_claim_is_not_followed_however_recent(self) -> None:
        told = group(claim("x-0001.c1", 10), claim("x-0009.c1", 200, by="front", party=PERPETRATOR))
        assert behind(recent(told)) == ["0001.c1"]

    def test_between_several_most_recent_sources_the_majority_decides(self) -> None:
        told = group(
            claim("x-0001.c1", 9, by="police"),
            *(claim(f"x-0002.c{place}", figure, by=name) for place, (name, figure) in enumerate(
                [("hospital", 17), ("mayor", 17), ("rescuers", 20)], 1)),
        )  # fmt: skip
        assert bounds(recent(told)) == (17, 17, 17)
        assert behind(recent(told)) == ["0002.c1", "0002.c2"]

    def test_one_source_that_repeats_itself_is_no_majority(self) -> None:
        told = group(claim("x-0002.c1", 20, by="mayor"), claim("x-0002.c2", 20, by="mayor"), claim("x-0002.c3", 17))
        assert bounds(recent(told)) == (17, 17, 17)

    def test_without_a_majority_the_lowest_of_the_most_recent_is_recorded(self) -> None:
        told = group(
            claim("x-0001.c1", 3), claim("x-0002.c1", 35, by="police"), claim("x-0002.c2", 451, None, by="rail")
        )
        assert bounds(recent(told)) == (35, 35, 35)

    def test_a_majority_for_nobody_counts_as_one(self) -> None:
        told = group(claim("c1", 0, by="a"), claim("c2", 0, by="b"), claim("c3", 5, by="c"))
        assert bounds(recent(told)) == (0, 0, 0)

    def test_claims_without_a_day_are_left_out(self) -> None:
        undated = claim("x-0009.c1", 99, published=None)
        assert bounds(recent(group(claim("x-0001.c1", 10), undated))) == (10, 10, 10)
        assert recent(group(undated)) is None

    def test_where_only_the_perpetrators_side_speaks_it_is_all_there_is(self) -> None:
        told = group(
            claim("x-0001.c1", 25, by="army", party=PERPETRATOR), claim("x-0002.c1", 30, by="navy", party=PERPETRATOR)
        )
        assert bounds(recent(told)) == (25, 25, 25)


class TestLowBestHighAfterUcdp:
    """The most likely count, and the lowest and highest reliable ones."""

    def test_a_third_partys_count_is_best_and_the_others_bound_it(self) -> None:
        told = group(
            claim("x-0001.c1", 18, by="army", party="victim_side"),
            claim("x-0002.c1", 23, by="hospital"),
            claim("x-0003.c1", 130, by="front", party=PERPETRATOR),
        )
        assert bounds(low_best_high(told)) == (18, 23, 130)
        assert behind(low_best_high(told)) == ["0001.c1", "0002.c1", "0003.c1"]

    def test_among_equals_the_latest_then_most_sources_then_the_lowest_is_best(self) -> None:
        assert bounds(low_best_high(group(claim("x-0001.c1", 40), claim("x-0002.c1", 30)))) == (30, 30, 40)
        told = group(claim("c1", 30, by="a"), claim("c2", 40, by="b"), claim("c3", 40, by="c"))
        assert bounds(low_best_high(told)) == (30, 40, 40)
        assert bounds(low_best_high(group(claim("c1", 40, by="a"), claim("c2", 30, by="b")))) == (30, 30, 40)

    def test_a_denied_figure_can_only_be_the_highest(self) -> None:
        denied = frozenset({"x-0001.c1", "x-0001.c3"})
        told = group(claim("c1", 2), claim("c2", 31, party="victim_side"), claim("c3", 214), denied=denied)
        assert bounds(low_best_high(told)) == (31, 31, 214)

    def test_where_all_are_denied_they_are_all_there_is(self) -> None:
        assert bounds(low_best_high(group(claim("c1", 12), denied=frozenset({"x-0001.c1"})))) == (12, 12, 12)

    def test_an_undated_claim_counts_as_the_oldest(self) -> None:
        told = group(claim("x-0002.c1", 40), claim("x-0009.c1", 30, published=None))
        assert bounds(low_best_high(told)) == (30, 40, 40)

    def test_the_high_figure_stays_open_with_the_highest_floor(self) -> None:
        assert bounds(low_best_high(group(claim("c1", 12), claim("c2", 51, None)))) == (12, 12, None)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
class TestEveryRule:
    def test_nothing_is_made_of_nothing(self, rule: Rule) -> None:
        assert rule.apply(group()) is None

    def test_its_docstring_names_its_codebook(self, rule: Rule) -> None:
        text = rule.apply.__doc__ or ""
        assert rule.source.split(":")[0] in text


def test_the_four_rules_give_four_results_for_one_incident() -> None:
    told = group(
        claim("x-0001.c1", 10, None, by="officials", party="victim_side"),
        claim("x-0002.c1", 25, by="army", party="victim_side"),
        claim("x-0003.c1", 31, by="army", party="victim_side"),
        claim("x-0003.c2", 28, by="hospital", published=day(2)),
        claim("x-0004.c1", 214, by="front", party=PERPETRATOR),
        outdated=frozenset({"x-0002.c1"}),
    )
    assert {name: bounds(rule.apply(told)) for name, rule in RULES.items()} == {
        "lowest": (10, 10, None),
        "range": (10, None, 214),
        "recent": (31, 31, 31),
        "low_best_high": (10, 28, 214),
    }


PARTIES = st.sampled_from([None, PERPETRATOR, "victim_side", "third_party", "unknown"])
COUNTS = st.integers(0, 60)


@st.composite
def counts(draw: st.DrawFn) -> list[Claim]:
    claims = []
    for place in range(1, draw(st.integers(1, 7)) + 1):
        low, high = sorted((draw(COUNTS), draw(COUNTS)))
        shape = draw(st.sampled_from([(low, high), (low, low), (low, None), (None, high)]))
        days: date | None = draw(st.sampled_from([None, day(1), day(2)]))
        article = draw(st.integers(1, 3))
        by = draw(st.sampled_from("abc"))
        claims.append(claim(f"x-000{article}.c{place}", *shape, by=by, party=draw(PARTIES), published=days))
    return claims


def ordered(claims: Sequence[Claim]) -> Group:
    return group(*in_time(claims))


@given(counts())
def test_bounds_are_in_order_and_belong_to_claims(claims: list[Claim]) -> None:
    for rule in RULES.values():
        found = rule.apply(ordered(claims))
        if found is None:
            assert rule.name == "recent"
            assert all(one.day is None for one in claims)
            continue
        known = [value for value in (found.low, found.best, found.high) if value is not None]
        assert known == sorted(known)
        assert set(known) <= {bound for one in claims for bound in (one.low, one.high)}
        assert found.claims
        assert set(found.claims) <= set(found.weighed)


@given(counts(), st.randoms())
def test_the_order_in_which_claims_are_given_changes_nothing(claims: list[Claim], chance: Random) -> None:
    shuffled = list(claims)
    chance.shuffle(shuffled)
    for rule in RULES.values():
        assert rule.apply(ordered(claims)) == rule.apply(ordered(shuffled))


@given(counts())
def test_the_range_holds_what_every_other_rule_gives(claims: list[Claim]) -> None:
    widest = range_(ordered(claims))
    assert widest is not None
    for rule in RULES.values():
        found = rule.apply(ordered(claims))
        if found and widest.low is not None and found.best is not None:
            assert widest.low <= found.best
        if found and widest.high is not None and found.best is not None:
            assert found.best <= widest.high
