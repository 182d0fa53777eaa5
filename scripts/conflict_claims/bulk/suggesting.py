"""Suggested records for articles that come without any."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from conflict_claims.articles import read_registry, read_settings
from conflict_claims.files.layout import Layout
from conflict_claims.suggest.article import Suggester
from conflict_claims.suggest.tally import is_foreign
from conflict_claims_schemas.arrow import BUNDLE
from conflict_claims_schemas.columns import TABLE_OF_LAYER
from conflict_claims_schemas.suggestions import SUGGESTER


def with_suggestions(batch: pa.RecordBatch, root: Path) -> pa.RecordBatch:
    """A batch of the schema BUNDLE in which articles that nobody annotated have the records that are suggested.

    Args:
        batch: rows of the schema BUNDLE.
        root: of the corpus whose actors are known by name.
    """
    bare = batch.column("marked_layers").is_null()
    texts = pc.if_else(bare, batch.column("text"), pa.scalar(None, pa.string())).to_pylist()
    days = map(str, batch.column("published").to_pylist())
    records = [
        None if text is None else _by_table(_suggester(root).suggest(text, published=day))
        for text, day in zip(texts, days, strict=True)
    ]
    made: dict[str, list[Any]] = {
        table: [None if one is None else one[table] for one in records] for table in TABLE_OF_LAYER.values()
    }
    layers = list(TABLE_OF_LAYER)
    made["marked_layers"] = [None if one is None else layers for one in records]
    made["marked_annotator"] = [None if one is None else SUGGESTER for one in records]
    made["marked_guidelines"] = [None if one is None else _guidelines(root) for one in records]
    columns = [_either(batch, name, made.get(name), bare) for name in BUNDLE.names]
    return pa.RecordBatch.from_arrays(columns, schema=BUNDLE)


def foreign(batch: pa.RecordBatch) -> int:
    """How many articles of a batch get suggestions though they are in a language that the rules are not for."""
    languages = batch.column("language").filter(batch.column("marked_layers").is_null())
    return sum(one["counts"] for one in languages.value_counts().to_pylist() if is_foreign(one["values"]))


def _either(batch: pa.RecordBatch, name: str, suggested: list[Any] | None, bare: pa.Array) -> pa.Array:
    column = batch.column(name)
    return column if suggested is None else pc.if_else(bare, pa.array(suggested, column.type), column)


def _by_table(records: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLE_OF_LAYER.values()}
    for record in records:
        found[TABLE_OF_LAYER[record["layer"]]].append(record)
    return found


@cache
def _suggester(root: Path) -> Suggester:
    tables = ("actor_registry", "incidents", "topic_registry")
    known = ([entry.values for entry in read_registry(Layout(root), table)[0]] for table in tables)
    return Suggester(*known)


@cache
def _guidelines(root: Path) -> str | None:
    settings, _ = read_settings(Layout(root))
    return settings.guidelines if settings else None
