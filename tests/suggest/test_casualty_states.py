"""Harm that a state or a turn of phrase tells rather than a verb of harm: the missing, the displaced, the captured, the
treated, and the parts and totals of tolls. What each wording must give, and what looks like it and must not.

All sentences are invented; none stands in the sets that the engine is measured on.
"""

from __future__ import annotations

from typing import Any

import pytest

from conflict_claims.suggest.article import Suggester

SUGGESTER = Suggester()


def told(text: str) -> list[tuple[str, str]]:
    """Words and outcome of each claim."""
    return [(one["text"], one["outcome"]) for one in records(text, "casualty")]


def records(text: str, layer: str) -> list[dict[str, Any]]:
    return [one for one in SUGGESTER.suggest(text) if one["layer"] == layer]


MATCHES = {
    "missing": [
        ("Forty sailors are still unaccounted for.", [("Forty sailors", "missing")]),
        ("Some 1,500 villagers are still listed as missing.", [("Some 1,500 villagers", "missing")]),
        ("The fate of 17 crewmen is unknown.", [("17 crewmen", "missing")]),
        ("THE WHEREABOUTS OF THE THREE PILOTS REMAIN UNKNOWN.", [("THREE PILOTS", "missing")]),
        ("The army has lost contact with 11 soldiers.", [("11 soldiers", "missing")]),
        ("Contact was lost with a patrol of eight guards.", [("eight guards", "missing")]),
        ("There has been no news of 35 schoolgirls.", [("35 schoolgirls", "missing")]),
        ("About 30 people are feared trapped.", [("About 30 people", "missing")]),
        ("Up to 50 villagers are believed to be buried under the debris.", [("Up to 50 villagers", "missing")]),
        ("Nine miners were taken away and have not been seen since.", [("Nine miners", "missing")]),
    ],
    "displaced": [
        ("The fighting drove 140,000 people out of the city.", [("140,000 people", "displaced")]),
        ("Clashes forced 25,000 villagers to flee.", [("25,000 villagers", "displaced")]),
        ("The raid sent hundreds of families fleeing.", [("hundreds of families", "displaced")]),
        ("A million people are internally displaced.", [("A million people", "displaced")]),
        ("Nearly 3,000 people are sheltering in schools.", [("Nearly 3,000 people", "displaced")]),
        ("Some 900 refugees have crossed into Velmar.", [("Some 900 refugees", "displaced")]),
    ],
    "captured": [
        ("Rebels held nine drillers for a week.", [("nine drillers", "captured")]),
        ("Three engineers are being held by the Front.", [("Three engineers", "captured")]),
        ("The other is still being held.", [("other", "captured")]),
        ("Velmar is believed to be holding 12 nurses.", [("12 nurses", "captured")]),
        ("The raiders took ten guards away.", [("ten guards", "captured")]),
        ("Gunmen marched 20 herders into the forest.", [("20 herders", "captured")]),
        ("Two nurses were taken from their homes.", [("Two nurses", "captured")]),
        ("Six fishermen are in the rebels' hands.", [("Six fishermen", "captured")]),
        ("Police made 34 arrests.", [("34", "captured")]),
    ],
    "injured": [
        ("A shell hit two officers.", [("two officers", "killed_or_injured")]),
        ("Forty people were treated for gunshot wounds.", [("Forty people", "injured")]),
        ("Nine guards are in a serious condition.", [("Nine guards", "injured")]),
        ("Eighteen miners were wounded, three critically.", [("Eighteen miners", "injured"), ("three", "injured")]),
        ("Two guards were killed and a third was badly hurt.", [("Two guards", "killed"), ("a third", "injured")]),
        ("Nobody was hurt.", [("Nobody", "killed_or_injured")]),
    ],
    "killed": [
        ("Four soldiers fell in the ambush.", [("Four soldiers", "killed")]),
        ("Villagers buried 34 people on Sunday.", [("34 people", "killed")]),
        ("The strike cost six people their lives.", [("six people", "killed")]),
        ("Nine men were lined up and shot.", [("Nine men", "killed_or_injured")]),
        ("The army killed 12 \"terrorists\".", [("12 \"terrorists", "killed")]),
        ("Fifty-seven (57) villagers were killed.", [("Fifty-seven (57) villagers", "killed")]),
        ("The rebels killed all military personnel.", [("all military personnel", "killed")]),
    ],
    "ages": [
        ("Two brothers, 9 and 11, were wounded.", [("Two brothers", "injured")]),
        ("Two sisters, aged four and six, were killed.", [("Two sisters", "killed")]),
    ],
    "parts": [
        ("Nine people were killed. Half of the dead were children.",
         [("Nine people", "killed"), ("Half of the dead", "killed")]),
        ("Sixteen people died. Nine of the victims were minors.",
         [("Sixteen people", "killed"), ("Nine of the victims", "killed")]),
        ("About 80 percent of those killed were women.", [("About 80 percent of those killed", "killed")]),
        ("Of the 41 people killed, 29 were civilians.", [("41 people", "killed"), ("29", "killed")]),
        ("Four children were among the 13 killed.", [("Four children", "killed"), ("13 killed", "killed")]),
        ("It gave 11 dead, nine from the Front and two guards.",
         [("11 dead", "killed"), ("nine", "killed"), ("two guards", "killed")]),
    ],
    "groups": [
        ("Raiders kidnapped 22 women and girls.", [("22 women and girls", "captured")]),
        ("They spared the engineer, but two guards were killed.", [("two guards", "killed")]),
    ],
    "nouns of deeds": [
        ("It counted 20 killings and 12 abductions.", [("20 killings", "killed"), ("12 abductions", "captured")]),
    ],
    "totals": [
        ("The ministry revised the death toll down from 34 to 29.", [("34", "killed"), ("29", "killed")]),
        ("The toll of five was raised to eight.", [("five", "killed"), ("eight", "killed")]),
        ("Their deaths brought to 17 the number of miners killed.", [("17", "killed")]),
        ("Police said 24 people had died, taking the total to 310.", [("24 people", "killed"), ("310", "killed")]),
        ("The Front put its losses at four.", [("four", "killed_or_injured")]),
        ("An official had put the military dead at 28.", [("28", "killed")]),
    ],
}  # fmt: skip

