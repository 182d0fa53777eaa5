"""The same words in other frames are the same claims: whoever says them, whenever and wherever it was, in capitals too.

All sentences are invented; none stands in the sets that the engine is measured on.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from conflict_claims.suggest.article import Suggester

SUGGESTER = Suggester()

CLAIMS = (
    "14 people were killed", "at least 14 people were killed and 23 wounded",
    "14 soldiers died when their convoy hit a mine",
    "gunmen killed 14 villagers", "14 civilians had been killed in the shelling",
    "the blast killed 14 people and injured 23 others", "rebels had ambushed a patrol, killing 14 soldiers",
    "troops shot dead 14 rebels", "14 bodies were found in a ditch", "the death toll had risen to 14",
    "14 people were missing", "14 villagers were abducted", "14 people, including 23 children, were killed",
    "more than 14 people had fled their homes", "between 14 and 23 fighters were killed",
    "14 people lost their lives in the attack", "dozens of people were wounded", "no civilians were harmed",
    "as many as 14 people might have died", "14 of the wounded were in critical condition",
    "the attack left 14 people dead",
    "14 suspects were arrested", "a soldier and 14 policemen were killed", "up to 14 people were killed",
    "14 people were killed in two separate attacks", "nearly 14 people were wounded when a bomb went off in a market",
)  # fmt: skip

SPEAKERS = {
    "{c}, police said.": "police",
    "Police said on Monday that {c}.": "police",
    "A police spokesman said {c}.": "spokesman",
    "A spokesman for the army, Colonel Ivo Tarn, said {c}.": "tarn",
    "Colonel Ivo Tarn, the army's spokesman, told reporters that {c}.": "tarn",
    "{c}, according to hospital officials.": "officials",
    "According to hospital officials, {c}.": "officials",
    "{c}, said Ivo Tarn, a doctor at the hospital.": "tarn",
    "An official who asked not to be named said {c}.": "official",
    "A man who survived said {c}.": "man",
    "Residents contacted by telephone said {c}.": "residents",
    "A witness, who gave only his first name, said {c}.": "witness",
    "In a statement, the army said {c}.": "army",
    "The army's media wing said late on Tuesday that {c}.": "wing",
    "{c}, the interior ministry said in a statement.": "ministry",
    "{c}, officials and witnesses said.": "officials",
    "Officials in the northern town of Ler said {c}.": "officials",
    "Rebel leader Ivo Tarn claimed {c}.": "tarn",
    "The governor of the province, Ivo Tarn, confirmed that {c}.": "tarn",
    "Speaking to reporters in Ler, the minister said {c}.": "minister",
    "The mayor of Ler told Radio Ler by telephone that {c}.": "mayor",
    "A doctor at the main hospital, speaking on condition of anonymity, said {c}.": "doctor",
    "Human rights groups say {c}.": "groups",
}

CIRCUMSTANCES = (
    "On Monday, {c}.", "In the northern town of Ler, {c}.", "Late on Sunday night {c}.", "A day earlier, {c}.",
    "{c} in the northern town of Ler.", "{c}, a day after a truce was signed.",
    "{c} as fighting continued near the capital.",
    "{c}, the deadliest day since the truce.", "{c}, and the road was closed for hours.", "{c}, but the bridge held.",
    "{c} in what the mayor called a disaster.", "{c}, raising fears of a wider war.", "{c} near the border with Ostra.",
    "It was not clear who was behind it, but {c}.", "Officials closed the road after {c}.", "{c}, most of it at night.",
    "{c} (see map).", "{c}; the road was closed.", "{c} in a suspected attack.", "By Monday evening, {c}.",
    "{c} over the weekend.", "{c} in the past 24 hours.", "{c} at 10 p.m. local time.",
)  # fmt: skip


@cache
def records(text: str) -> list[dict[str, Any]]:
    return SUGGESTER.suggest(f"NEWS OF THE DAY\n\n{text}" if text.isupper() else f"News of the day\n\n{text}")


def claims(text: str) -> list[tuple[Any, ...]]:
    return sorted(
        (one["text"].lower(), one["outcome"], str(one.get("min")), str(one.get("max")), one["modality"])
        for one in records(text)
        if one["layer"] == "casualty"
    )


def framed(frame: str, claim: str) -> str:
    words = frame.replace("{c}", claim)
    return words[0].upper() + words[1:]


@pytest.mark.parametrize("claim", CLAIMS)
def test_whoever_says_it_it_is_the_same_claim_and_he_is_its_source(claim: str) -> None:
    bare = claims(framed("{c}.", claim))
    assert bare
    for frame, speaker in SPEAKERS.items():
        text = framed(frame, claim)
        assert claims(text) == bare, text
        words = {one["id"]: one.get("text", "").lower() for one in records(text)}
        sources = [one["source"] for one in records(text) if one["layer"] == "casualty"]
        assert all(any(speaker in words.get(who, who) for who in source) for source in sources), text


@pytest.mark.parametrize("claim", CLAIMS)
def test_circumstances_change_no_claim(claim: str) -> None:
    bare = claims(framed("{c}.", claim))
    for frame in CIRCUMSTANCES:
        text = framed(frame, claim)
        assert claims(text) == bare, text
        assert claims(text.upper()) == bare, text.upper()
