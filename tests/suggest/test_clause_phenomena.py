"""What the clause decides: who joined in the deed, what became of the wounded, what a rank is, who denies what;
present forms that might be nouns; what one says that one will do.

All sentences are invented; none stands in the sets that the engine is measured on.
"""

from __future__ import annotations

from typing import Any

import pytest

from conflict_claims.suggest.article import Suggester

SUGGESTER = Suggester()


def records(text: str, layer: str) -> list[dict[str, Any]]:
    """The records of a layer for a body under a headline without any, references as words."""
    every = SUGGESTER.suggest(f"News of the day\n\n{text}")
    words = {one["id"]: one.get("text", "") for one in every}
    return [
        {name: [words.get(one, one) for one in value] if type(value) is list else value for name, value in one.items()}
        for one in every
        if one["layer"] == layer
    ]


def claims(text: str) -> list[tuple[str, str, str]]:
    return [(one["text"], one["outcome"], one["modality"]) for one in records(text, "casualty")]


def stances(text: str) -> list[tuple[str, str]]:
    return [(one["text"], one["act"]) for one in records(text, "stance")]


@pytest.mark.parametrize(
    ("text", "victims", "doers"),
    [
        ("The clerk was shot dead by two gunmen and a boy.", ["clerk"], ["gunmen", "boy"]),
        ("Nine people were killed by the army and the police.", ["Nine people"], ["army", "police"]),
        ("Ten people were killed by rebels, soldiers or bandits.", ["Ten people"], ["rebels", "soldiers", "bandits"]),
        ("Three people were killed by rebels in Tarn and two in Harl.", ["Three people", "two"], ["rebels"]),
        ("Two men were killed by police and the army said it was sorry.", ["Two men"], ["police"]),
    ],
)
def test_all_who_did_it_are_doers_and_none_of_them_a_victim(text: str, victims: list[str], doers: list[str]) -> None:
    found = records(text, "casualty")
    assert [one["text"] for one in found] == victims
    assert found[0]["perpetrator"] == doers


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("The raid was condemned by France, Germany and Italy.", ["France", "Germany", "Italy"]),
        ("The plan was rejected by the army and the rebels.", ["army", "rebels"]),
    ],
)
def test_all_who_hold_a_passive_act_are_holders(text: str, holders: list[str]) -> None:
    assert [one["holder"] for one in records(text, "stance")] == [holders]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A woman who had been wounded on Sunday succumbed to her injuries.", "A woman"),
        ("A man wounded on Sunday died of his injuries.", "A man"),
        ("A soldier who was injured in the blast died in hospital.", "A soldier"),
        ("Five soldiers who had been abducted were found dead.", "Five soldiers"),
        ("All 25 people on board were killed.", "25 people"),
        ("Seven mutilated corpses were found.", "Seven mutilated corpses"),
    ],
)
def test_death_is_told_behind_what_stands_between(text: str, who: str) -> None:
    assert claims(text) == [(who, "killed", "exact")]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("The attack, the worst since 2019, killed 12 people.", None),
        ("In the deadliest attack this year, 14 soldiers were killed.", None),
        ("It was the deadliest attack since January and killed 40 people.", None),
        ("Rebels have killed 90 people since January.", "period"),
        ("Rebels have killed 90 people this year.", "period"),
    ],
)
def test_a_rank_among_others_is_no_period(text: str, scope: str | None) -> None:
    assert [one.get("scope") for one in records(text, "casualty")] == [scope]


@pytest.mark.parametrize(
    "text",
    [
        "Forty hostages were freed unharmed by commandos.",
        "The 21 hostages were released unharmed.",
        "The government gives no toll.",
    ],
)
def test_who_was_freed_and_what_is_not_told_is_no_claim(text: str) -> None:
    assert claims(text) == []


def test_of_those_seized_the_freed_are_not_counted_again() -> None:
    assert claims("Rebels seized 40 hostages; 12 were later freed.") == [("40 hostages", "captured", "exact")]


