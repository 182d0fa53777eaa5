"""The flat tables: what the files say, and what follows from it."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from conflict_claims.tables.corpus import read_corpus
from conflict_claims.tables.editions import withhold
from conflict_claims.tables.flat import Frames, flat
from conflict_claims_schemas.columns import TABLES
from tests.corpora import TEXT, add_article, add_pass, harl_corpus, header, records, span


def tables_of(root: Path, extra: list[dict[str, Any]] | None = None, **fields: Any) -> Frames:
    layout = harl_corpus(root)
    add_pass(layout, "harl-0001", TEXT, [*records(), *(extra or [])], **fields)
    corpus = read_corpus(layout)
    assert corpus.problems == []
    return flat(corpus.bundle("gold"), corpus.registries)


def row(frame: pl.DataFrame, local: str) -> dict[str, Any]:
    return frame.row(by_predicate=pl.col("local_id") == local, named=True)


def test_every_table_has_the_columns_of_the_contract_in_order(tmp_path: Path) -> None:
    frames = tables_of(tmp_path)
    for table, columns in TABLES.items():
        names = [column.name for column in columns]
        assert frames[table].columns[: len(names)] == names


def test_references_give_qualified_ids_kind_words_and_canonical_actor(tmp_path: Path) -> None:
    stance = row(tables_of(tmp_path)["stances"], "s1")
    assert stance["holder"] == ["harl-0001.a3"]
    assert (stance["holder_kind"], stance["holder_text"]) == ("span", "Northern Front")
    assert stance["holder_actor"] == "northern-front"
    assert (stance["target_layer"], stance["target_text"]) == ("topic", "shelling")
    assert (stance["addressee"], stance["addressee_kind"]) == (None, "unstated")


def test_author_and_unnamed_are_kinds_and_no_ids(tmp_path: Path) -> None:
    extra = [
        span(TEXT, "14", "c4", "casualty", outcome="killed", modality="exact", min=14, max=14, source=["author"],
             perpetrator=["unnamed"]),
    ]  # fmt: skip
    claim = row(tables_of(tmp_path, extra)["casualties"], "c4")
    assert (claim["source"], claim["source_kind"]) == (None, "author")
    assert (claim["perpetrator"], claim["perpetrator_kind"]) == (None, "unnamed")


def test_defaults_are_filled_in(tmp_path: Path) -> None:
    claim = row(tables_of(tmp_path)["casualties"], "c1")
    assert (claim["victims"], claim["scope"], claim["realis"], claim["subset"]) == (
        "unspecified",
        "incident",
        "actual",
        [],
    )


def link(local: str, kind: str, later: str, earlier: str) -> dict[str, Any]:
    aspect = {"aspect": "number"} if kind == "conflicts_with" else {}
    return {"id": local, "layer": "link", "type": kind, "from": later, "to": earlier, **aspect}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("updates", "superseded"), ("denies", "denied"), ("subset_of", "disputed")],
)
def test_standing_follows_the_links(kind: str, expected: str, tmp_path: Path) -> None:
    frames = tables_of(tmp_path, [link("k3", kind, "c2", "c1")])
    assert row(frames["casualties"], "c1")["standing"] == expected


def test_a_repeated_claim_shares_the_standing_of_the_first(tmp_path: Path) -> None:
    again = span(TEXT, "14", "c4", "casualty", outcome="killed", modality="exact", min=14, max=14, source=["author"])
    frames = tables_of(tmp_path, [again, link("k3", "same_as", "c1", "c4"), link("k4", "denies", "c3", "c1")])
    standing = {local: row(frames["casualties"], local)["standing"] for local in ("c1", "c2", "c3", "c4")}
    assert standing == {"c1": "denied", "c2": "asserted", "c3": "disputed", "c4": "denied"}


def test_polarity_follows_from_the_act(tmp_path: Path) -> None:
    extra = [
        span(TEXT, "confirmed", "s2", "stance", act="other", polarity="for", holder=["a4"], speech="narrated"),
        span(TEXT, "said", "s3", "stance", act="condemn", holder=["a4"], speech="indirect"),
    ]
    frames = tables_of(tmp_path, extra)
    assert [row(frames["stances"], local)["polarity"] for local in ("s1", "s2", "s3")] == ["neutral", "for", "against"]


def test_the_sentence_holds_the_span_and_crosses_no_paragraph(tmp_path: Path) -> None:
    frames = tables_of(tmp_path)
    expected = "Shells hit the market on Tuesday, killing 14 people, including three children, residents said 🙂."
    assert row(frames["casualties"], "c1")["sentence"] == expected
    assert row(frames["actors"], "a1")["sentence"] == "Shelling of Harl market kills 14, villagers say"


def test_a_layer_that_was_not_annotated_has_no_rows_and_is_not_listed(tmp_path: Path) -> None:
    layout = harl_corpus(tmp_path)
    actors = [record for record in records() if record["layer"] == "actor"]
    add_pass(layout, "harl-0001", TEXT, actors, layers=["actor", "topic"])
    corpus = read_corpus(layout)
    bundle = corpus.bundle("gold")
    assert bundle.column("casualties").to_pylist() == [None]
    assert bundle.column("topics").to_pylist() == [[]]
    assert flat(bundle, corpus.registries)["articles"]["layers"].to_list() == [["actor", "topic"]]


def test_wrong_references_give_nulls_and_no_error(tmp_path: Path) -> None:
    extra = [span(TEXT, "said", "s9", "stance", act="assert", holder=["a99"], target=["a3", "zz"], speech="indirect")]
    stance = row(tables_of(tmp_path, [*extra, extra[0]])["stances"].unique("local_id"), "s9")
    assert (stance["holder_kind"], stance["holder_text"], stance["holder_actor"]) == ("span", None, None)
    assert stance["target_actor"] == "northern-front"


def test_a_public_edition_hides_every_text_of_a_withheld_article_and_of_no_other(tmp_path: Path) -> None:
    layout = harl_corpus(tmp_path, license="not-stated")
    add_article(layout, "harl-0002", TEXT)
    add_pass(layout, "harl-0002", TEXT, records())
    corpus = read_corpus(layout)
    frames = flat(corpus.bundle("gold"), corpus.registries)
    hidden = withhold(frames)
    for table, columns in TABLES.items():
        if "article_id" not in hidden[table].columns:
            continue
        for column in (column for column in columns if column.textual):
            first, second = (hidden[table].filter(article_id=name)[column.name] for name in ("harl-0001", "harl-0002"))
            assert first.is_null().all()
            assert second.to_list() == frames[table].filter(article_id="harl-0002")[column.name].to_list()
    assert hidden["casualties"]["start"].null_count() == 0
    assert hidden["articles"]["text_sha256"].to_list() == [header("harl-0001", TEXT)["text_sha256"]] * 2
