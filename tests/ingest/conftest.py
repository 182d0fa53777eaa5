"""A small corpus to work in."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflict_claims.files.layout import Layout

SETTINGS = """\
name: trial
title: A trial
repository: owner/trial
license: CC-BY-4.0
languages: [en, ur]
prefixes: [balochistan, sudan-west]
guidelines: g1.0
version: 0.0.0
"""


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    root = tmp_path / "corpus-root"
    (root / "corpus" / "articles").mkdir(parents=True)
    (root / "corpus" / "raw").mkdir()
    (root / "annotations").mkdir()
    (root / "corpus" / "corpus.yaml").write_text(SETTINGS)
    return Layout(root)
