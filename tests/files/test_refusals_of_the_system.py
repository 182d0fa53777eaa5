"""What the system refuses (a full disk, a place below a file) is told in its words, whichever command meets it."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conflict_claims.cli import main
from conflict_claims.files.atomic import obstacle

BASE = Path(__file__).parents[1] / "fixtures" / "base"
WRITERS = {
    "agreement": ("agreement", "gold", "ann-a", "--bootstrap", "0", "--output"),
    "browse": ("browse", "--output"),
    "build": ("build", "--output"),
    "check": ("check", "--output"),
    "evaluate": ("evaluate", "gold", "ann-a", "--bootstrap", "0", "--output"),
    "export brat": ("export", "brat"),
    "export conll": ("export", "conll"),
    "export jsonl": ("export", "jsonl"),
    "label-studio export": ("label-studio", "export", "gold", "--output"),
    "show": ("show", "valdria-0001", "--output"),
    "suggest": ("suggest", "--out"),
    "tolls": ("tolls", "--plot"),
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "corpus")


def _stopped_in(where: str | Path, name: str, *, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """A command that writes where files may have so many bytes or, where no `limit` is said, to a full output."""

    def no_larger_files() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    words = [*WRITERS.get(name, (name,)), *([str(where)] if name in WRITERS else [])]
    with Path(os.devnull if limit is not None else "/dev/full").open("w") as out:
        return subprocess.run(
            [sys.executable, "-m", "conflict_claims.cli", *words, "--root", str(BASE)],
            stdout=out, stderr=subprocess.PIPE, text=True, preexec_fn=no_larger_files,
        )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", WRITERS)
def test_a_full_disk_is_told_and_leaves_no_half_of_a_file(name: str, tmp_path: Path) -> None:
    done = _stopped_in(tmp_path / "there" / "out", name, limit=32)
    command = (
        "conflict-claims label-studio export" if name.startswith("label") else f"conflict-claims {name.split()[0]}"
    )
    assert done.returncode == 3
    first, second = done.stderr.splitlines()
    assert first.startswith(f"{command}: ")
    assert "File too large" in first
    assert second == "  mend that, and do this again: no file was left half-written"
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path.name != ".gitignore"]


@pytest.mark.parametrize("name", ["rules", "stats"])
def test_a_full_standard_output_is_told(name: str) -> None:
    done = _stopped_in("", name)
    assert done.returncode == 3
    assert done.stderr.splitlines()[0] == f"conflict-claims {name}: No space left on device"
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize("below", ["out", "more/out"])
@pytest.mark.parametrize("name", WRITERS)
def test_a_place_below_a_file_is_refused_before_the_work(
    name: str, below: str, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("kept")
    assert main([*WRITERS[name], str(tmp_path / "file" / below), "--root", str(corpus)]) == 2
    said = capsys.readouterr().err
    assert "Not a directory" in said or "is no folder" in said
    assert str(tmp_path / "file") in said
    assert (tmp_path / "file").read_text() == "kept"


def _pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize("make", [Path.mkdir, _pipe])
def test_what_is_no_file_is_not_replaced(make: Callable[[Path], None], corpus: Path, tmp_path: Path) -> None:
    make(tmp_path / "out")
    assert obstacle(tmp_path / "out").startswith(f"{tmp_path / 'out'} is ")
    assert main(["check", "--output", str(tmp_path / "out"), "--root", str(corpus)]) == 2
    assert not (tmp_path / "out").is_file()
