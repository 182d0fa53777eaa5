"""Article files: what is written is what is read, and faults are told with their line."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.articles import read_article, read_registry, read_settings, render_article
from conflict_claims.articles.article import parse_article
from tests.corpora import TEXT, empty_corpus, front_matter, harl_corpus

ANY_TEXT = st.text(st.characters(codec="utf-8"), min_size=1)


@given(text=ANY_TEXT, title=ANY_TEXT)
def test_any_text_and_title_come_back_as_they_were(text: str, title: str) -> None:
    front = front_matter("harl-0001", text, title=title, published=date(2031, 5, 4), cleaning=["a", "b: c"])
    article, problems = parse_article(render_article(front, text).decode(), "file")
    assert problems == []
    assert article is not None
    assert article.text == text
    assert {key: value for key, value in article.front.items() if value is not None} == front


@pytest.mark.parametrize(
    ("old", "new", "rule", "line", "found"),
    [
        ("---\nid", "id", "DOC006", 1, "a first line 'id: harl-0001'"),
        ("\n---\n\n", "\n---\n", "DOC006", 1, "no second line --- followed by a blank line"),
        ("planned.\n", "planned.", "DOC006", 1, "no final line feed"),
        ("\n---\n\n", "\r\n---\r\n\r\n", "DOC006", 1, "carriage returns (CR): lines must end in LF alone"),
        ("language: en", "language: &a en", "DOC007", 4, "an anchor or alias (& or *)"),
        ("language: en", "language: en\nid: x", "DOC008", 5, "the key 'id' twice"),
        ("language: en", "language: en\nauthor: me", "DOC009", 5, "author"),
        ("language: en\n", "", "DOC010", 2, "nothing"),
        ("language: en", "language: [en]", "DOC011", 4, "a list"),
        ("language: en", "language: en\npublished: 4 May 2031", "DOC011", 5, "'4 May 2031'"),
    ],
)
def test_a_faulty_article_file_is_told_with_its_line(old: str, new: str, rule: str, line: int, found: str) -> None:
    content = render_article(front_matter("harl-0001", TEXT), TEXT).decode()
    assert old in content
    _, problems = parse_article(content.replace(old, new, 1), "file")
    assert [(problem.rule, problem.line, problem.found) for problem in problems] == [(rule, line, found)]


def test_registries_and_settings_are_read_with_their_lines(tmp_path: Path) -> None:
    layout = harl_corpus(tmp_path)
    entries, problems = read_registry(layout, "actor_registry")
    assert problems == []
    assert [(entry.values["id"], entry.values["aliases"], entry.line) for entry in entries] == [
        ("northern-front", ["NF"], 1)
    ]
    settings, problems = read_settings(layout)
    assert problems == []
    assert settings is not None
    assert (settings.name, settings.prefixes) == ("harl-reports", ["harl"])


def test_one_faulty_registry_entry_does_not_hide_the_others(tmp_path: Path) -> None:
    layout = empty_corpus(tmp_path)
    layout.registry("topics.yaml").write_text("- id: a\n  name: A\n- id: b\n  name: B\n  meaning: m\n")
    entries, problems = read_registry(layout, "topic_registry")
    assert [entry.values["id"] for entry in entries] == ["b"]
    assert [(problem.rule, problem.line, problem.field) for problem in problems] == [("DOC010", 1, "meaning")]


def test_a_folder_in_place_of_an_article_is_told(tmp_path: Path) -> None:
    layout = empty_corpus(tmp_path)
    layout.article("harl-0001").mkdir()
    article, problems = read_article(layout.article("harl-0001"), layout)
    assert article is None
    assert [(problem.rule, problem.found) for problem in problems] == [("DOC001", "a folder")]