@pytest.mark.parametrize(
    ("text", "words", "outcome"),
    [
        ("The army denied that any civilians had died.", "any civilians had died", "killed"),
        ("The army denied that it had held any captives.", "had held any captives", "captured"),
        ("The army denied that any civilians were among the dead.", "any civilians were among the dead", "killed"),
        ("The army denied any of its men were hurt.", "any of its men were hurt", "injured"),
        ("The group denies that it killed civilians.", "killed civilians", "killed"),
    ],
)
def test_denials_of_any_harm_count_none(text: str, words: str, outcome: str) -> None:
    assert claims(text) == [(words, outcome, "none")]
    assert stances(text)[0][1] == "deny_harm"
    assert records(text, "stance")[0]["target"] == [words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is not clear how many people died.", [("how many people", "killed", "unquantified")]),
        ("One in five residents was displaced.", [("One in five residents", "displaced", "proportion")]),
        ("They put the dead at 90, of whom 30 were children.", [("90", "killed", "exact"), ("30", "killed", "exact")]),
        ("It listed 40 dead, six of whom were under five.",
         [("40 dead", "killed", "exact"), ("six of whom", "killed", "exact")]),
        ("Ten people were killed, with four nurses among them.",
         [("Ten people", "killed", "exact"), ("four nurses", "killed", "exact")]),
        ("Sources speak of 100 dead, of about 200 and of more than 300.",
         [("100 dead", "killed", "exact"), ("about 200", "killed", "about"), ("more than 300", "killed", "more_than")]),
        ("The death toll was raised again on Friday, to 43.", [("43", "killed", "exact")]),
        ("Killed: 4; wounded: 7.", [("4", "killed", "exact"), ("7", "injured", "exact")]),
        ("TARN (Echo) - Twenty-three miners were killed.", [("Twenty-three miners", "killed", "exact")]),
    ],
)  # fmt: skip
def test_figures_are_read_in_their_forms(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert claims(text) == expected


def test_losses_are_those_of_whoever_lost_them() -> None:
    assert [one["victims"] for one in records("The army lost 14 men.", "casualty")] == ["state_force"]


def test_a_revised_toll_has_the_speaker_behind_it() -> None:
    [found] = records("The toll was raised to 95, the health ministry said.", "casualty")
    assert (found["source"], found["report"]) == (["health ministry"], "revised")


def test_a_warning_behind_its_content_gives_the_source() -> None:
    [found] = records("Thousands could die, officials warned.", "casualty")
    assert found["source"] == ["officials"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Al-Shabaab claims responsibility for the attack.", [("claims responsibility", "claim_responsibility")]),
        ("The rebel leader calls for an end to the war and asks the group to disarm.",
         [("calls for", "demand"), ("asks", "demand")]),
        ("The government files a suit against Algeria and accuses Algeria of theft.", [("accuses", "accuse")]),
        ("The president appeals for calm.", [("appeals for calm", "call_for_restraint")]),
        ("Police suspect the group of the raid.", [("suspect", "suspect")]),
        ("Nine were hurt in an attack police suspect was carried out by rebels.", [("suspect", "suspect")]),
        ("The army rejects that and claims that rebels did it.", [("rejects", "reject"), ("claims", "assert")]),
        ("The party wants the sales stopped.", [("wants", "demand")]),
    ],
)  # fmt: skip
def test_present_forms_are_verbs_behind_one_who_does_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert stances(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Phone calls for help went unanswered.",
        "The claims of the group were long.",
        "The party wants to leave.",
        "A murder suspect was held.",
        "The army promised details.",
        "They hinder the campaign against rebels.",
        "Troops backed by 40 tanks entered the town.",
    ],
)
def test_nouns_wishes_and_arms_are_no_acts(text: str) -> None:
    assert stances(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels say they will march on the capital.", [("say", "vow_action")]),
        ("The group said it would kill one captive if its terms were not met.", [("said", "threaten")]),
        ("The aid group said it would not resume work unless it was protected.", [("said", "reject")]),
        ("The minister said the culprits would be held accountable.", [("said", "vow_action")]),
        ("Those who planned it, the minister said, would pay a very heavy price.", [("said", "vow_action")]),
        ("Residents said soldiers had looted shops.", [("said", "accuse")]),
        ("The minister said the government would prosecute the rebels.", [("said", "vow_action")]),
        ("The minister said he could not confirm the report.", []),
        ("Police said the road had been closed.", []),
    ],
)
def test_what_one_says_that_one_will_do_or_that_another_did(text: str, expected: list[tuple[str, str]]) -> None:
    assert stances(text) == expected


