"""What people, pages and programs read."""

from __future__ import annotations

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conflict_claims.agreement.agreement import CAUTION
from conflict_claims.agreement.reports import FORMATS, read_out, summary
from conflict_claims.stats.intervals import Figure, interval, value
from tests.agreement.passes import FIRST, SECOND, Records, corpus, mark, measured, record, same
from tests.corpora import add_article, empty_corpus, records, span

GOLDEN = Path(__file__).parent / "golden"
RENEW = "RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/agreement"
EVIL = "<img src=http://x onerror=alert(1)> a\x1b[31m \u202e ##[error] {{ 7 * 7 }} </script> | `x` 'q' \"q\""


def changed(marked: Records) -> None:
    marked.remove(record(marked, "a1"))
    record(marked, "c3").update(outcome="injured", max=12, source=["author"])
    record(marked, "k1")["type"] = "updates"


def golden(name: str, content: str) -> None:
    path = GOLDEN / name
    if os.environ.get("RENEW_GOLDEN"):
        path.write_text(content, encoding="utf-8")
    assert content == path.read_text(encoding="utf-8"), f"{name} differs; if that is right, renew it with: {RENEW}"


@pytest.mark.parametrize(("name", "file"), [("table", "table.txt"), ("markdown", "report.md"), ("html", "page.html")])
def test_each_format_reads_as_its_golden_file(tmp_path: Path, name: str, file: str) -> None:
    layout = corpus(tmp_path, (changed, same, same))
    layout.annotation(SECOND, "harl-0003").unlink()
    golden(file, read_out(measured(layout, number=100), name))


def test_the_summary_for_a_page_reads_as_its_golden_file(tmp_path: Path) -> None:
    golden("summary.md", summary(measured(corpus(tmp_path, (changed, same)), number=100)))


@pytest.mark.parametrize("name", FORMATS)
def test_the_caution_stands_in_every_format(tmp_path: Path, name: str) -> None:
    shown = read_out(measured(corpus(tmp_path)), name)
    assert CAUTION.split(". ")[0] in shown


@pytest.mark.parametrize("name", FORMATS)
def test_several_pairs_are_all_shown(tmp_path: Path, name: str) -> None:
    layout = corpus(tmp_path)
    mark(layout, "harl-0001", {"pass-c": records()})
    shown = read_out(measured(layout, FIRST, SECOND, "pass-c"), name)
    for pair in (("pass-a", "pass-b"), ("pass-a", "pass-c"), ("pass-b", "pass-c")):
        wanted = f'"first": "{pair[0]}",\n   "second": "{pair[1]}"' if name == "json" else " and ".join(pair)
        assert wanted in shown


class Tags(HTMLParser):
    """The tags and attributes of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def evil_page(root: Path) -> Tags:
    layout = empty_corpus(root)
    text = f"Headline\n\nThen {EVIL} said so."
    add_article(layout, "harl-0001", text, title="Headline")
    found = span(text, EVIL, "a1", "actor", type="media", mention="named", actor=EVIL)
    mark(layout, "harl-0001", {FIRST: [found], SECOND: [{**found, "actor": "x" + EVIL}]}, text)
    mark(layout, "harl-0002", {FIRST: []}, EVIL)
    page = Tags()
    page.feed(read_out(measured(layout), "html"))
    return page


def test_no_word_of_an_article_becomes_markup(tmp_path: Path) -> None:
    page = evil_page(tmp_path)
    assert not {tag for tag, _ in page.tags} & {"img", "script", "iframe", "link", "a", "object"}
    assert "<img src=http://x onerror=alert(1)>" in page.words
    assert "{{ 7 * 7 }}" in page.words
    assert not re.search("[\x1b\u202e]", page.words)


def test_the_page_asks_for_nothing_from_elsewhere(tmp_path: Path) -> None:
    page = evil_page(tmp_path)
    assert not [
        name for _, attributes in page.tags for name in attributes if name in ("src", "href", "srcset", "style")
    ]
    assert "url(" not in page.words
    policy = [attributes.get("content") for tag, attributes in page.tags if tag == "meta"]
    assert "default-src 'none'; style-src 'unsafe-inline'" in policy


@pytest.mark.parametrize("name", ["table", "markdown", "json"])
def test_no_other_format_lets_a_text_move_the_cursor_or_forge_a_command(tmp_path: Path, name: str) -> None:
    layout = corpus(tmp_path)
    mark(layout, "harl-0001", {FIRST: records()}, guidelines=EVIL)
    shown = read_out(measured(layout), name)
    assert not re.search("[\x1b\u202e]", shown)
    assert "##[" not in shown
    if name == "json":
        assert json.loads(shown)["guidelines"][FIRST] == [EVIL]
    if name == "markdown":
        assert "<img" not in shown


def test_json_lists_every_disagreement_with_its_words(tmp_path: Path) -> None:
    read = json.loads(read_out(measured(corpus(tmp_path, (changed,))), "json"))
    types = [item["type"] for item in read["pairs"][0]["disagreements"]]
    assert sorted(types) == ["attribute", "label", "missing", "relation", "relation", "relation"]
    assert read["pairs"][0]["disagreements"][0]["first"]["words"] == "villagers"


def test_what_is_not_quite_one_is_not_shown_as_one() -> None:
    assert value(Figure(0.99996)) == ">0.999"
    assert value(Figure(1.0)) == value(Figure(1 - 1e-12)) == "1.000"
    assert value(Figure(0.9994)) == "0.999"
    assert value(Figure(-0.00001)) == "0.000"
    assert interval(Figure(0.9, 0.8, 0.9999), 2) == "0.80 to >0.99"


def test_why_there_is_no_value_or_interval_is_said() -> None:
    assert value(Figure(None, undefined="no variation")) == "undefined: no variation"
    assert interval(Figure(None, undefined="no variation")) == ""
    assert interval(Figure(1.0, no_interval="fewer than two articles")) == "none: fewer than two articles"
