"""Links: repetitions folded within articles, updates and rivals computed across them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conflict_claims.tolls import Claim, Link, account
from conflict_claims.tolls.chains import fold
from conflict_claims.tolls.claims import Source, in_time
from conflict_claims.tolls.cross import conflicts, updates
from conflict_claims.tolls.parts import with_sums
from tests.tolls.claims import claim, day, group, link, passing


def ends(links: list[Link]) -> list[tuple[str, str]]:
    return [(one.from_id, one.to_id) for one in links]


class TestRepetitions:
    def test_a_claim_that_says_the_same_again_is_folded_into_the_first(self) -> None:
        claims, links = fold(
            [claim("c1", 12), claim("c2", 12), claim("c3", 9)],
            [link("same_as", "c2", "c1"), link("conflicts_with", "c3", "c2")],
        )
        assert [one.id for one in claims] == ["x-0001.c1", "x-0001.c3"]
        assert claims[0].repeats == ("x-0001.c2",)
        assert ends(links) == [("x-0001.c3", "x-0001.c1")]

    def test_a_headline_takes_its_source_from_the_claim_that_names_one(self) -> None:
        voice = Source("x-0001.author", "outlet:post", "Post")
        headline = claim("c1", 12, party=None, sources=(voice,))
        body = claim("c2", 12, by="front", party="perpetrator_side", victims="civilian", as_of=day(4))
        (folded,), _ = fold([headline, body], [link("same_as", "c2", "c1")])
        assert (folded.party, folded.victims, folded.as_of) == ("perpetrator_side", "civilian", day(4))
        assert [source.id for source in folded.sources] == ["front"]

    def test_chains_of_chains_end_at_the_first_and_circles_fold_nothing(self) -> None:
        three = [claim("c1", 12), claim("c2", 12), claim("c3", 12)]
        claims, _ = fold(three, [link("same_as", "c3", "c2"), link("same_as", "c2", "c1")])
        assert [one.repeats for one in claims] == [("x-0001.c2", "x-0001.c3")]
        claims, _ = fold(three[:2], [link("same_as", "c1", "c2"), link("same_as", "c2", "c1")])
        assert len(claims) == 2

    def test_a_link_between_two_that_are_folded_together_is_gone(self) -> None:
        _, links = fold([claim("c1", 12), claim("c2", 12)], [link("same_as", "c2", "c1"), link("updates", "c2", "c1")])
        assert links == []


class TestSums:
    def test_a_total_without_a_figure_takes_the_sum_of_what_it_adds_up(self) -> None:
        links = [link("sum_of", "c3", "c1"), link("sum_of", "c3", "c2")]
        total = with_sums([claim("c1", 9), claim("c2", 4, None), claim("c3", None, None)], links)[2]
        assert (total.low, total.high) == (13, None)

    def test_a_total_keeps_its_own_figure_and_parts_without_sum_of_are_not_added(self) -> None:
        own = with_sums([claim("c1", 9), claim("c3", 13)], [link("sum_of", "c3", "c1")])[1]
        assert own.low == 13
        none = with_sums([claim("c1", 9), claim("c3", None, None)], [link("subset_of", "c1", "c3")])[1]
        assert none.low is None

    def test_a_sum_with_a_part_of_another_harm_is_not_made(self) -> None:
        claims = [claim("c1", 9), claim("c2", 4, outcome="injured"), claim("c3", None, None)]
        links = [link("sum_of", "c3", "c1"), link("sum_of", "c3", "c2")]
        assert with_sums(claims, links)[2].low is None


class TestUpdates:
    def test_a_later_figure_of_the_same_source_updates_its_earlier_one(self) -> None:
        (found,) = updates(group(claim("x-0001.c1", 25, by="army"), claim("x-0002.c1", 31, by="army")))
        assert (found.type, found.from_id, found.to_id) == ("updates", "x-0002.c1", "x-0001.c1")
        assert found.computed
        assert found.reason == "army gave another figure for killed, all on 2031-05-01 and on 2031-05-02"

    def test_the_day_of_the_figure_decides_and_not_that_of_the_article(self) -> None:
        claims = in_time([claim("x-0009.c1", 25, by="army", as_of=day(1)), claim("x-0002.c1", 31, by="army")])
        assert ends(updates(group(*claims))) == [("x-0002.c1", "x-0009.c1")]

    def test_each_figure_updates_the_last_one_before_it(self) -> None:
        claims = [claim(f"x-000{number}.c1", figure, by="army") for number, figure in ((1, 10), (2, 25), (3, 31))]
        assert ends(updates(group(*claims))) == [("x-0002.c1", "x-0001.c1"), ("x-0003.c1", "x-0002.c1")]

    def test_no_update_by_the_same_figure_another_source_the_same_day_or_without_a_day(self) -> None:
        first = claim("x-0001.c1", 25, by="army")
        for later in (
            claim("x-0002.c1", 25, by="army"),
            claim("x-0002.c1", 31, by="police"),
            claim("x-0002.c1", 31, by="army", published=day(1)),
            claim("x-0002.c1", 31, by="army", published=None),
            claim("x-0001.c2", 31, by="army", as_of=day(2)),
        ):
            assert updates(group(first, later)) == []

    def test_words_without_a_canonical_actor_are_not_taken_for_the_same_source(self) -> None:
        claims = [
            replace(claim(f"x-000{number}.c1", number), sources=(passing("officials", "x"),)) for number in (1, 2)
        ]
        assert updates(group(*claims)) == []

    def test_a_lower_figure_replaces_a_higher_one_only_where_its_article_calls_it_revised(self) -> None:
        day_one, lower = claim("x-0001.c1", 38, by="army"), claim("x-0002.c1", 23, by="army")
        assert updates(group(day_one, lower)) == []
        assert ends(updates(group(day_one, replace(lower, report="revised")))) == [("x-0002.c1", "x-0001.c1")]

    @pytest.mark.parametrize("modality", ["about", "vague"])
    def test_rough_and_vague_figures_neither_replace_nor_are_replaced(self, modality: str) -> None:
        first, later = claim("x-0001.c1", 10, by="army"), claim("x-0002.c1", 14, by="army")
        assert updates(group(first, replace(later, modality=modality))) == []
        assert updates(group(replace(first, modality=modality), later)) == []

    def test_a_figure_that_its_article_gave_up_updates_nothing(self) -> None:
        claims = claim("x-0001.c1", 31, by="army"), claim("x-0002.c1", 25, by="army")
        assert updates(group(*claims, given_up=frozenset({"x-0002.c1"}))) == []


class TestConflicts:
    def test_figures_of_different_sources_that_do_not_overlap_are_rivals(self) -> None:
        (found,) = conflicts(group(claim("x-0001.c1", 31, by="army"), claim("x-0002.c1", 51, None, by="front")))
        assert (found.type, found.from_id, found.to_id) == ("conflicts_with", "x-0002.c1", "x-0001.c1")
        assert (found.aspect, found.computed) == ("number", True)
        assert found.reason == "different sources for killed, all, and 51 to open does not overlap 31 to 31"

    def test_no_rivals_by_overlap_one_article_one_source_or_a_rough_figure(self) -> None:
        first = claim("x-0001.c1", 31, by="army")
        for other in (
            claim("x-0002.c1", 10, None, by="front"),
            claim("x-0001.c2", 51, by="front"),
            claim("x-0002.c1", 51, by="army"),
            claim("x-0002.c1", 51, by=""),
            claim("x-0002.c1", 40, by="front", modality="about"),
        ):
            assert conflicts(group(first, other)) == []

    def test_replaced_figures_have_no_rivals(self) -> None:
        claims = claim("x-0001.c1", 31, by="army"), claim("x-0002.c1", 51, by="front")
        assert conflicts(group(*claims, outdated=frozenset({"x-0001.c1"}))) == []
        assert conflicts(group(*claims, given_up=frozenset({"x-0002.c1"}))) == []

    def test_what_a_source_repeats_is_linked_once(self) -> None:
        army = [claim(f"x-000{number}.c1", 31, by="army") for number in (1, 2)]
        front = [claim(f"x-000{number}.c2", 214, by="front") for number in (2, 3)]
        assert ends(conflicts(group(*in_time([*army, *front])))) == [("x-0002.c2", "x-0001.c1")]


def test_a_toll_is_contested_only_while_rivals_stand_by_their_figures() -> None:
    claims = claim("x-0001.c1", 31, by="army"), claim("x-0002.c1", 51, by="front")
    assert group(*claims).is_contested()
    assert not group(*claims, outdated=frozenset({"x-0001.c1"})).is_contested()
    assert not group(claim("x-0001.c1", 31, by="army"), claim("x-0002.c1", 51, by="army")).is_contested()


def test_an_account_marks_what_is_computed_and_gives_each_link_once() -> None:
    claims = [
        claim("x-0001.c1", 9, by="army", victims="civilian"),
        claim("x-0002.c1", 12, by="police", victims="civilian"),
    ]
    told = account(claims, [])
    assert [group.victims for group in told.groups] == ["all", "civilian"]
    assert [(one.type, one.computed) for one in told.links] == [("conflicts_with", True)]


def test_claims_stand_in_order_of_time_and_those_without_a_day_last() -> None:
    claims: list[Claim] = [
        claim("x-0003.c1", 1, published=None),
        claim("x-0002.c2", 1),
        claim("x-0002.c1", 1),
        claim("x-0009.c1", 1, as_of=day(1)),
    ]
    assert [one.id for one in in_time(claims)] == ["x-0009.c1", "x-0002.c1", "x-0002.c2", "x-0003.c1"]
