"""The pages of a release: what people and machines read beside the rows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conflict_claims.articles import Settings
from conflict_claims.build.card import card
from conflict_claims.build.parquet import DataFile
from conflict_claims.files.layout import Layout
from conflict_claims.release.citation import citation, creators, read_citation
from conflict_claims.release.croissant import croissant
from conflict_claims.release.papers import page, relinked
from conflict_claims.render.dictionary import data_dictionary

NAMES = (
    "README.md", "DATASHEET.md", "CHANGELOG.md", "CITATION.cff", "SHA256SUMS", "croissant.json", "guidelines.md",
    "data-dictionary.md", "diff.jsonl", "history.jsonl", "provenance.json",
)  # fmt: skip
"""What every release holds beside its Parquet files."""

NO_VERSION, NO_DATE = "0.0.0", "1970-01-01"


@dataclass(frozen=True, slots=True)
class Sources:
    """What the pages are made from; `digests` are those of Marked."""

    layout: Layout
    settings: Settings
    data: Sequence[DataFile]
    counts: Mapping[str, Any]
    digests: Mapping[str, bytes]


def pages(sources: Sources, version: str, date: str) -> dict[str, str]:
    """The pages of `version` by file name, but for those that tell of the release itself.

    Raises:
        Refused: a page of the corpus is missing or malformed.
    """
    layout, settings = sources.layout, sources.settings
    datasheet = page(layout.root / "DATASHEET.md", layout)
    told = read_citation(page(layout.root / "CITATION.cff", layout))
    guidelines = page(layout.annotations / "guidelines.md", layout)
    return {
        "README.md": card(settings, "public", sources.data, sources.counts, version),
        "DATASHEET.md": relinked(datasheet, NAMES),
        "CITATION.cff": citation(told, settings, version, date),
        "croissant.json": croissant(settings, sources.data, datasheet, creators(told), version, date),
        "guidelines.md": relinked(guidelines, NAMES),
        "data-dictionary.md": data_dictionary(),
    }


def packaging_hashes(sources: Sources, more: Mapping[str, str]) -> dict[str, str]:
    """The hash of every page as it would be without version and day: what stays the same is not repackaged.

    Args:
        sources: what the pages are made from.
        more: other files that are no rows and tell of no version, by name.

    Raises:
        Refused: as for `pages`.
    """
    told = {**pages(sources, NO_VERSION, NO_DATE), **more}
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in sorted(told.items())}
