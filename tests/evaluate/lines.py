"""Bulk lines of invented articles, and evaluations of one set of them by another."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from conflict_claims.evaluate.evaluation import Evaluation, evaluate
from conflict_claims.evaluate.material import Material, collect
from conflict_claims.evaluate.readings import side
from conflict_claims.evaluate.scores import Score
from conflict_claims.files.layout import Layout
from conflict_claims_schemas.columns import LAYER_OF_TABLE
from tests.corpora import TEXT, records

Record = dict[str, Any]
Line = dict[str, Any]


def line(marked: Iterable[Mapping[str, Any]] | None = None, text: str = TEXT, name: str = "x1", **fields: Any) -> Line:
    """A bulk line that has every layer; by default with the usual records."""
    found = records() if marked is None else [dict(record) for record in marked]
    layers = {
        table: [record for record in found if record["layer"] == layer] for table, layer in LAYER_OF_TABLE.items()
    }
    return {"article_id": name, "text": text, **fields, **copy.deepcopy(layers)}


def write(path: Path, *lines: Line | str) -> Path:
    """A file of bulk lines; a string is written as it is."""
    told = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in lines)
    path.write_text("".join(f"{one}\n" for one in told), encoding="utf-8")
    return path


def material(folder: Path, gold: Iterable[Line | str], pred: Iterable[Line | str]) -> Material:
    folder.mkdir(exist_ok=True)
    layout = Layout(folder)
    first, second = write(folder / "gold.jsonl", *gold), write(folder / "pred.jsonl", *pred)
    return collect(layout, side(layout, str(first)), side(layout, str(second)))


def evaluated(folder: Path, gold: Iterable[Line | str], pred: Iterable[Line | str], **options: Any) -> Evaluation:
    return evaluate(material(folder, gold, pred), **{"number": 0, **options})


def score(result: Evaluation, layer: str, name: str) -> Score:
    return next(one for one in result.scores if (one.layer, one.name) == (layer, name))


def counts(result: Evaluation, layer: str, name: str) -> tuple[int, int, int]:
    found = score(result, layer, name)
    return found.right, found.gold, found.pred


def changed(local: str, **fields: Any) -> list[Record]:
    """The usual records, one of them changed."""
    found = records()
    next(record for record in found if record["id"] == local).update(fields)
    return found


def without(*locals_: str) -> list[Record]:
    """The usual records but for some."""
    return [record for record in records() if record["id"] not in locals_]
