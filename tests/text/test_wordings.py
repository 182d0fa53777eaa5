"""The wording table is complete and consistent, and the grammar reads every form of it."""

import pytest

from conflict_claims.text.numbers import read_toll
from conflict_claims_schemas.vocabulary import MODALITY
from conflict_claims_schemas.wordings import MODALITIES, WORDING_BY_KEY, WORDINGS, Wording

FORMS = [(wording, form) for wording in WORDINGS for form in wording.forms]


def spelt(form: str) -> str:
    """Put numbers and a unit where a form has letters for them."""
    words = [{"N": "30", "A": "20", "B": "30", "C": "5", "U": "dozen"}.get(word, word) for word in form.split(" ")]
    noun = " person" if form in {"a", "an", "the sole", "the lone", "the only"} else ""
    return " ".join(words).replace(" - ", "-") + noun


def test_keys_are_unique() -> None:
    assert len(WORDING_BY_KEY) == len(WORDINGS)


def test_modalities_are_those_of_the_vocabulary() -> None:
    assert MODALITY.names == MODALITIES


def test_every_modality_has_a_wording() -> None:
    assert {wording.modality for wording in WORDINGS} == set(MODALITIES)


def test_no_form_stands_twice() -> None:
    forms = [form for _, form in FORMS]
    assert sorted(forms) == sorted(set(forms))


def test_every_wording_gives_its_reason() -> None:
    assert all(wording.reason.endswith(".") for wording in WORDINGS)


@pytest.mark.parametrize(("wording", "form"), FORMS, ids=[f"{w.key}: {form}" for w, form in FORMS])
def test_the_grammar_reads_every_form(wording: Wording, form: str) -> None:
    reading = read_toll(spelt(form))
    if wording.key == "bare":
        assert reading is None
    else:
        assert reading is not None
        assert (reading.wording, reading.modality) == (wording.key, wording.modality)
