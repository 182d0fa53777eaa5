"""`check PATH` reports on the files that are named, and reads what they refer to."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflict_claims.check.selection import BadPath, select
from conflict_claims.files.layout import Layout
from tests.check.broken import ARTICLE, PASS, TEXT, add_pass, clean, found, marked, records, rules
from tests.sampling import mostly_slow

OTHER = "annotations/ada/harl-0001.jsonl"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """A fault in each room."""
    layout = clean(tmp_path, url="nowhere")
    marked(layout, {"c1": {"min": 13}})
    add_pass(layout, "harl-0001", TEXT, [records()[0] | {"mention": "noun"}], annotator="ada")
    with layout.registry("topics.yaml").open("a") as file:
        file.write("- id: Bad Id\n  name: x\n  meaning: y\n")
    return layout


PATHS = {
    ARTICLE: ["DOC018"],
    "corpus/articles": ["DOC018"],
    "corpus": ["DOC018", "REF009"],
    "corpus/topics.yaml": ["REF009"],
    PASS: ["CAS001"],
    "annotations/ada/": ["SPN016"],
    "annotations": ["CAS001", "SPN016"],
    "harl-0001": ["DOC018", "CAS001", "SPN016"],
    ".": ["DOC018", "REF009", "CAS001", "SPN016"],
}
QUICK = ("corpus", PASS, "harl-0001")


@pytest.mark.parametrize(
    ("path", "expected"), mostly_slow({path: (path, told) for path, told in PATHS.items()}, quick=QUICK)
)
def test_a_path_chooses_its_files(
    layout: Layout, monkeypatch: pytest.MonkeyPatch, path: str, expected: list[str]
) -> None:
    monkeypatch.chdir(layout.root)
    assert rules(layout, path) == expected


@pytest.mark.slow
def test_paths_are_found_from_here_and_from_the_root(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(layout.root / "annotations")
    assert rules(layout, "ada") == ["SPN016"]
    assert rules(layout, PASS) == ["CAS001"]
    assert rules(layout, str(layout.root / PASS)) == ["CAS001"]


def test_a_run_on_chosen_files_says_that_it_compares_no_splits(layout: Layout) -> None:
    assert [one.level for one in found(layout, str(layout.root / ARTICLE)).skipped] == ["L4"]


def test_an_annotation_file_whose_article_cannot_be_read_says_what_it_lost(layout: Layout) -> None:
    layout.article("harl-0001").write_bytes(b"")
    report = found(layout, str(layout.root / PASS))
    assert report.problems == ()
    assert "their articles cannot be used" in [one.why for one in report.skipped]


@pytest.mark.parametrize("path", ["missing.md", "harl-9999", "/", "..", "corpus/articles/../../.."])
def test_a_path_that_leads_nowhere_or_out_of_the_corpus_is_refused(layout: Layout, path: str) -> None:
    with pytest.raises(BadPath):
        select(layout, [path])
