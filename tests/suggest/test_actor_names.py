"""Mentions by names that no list has, in mixed case and in upper-case copy (guidelines A7, A13, A14)."""

from __future__ import annotations

import pytest

from tests.suggest.drafts import actors, draft_of, surfaces, types


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ilo Marn, who works at the depot, stayed.", "Ilo Marn"),
        ("Gunmen killed Ilo Marn at noon.", "Ilo Marn"),
        ("The murder of Ilo Marn shocked the town.", "Ilo Marn"),
        ("Ilo Marn was shot dead at noon.", "Ilo Marn"),
        ("Selim al-Tarni, the Health Ministry's undersecretary, left.", "Selim al-Tarni"),
        ('"All is lost," Selim al-Tarni said.', "Selim al-Tarni"),
        ("They met Minister Selim al-Tarni there.", "Minister Selim al-Tarni"),
    ],
)
def test_a_name_without_a_title_is_a_person_by_what_stands_around_it(text: str, name: str) -> None:
    assert name in actors(text)


@pytest.mark.parametrize(
    "text",
    [
        "The storm reached Puerto Marn, which lies in the south.",
        "Troops captured Deir Tarn at noon.",
        "The road to Tarn Vesk was closed.",
        "The battle of Santa Marn went on.",
    ],
)
def test_names_of_places_are_no_persons(text: str) -> None:
    assert not any("Marn" in name or "Tarn" in name for name in actors(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MARN VESKO SAID THAT IT WAS FALSE.", "MARN VESKO"),
        ("VESKO CONDEMNED THE ARMY.", "VESKO"),
        ("ILO MARN, GENERAL SECRETARY OF THE UNION, LEFT.", "ILO MARN"),
        ("THE GUERRILLAS MET ILO MARN, WHO PAID FOR IT.", "ILO MARN"),
        ("ILO MARN, 45, LIVED THERE.", "ILO MARN"),
        ("THE MURDER OF ILO MARN SHOCKED THE TOWN.", "ILO MARN"),
        ("VESKO WAS KIDNAPPED YESTERDAY.", "VESKO"),
        ("(VESKO) ONE PERSON WAS HURT.", "VESKO"),
        ("THE ZRT REJECTED THE PLAN.", "ZRT"),
        ("THE HARL INFORMATION CENTER, HIC, SAID IT WAS FALSE. HIC LEFT.", "HIC"),
    ],
)
def test_upper_case_copy_names_people_by_what_they_do(text: str, name: str) -> None:
    assert name in actors(text)


@pytest.mark.parametrize(
    "text",
    [
        "THE TERRORIST ACTS WENT ON.",
        "A GUERRILLA ACTION WAS SEEN.",
        "IT WAS COMMUNIST PROPAGANDA.",
        "THEY FOUND CIVILIAN CLOTHES.",
        "FORMAL AND INFORMAL TALKS WERE HELD.",
        "HELICOPTERS AND AIRPLANES LENT SUPPORT.",
        "(BEGIN RECORDING) IT WAS LATE.",
        "THE TEXT SAYS NOTHING.",
    ],
)
def test_common_nouns_in_capitals_name_nobody(text: str) -> None:
    assert actors(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ZRT leaders met.", ["ZRT leaders", "ZRT"]),
        ("They met ZRT fighters there.", ["ZRT fighters", "ZRT"]),
        ("They met TV reporters there.", ["TV reporters"]),
        ("The U.S. ambassador left.", ["U.S. ambassador"]),
    ],
)
def test_an_acronym_before_a_role_noun_is_a_mention_of_its_own(text: str, expected: list[str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They killed a Colombian, and wounded an Ecuadorean.", ["Colombian", "Ecuadorean"]),
        ("A Palestinian was hurt.", ["Palestinian"]),
        ("It wore down the Kurdish people.", ["Kurdish people"]),
    ],
)
def test_a_lone_adjective_of_origin_is_a_person(text: str, expected: list[str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize(
    "text", ["A Colombian lorry burned.", "It was a northern town.", "A French and a Polish town."]
)
def test_an_adjective_of_origin_before_a_thing_is_none(text: str) -> None:
    assert actors(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The regime rejected the plan.", "government"),
        ("The jurist rejected the plan.", "civil_society"),
        ("The campesinos rejected the plan.", "civilians"),
        ("The hoodlums rejected the plan.", "criminal_group"),
        ("The entrepreneur rejected the plan.", "company"),
        ("The president-elect rejected the plan.", "government"),
        ("The website rejected the plan.", "media"),
    ],
)
def test_role_nouns_give_their_type(text: str, kind: str) -> None:
    assert list(types(text).values()) == [kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels attack the village of Tarn.", ["Rebels"]),
        ("He went to guard the house.", []),
        ("Police suspect a gang.", ["Police", "gang"]),
        ("The two countries share a border.", []),
        ("The two groups fought.", []),
        ("A group fought both rebels and soldiers.", ["group", "rebels", "soldiers"]),
        ("They met at Harl University.", []),
        ("Students of Harl University met.", ["Students of Harl University", "Harl University"]),
        ("A blast hit Harl Police Station.", []),
    ],
)
def test_words_that_are_verbs_both_sides_or_places(text: str, expected: list[str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize("text", ["They accused the army of abuses.", "They accuse the group of bad faith."])
def test_a_charge_is_no_part_of_the_accused(text: str) -> None:
    draft = draft_of(text)
    assert not any(" of " in name for name in surfaces(draft, draft.actors))


def test_a_part_of_a_known_name_is_no_mention_of_its_own() -> None:
    assert actors("The World Health Organization last week met doctors.") == ["World Health Organization", "doctors"]
