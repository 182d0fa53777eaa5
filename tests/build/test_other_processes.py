"""A large corpus is built by several processes, and comes out byte by byte as from one."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflict_claims.build import article_parts, toll_table
from conflict_claims.build.dataset import write_data
from conflict_claims.files.layout import Layout
from conflict_claims.tables.corpus import read_corpus

BASE = Path(__file__).parents[1] / "fixtures" / "base"


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["full", "public"])
def test_rows_made_by_other_processes_are_the_same(
    edition: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = read_corpus(Layout(BASE))
    bundles = {annotator: corpus.bundle(annotator) for annotator in corpus.passes}
    alone = write_data(bundles, corpus.registries, edition, tmp_path / "alone")
    for module in (article_parts, toll_table):
        monkeypatch.setattr(module, "MANY", 1)
        monkeypatch.setattr(module, "cores", lambda: 2)
    monkeypatch.setattr(article_parts, "ARTICLES", 2)
    monkeypatch.setattr(toll_table, "INCIDENTS", 1)
    assert write_data(bundles, corpus.registries, edition, tmp_path / "together") == alone
