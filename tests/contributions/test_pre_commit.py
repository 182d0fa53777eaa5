"""The hooks for pre-commit: their entries run as they stand, and with pre-commit itself."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conflict_claims.files.layout import Layout
from tests.check.broken import edit
from tests.contributions.workflow import ROOT
from tests.repositories import ENVIRONMENT, git, repository

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
BIN = Path(sys.executable).parent
SURROUNDINGS = ENVIRONMENT | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}


def hook(name: str) -> dict[str, Any]:
    return next(one for one in HOOKS if one["id"] == f"conflict-claims-{name}")


def run_entry(layout: Layout, name: str, *files: str) -> subprocess.CompletedProcess[str]:
    command = [*shlex.split(hook(name)["entry"]), *files]
    return subprocess.run(command, cwd=layout.root, capture_output=True, text=True, env=SURROUNDINGS)


def unformatted(layout: Layout) -> Path:
    path = layout.annotation("gold", "harl-0002")
    edit(path, '{"id":"a1","layer":', '{"layer": "actor", "id":"a1","layer_":', needed=True)
    edit(path, '"layer_":"actor",', "")
    return path


def test_the_files_of_the_hooks_are_those_of_a_corpus(tmp_path: Path) -> None:
    layout = repository(tmp_path)
    tracked = git(tmp_path, "ls-files").split()
    chosen = [name for name in tracked if re.search(hook("format")["files"], name)]
    assert chosen == [layout.name(path) for path in sorted(layout.annotations.glob("*/*.jsonl"))]
    assert all(re.search(hook("check")["files"], name) for name in tracked)
    assert hook("check")["pass_filenames"] is False


@pytest.mark.slow
def test_the_entry_of_format_writes_canonical_form(tmp_path: Path) -> None:
    layout = repository(tmp_path)
    path = unformatted(layout)
    done = run_entry(layout, "format", layout.name(path))
    assert done.returncode == 0, done.stderr
    assert git(tmp_path, "status", "--porcelain") == ""


@pytest.mark.slow
def test_the_entry_of_check_fails_on_an_error_and_passes_without(tmp_path: Path) -> None:
    layout = repository(tmp_path)
    assert run_entry(layout, "check").returncode == 0
    edit(layout.annotation("gold", "harl-0002"), '"min":14', '"min":13')
    done = run_entry(layout, "check")
    assert done.returncode == 1
    assert "CAS001" in done.stdout


@pytest.fixture(scope="module")
def pre_commit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real tool, in an environment of its own; where CI runs these tests it must be there."""
    found = shutil.which("pre-commit")
    if found:
        return Path(found)
    folder = tmp_path_factory.mktemp("pre-commit")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    install = [
        str(folder / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "pre-commit",
    ]
    done = subprocess.run(install, capture_output=True, text=True, timeout=300)
    if done.returncode and not os.environ.get("CI"):
        pytest.skip("pre-commit is not installed and cannot be: " + done.stderr.strip().rpartition("\n")[2])
    assert done.returncode == 0, done.stderr
    return folder / "bin" / "pre-commit"


def commit_with_hooks(layout: Layout, tool: Path, cache: Path) -> subprocess.CompletedProcess[str]:
    """A commit as a contributor makes it; the hooks' own commands are those of this environment."""
    local = [{key: value for key, value in one.items() if key != "language"} | {"language": "system"} for one in HOOKS]
    content = {"repos": [{"repo": "local", "hooks": local}]}
    (layout.root / ".pre-commit-config.yaml").write_text(yaml.safe_dump(content))
    surroundings = SURROUNDINGS | {"PRE_COMMIT_HOME": str(cache)}
    git(layout.root, "add", "--all")
    subprocess.run([str(tool), "install"], cwd=layout.root, check=True, capture_output=True, env=surroundings)
    command = ["git", "commit", "--message", "work"]
    return subprocess.run(command, cwd=layout.root, capture_output=True, text=True, env=surroundings)


@pytest.mark.slow
def test_pre_commit_formats_checks_and_lets_a_clean_commit_pass(tmp_path: Path, pre_commit: Path) -> None:
    layout = repository(tmp_path / "corpus")
    git(layout.root, "switch", "--quiet", "--create", "work")
    unformatted(layout)
    done = commit_with_hooks(layout, pre_commit, tmp_path / "cache")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout + done.stderr
    edit(layout.article("harl-0004"), "split: test", "split: train")
    done = commit_with_hooks(layout, pre_commit, tmp_path / "cache")
    assert done.returncode == 0, done.stdout + done.stderr
    edit(layout.annotation("gold", "harl-0002"), '"min":14', '"min":13')
    done = commit_with_hooks(layout, pre_commit, tmp_path / "cache")
    assert done.returncode == 1
    assert "CAS001" in done.stdout + done.stderr
