"""What `stats` counts, for the page of figures: each table as it is there, with plots where they can be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from conflict_claims.browse.plots import bars, can_plot, data_uri, ranges
from conflict_claims.browse.reading import Material
from conflict_claims.render.sections import Section, Value, compared
from conflict_claims.stats.statistics import statistics

DRAWN = {"annotators": "articles", "incidents": "claims", "parties": "claims", "sources": "claims"}
"""The column that is drawn of a section."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A section of the statistics: cells by row for each of `columns`, and plots as addresses by their caption."""

    title: str
    columns: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]
    images: Mapping[str, str]


def charts(material: Material) -> list[Chart]:
    """Every section of the statistics, in their order."""
    return [_chart(section) for section in statistics(material.corpus, "now").sections]


def _chart(section: Section) -> Chart:
    rows, _ = compared(section, None)
    images = {caption: data_uri(svg) for caption, svg in _plots(section)} if can_plot() else {}
    return Chart(section.title, section.columns, rows, images)


def _plots(section: Section) -> Iterator[tuple[str, bytes]]:
    if section.name == "lengths":
        yield (
            section.title,
            ranges(section.title, {name: _numbers(row) for name, row in section.rows.items() if any(row)}),
        )
    for caption, counts in _counts(section):
        if any(counts.values()):
            yield caption, bars(caption, counts)


def _counts(section: Section) -> Iterator[tuple[str, Mapping[str, int]]]:
    """Captions with what is drawn as bars under each."""
    if section.name == "overview":
        for name, values in section.rows.items():
            # The last column is the sum of the others.
            yield f"{name} by split", dict(zip(section.columns[:-1], _numbers(values), strict=False))
    elif section.name == "labels":
        yield from _by_field(section).items()
    elif section.name in DRAWN:
        at = section.columns.index(DRAWN[section.name])
        yield section.title, {name: _numbers(values)[at] for name, values in section.rows.items()}


def _by_field(section: Section) -> dict[str, dict[str, int]]:
    """The labels of each field; a row is named for both."""
    found: dict[str, dict[str, int]] = {}
    for name, values in section.rows.items():
        field, _, label = name.rpartition(" ")
        found.setdefault(field, {})[label] = _numbers(values)[0]
    return found


def _numbers(values: tuple[Value, ...]) -> list[int]:
    return [int(value) if isinstance(value, int | float) else 0 for value in values]
