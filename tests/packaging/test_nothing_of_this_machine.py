"""No committed file knows the machine that it was written on."""

import re
import subprocess
from pathlib import Path

import pytest

from .conftest import REPOSITORY

# Absolute paths of people's and build machines' folders; "/home/page" within an address is none.
MACHINE_PATH = re.compile(r"(?<![\w.~/:-])(?:file://)?/(?:root|work|home/\w+|Users/\w+|opt/\w+)/")
PINNED = re.compile(r"[a-z0-9-]+==[0-9][0-9a-z.+]*( ; python_version (<|>=) '3\.\d+')?")


def committed_files() -> list[Path]:
    """What git tracks, or would."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    files = (REPOSITORY / name for name in done.stdout.split("\0") if name)
    return [file for file in files if file.is_file()]


def test_committed_files_carry_no_machine_paths() -> None:
    found = [
        f"{file.relative_to(REPOSITORY)}:{number}: {line.strip()[:100]}"
        for file in committed_files()
        # the received sources are not ours to edit
        if not file.is_relative_to(REPOSITORY / "corpus" / "raw")
        for number, line in enumerate(file.read_bytes().decode("utf-8", "replace").splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    assert found == []


def test_checkout_path_is_in_no_committed_file() -> None:
    here = str(REPOSITORY).encode()
    assert [file for file in committed_files() if here in file.read_bytes()] == []


def test_constraints_are_versions_only() -> None:
    lines = REPOSITORY.joinpath("constraints.txt").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#") and not PINNED.fullmatch(line)] == []


def test_local_folders_are_not_committed() -> None:
    names = {file.relative_to(REPOSITORY).parts[0] for file in committed_files()}
    assert not names & {".venv", ".venv-lower", "dist", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
