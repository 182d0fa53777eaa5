"""Which claims count everyone, or everyone of a side, and what is said of the others."""

from __future__ import annotations

from typing import Any

import pytest

from conflict_claims.tolls import Claim, Link
from conflict_claims.tolls.selection import Selection, select
from tests.tolls.claims import claim, link


def chosen(claims: list[Claim], *links: Link) -> dict[str, list[str]]:
    """The local ids in each group, with the outcome where it is not `killed`."""
    return {
        group.victims if group.outcome == "killed" else f"{group.outcome} {group.victims}": [
            one.id.removeprefix("x-0001.") for one in group.claims
        ]
        for group in select(claims, links).groups
    }


def why(selection: Selection, local: str) -> str:
    return selection.aside[f"x-0001.{local}"]


def test_claims_that_name_no_side_count_everyone_and_those_of_a_side_its_own() -> None:
    claims = [claim("c1", 25), claim("c2", 30, victims="mixed"), claim("c3", 4, victims="state_force"),
              claim("c4", 9, victims="rebel")]  # fmt: skip
    links = [link("conflicts_with", "c2", "c1")]
    assert chosen(claims, *links) == {"all": ["c1", "c2"], "state_force": ["c3"], "rebel": ["c4"]}


def test_where_only_one_side_is_told_of_its_claims_count_everyone() -> None:
    assert chosen([claim("c1", 9, victims="civilian")]) == {"all": ["c1"], "civilian": ["c1"]}


def test_sides_are_not_added_up_to_a_total_that_nobody_gives() -> None:
    claims = [claim("c1", 25, victims="rebel"), claim("c2", 4, victims="state_force")]
    assert chosen(claims) == {"rebel": ["c1"], "state_force": ["c2"]}


def test_a_sides_count_that_an_article_sets_against_a_total_is_one_too() -> None:
    claims = [claim("c1", 35), claim("c2", 451, None, victims="civilian")]
    assert chosen(claims, link("conflicts_with", "c2", "c1"))["all"] == ["c1", "c2"]
    assert chosen(claims, link("conflicts_with", "c2", "c1", aspect="outcome"))["all"] == ["c1"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"realis": "hypothetical"}, "threatened, feared or supposed"),
        ({"scope": "period"}, "counts over more than the incident"),
        ({"low": None, "high": None}, "gives no number"),
    ],
)
def test_what_counts_nobody_in_this_incident_says_why(fields: dict[str, Any], reason: str) -> None:
    found = select([claim("c1", 5, **fields) if "low" not in fields else claim("c1", None, None)], [])
    assert found.groups == ()
    assert why(found, "c1") == reason


def test_a_denial_counts_as_nobody_only_against_the_same_harm() -> None:
    denial = claim("c2", 0, modality="none", by="army")
    assert chosen([claim("c1", 12), denial], link("denies", "c2", "c1"))["all"] == ["c1", "c2"]
    other = claim("c2", 0, modality="none", by="army", outcome="captured")
    found = select([claim("c1", 12), other], [link("denies", "c2", "c1")])
    assert why(found, "c2") == "denies something else, and counts nobody"


