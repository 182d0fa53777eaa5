"""Counts of articles, spans and labels, for the pages that state them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from conflict_claims_schemas.columns import SPAN_TABLES, TABLES
from conflict_claims_schemas.vocabulary import BY_NAME, SPLITS

RECORD_TABLES = (*SPAN_TABLES, "links")
DERIVED_LABELS = frozenset({"reference_kind", "standing"})


@dataclass(frozen=True, slots=True)
class Figures:
    """What a corpus holds.

    `articles` and `records` count by split (`records` by table first), `labels` counts by `table.column` and label
    with zeros for labels that have no example, `withheld` counts articles whose text may not be published.
    """

    articles: dict[str, int]
    annotated: int
    withheld: int
    characters: int
    records: dict[str, dict[str, int]]
    labels: dict[str, dict[str, int]]
    passes: dict[str, int]
    registries: dict[str, int]


def figures(frames: Mapping[str, pl.DataFrame], passes: Mapping[str, int]) -> Figures:
    """Count the nine tables of gold.

    Args:
        frames: the tables of `flat`.
        passes: how many articles each annotator marked.
    """
    articles = frames["articles"]
    owners = articles.select("article_id", "split")
    return Figures(
        articles=_by_split(articles),
        annotated=int(articles["layers"].is_not_null().sum()),
        withheld=len(articles.filter(~pl.col("publishable"))),
        characters=int(articles["characters"].sum() or 0),
        records={table: _by_split(frames[table].join(owners, on="article_id")) for table in RECORD_TABLES},
        labels={name: counts for table in RECORD_TABLES for name, counts in _labels(frames[table], table).items()},
        passes=dict(passes),
        registries={name: len(frames[name]) for name in ("actor_registry", "incidents", "topic_registry")},
    )


def _by_split(frame: pl.DataFrame) -> dict[str, int]:
    counts = dict(frame.group_by("split").len().iter_rows())
    return {split: counts.get(split, 0) for split in SPLITS}


def _labels(frame: pl.DataFrame, table: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for column in TABLES[table]:
        if column.labels and column.labels not in DERIVED_LABELS and not column.name.endswith("_layer"):
            values = frame[column.name].explode() if column.kind == "strings" else frame[column.name]
            counts = dict(values.drop_nulls().value_counts().iter_rows())
            names = BY_NAME[column.labels].names
            found[f"{table}.{column.name}"] = {name: counts.get(name, 0) for name in names}
    return found


def unused_labels(counts: Figures) -> dict[str, list[str]]:
    """The labels that have no example yet, by `table.column`."""
    unused = {name: [label for label, number in labels.items() if not number] for name, labels in counts.labels.items()}
    return {name: labels for name, labels in unused.items() if labels}
