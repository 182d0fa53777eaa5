"""The figures that README and DATASHEET state, as Markdown."""

from __future__ import annotations

from collections.abc import Mapping

from conflict_claims.render.markers import table
from conflict_claims_schemas.vocabulary import SPLITS


def overview(articles: Mapping[str, int], records: Mapping[str, Mapping[str, int]]) -> str:
    """Articles and records by split."""
    rows = [("articles", *_cells(articles)), *((name, *_cells(counts)) for name, counts in records.items())]
    return table(("", *SPLITS, "all"), rows)


def _cells(counts: Mapping[str, int]) -> tuple[str, ...]:
    numbers = [counts.get(split, 0) for split in SPLITS]
    return tuple(f"{number:,}" for number in (*numbers, sum(numbers)))


def label_counts(labels: Mapping[str, Mapping[str, int]]) -> str:
    """How often each label is used, a row a field; labels without an example are set apart."""
    rows = []
    for name, counts in labels.items():
        used = ", ".join(f"{label} {number:,}" for label, number in counts.items() if number)
        unused = ", ".join(label for label, number in counts.items() if not number)
        rows.append((f"`{name}`", used or "none", unused))
    return table(("field", "examples", "no example yet"), rows)


def passes_table(passes: Mapping[str, int]) -> str:
    """How many articles each annotator marked."""
    return table(("annotator", "articles"), [(f"`{name}`", f"{number:,}") for name, number in passes.items()])
