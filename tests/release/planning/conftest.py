"""A first release, made once in a run: most tests ask what comes after it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conflict_claims.files.layout import Layout
from tests.release.planning.releases import releasable, released


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of release 1.0.0 of the releasable corpus; to be read only."""
    return released(releasable(tmp_path_factory.mktemp("first") / "corpus"))


@pytest.fixture
def started(published: Path, tmp_path: Path) -> tuple[Layout, Path]:
    """The corpus and its release 1.0.0 in the test's own folder."""
    shutil.copytree(published.parents[1], tmp_path, dirs_exist_ok=True, symlinks=True)
    return Layout(tmp_path / "corpus"), tmp_path / published.relative_to(published.parents[1])