class TestParts:
    def test_a_part_is_no_total(self) -> None:
        claims = [claim("c1", 25), claim("c2", 21)]
        assert chosen(claims, link("subset_of", "c2", "c1")) == {"all": ["c1"]}
        assert why(select(claims, [link("subset_of", "c2", "c1")]), "c2") == "counts a part of x-0001.c1"

    def test_what_a_total_adds_up_is_a_part_of_it(self) -> None:
        links = [link("sum_of", "c3", "c1"), link("sum_of", "c3", "c2")]
        assert chosen([claim("c1", 9), claim("c2", 4), claim("c3", 13)], *links) == {"all": ["c3"]}

    def test_the_only_part_of_a_side_counts_it_where_the_parts_make_up_the_total(self) -> None:
        claims = [claim("c1", 25), claim("c2", 21, victims="civilian"), claim("c3", 4, victims="state_force")]
        links = [link("subset_of", part, "c1") for part in ("c2", "c3")]
        assert chosen(claims, *links) == {"all": ["c1"], "civilian": ["c2"], "state_force": ["c3"]}

    def test_a_part_that_leaves_the_rest_open_counts_no_side(self) -> None:
        claims = [claim("c1", 14), claim("c2", 3, victims="civilian")]
        assert chosen(claims, link("subset_of", "c2", "c1")) == {"all": ["c1"]}

    def test_two_parts_of_a_side_are_not_added(self) -> None:
        claims = [claim("c1", 31), claim("c2", 5, victims="civilian"), claim("c3", 3, victims="civilian"),
                  claim("c4", 23, victims="state_force")]  # fmt: skip
        found = select(claims, [link("subset_of", part, "c1") for part in ("c2", "c3", "c4")])
        assert [(one.victims, len(one.claims)) for one in found.groups] == [("all", 1), ("state_force", 1)]
        assert why(found, "c2") == "not the only part of x-0001.c1 that may hold people of its side"

    def test_a_part_beside_one_that_names_no_side_may_not_be_all_of_its_side(self) -> None:
        claims = [claim("c1", 25), claim("c2", 21), claim("c3", 4, victims="state_force")]
        links = [link("subset_of", part, "c1") for part in ("c2", "c3")]
        assert chosen(claims, *links) == {"all": ["c1"]}

    def test_parts_of_parts_are_judged_under_every_whole(self) -> None:
        claims = [claim("c1", 31), claim("c2", 26, victims="mixed"), claim("c3", 18, victims="state_force"),
                  claim("c4", 8, victims="civilian"), claim("c5", 5, victims="state_force")]  # fmt: skip
        links = [link("subset_of", *ends) for ends in (("c2", "c1"), ("c5", "c1"), ("c3", "c2"), ("c4", "c2"))]
        assert chosen(claims, *links) == {"all": ["c1"], "civilian": ["c4"]}

    def test_a_whole_of_another_outcome_or_incident_makes_no_part(self) -> None:
        whole = claim("c1", 40, outcome="killed_or_injured")
        assert chosen([whole, claim("c2", 12)], link("subset_of", "c2", "c1"))["all"] == ["c2"]
        assert chosen([claim("c2", 12)], link("subset_of", "c2", "c9"))["all"] == ["c2"]


