"""The crosswalk to other codebooks names every attribute of every layer."""

from __future__ import annotations

from conflict_claims_schemas.crosswalk import CODEBOOKS, CROSSWALK, NONE
from conflict_claims_schemas.fields import ATTRIBUTES, Field

FIELDS: dict[str, Field] = {f"{layer}.{field.name}": field for layer, fields in ATTRIBUTES.items() for field in fields}


def test_every_attribute_has_a_counterpart_or_a_reason_for_none() -> None:
    named = {entry.ours.partition("=")[0] for entry in CROSSWALK}
    assert set(FIELDS) - named == set()


def test_an_entry_names_a_field_and_a_label_that_exist() -> None:
    for entry in CROSSWALK:
        name, _, label = entry.ours.partition("=")
        assert name in FIELDS
        if label:
            labels = FIELDS[name].label_set
            assert labels is not None
            assert label in labels.names


def test_an_entry_names_a_codebook_and_its_field_or_says_why_there_is_none() -> None:
    for entry in CROSSWALK:
        assert entry.codebook in CODEBOOKS
        assert bool(entry.theirs) == (entry.codebook != NONE)
        assert entry.note or entry.codebook != NONE


def test_no_correspondence_is_given_twice() -> None:
    given = [(entry.ours, entry.codebook, entry.theirs) for entry in CROSSWALK]
    assert len(set(given)) == len(given)


def test_every_codebook_is_used() -> None:
    assert {entry.codebook for entry in CROSSWALK} == set(CODEBOOKS)
