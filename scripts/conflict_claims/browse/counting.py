"""The figures of the page of plots: each a caption, counts by name, and the plot where it can be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from conflict_claims.browse.plots import bars, can_plot, data_uri
from conflict_claims.browse.reading import Material
from conflict_claims.stats.figures import Figures, figures, unused_labels


@dataclass(frozen=True, slots=True)
class Chart:
    """Counts by name; `image` is the address of their plot, empty without matplotlib or where nothing is counted."""

    caption: str
    unit: str
    counts: Mapping[str, int]
    image: str


def charts(material: Material) -> tuple[list[Chart], dict[str, list[str]]]:
    """The charts, and the labels that have no example yet by `table.column`."""
    counted = figures(material.frames, {name: len(passes) for name, passes in material.passes.items()})
    return [_chart(*one) for one in _counts(counted, material.frames)], unused_labels(counted)


def _counts(counted: Figures, frames: Mapping[str, pl.DataFrame]) -> Iterator[tuple[str, str, Mapping[str, int]]]:
    yield "Articles by split", "articles", counted.articles
    yield "Articles by annotator", "articles", counted.passes
    yield "Records of gold by layer", "records", {name: sum(found.values()) for name, found in counted.records.items()}
    for table, by_split in counted.records.items():
        yield f"Records of gold by split: {table}", "records", by_split
    yield "Casualty claims of gold by incident", "claims", _by_incident(frames["casualties"])
    for name, labels in counted.labels.items():
        yield f"Labels of gold: {name.replace('.', ', ')}", "records", labels


def _by_incident(casualties: pl.DataFrame) -> dict[str, int]:
    named = casualties["incident_id"].fill_null("(no incident)")
    return dict(sorted(named.value_counts().iter_rows(), key=lambda row: (-row[1], row[0])))


def _chart(caption: str, unit: str, counts: Mapping[str, int]) -> Chart:
    is_drawn = can_plot() and any(counts.values())
    return Chart(caption, unit, counts, data_uri(bars(caption, counts)) if is_drawn else "")
