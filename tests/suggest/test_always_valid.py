"""Whatever the text: suggestions are well-formed, the same each time, and pass `check` at its first two levels."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflict_claims.articles import Article
from conflict_claims.check.engine import check
from conflict_claims.suggest.article import Suggester
from conflict_claims.suggest.passes import suggested_pass
from conflict_claims.text.normalise import normalise
from conflict_claims_schemas.vocabulary import LAYER
from tests.corpora import add_article, empty_corpus, front_matter

SUGGESTER = Suggester([{"id": "northern-front", "name": "Northern Front", "aliases": ["NF"], "type": "rebel_group"}])
WORDS = (
    "12 1,200 a the two dozens of at least more than people soldiers civilians rebels police army he they "
    "it killed wounded were was has been had killing to kill shot dead died toll rose from by said , . : "
    "; ( ) \" ' 's and or who in an attack raid according to including them most no none did not deny "
    "denied condemned threatened Front Northern NF (NF) Mr. U.S. Monday government claimed responsibility "
    "for İstanbul ﬁve ten-year-old – — “ ” ’s mourned talks with "
).split()
PIECES = st.one_of(st.sampled_from([*WORDS, "\n\n", "\n"]), st.text(max_size=6))
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map(" ".join))


def plain(text: str) -> str:
    """A text as articles have it."""
    return normalise(f"Report\n\n{text}").text


@settings(max_examples=300)
@given(TEXTS)
def test_records_fit_the_text_and_each_other(text: str) -> None:
    records = SUGGESTER.suggest(text)
    ids = {record["id"] for record in records}
    assert len(ids) == len(records)
    for record in records:
        if record["layer"] != "link":
            assert text[record["start"] : record["end"]] == record["text"] == record["text"].strip() != ""
        for name in ("source", "perpetrator", "holder", "target", "addressee"):
            assert set(record.get(name, ())) <= ids | {"author", "unnamed"}
    assert SUGGESTER.suggest(text) == records


@settings(max_examples=100)
@given(TEXTS, st.sets(st.sampled_from(LAYER.names), min_size=1), st.floats(0, 1))
def test_a_choice_of_layers_and_a_least_confidence_leave_valid_records(
    text: str, layers: set[str], least: float
) -> None:
    records = SUGGESTER.suggest(text, layers, least)
    ids = {record["id"] for record in records}
    assert {record["layer"] for record in records} <= layers
    for record in records:
        for name in ("source", "perpetrator", "holder", "target", "addressee"):
            assert set(record.get(name, ())) <= ids | {"author", "unnamed"}
        assert float(record["note"].rpartition(" ")[2]) >= round(least, 2) - 0.01


def faults(texts: list[str], root: Path) -> list[Any]:
    """What `check` finds at L1 and L2 in the suggestions for some texts."""
    layout = empty_corpus(root)
    (layout.annotations / "suggest").mkdir()
    for number, text in enumerate(texts, 1):
        name = f"harl-{number:04}"
        add_article(layout, name, text)
        content, _ = suggested_pass(Article(front_matter(name, text), text), SUGGESTER, "g1.0", LAYER.names, 0.0)
        layout.annotation("suggest", name).write_bytes(content)
    report = check(layout, level="L2")
    return [problem for problem in report.problems if problem.file.startswith("annotations/suggest")]


@pytest.mark.slow
@settings(max_examples=10)
@given(st.lists(TEXTS.map(plain), min_size=10, max_size=25))
def test_suggestions_pass_check(texts: list[str]) -> None:
    # Many texts at once: `check` takes about as long for one article as for twenty.
    with TemporaryDirectory() as folder:
        assert faults(texts, Path(folder)) == []
