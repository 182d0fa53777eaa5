"""Ids of the registries: incidents by the day and places of an article, topics by their words, bodies of a state.

All names and places are invented.
"""

from __future__ import annotations

from typing import Any

import pytest

from conflict_claims.suggest.article import Suggester

INCIDENTS: tuple[dict[str, Any], ...] = (
    {"id": "harl-raid-2031-03", "name": "Raid on Harl", "start": "2031-03-04", "end": "2031-03-05",
     "place": "Harl, Tarn district", "country": "VEL", "region": "orvel"},
    {"id": "vesk-bombing-2031-03", "name": "Bombing of the Vesk bridge", "start": "2031-03-06", "end": "2031-03-06",
     "place": "Vesk", "country": "VEL", "region": "orvel"},
    {"id": "orvel-attacks-2030-01", "name": "Attacks in Orvel, January 2030", "start": "2030-01-10",
     "end": "2030-01-11", "place": "several towns of Orvel", "country": "VEL", "region": "orvel"},
)  # fmt: skip
TOPICS: tuple[dict[str, Any], ...] = (
    {"id": "attacks", "name": "the attacks"},
    {"id": "more-attacks", "name": "further attacks"},
    {"id": "peace-talks", "name": "peace talks"},
    {"id": "concessions", "name": "concessions to the insurgents"},
    {"id": "insurgency-growth", "name": "growth of the insurgency"},
    {"id": "military-operation", "name": "a military operation"},
)
SUGGESTER = Suggester(incidents=INCIDENTS, topics=TOPICS)


def claims(text: str, published: str | None) -> list[tuple[str, str | None]]:
    records = SUGGESTER.suggest(text, published=published)
    return [(one["text"], one.get("incident")) for one in records if one["layer"] == "casualty"]


def topics(text: str, published: str | None = None) -> list[tuple[str, str | None, str | None]]:
    records = SUGGESTER.suggest(f"News of the day\n\n{text}", published=published)
    return [(one["text"], one.get("topic"), one.get("incident")) for one in records if one["layer"] == "topic"]


def test_claims_get_the_incident_whose_place_and_time_the_article_names() -> None:
    text = "Raid on Harl kills nine\n\nNine people were killed in Harl, police said. Four were hurt."
    assert claims(text, "2031-03-06") == [
        ("nine", "harl-raid-2031-03"), ("Nine people", "harl-raid-2031-03"), ("Four", "harl-raid-2031-03"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "published", "incident"),
    [
        ("Nine people were killed in Harl.", None, None),
        ("Nine people were killed in Harl.", "2031-03-02", None),
        ("Nine people were killed in Harl.", "2031-09-02", None),
        ("Nine people were killed in Korrin.", "2031-03-06", None),
        ("Nine people were killed in Orvel.", "2030-01-12", "orvel-attacks-2030-01"),
        ("Nine people were killed in Orvel.", "2030-03-12", None),
        ("Nine people were killed at the Vesk bridge.", "2031-03-07", "vesk-bombing-2031-03"),
    ],
)
def test_an_incident_needs_its_day_and_its_place(text: str, published: str | None, incident: str | None) -> None:
    assert claims(f"News of the day\n\n{text}", published) == [("Nine people", incident)]


def test_other_periods_and_days_do_not_count_the_incident() -> None:
    text = (
        "Raid on Harl\n\nNine people were killed in Harl. In October 14 miners were killed there. "
        "Rebels have killed 90 people this year."
    )
    assert claims(text, "2031-03-06") == [
        ("Nine people", "harl-raid-2031-03"),
        ("14 miners", None),
        ("90 people", None),
    ]


def test_two_incidents_that_fit_alike_are_left_to_the_annotator() -> None:
    twin = {**INCIDENTS[0], "id": "harl-raid-2031-03b"}
    records = Suggester(incidents=(INCIDENTS[0], twin)).suggest(
        "Nine people were killed in Harl.", published="2031-03-06"
    )
    assert [one.get("incident") for one in records if one["layer"] == "casualty"] == [None]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The council condemned the brazen raid.", ("brazen raid", "attacks")),
        ("The rebels threatened more attacks.", ("attacks", "more-attacks")),
        ("The minister ruled out any dialogue.", ("dialogue", "peace-talks")),
        ("The union demanded concessions.", ("concessions", "concessions")),
        ("The council opposed a large military operation.", ("large military operation", "military-operation")),
        ("The party doubted the growth of the economy.", ("growth of the economy", None)),
    ],
)
def test_topics_get_the_id_of_the_entry_that_they_fall_under(text: str, topic: tuple[str, str | None]) -> None:
    assert [one[:2] for one in topics(text)] == [topic]


def test_a_topic_that_is_the_deed_has_its_incident() -> None:
    assert topics("The council condemned the raid on Harl.", "2031-03-06") == [("raid", "attacks", "harl-raid-2031-03")]


@pytest.mark.parametrize(
    ("registry", "words", "actor"),
    [
        ([{"id": "burkina-faso", "name": "Burkina Faso", "type": "government"}], "army", None),
        ([{"id": "bfa-army", "name": "Armed Forces of Burkina Faso", "type": "state_military"}], "army", "bfa-army"),
        ([{"id": "pak-forces", "name": "Pakistan Armed Forces", "type": "state_military"},
          {"id": "pak-army", "name": "Pakistan Army", "type": "state_military"}], "army", "pak-army"),
        ([{"id": "pak-army", "name": "Pakistan Army", "type": "state_military"},
          {"id": "pak-forces", "name": "Pakistan Armed Forces", "type": "state_military"}], "army", "pak-army"),
    ],
)  # fmt: skip
def test_an_army_has_the_id_of_the_army_and_not_of_its_state(
    registry: list[dict[str, Any]], words: str, actor: str | None
) -> None:
    place = "Ouagadougou" if "bfa" in str(registry) or "Faso" in str(registry) else "Islamabad"
    text = f"Fighting goes on\n\nThe army said in {place} that it had killed nine rebels."
    [found] = [one for one in Suggester(registry).suggest(text) if one.get("text") == words]
    assert found.get("actor") == actor
