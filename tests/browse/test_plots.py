from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from conflict_claims.browse.plots import bars, data_uri, drawn, ranges, time_plot
from conflict_claims.render.stories import Story
from conflict_claims.tolls.claims import Claim, Link
from conflict_claims.tolls.incidents import account
from tests.sampling import mostly_slow

START = date(2031, 5, 4)


def story(*claims: Claim, name: str = "Shelling") -> Story:
    told = account(claims, [])
    return Story(told, name, START, START, "Harl", [])


def claim(number: int, days: int | None = 0, low: int | None = 3, high: int | None = 3) -> Claim:
    day = None if days is None else START + timedelta(days=days)
    return Claim(f"harl-0001.c{number}", "harl-0001", "harl", "killed", low, high, as_of=day)


def test_claims_without_a_day_or_a_number_have_no_place() -> None:
    told = story(claim(1), claim(2, None), claim(3, 1, None, None), claim(4, 2, None, 9))
    assert [one.id for one in drawn(told)] == ["harl-0001.c1", "harl-0001.c4"]


STORIES = {
    "no day": (story(claim(1, None)),),
    "nobody": (story(claim(1, 0, 0, 0)),),
    "many days": (story(*(claim(number, 9 * number) for number in range(60))),),
    "far apart": (story(claim(1, 0, 10**9, None), claim(2, 4000, None, 2), name="$\\frac$ <b>&"),),
}


@pytest.mark.parametrize("told", mostly_slow(STORIES, quick=("far apart",)))
def test_every_story_gives_a_whole_picture_that_is_the_same_each_time(told: Story) -> None:
    found = time_plot(told)
    assert ElementTree.fromstring(found).tag.endswith("svg")
    assert time_plot(told) == found


def test_parts_are_drawn_apart_from_whole_counts() -> None:
    part = replace(claim(2, 0, 2, 2), subset=("children",), victims="civilian")
    told = account([claim(1, 0, 9, 9), part], [Link("subset_of", part.id, "harl-0001.c1")])
    assert "harl-0001.c2" in told.aside
    both = Story(told, "Shelling", START, START, "Harl", [])
    hollow = b"small and hollow: counts in no toll"
    assert hollow in time_plot(both)
    assert hollow not in time_plot(story(claim(1, 0, 9, 9)))


def test_ranges_of_anything_give_a_whole_picture() -> None:
    for rows in ({}, {"$x$": (1, 2, 3, 4)}, {"a": (0, 0, 0, 0), "<b>": (5, 5, 5, 10**9)}):
        assert ElementTree.fromstring(ranges("Lengths", rows)).tag.endswith("svg")


def test_bars_of_names_that_would_be_markup_or_formulas() -> None:
    found = bars("Claims <b> by $x$", {"$\\frac$": 3, "<script>": 0, "a" * 500: 1})
    assert ElementTree.fromstring(found).tag.endswith("svg")
    assert data_uri(found).startswith("data:image/svg+xml;base64,")