def test_acts_of_a_subject_that_no_lexicon_has_are_of_somebody_unnamed() -> None:
    [found] = records("The plovers together condemned the killing.", "stance")
    assert (found["act"], found["holder"]) == ("condemn", ["unnamed"])


def test_a_clause_behind_while_has_its_own_subject() -> None:
    [found] = records("The raids went on while the government vowed no talks.", "stance")
    assert found["holder"] == ["government"]


def test_help_that_one_is_thanked_for_is_no_act_of_the_thankful() -> None:
    assert stances("India thanked Russia for its support.") == [("thanked", "praise")]
    assert stances("The United States warned Iran against retaliation.") == [("warned", "warn")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tor Vesk, a rebel commander, was killed on Tuesday.", [("Tor Vesk", "rebel_group")]),
        ("Vesk, 27, was shot dead.", [("Vesk", "unidentified")]),
        ("Peace came in the conflict with Turkey.", [("Turkey", "foreign_state")]),
        ("Talks between India and Pakistan collapsed.", [("India", "foreign_state"), ("Pakistan", "foreign_state")]),
        ("The border with Iran was shut.", []),
        ("The Southern Transitional Council, at war, was absent.", [("Southern Transitional Council", "rebel_group")]),
        ("The Nigerian Armed Forces denied it.", [("Nigerian Armed Forces", "state_military")]),
        ("The Defence Secretary denied it.", [("Defence Secretary", "government")]),
        ("RUBEN ZAMBRO TOLD THE COUNCIL THAT CARLOS MERTIN LEFT.",
         [("RUBEN ZAMBRO", "unidentified"), ("COUNCIL", "government"), ("CARLOS MERTIN", "unidentified")]),
        ("Tariq Belmar left the country.", [("Tariq Belmar", "unidentified")]),
        ("San Jose Belmar was quiet.", []),
        ("Washington welcomed the truce.", [("Washington", "foreign_state")]),
        ("Officials in Kabul met. Kabul denied it.", [("Officials", "government"), ("Kabul", "government")]),
    ],
)  # fmt: skip
def test_names_are_actors_by_what_befalls_them_and_whom_they_are_between(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(one["text"], one["type"]) for one in records(text, "actor") if one["text"][0].isupper()] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It was a raid," the minister said. "The rebels must lay down their arms."', [("must", "demand")]),
        ('"It was a raid," the minister said. "We will crush them."', [("crush", "vow_action")]),
        ('"It was a raid," the minister said. "We will meet on Monday."', []),
        ('"It was a raid," the minister said. The rebels must pass the bridge.', []),
    ],
)
def test_a_quotation_that_goes_on_carries_its_own_act(text: str, expected: list[tuple[str, str]]) -> None:
    assert stances(text) == expected


def test_beliefs_hold_something_to_be_so() -> None:
    assert stances("Karim Salih believes that the government will fall.") == [("believes", "assert")]
    assert stances("An offensive has been launched to protest the new taxes.") == [("protest", "oppose")]
    assert stances("Police say that Vesk has participated in other attacks.") == [("say", "accuse")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Residents were critical of the army.", [("critical of", "condemn")]),
        ("Traders were angry at the government.", [("angry at", "condemn")]),
        ("The minister is rarely angry.", []),
        ("Protesters chanted slogans against the junta.", [("chanted slogans against", "oppose")]),
        ("The rebels gave the army 48 hours to withdraw.", [("gave", "demand")]),
        ("The five presidents decided to request a summit.", [("request", "demand")]),
        ("The embassy characterised the raid as a violation of the truce.", [("violation", "condemn")]),
        ("Rights groups have long accused the army of abuses.", [("accused", "accuse")]),
    ],
)
def test_acts_behind_adjectives_and_in_longer_verbs(text: str, expected: list[tuple[str, str]]) -> None:
    assert stances(text) == expected


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The minister said the raid was a cowardly act.", "condemn"),
        ("The minister said the raid was not a cowardly act.", ""),
        ("The spokesman said the report was false.", "reject"),
        ("The governor said the captives will not be released.", "reject"),
        ("The minister said the government will not leave the talks.", "refuse_talks"),
        ("The mayor said the rain will not last.", ""),
        ("The union said its members would strike.", "vow_action"),
        ("The minister said it was imperative that the law be changed.", "demand"),
        ('The bishop said: "Stop the killing."', "demand"),
        ("The colonel thinks the guerrillas were behind the raid.", "suspect"),
        ("The colonel does not believe that the guerrillas were behind the raid.", "doubt"),
        ("The council said that it was not going to hold the vote.", "reject"),
        ("The general said the advance was going as planned.", "assert"),
    ],
)
def test_what_is_said_amounts_to_an_act_or_to_none(text: str, act: str) -> None:
    assert [found for _, found in stances(text)] == ([act] if act else [])