class TestLimitedCounts:
    def test_the_lower_of_two_counts_that_nobody_called_rivals_is_no_total(self) -> None:
        claims = [claim("c1", 31, by="army"), claim("c2", 11, by="hospital")]
        assert chosen(claims) == {"all": ["c1"]}
        assert why(select(claims, []), "c2") == "a limited count beside x-0001.c1"
        assert chosen(claims, link("conflicts_with", "c2", "c1"))["all"] == ["c1", "c2"]

    def test_a_rival_of_a_part_is_a_rival_of_its_whole(self) -> None:
        claims = [claim("c1", 31), claim("c2", 26), claim("c3", 214, by="front")]
        links = [link("subset_of", "c2", "c1"), link("conflicts_with", "c3", "c2")]
        assert chosen(claims, *links)["all"] == ["c1", "c3"]

    def test_counts_that_overlap_or_are_rough_or_stand_in_other_articles_all_stay(self) -> None:
        assert chosen([claim("c1", 10, None), claim("c2", 14)])["all"] == ["c1", "c2"]
        assert chosen([claim("c1", 40, modality="about"), claim("c2", 31)])["all"] == ["c1", "c2"]
        assert chosen([claim("c1", 10), claim("x-0002.c1", 14)])["all"] == ["c1", "x-0002.c1"]

    def test_a_replaced_figure_limits_nothing(self) -> None:
        claims = [claim("c1", 40), claim("c2", 31, None), claim("c3", 35, by="front")]
        assert chosen(claims, link("updates", "c2", "c1"))["all"] == ["c1", "c2", "c3"]

    def test_parts_of_rival_totals_are_rivals(self) -> None:
        claims = [claim("c1", 31), claim("c2", 23, victims="state_force"), claim("c3", 8, victims="civilian"),
                  claim("c4", 40, by="front"), claim("c5", 30, by="front", victims="state_force"),
                  claim("c6", 10, by="front", victims="civilian")]  # fmt: skip
        links = [
            link("subset_of", part, whole) for part, whole in (("c2", "c1"), ("c3", "c1"), ("c5", "c4"), ("c6", "c4"))
        ]
        found = chosen(claims, link("conflicts_with", "c4", "c1"), *links)
        assert found == {"all": ["c1", "c4"], "civilian": ["c3", "c6"], "state_force": ["c2", "c5"]}

    def test_parts_of_a_limited_count_are_limited(self) -> None:
        claims = [claim("c1", 31), claim("c2", 2, by="mayor"), claim("c3", 1, by="mayor", victims="civilian"),
                  claim("c4", 1, by="mayor", victims="rebel")]  # fmt: skip
        links = [link("subset_of", part, "c2") for part in ("c3", "c4")]
        assert chosen(claims, *links) == {"all": ["c1"]}

    def test_whoever_contradicts_a_full_count_is_heard_whatever_else_he_says(self) -> None:
        claims = [claim("c1", 9, victims="state_force"), claim("c2", 6, by="front", victims="state_force"),
                  claim("c3", 8, by="front", victims="state_force")]  # fmt: skip
        assert chosen(claims, link("conflicts_with", "c2", "c1"))["state_force"] == ["c1", "c2"]

    def test_a_chain_of_rivals_is_heard_to_its_end(self) -> None:
        claims = [
            claim("c1", 40),
            claim("c2", 30, by="front"),
            claim("c3", 20, by="police"),
            claim("c4", 10, by="mayor"),
        ]
        links = [link("conflicts_with", *ends) for ends in (("c2", "c1"), ("c3", "c2"), ("c4", "c3"))]
        assert chosen(claims, *links) == {"all": ["c1", "c2", "c3", "c4"]}

    def test_nobody_harmed_is_no_toll_where_the_article_tells_of_dead(self) -> None:
        nobody = claim("c2", 0, modality="none", outcome="killed_or_injured")
        assert chosen([claim("c1", 25), nobody]) == {"all": ["c1"]}
        rebels = claim("c2", 0, modality="none", outcome="killed_or_injured", victims="rebel")
        assert chosen([claim("c1", 25), rebels])["killed_or_injured rebel"] == ["c2"]


def test_dozens_make_no_toll_beside_stated_figures() -> None:
    claims = [claim("c1", 133), claim("x-0002.c1", 24, None, modality="vague")]
    assert chosen(claims) == {"all": ["c1"]}
    assert chosen(claims[1:]) == {"all": ["x-0002.c1"]}
    assert chosen(claims, link("updates", "x-0002.c1", "c1"))["all"] == ["c1", "x-0002.c1"]


def test_a_rough_count_is_limited_only_beside_one_at_least_twice_as_high() -> None:
    assert chosen([claim("c1", 171), claim("c2", 80, modality="about")]) == {"all": ["c1"]}
    assert chosen([claim("c1", 100), claim("c2", 80, modality="about")])["all"] == ["c1", "c2"]


def test_a_count_without_a_side_is_limited_by_a_higher_one_of_the_only_side() -> None:
    miners = claim("c1", 20, victims="civilian", subset=("labourers",))
    assert chosen([miners, claim("c2", 17, by="hospital")]) == {"all": ["c1"], "civilian": ["c1"]}
    # The attackers' own dead are no part of what the count of their victims leaves out.
    claims = [claim("c1", 33, victims="rebel"), claim("c2", 31), claim("c3", 2, victims="civilian")]
    assert chosen(claims)["all"] == ["c2"]


def test_a_group_that_is_all_who_were_harmed_is_a_whole_count() -> None:
    claims = [claim("c1", 21, victims="civilian"), claim("x-0002.c1", 20, victims="civilian", subset=("labourers",))]
    assert chosen(claims)["civilian"] == ["c1", "x-0002.c1"]


def test_a_group_of_special_concern_stands_for_its_side_only_where_nothing_else_does() -> None:
    children = claim("x-0002.c1", 5, victims="civilian", subset=("children",))
    assert chosen([children])["civilian"] == ["x-0002.c1"]
    assert chosen([claim("c1", 12, victims="civilian"), children])["civilian"] == ["c1"]
