from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from conflict_claims.browse.plots import bars, data_uri, drawn, time_plot
from conflict_claims.render.stories import Story
from conflict_claims.tolls.claims import Claim
from conflict_claims.tolls.incidents import account

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


@pytest.mark.parametrize(
    "told",
    [
        story(claim(1, None)),
        story(claim(1, 0, 0, 0)),
        story(*(claim(number, 9 * number) for number in range(60))),
        story(claim(1, 0, 10**9, None), claim(2, 4000, None, 2), name="$\\frac$ <b>&"),
    ],
    ids=["no day", "nobody", "many days", "far apart"],
)
def test_every_story_gives_a_whole_picture_that_is_the_same_each_time(told: Story) -> None:
    found = time_plot(told)
    assert ElementTree.fromstring(found).tag.endswith("svg")
    assert time_plot(told) == found


def test_bars_of_names_that_would_be_markup_or_formulas() -> None:
    found = bars("Claims <b> by $x$", {"$\\frac$": 3, "<script>": 0, "a" * 500: 1})
    assert ElementTree.fromstring(found).tag.endswith("svg")
    assert data_uri(found).startswith("data:image/svg+xml;base64,")
