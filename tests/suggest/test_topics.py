"""What stances are about: actors, claims, other stances and topics; whom they address (guidelines S15-S19, T1-T6)."""

from __future__ import annotations

import pytest

from tests.suggest.drafts import draft_of, stance, surfaces


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Norway condemned the raid, which killed 12.", ["raid"]),
        ("The bishop called for an immediate ceasefire.", ["immediate ceasefire"]),
        ("The bishop demanded the release of prisoners.", ["release of prisoners"]),
        ("The minister played down the need for a large offensive.", ["large offensive"]),
        ("The Northern Front claimed responsibility for a series of attacks.", ["attacks"]),
        ("The minister praised the courage of the police.", ["courage of the police"]),
        ("The army denied that there had been a truce.", ["truce"]),
        ("The Northern Front claimed the raid was a success.", ["raid"]),
    ],
)
def test_a_topic_is_the_noun_phrase_without_determiner_or_quantity(text: str, target: list[str]) -> None:
    assert stance(text)["target"] == target


@pytest.mark.parametrize(
    ("text", "layer", "target"),
    [
        ("Police accused the Northern Front of lying.", "actor", "Northern Front"),
        ("Police blamed the raid on rebels.", "actor", "rebels"),
        ("The governor vowed to hunt down the rebels.", "actor", "rebels"),
        ("The bishop condemned the killing of 12 miners.", "casualty", "12 miners"),
        ("The army said no civilians were harmed in the raid.", "casualty", "no civilians"),
    ],
)
def test_a_target_is_what_the_object_denotes(text: str, layer: str, target: str) -> None:
    draft = draft_of(text)
    (found,) = draft.stances
    (pointed,) = found.attributes["target"]
    assert (pointed.layer, surfaces(draft, [pointed])) == (layer, [target])
    assert surfaces(draft, draft.topics) == []


def test_a_charge_is_the_stance_that_made_it() -> None:
    draft = draft_of("The army accused Norway of lying. Norway rejected the charge.")
    accused, rejected = draft.stances
    assert rejected.attributes["target"] == [accused]


@pytest.mark.parametrize(
    ("text", "target", "addressee"),
    [
        ("The minister ruled out talks with the rebels.", ["talks"], ["rebels"]),
        ("The bishop urged the army to hold elections.", ["elections"], ["army"]),
        ("The bishop urged the government to act.", [], ["government"]),
        ("The king offered condolences to the families.", [], ["families"]),
        ("The Union warned residents about floods.", ["floods"], ["residents"]),
    ],
)
def test_the_addressee_is_whom_the_act_is_directed_to(text: str, target: list[str], addressee: list[str]) -> None:
    found = stance(text)
    assert (found["target"], found["addressee"]) == (target, addressee)


def test_two_stances_share_a_topic() -> None:
    draft = draft_of("Norway condemned the raid. Denmark condemned the strike.")
    assert surfaces(draft, draft.topics) == ["raid", "strike"]


def test_no_topic_without_a_stance() -> None:
    assert draft_of("The raid and the peace talks were long.").topics == []
