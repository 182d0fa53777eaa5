"""Offsets survive the whole way: article file, annotation file, tables, Parquet, load_dataset."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conflict_claims.files.layout import Layout
from conflict_claims.tables.corpus import read_corpus
from conflict_claims.tables.flat import flat
from conflict_claims.text.normalise import normalise
from tests.build.test_dataset import built, loaded
from tests.corpora import add_article, add_pass, empty_corpus

NASTY = st.sampled_from([
    "🙂", "👩‍👩‍👧", "𐍈", "é", "e\u0301", "\u00a0", "بلوچستان", "\r\n", "\r", "\x00", "\t", "\u2028", "\x85", "<b>&amp;",
    "  ",
])  # fmt: skip
TEXTS = st.lists(st.one_of(NASTY, st.text(st.characters(codec="utf-8"), max_size=8)), max_size=12)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A normalised text and some spans of it."""
    text = normalise("x" + "".join(draw(TEXTS))).text
    position = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(position, position), max_size=5, unique=True))
    return text, [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]


def corpus_of(root: Path, marked: list[tuple[str, list[tuple[int, int]]]]) -> Layout:
    layout = empty_corpus(root)
    for number, (text, spans) in enumerate(marked, 1):
        article_id = f"harl-{number:04}"
        add_article(layout, article_id, text)
        add_pass(layout, article_id, text, [actor(index, text, *pair) for index, pair in enumerate(spans, 1)])
    return layout


def actor(index: int, text: str, start: int, end: int) -> dict[str, Any]:
    record = {"id": f"a{index}", "layer": "actor", "start": start, "end": end, "text": text[start:end]}
    return {**record, "type": "media", "mention": "named"}


def expected_rows(marked: list[tuple[str, list[tuple[int, int]]]]) -> list[tuple[str, int, int, str]]:
    return sorted(
        (f"harl-{number:04}", start, end, text[start:end])
        for number, (text, spans) in enumerate(marked, 1)
        for start, end in spans
    )


@pytest.mark.slow
@settings(max_examples=30)
@given(st.lists(marked_texts(), min_size=1, max_size=8))
def test_any_text_keeps_its_spans_from_files_to_tables(marked: list[tuple[str, list[tuple[int, int]]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        corpus = read_corpus(corpus_of(Path(folder), marked))
    assert corpus.problems == []
    assert [article.text for article in corpus.articles] == [text for text, _ in marked]
    frame = flat(corpus.bundle("gold"), corpus.registries)["actors"]
    rows = sorted(frame.select("article_id", "start", "end", "text").rows())
    assert rows == expected_rows(marked)


@pytest.mark.slow
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(st.lists(marked_texts(), min_size=10, max_size=60))
def test_any_text_keeps_its_spans_up_to_load_dataset(marked: list[tuple[str, list[tuple[int, int]]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        layout = corpus_of(Path(folder) / "corpus", marked)
        rows = loaded(built(layout).folder, Path(folder) / "cache", ("articles",))["articles"]["train"]
    assert [row["text"] for row in rows] == [text for text, _ in marked]
    spans = [(row["article_id"], span["start"], span["end"], span["text"]) for row in rows for span in row["actors"]]
    assert sorted(spans) == expected_rows(marked)
    for row in rows:
        assert all(row["text"][span["start"] : span["end"]] == span["text"] for span in row["actors"])