def test_what_people_of_the_article_want_is_theirs() -> None:
    (found,) = records("The cabinet discussed the protesters' demands.", "stance")
    assert (found["text"], found["act"], found["holder"]) == ("demands", "demand", ["protesters"])


def test_a_call_that_comes_from_somewhere_is_held_there() -> None:
    (found,) = records("The cabinet discussed the demand from rebels for a truce.", "stance")
    assert (found["text"], found["holder"]) == ("demand", ["rebels"])


def test_what_a_plan_met_with_is_no_actor() -> None:
    found = SUGGESTER.suggest("News of the day\n\nThe plan drew strong opposition.")
    assert [(one["layer"], one["text"]) for one in found if one["layer"] != "topic"] == [("stance", "opposition")]


def test_a_verb_that_the_lexicon_lacks_is_one_behind_a_modal() -> None:
    (found,) = records("Mr Wells said he will press Norwegian leaders for a vote.", "stance")
    assert (found["text"], found["act"]) == ("press", "demand")


@pytest.mark.parametrize("text", ["Nuno has rejected the plan.", "Nuno also rejected the plan."])
def test_a_name_that_begins_a_sentence_is_told_by_what_it_does(text: str) -> None:
    (found,) = records(text, "stance")
    assert found["holder"] == ["Nuno"]


def test_who_speaks_in_a_transcript_stands_in_brackets() -> None:
    found = records("(BEGIN RECORDING) (VALDES) WE CONDEMN THE RAID.", "actor")
    assert "VALDES" in [one["text"] for one in found]


def test_upper_case_verbs_are_no_names() -> None:
    found = [one["text"] for one in records("LET US STOP PAYING FOR THE DEFENSE OF THE NATION.", "actor")]
    assert "LET" not in found
    assert "THE NATION" not in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The band held the 40 passengers the gunmen kidnapped.", [("40 passengers", "captured", "exact")]),
        ("The 12 men they killed were farmers.", [("12 men", "killed", "exact")]),
        ("The deaths of the mayor and 2 clerks.", [("mayor", "killed", "exact"), ("2 clerks", "killed", "exact")]),
        ("Sixty people or more were injured.", [("Sixty people or more", "injured", "at_least")]),
        ("The number of people killed since 2019 now stands at 600.", [("600", "killed", "exact")]),
        ("It left 3 hurt, including a girl.", [("3 hurt", "injured", "exact"), ("a girl", "injured", "exact")]),
        ("3 hurt, including a 9-year-old", [("3 hurt", "injured", "exact"), ("a 9-year-old", "injured", "exact")]),
        ("It led to the death of Envoy R. Peter Hale.", [("Envoy R. Peter Hale", "killed", "exact")]),
        ("The 17-year-old bridge was shut.", []),
    ],
)  # fmt: skip
def test_harm_in_clauses_that_lack_their_joint(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert claims(text) == expected


def test_who_harmed_stands_in_the_clause_without_a_joint() -> None:
    (found,) = records("The 12 men the gunmen killed were farmers.", "casualty")
    assert found["perpetrator"] == ["gunmen"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ten men were killed at Harl, four clerks at Tarn, 12 in the fort, six nurses and two cooks.", "10 4 12 6 2"),
        ("Nine bodies, of five nurses and four cooks, were found.", "9 5 4"),
        ("A report had 71 dead, with 24 women and 38 children.", "71 24 38"),
        ("He counted 25 dead and said that 14 soldiers were among them.", "25 14"),
        ("Ten people were killed; other reports say 20.", "10 20"),
        ("Ten people were killed; the Harl Herald had at least 20.", "10 20"),
        ("Ten people were killed; the group had 20.", "10"),
        ("Ten people were killed in Harl, 20 miles from Tarn.", "10"),
        ("Ten people were killed in Harl, two of the towns in Tarn.", "10"),
        ("Ten people died, with 24 women looking on.", "10"),
    ],
)  # fmt: skip
def test_figures_that_go_on_with_a_count(text: str, expected: str) -> None:
    assert " ".join(str(one["min"]) for one in records(text, "casualty")) == expected


