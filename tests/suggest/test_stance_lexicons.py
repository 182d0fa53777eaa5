"""The lexicons of actors and cues: no word twice, no label that the vocabulary lacks."""

from __future__ import annotations

from collections import Counter

import pytest

from conflict_claims.suggest.lexicon import lexicon, read_lexicon
from conflict_claims_schemas.vocabulary import ACT, ACTOR_TYPE


def _doubles(words: list[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def test_a_state_has_each_of_its_names_once() -> None:
    states = read_lexicon("states")
    names = [
        name
        for state in states.values()
        for key in ("names", "capitals", "places")
        for name in state.get(key, "").split()
    ]
    assert _doubles(names) == []
    assert len(states) > 150


@pytest.mark.parametrize("table", ["persons", "bodies"])
def test_a_role_noun_has_one_type(table: str) -> None:
    lists = read_lexicon("roles")[table]
    assert set(lists) <= set(ACTOR_TYPE.names)
    assert _doubles([word for words in lists.values() for word in set(words.split())]) == []


def test_a_known_name_has_one_type() -> None:
    lists = read_lexicon("organisations")["known"]
    assert set(lists) <= set(ACTOR_TYPE.names)
    assert _doubles([name for names in lists.values() for name in set(names.strip().splitlines())]) == []


def test_a_verb_carries_one_act_and_every_act_has_cues() -> None:
    cues = read_lexicon("cues")
    acts = {name: lists for name, lists in cues.items() if name in ACT.names}
    assert set(ACT.names) - set(acts) == {"other"}
    assert _doubles([verb for lists in acts.values() for verb in lists.get("verbs", "").split()]) == []


def test_a_given_name_stands_once_and_is_no_other_word() -> None:
    lists = read_lexicon("given_names")
    names = [name for listed in lists.values() for name in listed.split()]
    assert _doubles(names) == []
    assert {name for name in names if lexicon().letters.get(name, "z") not in "zNC"} == set()
