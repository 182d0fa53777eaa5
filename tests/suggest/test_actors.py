"""Mentions of actors: which words are one, and how far they reach (guidelines A1-A15, A20, A25)."""

from __future__ import annotations

import pytest

from tests.suggest.drafts import actors, draft_of, surfaces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three suspected separatists were seen.", ["separatists"]),
        ("Two other senior police officers came.", ["senior police officers"]),
        ("Unidentified gunmen fled.", ["Unidentified gunmen"]),
        ("The 37-year-old driver fled.", ["driver"]),
        ("Both provincial officials agreed.", ["provincial officials"]),
        ("Militants have stepped up their attacks, witnesses said.", ["Militants", "witnesses"]),
        ("Residents of Tarn fled.", ["Residents of Tarn"]),
        ("Officials in Tarn left.", ["Officials"]),
        ("Fighters loyal to no one left.", ["Fighters"]),
        ("A group of gunmen came.", ["gunmen"]),
        ("Two wounded soldiers arrived.", ["wounded soldiers"]),
        ("Farm workers and a school principal were there.", ["Farm workers", "school principal"]),
    ],
)  # fmt: skip
def test_a_role_noun_with_what_belongs_to_it_is_a_mention(text: str, expected: list[str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "No group has been named.",
        "People fled and others stayed behind.",
        "The wounded man was taken to hospital.",
        "It happened outside the Interior Ministry.",
        "The bullet hit him in the head.",
        "They stole 40 head of cattle.",
        "It lies in Velmar.",
        "The insurgency goes on.",
    ],
)
def test_words_that_name_no_side_are_no_mention(text: str) -> None:
    assert actors(text) == []


@pytest.mark.parametrize(
    ("text", "optional"),
    [("It began with an army raid.", "army"), ("A police station burned.", "police"), ("People fled.", "People")],
)  # fmt: skip
def test_modifiers_and_bare_humans_wait_for_a_reference(text: str, optional: str) -> None:
    draft = draft_of(text)
    assert surfaces(draft, draft.actors) == []
    assert optional in surfaces(draft, draft.optional)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Interior Minister Lena Dorva left.", ["Interior Minister Lena Dorva"]),
        ("Gen. Tor Vesk left, and Vesk did not return.", ["Gen. Tor Vesk", "Vesk"]),
        ("Lena Dorva, the interior minister, left.", ["Lena Dorva", "interior minister"]),
        ("The mayor, Juan Paredes, left.", ["mayor", "Juan Paredes"]),
        ("Northern Front spokesman Jeren Alt left.", ["Northern Front spokesman Jeren Alt", "Northern Front"]),
        ("A spokesman for the Northern Front left.", ["spokesman for the Northern Front", "Northern Front"]),
        ("The driver Ilo Marn left.", ["driver Ilo Marn"]),
    ],
)  # fmt: skip
def test_titles_belong_to_names_and_appositions_do_not(text: str, expected: list[str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Hillside Liberation Army (HLA) left. The HLA returned.", ["Hillside Liberation Army", "HLA", "HLA"]),
        ("The Ministry of Defence spoke.", ["Ministry of Defence"]),
        ("The banned Adal Front spoke. The Front agreed.", ["Adal Front", "Front"]),
        ("Members of the Halcones gang left.", ["Members of the Halcones gang", "Halcones"]),
        ("Ansar Bait (AB) left.", ["Ansar Bait", "AB"]),
        ("The Sudan Doctors Network said so.", ["Sudan Doctors Network"]),
        ("The New Dawn left.", []),
    ],
)  # fmt: skip
def test_organisations_are_known_by_their_words_or_their_acronym(text: str, expected: list[str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Norway rejected the plan.", True),
        ("The group is backed by Norway.", True),
        ("Officials accused Norway of it.", True),
        ("Norway and Denmark condemned it.", True),
        ("It happened in Norway.", False),
        ("Norway's north is cold.", False),
        ("They fled to Norway.", False),
    ],
)
def test_a_state_is_an_actor_where_it_acts(text: str, found: bool) -> None:
    assert ("Norway" in actors(text)) is found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("COL RENE PADRO, THE BRIGADE COMMANDER, LEFT.", ["COL RENE PADRO", "BRIGADE COMMANDER"]),
        ("THE MAYOR, OMAR FLORES, LEFT.", ["MAYOR", "OMAR FLORES"]),
        ("THE ANTORO LIBERATION FRONT (ALF) LEFT.", ["ANTORO LIBERATION FRONT", "ALF"]),
        ("THE BISHOPS' CONFERENCE SPOKE.", ["BISHOPS' CONFERENCE"]),
        ("THE SOLDIERS MET GUERRILLAS.", ["SOLDIERS", "GUERRILLAS"]),
        ("IT IS SO THAT WHO IS IT.", []),
    ],
)  # fmt: skip
def test_upper_case_copy_is_read_without_capitals(text: str, expected: list[str]) -> None:
    assert [name for name in actors(text) if name != "BISHOPS"] == expected


def test_named_is_a_whole_name_only() -> None:
    draft = draft_of("NF fighters met a spokesman for the Northern Front and Gen. Tor Vesk.")
    found = dict(zip(surfaces(draft, draft.actors), (one.attributes["mention"] for one in draft.actors), strict=True))
    assert found == {
        "NF fighters": "nominal", "NF": "named",
        "spokesman for the Northern Front": "nominal", "Northern Front": "named",
        "Gen. Tor Vesk": "named",
    }  # fmt: skip
