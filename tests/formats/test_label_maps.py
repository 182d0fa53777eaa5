"""A label map is held against the vocabulary, and every fault is told with its place and how to mend it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.formats.label_maps import BadLabelMap, parse_label_map, read_label_map
from conflict_claims.formats.label_maps.values import FIELDS, expected, value_of
from conflict_claims_schemas.fields import Field
from tests.formats.exchanged import BRAT_MAP, CONLL_MAP

HEAD = '[article]\nlanguage = "en"\n[spans]\nGroup = { layer = "actor", type = "rebel_group", mention = "named" }\n'


def test_whole_map_is_read() -> None:
    labels = parse_label_map(BRAT_MAP, "labels.toml")
    assert labels.layers == ("actor", "casualty", "stance", "link")
    assert labels.spans["Toll"].values == {"outcome": "killed", "modality": "exact"}
    assert labels.relations["Says"].source == "Claim"
    assert labels.conll is None
    assert parse_label_map(CONLL_MAP, "labels.toml").layers == ("actor",)


def test_constants_are_of_the_kind_of_their_field() -> None:
    toll = 'Toll = { layer = "casualty", outcome = "killed", modality = "exact", min = 3, as_of = 2031-05-04, source = '
    labels = parse_label_map(HEAD + toll + '"author", subset = ["women", "children"] }\n', "labels.toml")
    values = labels.spans["Toll"].values
    assert (values["min"], values["as_of"], values["source"]) == (3, "2031-05-04", ["author"])
    assert values["subset"] == ["women", "children"]


FAULTS = [
    ("language = ", "labels.toml  no TOML", None),
    (HEAD.replace("actor", "actors"), "spans Group layer", "one of actor, casualty, stance, topic"),
    (HEAD.replace("rebel_group", "rebel"), 'found "rebel"', 'write "rebel_group"'),
    (HEAD.replace("mention", "mentoin"), 'found "mentoin"', 'write "mention"'),
    (HEAD.replace("language", "langage"), 'found "langage"', 'write "language"'),
    (HEAD.replace('"en"', '"english"'), "article language", "a code of ISO 639-1"),
    (HEAD + "[relation]\n", 'found "relation"', 'write "relations"'),
    (HEAD + '[relations]\nSays = { field = "sources" }\n', 'found "sources"', 'write "source"'),
    (HEAD + '[relations]\nSays = { field = "source", link = "updates" }\n', "found both", None),
    (HEAD + "[relations]\nSays = {}\n", "found neither", None),
    (HEAD + '[relations]\nNew = { link = "update" }\n', 'found "update"', 'write "updates"'),
    (HEAD + '[attributes]\nNot = { field = "status", value = "negative" }\n', "found 'negative'", None),
    (
        HEAD + '[attributes]\nNot = { field = "status", value = "actual", values = {} }\n',
        "expected value or values",
        None,
    ),
    (HEAD + '[attributes]\nNot = { field = "start" }\n', 'found "start"', None),
    (HEAD + '[notes]\nNote = "note"\n', "a table of fields", None),
    (HEAD + '[events]\nHit = { layer = "stance", roles = { Who = "source" } }\n', "one of holder, target", None),
    ('[article]\nlanguage = "en"\n', "a label that becomes a record", None),
    (HEAD.replace("[spans]", 'layers = ["casualty"]\n[spans]'), "actor too", None),
    (HEAD.replace("[spans]", 'metadata = "../about.jsonl"\n[spans]'), "in the folder of the texts", None),
    (HEAD.replace("[spans]", "published = 3\n[spans]"), "a day as YYYY-MM-DD", None),
    (CONLL_MAP.replace("token = 1", "token = 0"), "1 is the first", None),
    (CONLL_MAP.replace("column = -1", ""), "conll tags column", None),
    (CONLL_MAP.replace(', mention = "named"', ""), "expected mention, which the layer actor needs", None),
    (CONLL_MAP.replace("token = 1", 'token = 1\njoin = "none"'), "one of blank, text", None),
    (CONLL_MAP.replace("token = 1", "token = 1\nstart = 2"), "start and end, or neither", None),
]


@pytest.mark.parametrize(("text", "told", "fix"), FAULTS)
def test_faults_are_told(text: str, told: str, fix: str | None) -> None:
    with pytest.raises(BadLabelMap) as raised:
        parse_label_map(text, "labels.toml")
    assert told in str(raised.value)
    assert fix is None or fix in str(raised.value)


def test_all_faults_are_told_with_their_lines() -> None:
    more = 'Person = { layer = "actors" }\n[attributes]\nNot = { field = "state" }\n'
    text = HEAD.replace("rebel_group", "rebel") + more
    with pytest.raises(BadLabelMap) as raised:
        parse_label_map(text, "labels.toml")
    heads = [line for line in str(raised.value).splitlines() if line.startswith("labels.toml")]
    assert heads == [
        "labels.toml:4  spans Group type",
        "labels.toml:5  spans Person layer",
        "labels.toml:7  attributes Not field",
    ]


def test_label_cannot_forge_a_line() -> None:
    with pytest.raises(BadLabelMap) as raised:
        parse_label_map('[article]\nlanguage = "en"\n[spans]\n"a\\nerror  CAS003" = { layer = "x" }\n', "labels.toml")
    assert not any(line.startswith("error") for line in str(raised.value).splitlines())


def test_a_mark_at_the_head_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "labels.toml").write_text(HEAD, encoding="utf-8-sig")
    assert read_label_map(tmp_path / "labels.toml").layers == ("actor",)


def test_a_map_of_two_formats_is_told() -> None:
    both = HEAD + CONLL_MAP.partition("\n\n")[2]
    with pytest.raises(BadLabelMap, match=r"labels.toml:3  spans\n.* found \[spans\] too"):
        parse_label_map(both, "labels.toml")


def test_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadLabelMap, match="cannot be read"):
        read_label_map(tmp_path / "none.toml")
    (tmp_path / "labels.toml").write_bytes(b"\xff")
    with pytest.raises(BadLabelMap, match="UTF-8"):
        read_label_map(tmp_path / "labels.toml")


@given(st.text(max_size=80))
def test_any_text_is_a_map_or_a_told_fault(text: str) -> None:
    with pytest.raises(BadLabelMap):
        parse_label_map(text, "labels.toml")


@given(st.text(max_size=12))
def test_words_are_a_value_or_told_what_was_expected(words: str) -> None:
    for fields in FIELDS.values():
        for field in fields.values():
            told = _value_or_fault(field, words)
            assert told in (words, [words], "expected: " + expected(field)) or told == int(words)


def _value_or_fault(field: Field, words: str) -> Any:
    try:
        return value_of(field, words)
    except ValueError as error:
        return f"expected: {error}"
