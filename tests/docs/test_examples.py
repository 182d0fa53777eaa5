"""The scripts of docs/examples run on a build of the corpus and print and draw what they say."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "docs" / "examples" / "contested_incidents.py"


def build(folder: Path) -> None:
    command = [sys.executable, "-m", "conflict_claims.cli", "build", "--root", str(ROOT), "--output", str(folder)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "scripts"), str(ROOT / "schemas")])}
    subprocess.run(command, env=environment, check=True, capture_output=True)


@pytest.mark.slow
def test_contested_incidents_are_listed_and_drawn(tmp_path: Path) -> None:
    build(tmp_path / "data")
    environment = {**os.environ, "HF_HOME": str(tmp_path / "cache"), "HF_HUB_OFFLINE": "1", "MPLBACKEND": "Agg"}
    picture = tmp_path / "contested.png"
    command = [sys.executable, str(SCRIPT), str(tmp_path / "data"), str(picture)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "jaffar-express-2025-03" in done.stdout
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_the_example_is_under_twenty_lines() -> None:
    code = [line for line in SCRIPT.read_text().splitlines() if line.strip() and not line.startswith('"""')]
    assert len(code) < 20
