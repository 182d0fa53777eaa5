"""Build the data set: a checked corpus in, a folder that `load_dataset` reads out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from conflict_claims.articles import Settings
from conflict_claims.build.card import card
from conflict_claims.build.configurations import article_tables, by_split, other_tables
from conflict_claims.build.folder import staged_folder
from conflict_claims.build.parquet import DataFile, ParquetFolder
from conflict_claims.build.pass_table import pass_rows
from conflict_claims.build.toll_table import toll_table
from conflict_claims.files.atomic import write_whole
from conflict_claims.files.layout import GOLD
from conflict_claims.tables.corpus import Corpus
from conflict_claims.tables.flat import flat
from conflict_claims_schemas.columns import textual_columns
from conflict_claims_schemas.fields import REGISTRIES

ARTICLES = 1_000
"""Articles whose rows are made at a time: the tokens of a large corpus do not fit into memory at once."""

Registries = Mapping[str, pl.DataFrame]
TOLD: dict[str, tuple[str, ...]] = {
    "articles": ("article_id", "split", "publishable", *textual_columns("articles")),
    "actors": ("span_id", "text", "actor_id"),
    "links": ("type", "from_id", "to_id", "aspect"),
}
"""What tolls and editions need of these tables, over all articles; of casualties it is all but long texts."""


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

    def tables(self) -> Iterator[tuple[str, pa.Table]]:
        """Configurations with some of their rows, in order; where these belong is known by then."""
        kept: dict[str, list[pl.DataFrame]] = {name: [] for name in (*TOLD, "casualties")}
        dropped: Counter[str] = Counter()
        for part in _parts(self._bundles[GOLD]):
            frames = flat(part, self._registries)
            made, lost = article_tables(frames, self._name)
            dropped.update(lost)
            self.splits |= dict(frames["articles"].select("article_id", "split").iter_rows())
            yield from made.items()
            for name, rows in kept.items():
                rows.append(frames[name].select(TOLD[name]) if name in TOLD else frames[name].drop("sentence", "note"))
        yield from self._others({name: pl.concat(rows) for name, rows in kept.items()}, dict(dropped))

    def _others(self, told: Mapping[str, pl.DataFrame], dropped: Mapping[str, int]) -> Iterator[tuple[str, pa.Table]]:
        """What does not follow from an article and its gold alone."""
        articles = told["articles"]
        withheld = articles.filter(~articles["publishable"])
        self.counts = {"articles": len(articles), "withheld": len(withheld), "dropped": dropped}
        tolls, incident_splits = toll_table({**told, **self._registries})
        self.splits |= incident_splits
        yield from other_tables({"tolls": tolls, **{name: self._registries[name] for name in REGISTRIES}}, articles,
                                self._name).items()  # fmt: skip
        for annotator in sorted(self._bundles.keys() - {GOLD}):
            for part in _parts(self._bundles[annotator]):
                rows = pass_rows(part, self._registries, annotator)
                yield from other_tables({"passes": rows}, articles, self._name).items()


@dataclass(frozen=True, slots=True)
class Assembled:
    """All tables of an edition by configuration, and the split of each article and incident."""

    tables: dict[str, pa.Table]
    splits: dict[str, str]


def assemble(bundles: Mapping[str, pa.Table], registries: Registries, edition: str) -> Assembled:
    """Every table of `edition` at once, for few articles; the arguments are those of Edition."""
    made = Edition(bundles, registries, edition)
    parts: dict[str, list[pa.Table]] = {}
    for name, table in made.tables():
        parts.setdefault(name, []).append(table)
    return Assembled({name: pa.concat_tables(tables) for name, tables in parts.items()}, made.splits)


def write_data(
    bundles: Mapping[str, pa.Table], registries: Registries, edition: str, folder: Path
) -> tuple[list[DataFile], dict[str, Any]]:
    """Write every configuration of `edition` below `folder`, a Parquet file a split.

    Returns:
        The files, and the counts of Edition, whose arguments these are.
    """
    made, files = Edition(bundles, registries, edition), ParquetFolder(folder)
    for name, table in made.tables():
        for part in by_split({name: table}, made.splits):
            files.add(*part)
    return files.close(), made.counts


def _parts(bundle: pa.Table) -> Iterator[pa.Table]:
    """The rows of `bundle`, ARTICLES at a time; one part where there are none."""
    for start in range(0, max(len(bundle), 1), ARTICLES):
        yield bundle.slice(start, ARTICLES)


def build(corpus: Corpus, settings: Settings, edition: str, target: Path) -> Build:
    """Build `edition` of `corpus` so that `target` links to it; all or nothing.

    Args:
        corpus: as read, without errors, with the passes of all annotators.
        settings: of the corpus.
        edition: `full` or `public`.
        target: a link that is made, or swapped.

    Raises:
        FileExistsError: `target` is there and is no link of ours.
    """
    bundles = {name: corpus.bundle(name) for name in {GOLD: [], **corpus.passes}}
    with staged_folder(target) as folder:
        data, counts = write_data(bundles, corpus.registries, edition, folder)
        write_whole(folder / "README.md", card(settings, edition, data, counts).encode())
    return Build(target, edition, data)
