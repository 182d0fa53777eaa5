"""Build the data set: a checked corpus in, a folder that `load_dataset` reads out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from conflict_claims.articles import Settings
from conflict_claims.build.card import card
from conflict_claims.build.configurations import by_split, configurations
from conflict_claims.build.folder import staged_folder
from conflict_claims.build.parquet import DataFile, write_parquet
from conflict_claims.build.pass_table import pass_table
from conflict_claims.build.toll_table import toll_table
from conflict_claims.files.atomic import write_whole
from conflict_claims.files.layout import GOLD
from conflict_claims.tables.corpus import Corpus
from conflict_claims.tables.flat import flat


@dataclass(frozen=True, slots=True)
class Build:
    """A finished build: where it stands, and its files."""

    folder: Path
    edition: str
    data: Sequence[DataFile]

    def rows(self) -> dict[str, dict[str, int]]:
        """Rows by configuration and split."""
        found: dict[str, dict[str, int]] = {}
        for file in self.data:
            found.setdefault(file.configuration, {})[file.split] = file.rows
        return found


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
    frames = flat(corpus.bundle(GOLD), corpus.registries)
    articles = frames["articles"]
    tolls, incident_splits = toll_table(frames)
    tables, dropped = configurations(frames, tolls, pass_table(corpus), edition)
    splits = {**dict(articles.select("article_id", "split").iter_rows()), **incident_splits}
    counts = {
        "articles": len(articles),
        "withheld": len(articles.filter(~articles["publishable"])),
        "dropped": dropped,
    }
    with staged_folder(target) as folder:
        data = [write_parquet(folder, name, split, table) for name, split, table in by_split(tables, splits)]
        write_whole(folder / "README.md", card(settings, edition, data, counts).encode())
    return Build(target, edition, data)
