"""Ways of telling harm far from the plain sentence: what each must give, and what looks like it and must not.

All sentences are invented; none stands in the sets that the engine is measured on.
"""

from __future__ import annotations

from typing import Any

import pytest

from conflict_claims.suggest.article import Suggester

SUGGESTER = Suggester()
Claim = dict[str, Any]


def claims(text: str) -> list[Claim]:
    return [record for record in SUGGESTER.suggest(text) if record["layer"] == "casualty"]


MATCHES = {
    "other": [
        ("Nine other villagers were hurt.", [("Nine other villagers", "injured")]),
        ("The shell wounded four other guards.", [("four other guards", "injured")]),
        ("Dozens of other people were detained.", [("Dozens of other people", "captured")]),
        ("Another guard was wounded.", [("Another guard", "injured")]),
        ("One miner was killed and another was wounded.", [("One miner", "killed"), ("another", "injured")]),
    ],
    "between": [
        ("Five soldiers guarding a bridge have been killed.", [("Five soldiers", "killed")]),
        ("Two men accused of spying were executed.", [("Two men", "killed")]),
        ("Three rebels, including a commander were killed.", [("Three rebels", "killed"), ("a commander", "killed")]),
        ("A farmer who tried to flee the camp was killed.", [("A farmer", "killed")]),
        ("Two guards were on Friday killed.", [("Two guards", "killed")]),
        ("A medic treating a child in the street was shot dead.", [("A medic", "killed")]),
    ],
    "apposition": [
        ("Tor Vesk (24), commander of the Northern Front (NF) unit, was killed.", [("Tor Vesk", "killed")]),
        ("Two rebel commanders, Tor Vesk and Ilo Marn, were killed.", [("Two rebel commanders", "killed")]),
        ("A muezzin of a local mosque was killed.", [("A muezzin of a local mosque", "killed")]),
        ("On Monday a man suspected of kidnapping a child was killed.", [("a man", "killed")]),
        ("The death on Sunday of nine miners was confirmed.", [("nine miners", "killed")]),
        ("A guard was on Sunday evening shot dead.", [("A guard", "killed")]),
    ],
    "later": [
        ("A farmer wounded in the raid later died.", [("A farmer", "killed")]),
        ("Two nurses were abducted and later found dead.", [("Two nurses", "killed")]),
    ],
    "names": [
        ("Tor Vesk, 41, was shot dead.", [("Tor Vesk", "killed")]),
        ("Gunmen shot and killed Ana Korr, a teacher.", [("Ana Korr", "killed")]),
        ("UNIDENTIFIED MEN KILLED ANA DE KORR.", [("ANA DE KORR", "killed")]),
    ],
    "singular": [
        ("A boy was killed.", [("A boy", "killed")]),
        ("A 14-YEAR-OLD GIRL WAS WOUNDED.", [("A 14-YEAR-OLD GIRL", "injured")]),
        ("Rebels kidnapped a Mexican and two Chileans.", [("a Mexican", "captured"), ("two Chileans", "captured")]),
        ("A piano tuner was killed in the shelling.", [("A piano tuner", "killed")]),
        ("A crowd lynched a man suspected of theft.", [("a man", "killed")]),
    ],
    "both": [
        ("Both gunmen were killed.", [("Both gunmen", "killed")]),
        ("All were killed.", [("All", "killed")]),
    ],
    "injuries": [
        ("Six others suffered gunshot wounds.", [("Six others", "injured")]),
        ("One woman sustained serious injuries.", [("One woman", "injured")]),
    ],
    "found": [
        ("Two miners found dead near Tarn", [("Two miners", "killed")]),
        ("At least one villager reported dead.", [("At least one villager", "killed")]),
        ("Three men found killed near the camp", [("Three men", "killed")]),
        ("Six others remain kidnapped.", [("Six others", "captured")]),
        ("Four sailors are presumed dead.", [("Four sailors", "killed")]),
    ],
    "displaced": [
        ("Some 5,000 people were displaced.", [("Some 5,000 people", "displaced")]),
        ("The fighting displaced 300 villagers.", [("300 villagers", "displaced")]),
    ],
    "to death": [
        ("Rebels stabbed a sergeant to death.", [("a sergeant", "killed")]),
        ("They slashed nine people to death.", [("nine people", "killed")]),
        ("POLICE BEAT THE DRIVER TO DEATH.", [("DRIVER", "killed")]),
        ("Raiders mortally wounded a guard.", [("a guard", "killed")]),
    ],
    "own outcome": [
        ("It left four dead and several others injured.", [("four dead", "killed"), ("several others", "injured")]),
        ("Nine were killed, including two boys, and 40 were wounded.",
         [("Nine", "killed"), ("two boys", "killed"), ("40", "injured")]),
        ("They managed to kill one guard and wound 12 others.", [("one guard", "killed"), ("12 others", "injured")]),
        ("Police arrested 20 people and four others were injured.",
         [("20 people", "captured"), ("four others", "injured")]),
        ("A number of troops were either killed or wounded.", [("A number of troops", "killed_or_injured")]),
        ("The patrol shot and wounded three men.", [("three men", "injured")]),
    ],
    "nobody": [
        ("There were no reported casualties.", [("no reported casualties", "killed_or_injured")]),
        ("The blast caused no damage or injuries.", [("no damage or injuries", "injured")]),
    ],
    "time": [
        ("RAIDERS KIDNAPPED TODAY TWO ENGINEERS.", [("TWO ENGINEERS", "captured")]),
        ("It killed 11 soldiers and one guard Monday.", [("11 soldiers", "killed"), ("one guard", "killed")]),
        ("AS A RESULT OF THE ATTACK 5 GUARDS WERE KILLED.", [("5 GUARDS", "killed")]),
        ("A bombing on July 25 killed seven miners.", [("seven miners", "killed")]),
        ("On July 25 five soldiers were killed.", [("five soldiers", "killed")]),
        ("On 12 May 2031 five soldiers were killed.", [("five soldiers", "killed")]),
    ],
    "wording": [
        ("3 alleged militants were killed.", [("3 alleged militants", "killed")]),
        ("At least 10 IS fighters were killed.", [("At least 10 IS fighters", "killed")]),
        ("4 QRP/NF fighters were killed.", [("4 QRP/NF fighters", "killed")]),
        ("Fatalities: 5", [("5", "killed")]),
        ("The Front raised to 36 the number of people killed.", [("36", "killed")]),
    ],
    "partitive": [
        ("Four of the dead were cooks.", [("Four of the dead", "killed")]),
        ("Two nurses were among those killed.", [("Two nurses", "killed")]),
    ],
    "headline": [
        ("Velmar Army Kills 18 Rebels in Tarn", [("18 Rebels", "killed")]),
        ("26 People Killed in Airstrikes", [("26 People", "killed")]),
    ],
    "other cause": [
        ("Gunmen killed two doctors treating cholera patients.", [("two doctors", "killed")]),
        ("Since the Covid-19 lockdown, 30 rebels have been killed.", [("30 rebels", "killed")]),
    ],
}  # fmt: skip

NO_MATCHES = {
    "age": ["Ana Korr, 40, a teacher, was there.", "The mayor, 61, was praised."],
    "shooter": ["Gunmen shoot at two students.", "A rebel shot at the army.", "Police shot tear gas."],
    "attempt": ["They tried to kill General Vesk.", "An attempt to kidnap the mayor failed."],
    "sentence": ["Two men were sentenced to death.", "The court sentenced three men to death."],
    "things": ["Three dogs were killed.", "A bill was killed.", "A website was hacked.", "The rebels captured Tarn."],
    "blame": ["The envoy blamed both sides for killing civilians."],
    "relatives": ["Relatives of the man killed marched through Tarn."],
    "cause": ["Twelve people died in the cholera outbreak.", "A flood in Harl killed nine people."],
    "each other": ["They killed each other."],
}


@pytest.mark.parametrize(("text", "wanted"), [case for family in MATCHES.values() for case in family])
def test_a_phrasing_gives_its_claims(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(claim["text"], claim["outcome"]) for claim in claims(text)] == wanted


@pytest.mark.parametrize("text", [text for family in NO_MATCHES.values() for text in family])
def test_what_only_looks_like_harm_gives_none(text: str) -> None:
    assert claims(text) == []
