"""What people, pages and programs read."""

from __future__ import annotations

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conflict_claims.evaluate import html_page as page_module
from conflict_claims.evaluate.errors import KINDS
from conflict_claims.evaluate.evaluation import Evaluation
from conflict_claims.evaluate.html_page import html_page
from conflict_claims.evaluate.reports import FORMATS, read_out
from tests.corpora import TEXT, records, span
from tests.evaluate.lines import Record, evaluated, line

GOLDEN = Path(__file__).parent / "golden"
RENEW = "RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/evaluate"
EVIL = "<img src=http://x onerror=alert(1)> a\x1b[31m \u202e ##[error] {{ 7 * 7 }} </script> | `x` 'q' \"q\""


def pred() -> list[Record]:
    """One error of each kind, and notes."""
    found = [record for record in records() if record["id"] not in ("a1", "k1")]
    by_id = {record["id"]: record for record in found}
    by_id["c1"].update(end=by_id["c1"]["end"] - 7, text="14", note="CAS-active 0.91")
    by_id["c3"].update(outcome="injured", max=12, source=["author"], note="CAS-noun 0.55")
    by_id["a2"]["note"] = "ACT-role 0.97"
    return [*found, span(TEXT, "Tuesday", "a9", "actor", type="media", mention="named", note="ACT-name 0.40")]


def example(folder: Path) -> Evaluation:
    gold = [line(name=f"harl-{at}", style=style) for at, style in enumerate(("wire", "wire", "upper"))]
    other = [line(pred(), name="harl-0"), line(name="harl-1"), line(text=TEXT + "!", name="harl-2")]
    return evaluated(folder, gold, other, by="style", number=100)


def golden(name: str, content: str) -> None:
    path = GOLDEN / name
    if os.environ.get("RENEW_GOLDEN"):
        path.write_text(content, encoding="utf-8")
    assert content == path.read_text(encoding="utf-8"), f"{name} differs; if that is right, renew it with: {RENEW}"


@pytest.mark.parametrize(("name", "file"), [("text", "report.txt"), ("markdown", "report.md")])
def test_each_format_reads_as_its_golden_file(tmp_path: Path, name: str, file: str) -> None:
    golden(file, read_out(example(tmp_path), name))


def test_the_page_reads_as_its_golden_file(tmp_path: Path) -> None:
    golden("page.html", html_page(example(tmp_path)))


def test_every_kind_of_error_is_listed_with_its_words_and_its_pattern(tmp_path: Path) -> None:
    read = json.loads(read_out(example(tmp_path), "json"))
    errors = read["errors"]
    assert {error["kind"] for error in errors} == set(KINDS)
    spurious = next(error for error in errors if error["kind"] == "spurious")
    assert (spurious["pred"]["words"], spurious["reason"]) == ("Tuesday", "ACT-name 0.40")
    assert spurious["pred"]["before"].endswith("the market on ")
    border = next(error for error in errors if error["kind"] == "wrong border")
    assert (border["gold_value"], border["pred_value"]) == ("14 people", "14")


def test_json_gives_every_figure_exact(tmp_path: Path) -> None:
    read = json.loads(read_out(example(tmp_path), "json"))
    overlap = next(one for one in read["scores"] if (one["layer"], one["name"]) == ("actor", "overlap"))
    assert overlap["micro"]["recall"]["value"] == 7 / 8
    assert read["intervals"] == {"level": 0.95, "resamples": 100, "seed": 0}
    assert read["groups"]["by"] == "style"
    assert read["left_out"][0]["article"] == "harl-2"
    assert read["reliability"]["number"] == 4


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


def evil(folder: Path) -> Evaluation:
    """Hostile words wherever someone else's words can stand."""
    text = f"Headline\n\nThen {EVIL} said so to {EVIL[::-1]}."
    first = span(text, EVIL, EVIL, "actor", type=EVIL, mention="named", actor=EVIL)
    gold = line([first, span(text, "Headline", "a2", "actor", type="media", mention="named")], text, EVIL, style=EVIL)
    second = {**first, "id": "a" + EVIL, "type": "x" + EVIL, "actor": "y", "note": f"{EVIL.split()[0]}-x 0.93"}
    return evaluated(folder, [gold, f'{{"article_id": "z{EVIL[:8]}", "text": 1}}'], [line([second], text, EVIL)],
                     by="style")  # fmt: skip


def test_no_word_of_an_article_becomes_markup(tmp_path: Path) -> None:
    page = Tags()
    page.feed(html_page(evil(tmp_path)))
    assert not {tag for tag, _ in page.tags} & {"img", "script", "iframe", "link", "a", "object"}
    assert "<img src=http://x onerror=alert(1)>" in page.words
    assert "{{ 7 * 7 }}" in page.words
    assert not re.search("[\x1b\u202e]", page.words)


def test_the_page_asks_for_nothing_from_elsewhere(tmp_path: Path) -> None:
    page = Tags()
    page.feed(html_page(evil(tmp_path)))
    asking = ("src", "href", "srcset", "style", "action")
    assert not [name for _, attributes in page.tags for name in attributes if name in asking]
    assert "url(" not in page.words
    policy = [attributes.get("content") for tag, attributes in page.tags if tag == "meta"]
    assert "default-src 'none'; style-src 'unsafe-inline'" in policy


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_a_text_move_the_cursor_or_forge_a_command(tmp_path: Path, name: str) -> None:
    shown = read_out(evil(tmp_path), name)
    assert not re.search("[\x1b\u202e]", shown)
    assert "##[" not in shown
    if name == "markdown":
        assert "<img" not in shown
    if name == "json":
        assert json.loads(shown)["articles"] == [EVIL]


def test_a_page_shows_so_many_errors_of_a_kind_and_says_how_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "ERRORS_SHOWN", 2)
    shown = html_page(evaluated(tmp_path, [line()], [line([])]))
    assert "missed, actor (4)" in shown
    assert "2 of 4 shown; --format json lists all." in shown
