"""The documentation as a site: it builds without a warning, its links hold, and it fetches nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from conflict_claims.render.rooms_picture import rooms, rooms_picture
from conflict_claims_schemas.rules import RULES

ROOT = Path(__file__).parents[2]
FETCHED = re.compile(r"""<(?:script|img|link|iframe)\b[^>]{0,500}?\b(?:src|href)=["'](?:https?:)?//""")


def build(source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "--keep-going",
        "-c",
        f"{source}/docs",
        f"{source}",
        f"{target}",
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_the_site_builds_without_a_warning_and_fetches_nothing(tmp_path: Path) -> None:
    built = build(ROOT, tmp_path)
    assert built.returncode == 0, built.stderr
    pages = list(tmp_path.rglob("*.html"))
    assert tmp_path / "docs" / "rules" / "CAS003.html" in pages
    assert [page.name for page in pages if FETCHED.search(page.read_text("utf-8"))] == []


@pytest.mark.slow
def test_a_dead_link_fails_the_build(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "docs").mkdir(parents=True)
    (source / "docs" / "conf.py").write_bytes((ROOT / "docs" / "conf.py").read_bytes())
    (source / "docs" / "index.md").write_text("# One\n\n[gone](gone.md) [nowhere](#nowhere)\n")
    built = build(source, tmp_path / "site")
    assert built.returncode != 0
    assert "gone.md" in built.stderr
    assert "nowhere" in built.stderr


def test_there_is_a_page_for_every_rule_and_for_nothing_else() -> None:
    assert {path.stem for path in (ROOT / "docs" / "rules").iterdir()} == {*RULES, "README"}


def test_the_picture_of_the_rooms_is_the_import_contract() -> None:
    package = ROOT / "scripts" / "conflict_claims"
    rows = rooms(ROOT / "pyproject.toml", package, ROOT / "schemas" / "conflict_claims_schemas")
    drawn = {room.name for row in rows for room in row}
    assert drawn == {folder.parent.name for folder in package.glob("*/__init__.py")} | {"conflict_claims_schemas"}
    assert rows[0][0].name == "cli"
    assert all(room.meaning for row in rows for room in row)
    assert (ROOT / "docs" / "images" / "architecture.svg").read_text("utf-8") == rooms_picture(rows)
