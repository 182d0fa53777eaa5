"""Pull requests to a small corpus: a base, a contribution with one kind of fault, and both merged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from conflict_claims.files.atomic import write_whole
from conflict_claims.files.layout import Layout
from tests.check.broken import edit
from tests.corpora import TEXT, add_article, add_pass, records
from tests.repositories import WAIVERS, commit, git, repository

Change = Callable[[Layout], None]
NEAR = TEXT.replace("Tuesday", "Monday")
NEW = """Harl counts its dead

Officials said at least 12 people were killed in a landslide of rubble. The mayor visited the valley."""


def plant(server: Path, change: Change) -> str:
    """The repository `owner/name` with a contribution merged into its base; the merged commit."""
    layout = repository(server / "owner" / "name")
    git(layout.root, "switch", "--quiet", "--create", "contribution")
    change(layout)
    commit(layout.root, "contribution")
    git(layout.root, "switch", "--quiet", "--detach", "main")
    git(layout.root, "merge", "--quiet", "--no-ff", "--no-edit", "contribution")
    return git(layout.root, "rev-parse", "HEAD").strip()


def add(layout: Layout, text: str = NEW, **fields: str) -> None:
    """A new article with a gold pass of one claim."""
    add_article(layout, "harl-0005", text, published="2031-05-20", **fields)
    start = text.index("at least 12")
    claim = {"id": "c1", "layer": "casualty", "start": start, "end": start + 18, "text": text[start : start + 18],
             "outcome": "killed", "modality": "at_least", "min": 12, "source": ["author"],
             "incident": "harl-market-2031-05"}  # fmt: skip
    add_pass(layout, "harl-0005", text, [claim])


def _pass(old: str, new: str, name: str = "gold/harl-0002") -> Change:
    return lambda layout: edit(layout.annotations / f"{name}.jsonl", old, new)


def _write(name: str, content: str) -> Change:
    return lambda layout: write_whole(layout.root / name, content.encode())


def _link(layout: Layout) -> None:
    path = layout.annotation("gold", "harl-0004")
    path.symlink_to("harl-0001.jsonl")


def _many(layout: Layout) -> None:
    marked = [record | ({"min": 1} if record["layer"] == "casualty" else {}) for record in records()]
    add_pass(layout, "harl-0001", TEXT, marked)


PULL_REQUESTS: dict[str, tuple[Change, int]] = {
    "clean": (add, 0),
    "unreadable": (_pass('"layer":"topic"', '"layer":'), 1),
    "offsets": (_pass('"start":', '"start":1'), 1),
    "bounds": (_pass('"min":14', '"min":13'), 1),
    "several-in-a-file": (_many, 1),
    "warning-alone": (lambda layout: layout.waivers.unlink(), 0),
    "split-leak": (lambda layout: add(layout, split="test"), 1),
    "near-duplicate": (lambda layout: add_article(layout, "harl-0005", NEAR, split="test"), 1),
    "registry-entry-gone": (_write("corpus/actors.yaml", "[]\n"), 1),
    "settings": (lambda layout: edit(layout.settings, "languages: [en]", "languages: [fr]"), 1),
    "bad-waiver": (_write("annotations/waivers.toml", WAIVERS.replace("CAS011", "CAS014")), 1),
    "stray-file": (_write("corpus/raw/notes.txt", "x"), 1),
    "symbolic-link": (_link, 1),
    "deleted-article": (lambda layout: layout.article("harl-0002").unlink(), 1),
}  # fmt: skip
