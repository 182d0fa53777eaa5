"""A derivation that gives other values for the same annotations has another version."""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from pathlib import Path

import polars as pl

from conflict_claims.build.dataset import Edition
from conflict_claims.files.layout import Layout
from conflict_claims.release.contract import DERIVATIONS
from conflict_claims.tables.corpus import read_corpus
from conflict_claims_schemas.columns import CONFIGURATION_COLUMNS, LAYER_OF_TABLE

BASE = Path(__file__).parents[2] / "fixtures" / "base"
GOLDEN = Path(__file__).parent / "golden" / "derivations.json"
RENEW = "raise its version in release/contract.py, then RENEW_GOLDEN=1 python -m pytest tests/release -k derivation"


@cache
def derived() -> dict[str, str]:
    """The hash of what each derivation gives for the base corpus."""
    corpus = read_corpus(Layout(BASE))
    made = Edition({name: corpus.bundle(name) for name in corpus.passes}, corpus.registries, "full")
    parts: dict[str, list[pl.DataFrame]] = {}
    for name, _, table in made.tables():
        parts.setdefault(name, []).append(pl.DataFrame(table))
    frames = {name: _over_splits(pl.concat(found)) for name, found in parts.items()}
    values: dict[str, list[object]] = {name: [] for name in DERIVATIONS}
    for row in frames["tolls"].iter_rows(named=True):
        values[f"tolls.{row['rule']}"].append(row)
    values["tokens"].extend(frames["tokens"].rows())
    for table in LAYER_OF_TABLE:
        for column in CONFIGURATION_COLUMNS[table]:
            if column.derived or column.name == "polarity":
                owner = {"sentence": "sentences"}.get(column.name, column.name)
                values[owner if owner in values else "references"].append(frames[table][column.name].to_list())
    dumped = {name: json.dumps(value, default=str).encode() for name, value in values.items()}
    return {name: hashlib.sha256(content).hexdigest() for name, content in dumped.items()}


def _over_splits(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows in the order of the articles or incidents, whatever their split."""
    owner = next((name for name in ("article_id", "incident_id") if name in frame.columns), None)
    return frame.sort(owner, maintain_order=True) if owner else frame


def test_a_derivation_gives_what_it_gave_under_its_version() -> None:
    told = {name: {"version": DERIVATIONS[name], "sha256": digest} for name, digest in derived().items()}
    if os.environ.get("RENEW_GOLDEN"):
        GOLDEN.write_text(json.dumps(told, indent=2) + "\n")
    before = json.loads(GOLDEN.read_text())
    assert told.keys() == before.keys()
    for name, now in told.items():
        changed = now["sha256"] != before[name]["sha256"]
        assert not changed or now["version"] != before[name]["version"], f"{name} gives other values: {RENEW}"
    assert told == before, f"the versions grew: {RENEW}"


def test_every_derivation_gives_something_in_the_base_corpus() -> None:
    empty = {hashlib.sha256(content).hexdigest() for content in (b"[]", b"[[]]")}
    assert not empty & set(derived().values())
