"""Small corpora for tests, written by the tools' own writers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from conflict_claims.annotations import canonical
from conflict_claims.articles import render_article
from conflict_claims.check.marked import Marked
from conflict_claims.files.layout import GOLD, Layout
from conflict_claims.tables.corpus import read_corpus
from conflict_claims_schemas.vocabulary import LAYER

SETTINGS = """name: harl-reports
title: Reports from Harl
repository: owner/harl-reports
license: CC-BY-4.0
languages: [en]
prefixes: [harl]
guidelines: g1.0
version: 0.0.0
"""
ACTORS = """- id: northern-front
  name: Northern Front
  aliases: [NF]
  type: rebel_group
  country: XVE
"""
INCIDENTS = """- id: harl-market-2031-05
  name: Shelling of Harl market
  start: 2031-05-04
  end: 2031-05-04
  place: Harl
  country: XVE
  region: harl
"""
TOPICS = """- id: talks
  name: talks
  meaning: talks between the sides
"""


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def empty_corpus(root: Path) -> Layout:
    layout = Layout(root)
    layout.articles.mkdir(parents=True)
    layout.raw.mkdir()
    (layout.annotations / "gold").mkdir(parents=True)
    layout.settings.write_text(SETTINGS)
    for name, content in (("actors.yaml", ACTORS), ("incidents.yaml", INCIDENTS), ("topics.yaml", TOPICS)):
        layout.registry(name).write_text(content)
    return layout


def front_matter(article_id: str, text: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": article_id,
        "title": text.split("\n", 1)[0],
        "language": "en",
        "outlet": "Harl Courier",
        "license": "CC-BY-4.0",
        "split": "train",
        "origin": "received",
        "raw": f"{article_id}.txt",
        "raw_sha256": sha256(text),
        "text_sha256": sha256(text),
        **fields,
    }


def add_article(layout: Layout, article_id: str, text: str, **fields: Any) -> None:
    (layout.raw / f"{article_id}.txt").write_bytes(text.encode())
    layout.article(article_id).write_bytes(render_article(front_matter(article_id, text, **fields), text))


def header(article_id: str, text: str, **fields: Any) -> dict[str, Any]:
    return {
        "article": article_id,
        "text_sha256": sha256(text),
        "guidelines": "g1.0",
        "annotator": "gold",
        "layers": list(LAYER.names),
        "next": {},
        **fields,
    }


def add_pass(layout: Layout, article_id: str, text: str, records: Iterable[Mapping[str, Any]], **fields: Any) -> Path:
    head = header(article_id, text, **fields)
    path = layout.annotation(head["annotator"], article_id)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(canonical(head, records))
    return path


def span(text: str, words: str, local: str, layer: str, **fields: Any) -> dict[str, Any]:
    start = text.index(words)
    return {"id": local, "layer": layer, "start": start, "end": start + len(words), "text": words, **fields}


TEXT = """Shelling of Harl market kills 14, villagers say

Shells hit the market on Tuesday, killing 14 people, including three children, residents said 🙂. The Northern Front
(NF) denied responsibility for the shelling.

A hospital in Tarn confirmed 11 dead. It said that no talks were planned."""


def records(text: str = TEXT, dead: int = 14) -> list[dict[str, Any]]:
    toll = {"outcome": "killed", "modality": "exact", "incident": "harl-market-2031-05"}
    return [
        span(text, "villagers", "a1", "actor", type="civilians", mention="nominal"),
        span(text, "residents", "a2", "actor", type="civilians", mention="nominal"),
        span(text, "Northern Front", "a3", "actor", type="rebel_group", mention="named", actor="northern-front"),
        span(text, "hospital", "a4", "actor", type="medical_rescue", mention="nominal"),
        span(text, f"{dead} people", "c1", "casualty", min=dead, max=dead, source=["a2"], report="stated",
             party="third_party", **toll),
        span(text, "three children", "c2", "casualty", min=3, max=3, victims="civilian", subset=["children"],
             source=["a2"], report="stated", party="third_party", **toll),
        span(text, "11 dead", "c3", "casualty", min=11, max=11, source=["a4"], report="confirmed",
             party="third_party", **toll),
        span(text, "denied responsibility", "s1", "stance", act="deny_responsibility", holder=["a3"], target=["t1"],
             speech="narrated"),
        span(text, "shelling", "t1", "topic", incident="harl-market-2031-05"),
        {"id": "k1", "layer": "link", "type": "subset_of", "from": "c2", "to": "c1"},
        {"id": "k2", "layer": "link", "type": "conflicts_with", "aspect": "number", "from": "c3", "to": "c1"},
    ]  # fmt: skip


def harl_corpus(root: Path, **fields: Any) -> Layout:
    """One article with a gold pass that uses every layer."""
    layout = empty_corpus(root)
    add_article(layout, "harl-0001", TEXT, **fields)
    add_pass(layout, "harl-0001", TEXT, records())
    return layout


def unchecked(layout: Layout) -> Marked:
    """A corpus as it stands, whatever `check` would say of it."""
    corpus = read_corpus(layout)
    assert corpus.settings is not None
    bundles = {name: corpus.bundle(name) for name in {GOLD: [], **corpus.passes}}
    return Marked(layout, corpus.settings, bundles, corpus.registries, [], {})
