"""The two annotated sets: well-formed, apart from each other, and what their page says of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conflict_claims.annotations import canonical, number_records
from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from conflict_claims.text.sentences import sentence_bounds
from tests.corpora import SETTINGS, add_article, add_pass, empty_corpus, header

SETS = Path(__file__).parent / "sets"
ROOT = Path(__file__).parents[2]
NAMES = ("dev", "unseen")
COLUMNS = ("actors", "casualties", "stances", "topics", "links")
STYLES = ("wire", "summary", "upper", "flash", "quote")
HEADLINE = "Report\n\n"

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def records(row: Row) -> list[Row]:
    return [record for column in COLUMNS for record in row[column]]


def sentences(row: Row) -> Iterator[str]:
    yield from (row["text"][start:end] for start, end in sentence_bounds(row["text"]))


def under_headline(row: Row) -> tuple[str, list[Row]]:
    """Text and records as an article needs them: where there is no headline, one is put before it."""
    if "title" in row:
        return row["text"], records(row)
    moved = [
        record | {end: record[end] + len(HEADLINE) for end in ("start", "end") if end in record}
        for record in records(row)
    ]
    return HEADLINE + row["text"], moved


def corpus_of(name: str, root: Path) -> Layout:
    """A corpus in which each item is an article with its gold, under the project's own registries and guidelines."""
    layout, ours = empty_corpus(root), Layout(ROOT)
    layout.settings.write_text(SETTINGS.replace("[harl]", f"[{name}]").replace("g1.0", "g1.1"))
    for registry in ("actors.yaml", "incidents.yaml", "topics.yaml"):
        layout.registry(registry).write_bytes(ours.registry(registry).read_bytes())
    (layout.annotations / "guidelines.md").write_bytes((ours.annotations / "guidelines.md").read_bytes())
    for row in rows(name):
        text, spans = under_headline(row)
        add_article(layout, row["article_id"], text)
        add_pass(layout, row["article_id"], text, spans, guidelines="g1.1")
    return layout


def phenomena(name: str) -> Counter[str]:
    return Counter(label for row in rows(name) for label in row["phenomena"])


def table(page: str, heading: str) -> dict[str, tuple[int, int]]:
    """The figures of the two sets in the table under a heading, by the first column."""
    section = page.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = re.findall(r"^\| ([\w ]+) \| (\d+) \| (\d+) \|$", section, re.MULTILINE)
    return {label: (int(dev), int(unseen)) for label, dev, unseen in lines}


@pytest.mark.parametrize("name", NAMES)
def test_a_set_has_two_hundred_sentences_or_more_in_every_style(name: str) -> None:
    count = Counter(dict.fromkeys(STYLES, 0))
    for row in rows(name):
        count[row["style"]] += len(list(sentences(row)))
    assert set(count) == set(STYLES)
    assert min(count.values()) >= 15
    assert count.total() >= 200


@pytest.mark.parametrize("name", NAMES)
def test_every_span_is_the_text_at_its_offsets(name: str) -> None:
    spans = [(row["text"], span) for row in rows(name) for span in records(row) if "start" in span]
    assert len(spans) > 600
    assert [span for text, span in spans if text[span["start"] : span["end"]] != span["text"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_records_are_canonical_and_numbered_in_text_order(name: str) -> None:
    for row in rows(name):
        lines = canonical(header(row["article_id"], row["text"]), records(row)).decode().splitlines()[1:]
        for column, layer in zip(COLUMNS, ("actor", "casualty", "stance", "topic", "link"), strict=True):
            assert row[column] == [record for record in map(json.loads, lines) if record["layer"] == layer]
        assert all(old == new for old, new in number_records(records(row), {}).items()), row["article_id"]


@pytest.mark.parametrize("name", NAMES)
def test_items_are_numbered_and_a_headline_is_the_title(name: str) -> None:
    items = rows(name)
    assert [row["article_id"] for row in items] == [f"{name}-{number:04d}" for number in range(1, len(items) + 1)]
    assert all(row.get("title", "") == row["text"].rpartition("\n\n")[0] for row in items)


def test_the_sets_share_no_sentence() -> None:
    dev, unseen = (
        [" ".join(re.findall(r"\w+", text.casefold())) for row in rows(name) for text in sentences(row)]
        for name in NAMES
    )
    assert not set(dev) & set(unseen)
    assert len(set(dev)) == len(dev)
    assert len(set(unseen)) == len(unseen)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_check_finds_no_error_up_to_the_guidelines(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = corpus_of(name, tmp_path)
    code = main(["check", "--root", str(layout.root), "--level", "L3", "--format", "jsonl"])
    printed = capsys.readouterr().out
    assert code == 0, printed
    assert f"{name}-0001" in printed, "incidents are not registered, so warnings must have been found"


def test_the_page_gives_the_counts_of_the_sets() -> None:
    page = (SETS / "README.md").read_text(encoding="utf-8")
    dev, unseen = rows("dev"), rows("unseen")
    layers = {
        column: (sum(len(row[column]) for row in dev), sum(len(row[column]) for row in unseen)) for column in COLUMNS
    }
    styles = {
        style: tuple(
            sum(len(list(sentences(row))) for row in items if row["style"] == style) for items in (dev, unseen)
        )
        for style in STYLES
    }
    labels = {
        label: (phenomena("dev")[label], phenomena("unseen")[label]) for label in phenomena("dev") | phenomena("unseen")
    }
    assert table(page, "Layers") == layers
    assert table(page, "Styles") == styles
    assert table(page, "Phenomena") == labels
