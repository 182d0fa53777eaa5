"""Build the data set: a checked corpus in, a folder that `load_dataset` reads out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from conflict_claims.build.article_parts import TOLD, article_parts, parts_of
from conflict_claims.build.card import card
from conflict_claims.build.configurations import by_split, other_tables
from conflict_claims.build.folder import staged_folder
from conflict_claims.build.parquet import DataFile, ParquetFolder
from conflict_claims.build.pass_table import pass_rows, published_passes
from conflict_claims.build.toll_table import toll_table
from conflict_claims.check.marked import Marked
from conflict_claims.files.atomic import write_whole
from conflict_claims.files.layout import GOLD
from conflict_claims_schemas.fields import REGISTRIES
from conflict_claims_schemas.hub_metadata import published_schema

Registries = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Build:
    """A finished build: where it stands, and its files."""

    folder: Path
    edition: str
    data: Sequence[DataFile]

    def rows(self) -> dict[str, dict[str, int]]:
        """Rows by configuration and split."""
        return rows_by_split(self.data)


def rows_by_split(data: Sequence[DataFile]) -> dict[str, dict[str, int]]:
    """Rows by configuration and split."""
    found: dict[str, dict[str, int]] = {}
    for file in data:
        found.setdefault(file.configuration, {})[file.split] = file.rows
    return found


class Edition:
    """The tables of an edition, made a few articles at a time.

    `splits` of articles and incidents and `counts`, the figures that the card states (`articles`, `withheld`, and
    `dropped`, overlapping spans by layer), are whole when all tables were made.
    """

    def __init__(self, bundles: Mapping[str, pa.Table], registries: Registries, name: str) -> None:
        """Make the edition `name`, `full` or `public`.

        Args:
            bundles: by annotator, rows of the schema BUNDLE without errors; gold's has a row for every article.
            registries: the frames of `registry_frame`, by table.
            name: of the edition.
        """
        self._bundles, self._registries, self._name = bundles, registries, name
        self.splits: dict[str, str] = {}
        self.counts: dict[str, Any] = {}

    def tables(self) -> Iterator[tuple[str, str, pa.Table]]:
        """Configurations with some of their rows in one split, in order, in the Arrow schema of their features."""
        told: dict[str, list[pl.DataFrame]] = {name: [] for name in TOLD}
        withheld: list[pl.DataFrame] = []
        dropped: Counter[str] = Counter()
        for part in article_parts(self._bundles[GOLD], self._registries, self._name):
            dropped.update(part.dropped)
            self.splits |= part.splits
            withheld.append(part.withheld)
            for name, rows in part.told.items():
                told[name].append(rows)
            yield from map(_featured, part.tables)
        hidden = pl.concat(withheld)
        self.counts = {"articles": len(self.splits), "withheld": len(hidden), "dropped": dict(dropped)}
        yield from map(_featured, self._others({name: pl.concat(rows) for name, rows in told.items()}, hidden))

    def _others(self, told: Mapping[str, pl.DataFrame], withheld: pl.DataFrame) -> Iterator[tuple[str, str, pa.Table]]:
        """What does not follow from an article and its gold alone."""
        tolls, homes = toll_table({**told, **self._registries})
        self.splits |= homes
        registries = {name: self._registries[name] for name in REGISTRIES}
        yield from by_split(other_tables({"tolls": tolls, **registries}, withheld, self._name), homes)
        for annotator in published_passes(self._bundles):
            for part in parts_of(self._bundles[annotator]):
                rows = pass_rows(part, self._registries, annotator)
                yield from by_split(other_tables({"passes": rows}, withheld, self._name), self.splits)


def _featured(part: tuple[str, str, pa.Table]) -> tuple[str, str, pa.Table]:
    name, split, table = part
    return name, split, table.cast(published_schema(name))


def write_data(
    bundles: Mapping[str, pa.Table], registries: Registries, edition: str, folder: Path
) -> tuple[list[DataFile], dict[str, Any]]:
    """Write every configuration of `edition` below `folder`, a Parquet file a split.

    Returns:
        The files, and the counts of Edition, whose arguments these are.
    """
    made = Edition(bundles, registries, edition)
    with ParquetFolder(folder) as files:
        for part in made.tables():
            files.add(*part)
        return files.close(), made.counts


def build(marked: Marked, edition: str, target: Path) -> Build:
    """Build `edition` of a corpus so that `target` links to it; all or nothing.

    Args:
        marked: the corpus, without errors.
        edition: `full` or `public`.
        target: a link that is made, or swapped.

    Raises:
        FileExistsError: `target` is there and is no link of ours.
    """
    with staged_folder(target) as folder:
        data, counts = write_data(marked.bundles, marked.registries, edition, folder)
        write_whole(folder / "README.md", card(marked.settings, edition, data, counts).encode())
    return Build(target, edition, data)
