"""Stances: which words carry one, who holds it, how it is told (guidelines S1-S14, S20-S22)."""

from __future__ import annotations

import pytest

from tests.suggest.drafts import stance, stances


@pytest.mark.parametrize(
    ("text", "act", "words"),
    [
        ("Norway condemned the raid.", "condemn", "condemned"),
        ("The minister lashed out at the rebels.", "condemn", "lashed out at"),
        ("The army accused the rebels of lying.", "accuse", "accused"),
        ("Police pointed the finger at a gang.", "accuse", "pointed the finger at"),
        ("The police suspected a gang.", "suspect", "suspected"),
        ("The Northern Front claimed responsibility for the raid.", "claim_responsibility", "claimed responsibility"),
        ("The Northern Front claimed the raid.", "claim_responsibility", "claimed"),
        ("The Northern Front denied involvement in the raid.", "deny_responsibility", "denied involvement"),
        ("The army denied the raid.", "deny_responsibility", "denied"),
        ("The army denied harming civilians.", "deny_harm", "denied"),
        ("The rebels offered talks.", "offer_talks", "offered"),
        ("The minister ruled out talks with the rebels.", "refuse_talks", "ruled out"),
        ("The minister vowed no talks with the rebels.", "refuse_talks", "vowed no"),
        ("The minister ruled out concessions.", "reject", "ruled out"),
        ("The Union urged restraint.", "call_for_restraint", "urged restraint"),
        ("The rebels accepted a truce.", "accept", "accepted"),
        ("Analysts cast doubt on the account.", "doubt", "cast doubt on"),
        ("The general played down the defeat.", "downplay", "played down"),
        ("The rebels threatened more attacks.", "threaten", "threatened"),
        ("The governor vowed to crush the rebels.", "vow_action", "vowed"),
        ("The governor vowed revenge on the rebels.", "vow_action", "vowed"),
        ("The Union warned of famine.", "warn", "warned"),
        ("The bishop expressed deep concern about the raid.", "express_concern", "expressed deep concern"),
        ("The bishop called for a truce.", "demand", "called for"),
        ("The minister praised the police.", "praise", "praised"),
        ("The king offered condolences to the families.", "mourn", "offered condolences"),
        ("The ambassador voiced support for the plan.", "support", "voiced support"),
        ("The Union sided with the strikers.", "support", "sided with"),
        ("The party opposes the plan.", "oppose", "opposes"),
        ("The army admitted a mistake.", "acknowledge", "admitted"),
        ("The army insisted that the raid was over.", "assert", "insisted"),
    ],
)
def test_a_cue_with_a_holder_is_a_stance(text: str, act: str, words: str) -> None:
    assert stances(text) == [(act, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The army said it had killed 12 rebels.",
        "The group claimed to have killed 40 soldiers.",
        "The minister said the road was closed.",
        "Gunmen attacked the post and withdrew.",
        "The brutal raid shook the town.",
        "The army deployed tanks after a warning shot.",
        "The two reports do not agree.",
        "A group linked to Norway took the town.",
        "The soldiers defended the post.",
    ],
)
def test_deeds_and_plain_reports_are_none(text: str) -> None:
    assert stances(text) == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The minister said the government would not talk to the rebels.", "refuse_talks"),
        ("The rebels said they were ready for dialogue.", "offer_talks"),
        ("The minister said Norway must withdraw its envoy.", "demand"),
        ("The governor said the killers would be brought to justice.", "vow_action"),
        ("The general said Norway had armed the rebels.", "accuse"),
        ("The rebels said they carried out the attack.", "claim_responsibility"),
        ("The army said no civilians were harmed in the raid.", "deny_harm"),
        ("The party said the shooting had been necessary.", "justify"),
    ],
)
def test_a_neutral_verb_takes_the_act_of_its_content(text: str, act: str) -> None:
    found = stance(text)
    assert (found["act"], found["words"], found["speech"]) == (act, "said", "indirect")


def test_a_hospital_that_reports_no_dead_denies_nothing() -> None:
    assert stances("The hospital said no civilians were killed.") == []


@pytest.mark.parametrize(
    ("text", "act", "words", "holder"),
    [
        ("The group's threat of more attacks hangs over the town.", "threaten", "threat", ["group"]),
        ("The raid drew condemnation from the Union.", "condemn", "condemnation", ["Union"]),
        ("The raid drew widespread condemnation.", "condemn", "condemnation", ["unnamed"]),
        ("The attacks have raised fears of a wider war.", "express_concern", "fears", ["unnamed"]),
        ("Rebels killed three men in retaliation for the arrest.", "justify", "retaliation", ["Rebels"]),
    ],
)
def test_a_noun_is_a_stance_with_an_owner_or_a_verb_that_brings_it(
    text: str, act: str, words: str, holder: list[str]
) -> None:
    found = stance(text)
    assert (found["act"], found["words"], found["holder"]) == (act, words, holder)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway did not condemn the raid.", "negated"),
        ("The government has not condemned the raid.", "negated"),
        ("Norway failed to condemn the raid.", "negated"),
        ("No group has claimed responsibility for the raid.", "negated"),
        ("The rebels would accept a truce if troops left.", "conditional"),
        ("The rebels threatened to strike if troops came.", "actual"),
        ("The minister ruled out concessions.", "actual"),
    ],
)
def test_negation_and_condition_change_the_status_and_not_the_act(text: str, status: str) -> None:
    assert stance(text)["status"] == status


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Police and hospital officials condemned the raid.", ["Police", "hospital officials"]),
        ("The raid was condemned by the Union.", ["Union"]),
        ("The raid was condemned.", ["unnamed"]),
        ("The mayor, Juan Paredes, condemned the raid.", ["Juan Paredes"]),
        ("The rebels, who condemned the raid, left.", ["rebels"]),
        ("A fisherman had died, said the mayor, who condemned the raid.", ["mayor"]),
        ("The statement of the army was long. It condemned the raid.", ["It"]),
    ],
)
def test_the_holder_is_the_one_who_acts(text: str, holder: list[str]) -> None:
    assert stance(text)["holder"] == holder


def test_joined_acts_are_one_holders() -> None:
    found = stances("The Union condemned the raid and urged restraint.")
    assert found == [("condemn", "condemned"), ("call_for_restraint", "urged restraint")]


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ('"We will not talk to murderers," Lena Dorva, the minister, said.', "direct"),
        ("The army insisted that the raid was over.", "indirect"),
        ("Norway condemned the raid.", "narrated"),
    ],
)
def test_speech_tells_whose_words_they_are(text: str, speech: str) -> None:
    assert stance(text)["speech"] == speech


def test_upper_case_copy_holds_stances_too() -> None:
    assert stances("THE REBELS ACCUSED THE HIGH COMMAND OF HIDING ITS LOSSES.") == [("accuse", "ACCUSED")]


def test_what_another_is_accused_of_is_no_stance_of_his() -> None:
    assert stances("The general said Norway had backed the rebels.") == [("accuse", "said")]
