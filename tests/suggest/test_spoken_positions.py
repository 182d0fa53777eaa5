"""Demands of the article itself and of speeches, acts that nobody is named for, what a content foretells or judges, and
short forms before their full names.

All sentences are invented; none stands in the sets that the engine is measured on.
"""

from __future__ import annotations

import pytest

from tests.suggest.drafts import actors, draft_of, stance, stances, types


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is imperative for the government to address the causes.", ("demand", "imperative")),
        ("It is vital that the truce is kept.", ("demand", "vital")),
        ("It was necessary.", None),
        ("IT IS NECESSARY FOR YOU TO STAY AT HOME.", ("demand", "NECESSARY")),
        ("WE MUST ENFORCE THE LAWS.", ("demand", "MUST")),
        ("THE LAW MUST BE READ WITH CARE.", None),
        ("IT IS IMPORTANT TO REMAIN CALM.", ("call_for_restraint", "IMPORTANT")),
        ("PLEASE TUNE IN AND REMAIN CALM.", ("call_for_restraint", "REMAIN CALM")),
        ("The town has remained calm since.", None),
        ("We ask you to leave your homes.", ("demand", "ask")),
        ("We do not want more checkpoints in this town.", ("oppose", "want")),
    ],
)
def test_a_demand_needs_no_verb_of_asking(text: str, expected: tuple[str, str] | None) -> None:
    assert stances(text) == ([expected] if expected else [])


def test_an_impersonal_demand_is_the_authors() -> None:
    found = stance("It is imperative for the government to address the causes.")
    assert (found["holder"], found["speech"]) == (["author"], "authorial")
    assert found["addressee"] == ["government"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amid fears of reprisals, families left the village.", ("express_concern", "fears")),
        ("The find reinforces fears that the group has more mortars.", ("express_concern", "fears")),
        ("The ridge was a cause of concern for the government.", ("express_concern", "concern")),
        ("There was widespread condemnation of the bombing.", ("condemn", "condemnation")),
        ("There was a call at noon.", None),
        ("The Northern Front signalled its readiness to give up arms.", ("accept", "readiness")),
        ("The Northern Front signalled its readiness for talks.", ("offer_talks", "readiness")),
        ("The officer has been indicted on murder charges.", ("accuse", "indicted")),
        ("The commissioner defended the shots as necessary.", ("justify", "defended")),
        ("The commissioner defended the town.", None),
        ("The minister called what the marchers had done reckless.", ("condemn", "reckless")),
    ],
)
def test_acts_by_nouns_and_late_predicates(text: str, expected: tuple[str, str] | None) -> None:
    found = stances(text)
    if expected is None:
        assert not [one for one in found if one[0] not in {"assert"}]
    else:
        assert [(act, words.split()[-1]) for act, words in found] == [expected]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The colonel said the operation was going according to plan.", "assert"),
        ("The ministry said the strike was not intentional.", "assert"),
        ('"The situation is under control," the general said.', "assert"),
        ("The doctor said the camp would collapse without water.", "warn"),
        ('"It is not safe to stay here," the army said.', "warn"),
        ("She said most of them had been exposed to extreme cruelty under the militia.", "accuse"),
        ("The monitors said that torture and rape were used by the army.", "accuse"),
        ('"This is the work of the rebels," the president said.', "accuse"),
        ('"Please remain calm," the mayor said.', "call_for_restraint"),
        ('"We will not be deterred by these attacks," the minister said.', "vow_action"),
        ("The mayor said the bridge would be closed on Friday.", ""),
        ("The colonel said the convoy had left at noon.", ""),
    ],
)
def test_what_a_content_foretells_or_judges(text: str, act: str) -> None:
    assert [found for found, _ in stances(text)] == ([act] if act else [])


def test_who_is_not_safe_was_not_said_to_be_unharmed() -> None:
    draft = draft_of("The children were not safe, the mayor said.")
    assert draft.casualties == []


def test_support_that_a_speaker_tells_of_another_is_no_stance_of_that_other() -> None:
    text = "In return, the rebels extend logistic support to the gang, a guard said."
    assert "support" not in [act for act, _ in stances(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "THE CDH (COMMISSION FOR THE DEFENSE OF HUMAN RIGHTS) CONDEMNED THE RAID.",
            {"CDH": "civil_society", "COMMISSION FOR THE DEFENSE OF HUMAN RIGHTS": "civil_society"},
        ),
        (
            "The FMN (Farabundo Mora National Front) attacked the town.",
            {"FMN": "rebel_group", "Farabundo Mora National Front": "rebel_group"},
        ),
        ("FENATRA (VELMAR WORKERS NATIONAL UNION) REJECTED THE PLAN.", {"FENATRA": "civil_society"}),
    ],
)
def test_a_short_form_stands_before_its_full_name(text: str, expected: dict[str, str]) -> None:
    assert expected.items() <= types(text).items()


@pytest.mark.parametrize(
    "text", ["IT BEGAN AT 2000 (0200 GMT) IN LIMA (PERU).", "THE MEN (ALL OF THEM ARMED) FLED IN A BUS."]
)
def test_other_brackets_hold_no_name(text: str) -> None:
    assert not [one for one in actors(text) if "(" in one or one in {"GMT", "PERU", "ALL", "LIMA"}]


def test_a_short_form_keeps_the_type_of_its_full_name() -> None:
    text = "THE ELV (ARMY OF VELMAR LIBERATION) FIRED AT A POST. THE ELV SAID SO."
    assert types(text)["ELV"] == "rebel_group"


def test_departments_behind_a_name_are_places() -> None:
    assert actors("In Cuscal and Santa Rita departments, rebels blew up pylons.") == ["rebels"]
