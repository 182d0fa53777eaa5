"""Stances by construction: charges, denials, judgements, requests, participles (guidelines S2, S5, S6, S14, S24)."""

from __future__ import annotations

import pytest

from tests.suggest.drafts import stance, stances


@pytest.mark.parametrize(
    ("text", "act", "words"),
    [
        ("The ministry condemned Sunday's raid.", "condemn", "condemned"),
        ("The ministry condemned the latest raid Sunday.", "condemn", "condemned"),
        ("THE MINISTRY CONDEMNED TODAY THE RAID.", "condemn", "CONDEMNED"),
        ("The raid was attributed to the rebels.", "accuse", "attributed"),
        ("The general said the rebels had staged the attack.", "accuse", "said"),
        ("The general said the rebels were the perpetrators of the raid.", "accuse", "said"),
        ("The general said the rebels bear responsibility for the raid.", "accuse", "said"),
        ("The guard was suspected of treason.", "suspect", "suspected"),
        ("The guard stands accused of treason.", "accuse", "accused"),
        ('"We believe that the rebels are behind the raid," a spokesman said.', "suspect", "believe"),
        ("The army and the government both blame the raid on the rebels.", "accuse", "blame"),
        ("The United States accused Ostran rebels of the raid.", "accuse", "accused"),
        ("The army called the report irresponsible.", "condemn", "irresponsible"),
        ("They condemned the raid.", "condemn", "condemned"),
        ("The Red Cross asked the two sides to lay down their arms.", "demand", "asked"),
        ("Miners marched to demand better pay.", "demand", "demand"),
        ("Miners, demanding better pay, closed the road.", "demand", "demanding"),
        ("Farmers protesting the plan closed the road.", "oppose", "protesting"),
        ("The rebels protested the killing of their leader.", "condemn", "protested"),
        ("The army said it was not involved in the raid.", "deny_responsibility", "said"),
        ("The rebels said they had nothing to do with the raid.", "deny_responsibility", "said"),
        ('The envoy expressed "deep concern" over the raid.', "express_concern", 'expressed "deep concern'),
        ("The army reiterated that there is no military solution.", "assert", "reiterated"),
        ("The minister agrees with the plan.", "support", "agrees"),
    ],
)
def test_the_construction_carries_a_stance(text: str, act: str, words: str) -> None:
    assert stances(text) == [(act, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Police said they had launched an investigation into the raid.",
        "The officer said that he was knocked down by a car.",
        "The mayor confirmed the attack.",
        "The letter was attributed to the rebels.",
        "The strikes were backed by artillery.",
        "The army asked reporters about the raid.",
        "Miners protested in the town.",
        "Police held two men suspected of theft.",
        "The army described them as terrorist groups.",
        "The minister stressed the historic bond.",
    ],
)
def test_plain_telling_is_no_stance(text: str) -> None:
    assert stances(text) == []


@pytest.mark.parametrize(
    ("text", "holder", "target"),
    [
        ("The raid was attributed to the rebels.", ["unnamed"], ["rebels"]),
        ("They condemned the raid.", ["They"], ["raid"]),
        ("No word came from Russia, which condemned the raid.", ["Russia"], ["raid"]),
        ("The army and the union both blame the raid on the rebels.", ["army", "union"], ["rebels"]),
        ("The guard was suspected of treason.", ["unnamed"], ["guard"]),
        ("The ministry condemned the latest raid Sunday.", ["ministry"], ["latest raid"]),
        ("Miners, demanding better pay, closed the road.", ["Miners"], ["better pay"]),
    ],
)
def test_who_holds_it_and_what_it_is_about(text: str, holder: list[str], target: list[str]) -> None:
    found = stance(text)
    assert (found["holder"], found["target"]) == (holder, target)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("THE OSTRAN GOVERNMENT TODAY CONDEMNED THE RAID.", "OSTRAN GOVERNMENT"),
        ("ECUADOR TODAY CONDEMNED THE RAID.", "ECUADOR"),
        ("The army last week condemned the raid.", "army"),
        ("The aid agency on Tuesday condemned the raid.", "aid agency"),
        ("The army has once again condemned the raid.", "army"),
        ("The local council in Tarn condemned the raid.", "local council"),
    ],
)
def test_a_date_or_place_between_subject_and_verb_does_not_part_them(text: str, holder: str) -> None:
    assert stance(text)["holder"] == [holder]
