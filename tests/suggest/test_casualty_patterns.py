"""Each family of casualty patterns: what it must match, and what looks like it and must not.

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


def told(text: str) -> list[tuple[str, str]]:
    """The words and the outcome of each claim."""
    return [(claim["text"], claim["outcome"]) for claim in claims(text)]


MATCHES = {
    "active": [
        ("Rebels killed 12 soldiers near Tarn.", [("12 soldiers", "killed")]),
        ("The bomb went off, killing a nurse and two drivers.", [("a nurse", "killed"), ("two drivers", "killed")]),
        ("Police have detained some 40 protesters.", [("some 40 protesters", "captured")]),
        ("Gunmen shot dead at least three guards.", [("at least three guards", "killed")]),
        ("The raid killed and wounded 30 people.", [("30 people", "killed_or_injured")]),
        ("GUERRILLAS KIDNAPPED TWO ENGINEERS.", [("TWO ENGINEERS", "captured")]),
    ],
    "passive": [
        ("More than 50 people were killed.", [("More than 50 people", "killed")]),
        ("Between 20 and 25 villagers have been injured.", [("Between 20 and 25 villagers", "injured")]),
        ("Nine miners, all from Ostra, were abducted.", [("Nine miners", "captured")]),
        ("A SOLDIER AND SIX GUERRILLAS WERE KILLED.", [("A SOLDIER", "killed"), ("SIX GUERRILLAS", "killed")]),
        ("Five men who had crossed the river were shot dead.", [("Five men", "killed")]),
        ("Several of the guards were reported wounded.", [("Several of the guards", "injured")]),
    ],
    "subject": [
        ("Three policemen died in the clash.", [("Three policemen", "killed")]),
        ("About 3,000 people fled the town.", [("About 3,000 people", "displaced")]),
        ("Four fishermen are missing.", [("Four fishermen", "missing")]),
        ("Twenty fighters surrendered.", [("Twenty fighters", "captured")]),
    ],
    "participle": [
        ("The army reported two soldiers killed in Tarn.", [("two soldiers", "killed")]),
        ("19 soldiers killed, 7 abducted by rebels", [("19 soldiers", "killed"), ("7 abducted", "captured")]),
    ],
    "own": [
        ("There were 12 dead and dozens wounded.", [("12 dead", "killed"), ("dozens wounded", "injured")]),
        ("The fighting caused nine deaths.", [("nine deaths", "killed")]),
        ("The war has claimed over 70,000 lives.", [("over 70,000 lives", "killed")]),
        ("The hospital received 11 bodies.", [("11 bodies", "killed")]),
    ],
    "state": [
        ("The attack left 35 rebels and 5 soldiers dead.", [("35 rebels", "killed"), ("5 soldiers", "killed")]),
        ("Raiders took 20 passengers hostage.", [("20 passengers", "captured")]),
    ],
    "noun": [
        ("The Union condemned the killing of 12 miners.", [("12 miners", "killed")]),
        ("They found the bodies of six farm workers who had been abducted.", [("six farm workers", "killed")]),
        ("The death of a guard was reported.", [("a guard", "killed")]),
    ],
    "toll": [
        ("The death toll rose to 31.", [("31", "killed")]),
        ("Officials put the number of wounded at 40.", [("40", "injured")]),
        ("The toll rose to 32 from 25.", [("32", "killed"), ("25", "killed")]),
    ],
    "none": [
        ("No casualties were reported.", [("No casualties", "killed_or_injured")]),
        ("No one was hurt.", [("No one", "killed_or_injured")]),
        ("The army insisted it did not harm civilians.", [("did not harm civilians", "killed_or_injured")]),
        ("The Front denied killing civilians.", [("killing civilians", "killed")]),
    ],
    "parts": [
        ("They killed 14 people, including three children.", [("14 people", "killed"), ("three children", "killed")]),
        ("The raid killed 22 people, mostly women.", [("22 people", "killed"), ("mostly women", "killed")]),
        ("Nine men were killed, four of them soldiers.", [("Nine men", "killed"), ("four of them", "killed")]),
        ("It counted 31 dead: five guards and 26 miners.",
         [("31 dead", "killed"), ("five guards", "killed"), ("26 miners", "killed")]),
    ],
    "bare": [
        ("Shells fell on the market and civilians were killed.", [("civilians", "killed")]),
        ("The army inflicted heavy losses on the rebels.", [("heavy losses", "killed_or_injured")]),
        ("The governor was killed.", [("governor", "killed")]),
    ],
}  # fmt: skip

EXTENTS = [
    ("The 25 soldiers were killed.", "25 soldiers"),
    ("All 14 passengers died.", "14 passengers"),
    ("Another three guards were wounded.", "three guards"),
    ("A further 85 people were injured.", "85 people"),
    ("Five members of the Northern Front were killed.", "Five members of the Northern Front"),
    ("A 37-year-old driver was killed.", "A 37-year-old driver"),
]

NO_MATCHES = {
    "ages": ["The 45-year-old farmer has two sons.", "Ilo Marn, 34, is a miner.", "They were aged four and six."],
    "dates": ["The clash took place on 12 May 2031.", "He was born in 1980.", "Three days of fighting followed."],
    "strength": ["The group has 800 fighters.", "The army deployed 2,000 troops.", "Some 300 people marched."],
    "things": ["They destroyed 40 houses and 12 trucks.", "The rebels fired 15 rockets.", "He paid 500 dollars."],
    "natural": ["The earthquake killed 80 people.", "A 90-year-old general died of cancer.",
                "Nine people died when two lorries collided."],
    "sport": ["Tarn lost 3-2 to Harl.", "The team lost 12 games.", "He shot two under par."],
    "figurative": ["The bill was killed by 12 votes.", "It killed the hopes of many."],
    "freed": ["The rebels freed 12 hostages.", "Police released 20 captives."],
    "attempts": ["They tried to kill two judges.", "A plan to arrest the mayor failed."],
    "references": ["The soldiers were killed at dawn, he recalled.", "Relatives mourned the dead."],
    "silence": ["There were no reports of casualties.", "There was no word of any civilians killed."],
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [case for family in MATCHES.values() for case in family])
def test_a_family_finds_its_claims(text: str, wanted: list[tuple[str, str]]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "words"), EXTENTS)
def test_a_span_is_the_quantity_with_its_noun(text: str, words: str) -> None:
    assert [claim["text"] for claim in claims(text)] == [words]


@pytest.mark.parametrize("text", [text for family in NO_MATCHES.values() for text in family])
def test_what_only_looks_like_a_toll_is_passed_over(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("words", "modality", "low", "high"),
    [
        ("12", "exact", 12, 12),
        ("at least 12", "at_least", 12, None),
        ("more than 50", "more_than", 51, None),
        ("up to 30", "at_most", None, 30),
        ("fewer than 10", "fewer_than", None, 9),
        ("nearly 40", "about", None, 39),
        ("between 20 and 25", "range", 20, 25),
        ("dozens of", "vague", 24, None),
        ("several", "vague", 3, None),
    ],
)
def test_the_words_fix_the_bounds(words: str, modality: str, low: int | None, high: int | None) -> None:
    (claim,) = claims(f"Gunmen killed {words} people.")
    assert (claim["modality"], claim.get("min"), claim.get("max")) == (modality, low, high)


def referred(text: str, field: str) -> list[list[str]]:
    records = SUGGESTER.suggest(text)
    words = {record["id"]: record.get("text", "") for record in records}
    found = (record.get(field, []) for record in records if record["layer"] == "casualty")
    return [[words.get(one, one) for one in ids] for ids in found]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Gunmen killed 12 miners.", ["Gunmen"]),
        ("Twelve miners were killed by rebels.", ["rebels"]),
        ("Rebels attacked the post and killed four guards.", ["Rebels"]),
        ("Rebels who had crossed the river killed four guards.", ["Rebels"]),
        ("Soldiers opened fire on a crowd, killing nine students.", ["Soldiers"]),
        ("An army raid killed nine villagers.", ["army"]),
        ("Police accused the rebels of killing nine miners.", ["rebels"]),
        ("Rebels stormed the post. Four guards were killed.", ["Rebels"]),
        ("Twelve miners were shot dead.", ["unnamed"]),
        ("Twelve miners died in an attack.", ["unnamed"]),
        ("Twelve soldiers died in a clash.", []),
        ("Twelve people were killed in a blast.", []),
    ],
)
def test_the_doer_is_found_or_left_open(text: str, doers: list[str]) -> None:
    assert referred(text, "perpetrator")[0] == doers


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Police said 12 miners were killed.", ["Police"]),
        ("Twelve miners were killed, police said on Monday.", ["police"]),
        ("Twelve miners were killed, said police.", ["police"]),
        ("According to residents, 12 miners were killed.", ["residents"]),
        ("Twelve miners were killed, according to a hospital.", ["hospital"]),
        ("The army's count stands at 12 dead.", ["army"]),
        ("12 dead in blast: police", ["police"]),
        ("Twelve miners were reportedly killed.", ["unnamed"]),
        ("The Union condemned the killing of 12 miners.", ["Union"]),
        ("Twelve miners were killed.", ["author"]),
    ],
)
def test_the_source_is_who_says_so(text: str, sources: list[str]) -> None:
    assert referred(text, "source")[0] == sources


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Rebels threatened to kill two hostages.", "realis", "hypothetical"),
        ("The siege could kill hundreds of people.", "realis", "hypothetical"),
        ("The clash killed 12 people.", "realis", None),
        ("More than 180 people have died this year.", "scope", "period"),
        ("Some 9,000 people have been killed since the war began.", "scope", "conflict_total"),
        ("The army said it had killed 25 militants.", "blame", "claimed"),
        ("Police said rebels killed nine miners.", "blame", "accused"),
        ("Suspected rebels killed nine miners.", "blame", "suspected"),
        ("Rebels killed nine miners.", "blame", "fact"),
        ("Rebels killed nine miners.", "victims", "civilian"),
        ("Rebels killed nine soldiers.", "victims", "state_force"),
        ("Troops killed nine rebels.", "victims", "rebel"),
        ("Rebels killed three children.", "subset", ["children"]),
        ("The hospital confirmed 11 dead.", "report", "confirmed"),
    ],
)
def test_attributes_follow_the_words(text: str, field: str, value: object) -> None:
    assert claims(text)[0].get(field) == value
