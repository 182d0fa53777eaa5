"""A corpus of three articles on one incident, with rival tolls, an update across articles and a second pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from conflict_claims.files.layout import Layout
from tests.corpora import add_article, add_pass, empty_corpus, span

ACTORS = """- id: northern-front
  name: Northern Front
  type: rebel_group
  country: XVE
- id: velmar-army
  name: Army of Velmar
  type: state_military
  country: XVE
- id: anna-korr
  name: Anna Korr
  type: state_military
  country: XVE
  parent: velmar-army
- id: velmar
  name: Velmar
  type: government
  country: XVE
"""
INCIDENT = "harl-market-2031-05"
FIRST = """Shells hit Harl market

The army said 12 people had died. A nurse spoke of dozens of dead, including three children.
"""
SECOND = """Army revises its count

Spokeswoman Anna Korr said that 17 people were killed. The Northern Front said it killed 90 soldiers.
"""
BACKGROUND = """A year on

Residents said 99 people died in Harl.
"""


def actor(text: str, words: str, local: str, kind: str, actor_id: str | None = None) -> dict[str, Any]:
    known = {"actor": actor_id} if actor_id else {}
    return span(text, words, local, "actor", type=kind, mention="nominal", **known)


def toll(text: str, words: str, local: str, low: int, by: str, **fields: Any) -> dict[str, Any]:
    given = {"outcome": "killed", "modality": "exact", "min": low, "max": low, "report": "stated",
             "party": "third_party", "incident": INCIDENT, "source": [by], **fields}  # fmt: skip
    return span(text, words, local, "casualty", **{key: value for key, value in given.items() if value is not None})


def first() -> list[dict[str, Any]]:
    return [
        actor(FIRST, "army", "a1", "state_military", "velmar-army"),
        actor(FIRST, "nurse", "a2", "medical_rescue"),
        toll(FIRST, "12 people", "c1", 12, "a1", party="victim_side"),
        toll(FIRST, "dozens of dead", "c2", 24, "a2", max=None, modality="vague"),
        toll(FIRST, "three children", "c3", 3, "a2", victims="civilian", subset=["children"]),
        {"id": "k1", "layer": "link", "type": "conflicts_with", "aspect": "number", "from": "c2", "to": "c1"},
        {"id": "k2", "layer": "link", "type": "subset_of", "from": "c3", "to": "c2"},
    ]


def second() -> list[dict[str, Any]]:
    return [
        actor(SECOND, "Spokeswoman Anna Korr", "a1", "state_military", "anna-korr"),
        actor(SECOND, "Northern Front", "a2", "rebel_group", "northern-front"),
        toll(SECOND, "17 people", "c1", 17, "a1", party="victim_side"),
        toll(SECOND, "90 soldiers", "c2", 90, "a2", victims="state_force", perpetrator=["a2"], blame="claimed",
             party="perpetrator_side"),
        {"id": "k1", "layer": "link", "type": "conflicts_with", "aspect": "number", "from": "c2", "to": "c1"},
    ]  # fmt: skip


def third() -> list[dict[str, Any]]:
    return [actor(BACKGROUND, "Residents", "a1", "civilians"), toll(BACKGROUND, "99 people", "c1", 99, "a1")]


def rivals(root: Path) -> Layout:
    """Two articles in train, one that looks back in test, and a pass over the first."""
    layout = empty_corpus(root)
    layout.registry("actors.yaml").write_text(ACTORS)
    addresses = ["https://one.example/a", "https://two.example/b"]
    add_article(layout, "harl-0001", FIRST.strip(), published="2031-05-04", facts_from=addresses)
    add_article(layout, "harl-0002", SECOND.strip(), published="2031-05-06", url="https://courier.example/2")
    add_article(layout, "harl-0003", BACKGROUND.strip(), published="2032-05-04", split="test")
    for article_id, text, records in (("harl-0001", FIRST, first()), ("harl-0002", SECOND, second()),
                                      ("harl-0003", BACKGROUND, third())):  # fmt: skip
        add_pass(layout, article_id, text.strip(), records)
    marked = [record for record in first() if record["id"] != "k1"]
    add_pass(layout, "harl-0001", FIRST.strip(), marked, annotator="ann-a", guidelines="g0.9")
    return layout
