"""The page on the formats of others: its label maps work, and its tables are whole."""

from __future__ import annotations

import re
from pathlib import Path

from conflict_claims.formats.brat.configuration import label_map
from conflict_claims.formats.label_maps import parse_label_map
from conflict_claims.formats.label_maps.reading import SECTIONS
from conflict_claims_schemas.vocabulary import LAYER

PAGE = (Path(__file__).parents[2] / "docs" / "formats-interchange.md").read_text()


def test_examples_are_label_maps() -> None:
    brat, conll = (parse_label_map(text, "labels.toml") for text in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))
    assert brat.layers == ("actor", "casualty", "stance", "link")
    assert conll.conll is not None
    assert conll.layers == ("actor",)


def test_every_section_is_described() -> None:
    assert {name for name in SECTIONS if f"`[{name}]`" in PAGE} == set(SECTIONS)


def test_map_of_an_export_is_a_label_map() -> None:
    assert parse_label_map(label_map(LAYER.names, "articles.jsonl"), "labels.toml").layers == LAYER.names
