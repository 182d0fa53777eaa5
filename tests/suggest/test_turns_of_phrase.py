"""Turns of phrase of everyday copy: passives with "got", lists without commas, speakers behind "according to", protests
against something, speeches in the first person. What each must give, and what looks like it and must not.

All sentences are invented; none stands in the sets that the engine is measured on.
"""

from __future__ import annotations

from typing import Any

import pytest

from conflict_claims.suggest.article import Suggester

SUGGESTER = Suggester()


def records(text: str, layer: str) -> list[dict[str, Any]]:
    return [one for one in SUGGESTER.suggest(text) if one["layer"] == layer]


def claims(text: str) -> list[tuple[str, str]]:
    return [(one["text"], one["outcome"]) for one in records(text, "casualty")]


def stances(text: str) -> list[tuple[str, str]]:
    return [(one["text"], one["act"]) for one in records(text, "stance")]


def actors(text: str) -> list[str]:
    return [one["text"] for one in records(text, "actor")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine porters got killed in the shelling.", [("Nine porters", "killed")]),
        ("Four weavers got wounded and two got arrested.", [("Four weavers", "injured"), ("two", "captured")]),
        ("Six people get hurt here every week.", [("Six people", "injured")]),
        ("Some 120 people mostly women and elders were killed in Tarn.", [("Some 120 people", "killed")]),
        ("The bodies of villagers were recovered from a well.", [("villagers", "killed")]),
        ("Rescuers found the bodies of miners.", [("miners", "killed")]),
        ("The minister said About 40 people had died.", [("About 40 people", "killed")]),
        ("The raid injured one cook and another cook had a heart attack.", [("one cook", "injured")]),
    ],
)  # fmt: skip
def test_the_harmed_are_counted_in_everyday_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The council got 40 letters.",
        "The drivers got home at noon.",
        "The rebels were granted safe passage to the border.",
        "The bodies of water in the valley were frozen.",
        "Police chased a man who was fleeing on a bicycle.",
    ],
)  # fmt: skip
def test_what_looks_like_harm_counts_nobody(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The bridge was mined, according to Tor Vesk.", "Tor Vesk"),
        ("According to Ilo Marn, a teacher, the school was empty.", "Ilo Marn"),
    ],
)  # fmt: skip
def test_whoever_something_is_told_according_to_is_an_actor(text: str, name: str) -> None:
    assert name in actors(text)


def test_according_to_a_place_names_nobody() -> None:
    assert "Tarn" not in actors("The road to Tarn was closed, according to plan.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Teachers held a protest against the decree.", [("held a protest against", "oppose")]),
        ("Students staged a demonstration against the new law.", [("staged a demonstration against", "oppose")]),
        ("Drivers blocked the bridge in protest over the arrests.", [("protest over", "oppose")]),
        ("Nurses began a strike to protest the decree.", [("protest", "oppose")]),
        ("Residents rallied against the dam.", [("rallied against", "oppose")]),
        ("We condemn the raid on the clinic.", [("condemn", "condemn")]),
        ("The army condemned in the strongest terms the raid.", [("condemned", "condemn")]),
        ("The council has for the time being rejected the plan.", [("rejected", "reject")]),
    ],
)  # fmt: skip
def test_positions_are_taken_in_everyday_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert stances(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Two men were killed during a protest against the decree.",
        "The driver was questioned by police.",
        "He asked not to be named for fear of reprisals.",
        "The teachers marched through the town.",
    ],
)  # fmt: skip
def test_what_looks_like_a_position_is_none(text: str) -> None:
    assert stances(text) == []


def test_a_speaker_in_the_first_person_holds_the_stance() -> None:
    text = "We reject the offer."
    [stance] = records(text, "stance")
    [holder] = [one for one in records(text, "actor") if one["id"] in stance["holder"]]
    assert (holder["text"], holder["mention"]) == ("We", "pronoun")


@pytest.mark.parametrize("text", ["She said she was a nurse.", "Residents protested in the town."])
def test_pronouns_and_topics_stand_only_where_a_span_names_them(text: str) -> None:
    found = SUGGESTER.suggest(text)
    assert not [one for one in found if one["layer"] == "topic" or one.get("mention") == "pronoun"]
