"""Whom the words tie to the harm: owners of weapons, those who are blamed, groups that report their own deeds.

All sentences are invented; none stands in the sets that the engine is measured on.
"""

from __future__ import annotations

import pytest

from conflict_claims.suggest.article import Suggester

SUGGESTER = Suggester()


def ties(text: str) -> list[tuple[str, list[str], str | None]]:
    """Each claim's words, its perpetrators' and its blame, under a headline without any."""
    records = SUGGESTER.suggest(f"News of the day\n\n{text}")
    words = {one["id"]: one.get("text", "") for one in records}
    return [
        (one["text"], [words.get(who, who) for who in one.get("perpetrator", [])], one.get("blame"))
        for one in records
        if one["layer"] == "casualty"
    ]


@pytest.mark.parametrize(
    ("text", "doer", "blame"),
    [
        ("A bomb planted by rebels killed three soldiers.", "rebels", "fact"),
        ("Rocket fire from the rebels wounded four people.", "rebels", "fact"),
        ("Three people died at the hands of the militia.", "militia", "fact"),
        ("Three soldiers died in an ambush that the army blamed on rebels.", "rebels", "accused"),
        ("The Northern Front has claimed an attack that killed three policemen.", "Northern Front", "claimed"),
        ("Israeli strikes killed three people in the port.", "Israeli", "fact"),
        ("Three people were killed in a Russian missile strike.", "Russian", "fact"),
        ("A soldier who fled said that rebels had killed three guards.", "rebels", "accused"),
        ("Three people were killed in a bomb attack on a bus.", "unnamed", None),
        ("In an attack near Ler on Monday, three people were killed.", "unnamed", None),
        ("It recalled an assault in which three people were killed.", "unnamed", None),
        ("The council condemned the killing of three farmers.", "unnamed", None),
        ("Three bullet-riddled bodies were found near Ler.", "unnamed", None),
    ],
)
def test_the_words_tie_a_doer_to_the_harm(text: str, doer: str, blame: str | None) -> None:
    [(_, doers, told)] = ties(text)
    assert (doers, told) == ([doer], blame)


@pytest.mark.parametrize(
    "text",
    [
        "A roadside bomb killed three soldiers.",
        "Three people were killed in a blast.",
        "In a crash near Ler on Monday, three people were killed.",
        "The army said three soldiers were killed.",
        "The Israeli prime minister said three soldiers had died.",
    ],
)
def test_nobody_is_tied_to_it_without_words(text: str) -> None:
    assert all(doers == [] for _, doers, _ in ties(text))


def test_an_armed_group_did_what_it_reports_of_its_foes() -> None:
    text = (
        "The Tarn Liberation Front fought for hours. Its spokesman, Omar Vesk, claimed 12 soldiers killed. The group "
        "lists five commandos dead."
    )
    found = {words: (doers, blame) for words, doers, blame in ties(text)}
    assert found["12 soldiers"] == (["Tarn Liberation Front"], "claimed")
    assert found["five commandos"] == (["group"], "claimed")


def test_an_armed_group_is_not_tied_to_its_own_dead() -> None:
    assert ties("The Tarn Liberation Front said four rebels had died.")[0][1] == []
