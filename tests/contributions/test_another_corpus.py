"""The commands work on any folder laid out like this project, and know nothing of our corpus."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from conflict_claims.files.layout import Layout
from tests.repositories import commit, git, repository


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A small corpus of another name, another prefix and other people, on a branch with one more commit."""
    layout = repository(tmp_path_factory.mktemp("another"))
    (layout.root / "README.md").write_text(
        "# Harl\n\n<!-- generated: figures overview -->\n<!-- /generated: figures overview -->\n"
    )
    git(layout.root, "switch", "--quiet", "--create", "work")
    commit(layout.root)
    return layout


def run(layout: Layout, folder: Path, *words: str) -> str:
    """What a command prints, called from a folder that is not the corpus."""
    command = [sys.executable, "-m", "conflict_claims.cli", *words, "--root", str(layout.root)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_every_command_of_a_contributor_works_on_another_corpus(layout: Layout, tmp_path: Path) -> None:
    assert "0 errors, 1 waived in 4 articles" in run(layout, tmp_path, "check", "--today", "2031-06-01")
    assert "looked at  0 of 4 articles" in run(layout, tmp_path, "check", "--changed", "--base", "main")
    assert re.search(r"harl-market-2031-05 +2 +6\n", run(layout, tmp_path, "stats"))
    assert "Unchanged: " in run(layout, tmp_path, "stats", "--base", "main")
    assert "Shelling of Harl market" in run(layout, tmp_path, "tolls", "harl-market-2031-05")
    assert run(layout, tmp_path, "format", "--check") == "4 annotation files: 0 would change, 0 left alone\n"
    run(layout, tmp_path, "generate")
    assert "| articles | 2 |" in (layout.root / "README.md").read_text()
    assert not (layout.root / "docs").exists()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_build_of_another_corpus_bears_its_name(layout: Layout, tmp_path: Path) -> None:
    run(layout, tmp_path, "build", "--edition", "full")
    built = layout.dist / "harl-reports"
    assert "Reports from Harl" in (built / "README.md").read_text()
    assert "balochistan" not in (built / "README.md").read_text()


@pytest.mark.slow
def test_a_site_of_another_corpus_is_written(layout: Layout, tmp_path: Path) -> None:
    run(layout, tmp_path, "browse", "--output", str(tmp_path / "site"))
    page = (tmp_path / "site" / "index.html").read_text()
    assert "harl-0001" in page
    assert "balochistan" not in page