@pytest.mark.parametrize(
    "text",
    ["A report had 71 dead, with 24 women and 38 children.", "Nine bodies, of five nurses and four cooks, were found."],
)
def test_what_goes_on_with_a_whole_is_a_part_of_it(text: str) -> None:
    links = [one for one in SUGGESTER.suggest(f"News of the day\n\n{text}") if one["layer"] == "link"]
    assert [(one["type"], one["to"]) for one in links] == [("subset_of", "c1")] * 2


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Marek Vesk, the army's spokesman, said 21 guards and four clerks had died.", [["Marek Vesk"]] * 2),
        ("The jail's chief, Marek Vesk, said its guards and three clerks were shot.", [["Marek Vesk"]]),
        ("Minister Marek Vesk spoke of two guards killed, and said no clerk died.", [["Minister Marek Vesk"]] * 2),
        ("The Taliban claimed the raid. One of its statements spoke of six soldiers killed.", [["Taliban"]]),
        ("The army attacked. An earlier Taliban claim had given 12 soldiers killed.", [["Taliban"]]),
        ("Ten people died, officials said; two were shot, according to police.", [["officials"], ["police"]]),
        ("The minister gave 10 dead, and Reuters, citing police, wrote of 12.", [["minister"], ["police"]]),
        ("Marek Vesk was quoted on Monday as saying that nine clerks were killed.", [["Marek Vesk"]]),
        ("Police put the dead at five, a figure that could not be verified.", [["Police"]]),
        ("Police said ten people died; Reuters had at least 12 dead.", [["Police"], ["Reuters"]]),
        ("A bishop voiced sorrow over the killing of 20 miners.", [["bishop"]]),
    ],
)
def test_whose_figure_it_is(text: str, sources: list[list[str]]) -> None:
    assert [one["source"] for one in records(text, "casualty")] == sources


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("A bomber struck the market. Police said ten people died.", "victim_side"),
        ("Ten people died in Harl, police said.", "unknown"),
        ("The Taliban were blamed. Ten people died in the market, police said.", "victim_side"),
        ("Soldiers attacked the market. Ten people died, police said.", "perpetrator_side"),
    ],
)
def test_the_side_of_the_state_follows_whoever_attacks_in_the_article(text: str, party: str) -> None:
    assert [one["party"] for one in records(text, "casualty")] == [party]


def test_a_toll_that_ranges_has_two_ends() -> None:
    assert claims("Tolls range from five dead to 90.") == [("five dead", "killed", "exact"), ("90", "killed", "exact")]


def test_two_who_are_not_named_may_disagree() -> None:
    found = SUGGESTER.suggest(
        "News of the day\n\nOne report spoke of 12 dead in the raid. Another report spoke of 25 dead."
    )
    assert [one["type"] for one in found if one["layer"] == "link"] == ["conflicts_with"]


def test_those_among_the_dead_are_parts_of_the_toll_and_not_of_one_another() -> None:
    text = "The toll rose to 43. Seven women and three children are among the dead."
    found = SUGGESTER.suggest(f"News of the day\n\n{text}")
    words = {one["id"]: one.get("text") for one in found}
    parts = [(words[one["from"]], words[one["to"]]) for one in found if one.get("type") == "subset_of"]
    assert parts == [("Seven women", "43"), ("three children", "43")]
