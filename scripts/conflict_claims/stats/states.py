"""The corpus as it stands, and as it stood at another revision."""

from __future__ import annotations

import tempfile
from pathlib import Path

from conflict_claims.files.layout import Layout
from conflict_claims.files.revision import export, find_base, items
from conflict_claims.render.sections import Statistics
from conflict_claims.stats.statistics import statistics
from conflict_claims.tables.corpus import read_corpus

ROOMS = ("corpus", "annotations")


def now(layout: Layout) -> tuple[Statistics, int]:
    """The statistics of the corpus as it stands, and how many faults kept something from being counted."""
    corpus = read_corpus(layout)
    return statistics(corpus, "now"), len(corpus.problems)


def at_base(layout: Layout, revision: str | None) -> Statistics:
    """The statistics of the corpus where the work parted from `revision`.

    Raises:
        NoRevision: the folder is in no repository, or the revision is not there.
    """
    base = find_base(layout.root, revision)
    files = {name: item for name, item in items(layout.root, base.commit, ROOMS).items() if "/raw/" not in name}
    with tempfile.TemporaryDirectory(prefix="conflict-claims-") as folder:
        export(layout.root, files, Path(folder))
        return statistics(read_corpus(Layout(Path(folder))), str(base))