NO_MATCHES = {
    "fate": ["The fate of the bill is unknown.", "The fate of 300 jobs is unclear."],
    "contact": ["Two planes lost contact with the tower.", "He lost contact with his family."],
    "traces": ["There is no news of a truce.", "There was no sign of 20 promised lorries."],
    "held": ["He held two meetings in Tarn.", "The firm held 20 workers responsible.", "Police held back 90 marchers."],
    "taken": ["He took two children to school.", "The coach led 20 players out of the stadium."],
    "hit": ["Sanctions hit 40 companies.", "The scandal hit two ministers.", "Rain hit 12 districts."],
    "fell": ["Two bridges fell in the attack.", "Shares fell in the crisis."],
    "crossed": ["The two leaders crossed into Harl for talks."],
    "moved": ["They sent 300 soldiers to the front.", "Two men from the village were elected."],
    "freed": ["Soldiers freed 61 women who had been held in a camp.", "The army handed over 15 prisoners."],
    "shares": ["Half of the deputies were absent.", "Ten of the victims' families sued.",
               "The army controls 60 percent of the land."],
    "places": ["The rebels hold 70 percent of the town.", "Most of the province is held by the army."],
    "hands": ["The mine is in the hands of a firm.", "The case is in the judge's hands."],
    "wounds": ["The captain missed the game with a knee injury."],
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [case for family in MATCHES.values() for case in family])
def test_a_wording_gives_its_claims(text: str, wanted: list[tuple[str, str]]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize("text", [text for family in NO_MATCHES.values() for text in family])
def test_what_only_looks_like_it_gives_none(text: str) -> None:
    assert told(text) == []


SOURCES = [
    ("Tor Vesk, the army's spokesman, said 21 miners had died.", ["Tor Vesk"]),
    ("The Northern Front (NF), which claimed the raid, says 25 soldiers died.", ["Northern Front"]),
    ("Five men died, a local official, who asked not to be named, told Reuters.", ["local official"]),
    ("Five men died, said two witnesses.", ["witnesses"]),
    ("Soldiers fired at a crowd, medics said, killing four students.", ["medics"]),
    ("A miner and a nurse said five men had died.", ["miner", "nurse"]),
    ("Blast kills 12: ministry", ["ministry"]),
]


@pytest.mark.parametrize(("text", "wanted"), SOURCES)
def test_a_speaker_is_told_from_those_he_counts(text: str, wanted: list[str]) -> None:
    by_id = {one["id"]: one["text"] for one in records(text, "actor")}
    (claim,) = records(text, "casualty")
    assert [by_id[one] for one in claim["source"]] == wanted


@pytest.mark.parametrize("second", ["Four more were wounded.", "Two nurses were among the dead."])
def test_a_report_goes_on_in_the_next_sentence(second: str) -> None:
    first, last = records(f"Nine miners were killed, police said. {second}", "casualty")
    assert last["source"] == first["source"] != ["author"]


def test_a_plain_sentence_is_the_author_s_own() -> None:
    _, last = records("Nine miners were killed, police said. Four nurses were wounded.", "casualty")
    assert last["source"] == ["author"]


LINKS = [
    ("Villagers say troops shot dead 12 woodcutters. The army said five rebels had died.", ["conflicts_with"]),
    ("The Front said it killed 15 soldiers. State radio said there were no casualties.", ["conflicts_with"]),
    ("The toll has risen to 23. Earlier reports spoke of 18.", ["updates"]),
    ("Nine people were killed. Two nurses were among the dead.", ["subset_of"]),
    ("Attacks killed 412 people, up from 236 the year before.", []),
    ("The army said nine rebels were killed. The Front said 15 soldiers were killed.", []),
]


@pytest.mark.parametrize(("text", "wanted"), LINKS)
def test_claims_are_linked_across_sentences(text: str, wanted: list[str]) -> None:
    assert [link["type"] for link in records(text, "link")] == wanted


@pytest.mark.parametrize(("speaker", "party"), [("police", "victim_side"), ("rebels", "perpetrator_side")])
def test_a_speaker_s_side_goes_by_the_attack_of_the_article(speaker: str, party: str) -> None:
    text = f"Rebels attacked a convoy in Tarn. Nine people had died by noon, {speaker} said."
    (claim,) = records(text, "casualty")
    assert claim["party"] == party
