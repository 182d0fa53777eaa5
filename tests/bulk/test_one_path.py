"""The rows of a bulk conversion are those that the build of the same corpus publishes."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from polars.testing import assert_frame_equal

from conflict_claims.annotations import Pass
from conflict_claims.articles import Article
from conflict_claims.build.configurations import article_tables
from conflict_claims.bulk.findings import Findings
from conflict_claims.bulk.line_rows import line_rows
from conflict_claims.files.layout import GOLD
from conflict_claims.tables.bundle import bundle
from conflict_claims.tables.columnar import Registered, columnar
from conflict_claims.tables.flat import flat
from conflict_claims.tables.registries import registry_frame
from conflict_claims_schemas.features import features
from conflict_claims_schemas.fields import REGISTRIES
from conflict_claims_schemas.hub_metadata import published_schema
from tests.bulk.archives import TABLES, base_corpus, convert, corpus_line, corpus_lines, table, write_lines
from tests.label_studio.offline.passes import articles_and_passes


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    write_lines(folder / "base.jsonl", corpus_lines(base_corpus()))
    assert convert(folder / "base.jsonl", "--tokens", "--sentences", out=folder / "out") == 0
    return folder / "out"


@pytest.mark.parametrize("name", [*TABLES, "tokens"])
def test_a_conversion_gives_the_rows_of_a_build(name: str, out: Path) -> None:
    corpus = base_corpus()
    built, _ = article_tables(flat(corpus.bundle(GOLD), corpus.registries), "full")
    expected = pl.from_arrow(built[name])
    assert isinstance(expected, pl.DataFrame)
    assert expected.height
    assert_frame_equal(table(out, name), expected)


@pytest.mark.parametrize("name", [*TABLES, "tokens"])
def test_files_have_the_published_schema_with_its_features(name: str, out: Path, tmp_path: Path) -> None:
    [file] = (out / name).glob("*.parquet")
    pq.write_table(features(name).arrow_schema.empty_table(), tmp_path / "published.parquet")
    assert pq.read_schema(file).equals(pq.read_schema(tmp_path / "published.parquet"), check_metadata=True)


@pytest.mark.parametrize("name", [*TABLES, "tokens", "tolls", "passes", "actor_registry"])
def test_the_schema_that_needs_no_datasets_is_that_of_datasets(name: str) -> None:
    assert published_schema(name).equals(features(name).arrow_schema, check_metadata=True)


@pytest.mark.slow
def test_load_dataset_reads_what_a_conversion_wrote(out: Path, tmp_path: Path) -> None:
    from datasets import load_dataset

    files = f"{out}/casualties/*.parquet"
    loaded = load_dataset("parquet", data_files=files, split="train", cache_dir=str(tmp_path))
    assert loaded.features == features("casualties")
    assert loaded["span_id"] == table(out, "casualties")["span_id"].to_list()


@pytest.mark.slow
@given(articles_and_passes())
def test_lines_and_corpus_files_give_the_same_rows_whatever_they_hold(drawn: tuple[Article, Pass]) -> None:
    article, marked = drawn
    text = json.dumps(corpus_line(article.front, article.text, marked)).encode()
    findings = Findings()
    [batch] = line_rows(text, "a.jsonl", findings)
    assert not findings.counts
    registries = {table: registry_frame((), table, "") for table in REGISTRIES}
    expected = flat(bundle([article], {article.id: marked}), registries)
    for name, rows in columnar(batch, Registered(), with_sentences=True).tables.items():
        found = pl.from_arrow(rows)
        assert isinstance(found, pl.DataFrame)
        assert_frame_equal(found, expected[name].select(found.columns))
