"""What comes home takes the place of what it came after, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflict_claims.files.layout import Layout
from tests.label_studio.offline.brought import accepted, bring, corpus_of_three, without

Said = pytest.CaptureFixture[str]
MAY, JANUARY = "2031-05-01T10:00:00Z", "2031-01-01T10:00:00Z"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return corpus_of_three(tmp_path / "corpus")


@pytest.fixture
def own(layout: Layout) -> Path:
    """The file that user 7's work goes to."""
    return layout.annotation("ann-a", "harl-0001")


def edit(file: Path) -> bytes:
    """Change a file by hand; what stands in it then."""
    edited = file.read_bytes().replace(b'"min":14,"max":14', b'"min":15,"max":15', 1)
    assert edited != file.read_bytes()
    file.write_bytes(edited)
    return edited


@pytest.mark.parametrize("older", [JANUARY, None])
def test_older_work_does_not_take_the_place_of_newer(layout: Layout, own: Path, capsys: Said, older: str) -> None:
    task = accepted(layout, when=MAY)
    assert bring(layout, [task]) == 0
    newer = own.read_bytes()
    reverted = without(task, "s1")
    reverted["annotations"][0]["updated_at"] = older
    assert bring(layout, [reverted]) == 1
    said = capsys.readouterr().out
    assert "kept back: annotations/ann-a/harl-0001.jsonl" in said
    assert "the file came from newer work, of 2031-05-01T10:00:00+00:00" in said
    assert own.read_bytes() == newer
    assert bring(layout, [reverted], "--overwrite") == 0
    assert own.read_bytes() != newer


def test_older_work_that_says_the_same_makes_nothing_older(layout: Layout, own: Path) -> None:
    for when in (MAY, JANUARY):
        assert bring(layout, [accepted(layout, when=when)]) == 0
    newer = own.read_bytes()
    assert bring(layout, [without(accepted(layout), "s1", when="2031-03-01T10:00:00Z")]) == 1
    assert own.read_bytes() == newer


def test_older_work_comes_in_where_nothing_stands(layout: Layout, own: Path) -> None:
    assert bring(layout, [accepted(layout, when=MAY)]) == 0
    own.unlink()
    assert bring(layout, [accepted(layout, when=JANUARY)]) == 0
    assert own.is_file()


def test_an_edit_is_overwritten_where_that_is_asked_for(layout: Layout, own: Path, capsys: Said) -> None:
    tasks = [accepted(layout)]
    assert bring(layout, tasks) == 0
    first = own.read_bytes()
    edited = edit(own)
    assert bring(layout, tasks) == 0, "nothing new has come, so there is nothing to decide"
    assert own.read_bytes() == edited
    capsys.readouterr()
    assert bring(layout, tasks, "--overwrite") == 0
    assert "1 file changed" in capsys.readouterr().out
    assert own.read_bytes() == first


def test_an_export_that_was_mended_by_hand_is_read_though_its_time_did_not_change(layout: Layout, own: Path) -> None:
    task = accepted(layout)
    assert bring(layout, [task]) == 0
    assert b'"s1"' in own.read_bytes()
    assert bring(layout, [without(task, "s1")]) == 0
    assert b'"s1"' not in own.read_bytes()
    edited = edit(own)
    assert bring(layout, [task]) == 1
    assert own.read_bytes() == edited
