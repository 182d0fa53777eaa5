"""Small corpora for the pages, and the site of one, made by the command itself."""

from __future__ import annotations

import random
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from tests.corpora import TEXT, add_article, add_pass, empty_corpus, harl_corpus, records, span

URDU = """ہارل بازار پر گولہ باری

حکام نے کہا کہ 14 افراد ہلاک ہوئے۔ ہسپتال نے 11 ہلاکتوں کی تصدیق کی۔"""
"""Right-to-left text with figures in it."""

TOLL = {"outcome": "killed", "modality": "exact", "incident": "harl-market-2031-05"}
ADDRESS = f"https://courier.example/{'shelling_of_harl_market_' * 5}.html"
"""Longer than a line of a small screen, with nothing to break it at."""

WITHHELD = """Nine die on the road to Tarn, rescuers say

Rescuers who reached the bridge before dawn on Sunday carried nine bodies out of the burnt bus beside the river."""


def rich_corpus(root: Path) -> Layout:
    """Three articles: one with two passes that differ, one in Urdu with a fault, one that may not be published."""
    layout = harl_corpus(root, published="2031-05-05", url="https://courier.example/harl")
    layout.settings.write_text(layout.settings.read_text().replace("[en]", "[en, ur]"))
    add_pass(layout, "harl-0001", TEXT, records(), annotator="pass-a")
    add_pass(layout, "harl-0001", TEXT, _differing(), annotator="pass-b")
    add_article(layout, "harl-0002", URDU, language="ur", published="2031-05-06", split="test", facts_from=[ADDRESS])
    add_pass(layout, "harl-0002", URDU, _urdu())
    add_article(layout, "harl-0003", WITHHELD, license="all-rights-reserved", published="2031-05-07")
    add_pass(layout, "harl-0003", WITHHELD, _withheld())
    return layout


def _differing() -> list[dict[str, Any]]:
    """The gold records with a span missing, one of another extent, another value and another reference."""
    found = {record["id"]: dict(record) for record in records()}
    del found["a1"]
    found["t1"] |= span(TEXT, "the shelling", "t1", "topic", incident="harl-market-2031-05")
    found["c3"] |= {"report": "stated"}
    found["c2"] |= {"source": ["a4"]}
    return list(found.values())


def _urdu() -> list[dict[str, Any]]:
    # The words say fourteen: min 41 is the fault.
    said = {"party": "unknown", **TOLL}
    return [
        span(URDU, "حکام", "a1", "actor", type="government", mention="nominal"),
        span(URDU, "14 افراد", "c1", "casualty", min=41, max=14, source=["a1"], report="stated", **said),
        span(URDU, "11 ہلاکتوں", "c2", "casualty", min=11, max=11, source=["unnamed"], report="confirmed", **said),
    ]


def _withheld() -> list[dict[str, Any]]:
    return [
        span(WITHHELD, "Rescuers", "a1", "actor", type="medical_rescue", mention="nominal"),
        span(WITHHELD, "nine bodies", "c1", "casualty", min=9, max=9, source=["a1"], report="stated",
             party="third_party", note="Rescuers carried nine bodies", **TOLL),
    ]  # fmt: skip


def long_corpus(root: Path, spans: int = 5000) -> Layout:
    """A long article, of a megabyte with five thousand spans, of which many overlap."""
    layout = empty_corpus(root)
    draw = random.Random(5)
    words = [draw.choice(["police", "said", "that", "fourteen", "died"]) for _ in range(38 * spans)]
    text = "Long\n\n" + "\n\n".join(" ".join(words[at : at + 90]) for at in range(0, len(words), 90))
    starts = sorted(draw.sample(range(10, len(text) - 400), spans))
    records = [
        {"id": f"a{number}", "layer": "actor", "start": start, "end": start + 300, "text": text[start : start + 300],
         "type": "civilians", "mention": "nominal"}
        for number, start in enumerate(starts, start=1)
    ]  # fmt: skip
    add_article(layout, "harl-0001", text)
    add_pass(layout, "harl-0001", text, records)
    return layout


def browse(layout: Layout, *options: str, output: Path | None = None) -> Path:
    """The folder of the site of `layout`."""
    where = ["--output", str(output)] if output else []
    assert main(["browse", "--root", str(layout.root), "--today", "2031-06-01", *where, *options]) == 0
    return output or layout.dist / "browse"


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.html"))}


class Parsed(HTMLParser):
    """The start tags of a page with their attributes, and its text outside scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.inside = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside not in ("script", "style"):
            self.text += data

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element `tag`."""
        return [attributes for name, attributes in self.tags if name == tag]

    def anchors(self) -> list[str]:
        """Every id of the page."""
        return [found for _, attributes in self.tags if (found := attributes.get("id")) is not None]


def words_of(text: str, number: int = 8) -> set[str]:
    """Every run of `number` words of `text`."""
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[at : at + number]) for at in range(len(words) - number + 1)}
