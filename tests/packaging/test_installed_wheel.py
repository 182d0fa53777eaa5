"""The wheel in an environment of its own, away from the checkout."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from .conftest import REPOSITORY

pytestmark = pytest.mark.slow


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A working folder that has nothing to do with the checkout."""
    folder = tmp_path / "any folder"
    folder.mkdir()
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder laid out like the repository, with its data rooms only."""
    root = tmp_path / "a corpus"
    for room in ("corpus", "annotations"):
        shutil.copytree(REPOSITORY / room, root / room)
    return root


def run(program: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run([program, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_code_comes_from_the_wheel(installed: Path, elsewhere: Path) -> None:
    code = "import conflict_claims as a, conflict_claims_schemas as b; print(a.__file__); print(b.__file__)"
    done = run(installed / "python", "-c", code, cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    assert all(Path(line).is_relative_to(installed.parent) for line in done.stdout.splitlines())


@pytest.mark.parametrize("name", ["scripts", "schemas", "corpus", "annotations", "tests", "benchmarks"])
def test_no_folder_of_the_repository_is_importable(installed: Path, elsewhere: Path, name: str) -> None:
    done = run(installed / "python", "-c", f"import {name}", cwd=elsewhere)
    assert f"No module named '{name}'" in done.stderr


def test_help_lists_the_commands(installed: Path, elsewhere: Path) -> None:
    done = run(installed / "conflict-claims", "--help", cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    assert " check " in done.stdout


def test_rules_are_listed(installed: Path, elsewhere: Path) -> None:
    done = run(installed / "conflict-claims", "rules", cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    assert "CAS003" in done.stdout


def test_corpus_elsewhere_is_checked(installed: Path, elsewhere: Path, corpus: Path) -> None:
    done = run(installed / "conflict-claims", "check", "--root", str(corpus), cwd=elsewhere)
    assert done.returncode == 0, done.stdout + done.stderr


def test_corpus_elsewhere_is_built(installed: Path, elsewhere: Path, corpus: Path) -> None:
    done = run(installed / "conflict-claims", "build", "--root", str(corpus), cwd=elsewhere)
    assert done.returncode == 0, done.stdout + done.stderr
    assert list((corpus / "dist" / "conflict-claims").rglob("*.parquet"))
    assert list(elsewhere.iterdir()) == []
