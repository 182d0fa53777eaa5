"""Type, naming and canonical id of actors (guidelines A16-A24)."""

from __future__ import annotations

import pytest

from conflict_claims.suggest.gazetteer import build_gazetteer
from conflict_claims_schemas.vocabulary import ACTOR_TYPE
from tests.suggest.drafts import REGISTRY, draft_of, surfaces, types


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Soldiers left.", "Soldiers", "state_military"),
        ("Security forces left.", "Security forces", "state_forces"),
        ("Government forces left.", "Government forces", "state_forces"),
        ("Army officials left.", "Army officials", "state_military"),
        ("Hospital officials left.", "Hospital officials", "medical_rescue"),
        ("Rebel commanders left.", "Rebel commanders", "rebel_group"),
        ("A police spokesman left.", "police spokesman", "police_security"),
        ("UN officials left.", "UN officials", "intergovernmental"),
        ("A spokesman for the Northern Front left.", "spokesman for the Northern Front", "rebel_group"),
        ("Gunmen left.", "Gunmen", "unidentified"),
        ("Villagers left.", "Villagers", "civilians"),
        ("Journalists left.", "Journalists", "media"),
        ("Lena Dorva, a doctor, left.", "Lena Dorva", "medical_rescue"),
    ],
)
def test_the_type_follows_the_words(text: str, words: str, kind: str) -> None:
    assert types(text)[words] == kind


def test_another_states_army_is_foreign() -> None:
    found = types("Shells hit a market in Kyiv. Ukrainian soldiers fled. Russian soldiers advanced.")
    assert found["Ukrainian soldiers"] == "state_military"
    assert found["Russian soldiers"] == "foreign_state"


@pytest.mark.parametrize(
    ("text", "naming"),
    [
        ("The terrorists left.", "pejorative"),
        ("Bandits left.", "pejorative"),
        ("They are freedom fighters.", "honorific"),
        ("Militants left.", "neutral"),
        ("Rebels left.", "neutral"),
    ],
)  # fmt: skip
def test_naming_judges_the_word(text: str, naming: str) -> None:
    assert [one.attributes["naming"] for one in draft_of(text).actors] == [naming]


def test_ids_are_given_where_the_name_belongs_to_one_entry() -> None:
    draft = draft_of("The NF met Minister Anna Korr, said Korr. The Echo agreed, the Harl Echo said. NF fighters left.")
    found = list(zip(surfaces(draft, draft.actors), (one.attributes["actor"] for one in draft.actors), strict=True))
    assert ("NF", "nf") in found
    assert ("Minister Anna Korr", "korr") in found
    assert ("Korr", "korr") in found
    assert ("Echo", None) in found
    assert ("Harl Echo", "dawn-a") in found
    assert ("NF fighters", None) in found


def test_a_registrys_type_goes_before_the_lexicons() -> None:
    entry = {"id": "hamas", "name": "Hamas", "type": "political_group"}
    assert build_gazetteer([entry]).names["hamas"].type == "political_group"
    assert build_gazetteer([]).names["hamas"].type == "rebel_group"


def test_all_types_of_the_gazetteer_are_labels() -> None:
    known = {entry.type for entry in build_gazetteer(REGISTRY).names.values()}
    assert known - {""} <= set(ACTOR_TYPE.names)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("A spokesman for the police came.", "spokesman for the police", "police_security"),
        ("Members of the security forces came.", "Members of the security forces", "state_forces"),
        ("Northern Front troops came.", "Northern Front troops", "rebel_group"),
        ("Northern Front gunmen came.", "Northern Front gunmen", "rebel_group"),
        ("Members of the army of national liberation came.", "army of national liberation", "rebel_group"),
        ("Two Colombians came.", "Colombians", "civilians"),
        ("Local sources said so.", "Local sources", "unidentified"),
        ("Official sources said so.", "Official sources", "government"),
        ("The Harl health department said so.", "Harl health department", "medical_rescue"),
        ("He met the Free Colombian Army there.", "Free Colombian Army", "rebel_group"),
    ],
)
def test_a_name_or_body_inside_a_mention_gives_its_side(text: str, words: str, kind: str) -> None:
    assert types(text)[words] == kind
