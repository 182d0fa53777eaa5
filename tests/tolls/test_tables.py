"""From a corpus to the configurations `tolls` and `passes`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from conflict_claims.build.claims import body, read_claims, read_links
from conflict_claims.build.pass_table import pass_rows, published_passes
from conflict_claims.build.toll_table import toll_table
from conflict_claims.files.layout import GOLD
from conflict_claims.tables.corpus import Corpus, read_corpus
from conflict_claims.tables.editions import withhold
from conflict_claims.tables.flat import Frames, flat
from conflict_claims.tolls import Claim
from conflict_claims_schemas.columns import PASS_COLUMNS, TABLES, TOLL_COLUMNS, textual_columns
from tests.corpora import TEXT, add_article, add_pass, harl_corpus, span
from tests.tolls.corpora import first, rivals


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    read = read_corpus(rivals(tmp_path))
    assert read.problems == []
    return read


def tables(corpus: Corpus) -> Frames:
    return flat(corpus.bundle(GOLD), corpus.registries)


def by_local(claims: list[Claim]) -> dict[str, Claim]:
    return {claim.id.removeprefix("harl-"): claim for claim in claims}


class TestClaims:
    def test_a_row_becomes_a_claim_with_all_its_sources(self, corpus: Corpus) -> None:
        claim = by_local(read_claims(tables(corpus)))["0001.c1"]
        assert (claim.low, claim.high, claim.words, claim.party) == (12, 12, "12 people", "victim_side")
        assert [(source.id, source.key, source.name) for source in claim.sources] == [
            ("velmar-army", "velmar-army", "Army of Velmar")
        ]
        assert str(claim.day) == "2031-05-04"

    def test_a_spokeswoman_is_one_source_with_her_army(self, corpus: Corpus) -> None:
        (source,) = by_local(read_claims(tables(corpus)))["0002.c1"].sources
        assert (source.id, source.key) == ("anna-korr", "velmar-army")

    def test_a_source_without_a_canonical_actor_is_its_words_and_named_by_its_span(self, corpus: Corpus) -> None:
        (source,) = by_local(read_claims(tables(corpus)))["0001.c2"].sources
        assert (source.id, source.key, source.name) == ("harl-0001.a2", "words:nurse", "")

    def test_author_and_unnamed_are_sources_of_their_article(self, tmp_path: Path) -> None:
        layout = harl_corpus(tmp_path)
        told = {"outcome": "killed", "modality": "exact", "min": 14, "max": 14, "incident": "harl-market-2031-05"}
        claims = [
            span(TEXT, "14", "c1", "casualty", source=["author"], **told),
            span(TEXT, "14 people", "c2", "casualty", source=["unnamed"], **told),
        ]
        add_pass(layout, "harl-0001", TEXT, claims)
        read = read_corpus(layout)
        sources = [claim.sources[0] for claim in read_claims(flat(read.bundle(GOLD), read.registries))]
        assert [(source.id, source.key) for source in sources] == [
            ("harl-0001.author", "outlet:Harl Courier"),
            ("harl-0001.unnamed", "harl-0001.unnamed"),
        ]

    def test_the_body_is_the_highest_parent_of_one_type(self) -> None:
        registry = {
            "spokesman": ("state_military", "army", "S"),
            "army": ("state_military", "state", "A"),
            "state": ("government", None, "V"),
            "snake": ("militia", "tail", "S"),
            "tail": ("militia", "snake", "T"),
        }
        assert [body(name, registry) for name in ("spokesman", "state", "snake", "stranger")] == [
            "army", "state", "tail", "stranger"
        ]  # fmt: skip

    def test_a_claim_without_an_incident_is_in_no_toll(self, tmp_path: Path) -> None:
        layout = harl_corpus(tmp_path)
        claim = span(TEXT, "14", "c1", "casualty", outcome="killed", modality="exact", min=14, max=14, scope="period",
                     source=["author"])  # fmt: skip
        add_pass(layout, "harl-0001", TEXT, [claim])
        read = read_corpus(layout)
        frames = flat(read.bundle(GOLD), read.registries)
        assert read_claims(frames) == []
        assert len(toll_table(frames)[0]) == 0

    def test_links_keep_type_ends_and_aspect(self, corpus: Corpus) -> None:
        link = read_links(tables(corpus))[0]
        assert (link.type, link.from_id, link.to_id, link.aspect, link.computed) == (
            "conflicts_with", "harl-0001.c2", "harl-0001.c1", "number", False
        )  # fmt: skip


def toll(frame: pl.DataFrame, victims: str, rule: str) -> dict[str, Any]:
    return frame.row(by_predicate=(pl.col("victims") == victims) & (pl.col("rule") == rule), named=True)


class TestTolls:
    def test_the_rules_differ_on_rival_claims(self, corpus: Corpus) -> None:
        frame, _ = toll_table(tables(corpus))
        found = {
            row["rule"]: (row["low"], row["best"], row["high"]) for row in frame.to_dicts() if row["victims"] == "all"
        }
        assert found == {
            "lowest": (17, 17, 17),
            "range": (12, None, 90),
            "recent": (17, 17, 17),
            "low_best_high": (17, 17, 90),
        }

    def test_a_row_names_the_claims_and_sources_behind_it(self, corpus: Corpus) -> None:
        row = toll(toll_table(tables(corpus))[0], "all", "range")
        assert row["claims"] == ["harl-0001.c1", "harl-0002.c2"]
        assert row["sources"] == ["velmar-army", "northern-front"]
        assert (row["spread"], row["n_sources"], row["contested"], row["rule_version"]) == (78, 2, True, "1")

    def test_an_incident_stays_in_the_split_of_most_articles_and_takes_nothing_from_others(
        self, corpus: Corpus
    ) -> None:
        frame, homes = toll_table(tables(corpus))
        assert homes == {"harl-market-2031-05": "train"}
        assert not any("0003" in claim for claims in frame["claims"] for claim in claims)

    def test_columns_are_those_of_the_contract_all_derived_and_without_text(self, corpus: Corpus) -> None:
        frame, _ = toll_table(tables(corpus))
        assert frame.columns == [column.name for column in TOLL_COLUMNS]
        assert all(column.derived for column in TOLL_COLUMNS)
        assert textual_columns("tolls") == ()
        required = [column.name for column in TOLL_COLUMNS if column.required]
        assert frame.select(required).null_count().row(0) == (0,) * len(required)


def pass_table(corpus: Corpus) -> pl.DataFrame:
    """The rows of all passes that are published."""
    names = published_passes(corpus.passes)
    rows = [pass_rows(corpus.bundle(name), corpus.registries, name) for name in names]
    return pl.concat([pass_rows(corpus.bundle("nobody"), corpus.registries, "nobody"), *rows])


class TestPasses:
    def test_every_record_of_every_annotator_but_gold_is_a_row(self, corpus: Corpus) -> None:
        frame = pass_table(corpus)
        assert frame.columns == [column.name for column in PASS_COLUMNS]
        assert len(frame) == len(first()) - 1
        assert frame["annotator"].unique().to_list() == ["ann-a"]
        assert frame["guidelines"].unique().to_list() == ["g0.9"]
        assert frame["span_id"].is_unique().all()

    def test_ids_and_references_are_of_the_same_pass(self, corpus: Corpus) -> None:
        frame = pass_table(corpus)
        claim = frame.row(by_predicate=pl.col("span_id") == "ann-a:harl-0001.c1", named=True)
        assert claim["source"] == ["ann-a:harl-0001.a1"]
        assert (claim["source_kind"], claim["perpetrator_kind"], claim["holder_kind"]) == ("span", "unstated", None)
        link = frame.row(by_predicate=pl.col("layer") == "link", named=True)
        assert (link["link_type"], link["type"], link["start"]) == ("subset_of", None, None)
        assert (link["from_id"], link["to_id"]) == ("ann-a:harl-0001.c3", "ann-a:harl-0001.c2")
        assert {link["from_id"], *claim["source"]} <= set(frame["span_id"])

    def test_two_annotators_do_not_share_an_id(self, tmp_path: Path) -> None:
        layout = rivals(tmp_path)
        text = (tmp_path / "corpus/articles/harl-0001.md").read_text().split("\n---\n\n")[1].removesuffix("\n")
        add_pass(layout, "harl-0001", text, first(), annotator="ann-b")
        frame = pass_table(read_corpus(layout))
        assert frame["annotator"].unique(maintain_order=True).to_list() == ["ann-a", "ann-b"]
        assert frame["span_id"].is_unique().all()

    def test_what_rules_suggested_is_not_published(self, tmp_path: Path) -> None:
        layout = rivals(tmp_path)
        text = (tmp_path / "corpus/articles/harl-0001.md").read_text().split("\n---\n\n")[1].removesuffix("\n")
        add_pass(layout, "harl-0001", text, first(), annotator="suggest")
        assert pass_table(read_corpus(layout))["annotator"].unique().to_list() == ["ann-a"]

    def test_whatever_annotators_mark_has_a_column(self) -> None:
        names = {column.name for column in PASS_COLUMNS}
        for table in ("actors", "casualties", "stances", "topics", "links"):
            marked = {column.name for column in TABLES[table] if not column.derived} - {"link_id"}
            assert marked - names == set()

    def test_a_corpus_without_passes_gives_no_rows(self, tmp_path: Path) -> None:
        assert len(pass_table(read_corpus(harl_corpus(tmp_path)))) == 0

    def test_a_public_edition_hides_the_words_of_a_withheld_article(self, tmp_path: Path) -> None:
        layout = rivals(tmp_path)
        text = (tmp_path / "corpus/articles/harl-0001.md").read_text().split("\n---\n\n")[1].removesuffix("\n")
        add_article(layout, "harl-0001", text, license="not-stated")
        read = read_corpus(layout)
        shown = withhold({**tables(read), "passes": pass_table(read)})["passes"]
        assert textual_columns("passes") == ("text", "note")
        assert shown["text"].null_count() == len(shown)
        assert shown["outcome"].drop_nulls().to_list() == ["killed"] * 3
