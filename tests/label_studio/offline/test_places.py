"""A place where nothing can be written is told in words, with all else that was found; and so is where work is kept."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from tests.label_studio.offline.brought import Task, accepted, bring, corpus_of_three, quarantined

Said = pytest.CaptureFixture[str]
NOBODY = 65534


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return corpus_of_three(tmp_path / "corpus")


def two_users(layout: Layout) -> list[Task]:
    """Work of the users 7 and 8, that of 7 with a region outside the text."""
    tasks = [accepted(layout, user, task=user) for user in (7, 8)]
    tasks[0]["annotations"][0]["result"][0]["value"]["end"] = 10**6
    return tasks


@pytest.mark.parametrize(
    ("is_dry", "told"), [(False, "what was left out is kept in"), (True, "what was left out would be kept in")]
)
def test_import_says_where_it_keeps_what_was_left_out(layout: Layout, capsys: Said, is_dry: bool, told: str) -> None:
    assert bring(layout, two_users(layout), *(["--dry-run"] if is_dry else [])) == 1
    said = capsys.readouterr().err
    assert f"{told} label-studio/quarantine-export-" in said
    assert bool(quarantined(layout)) is not is_dry
    assert (layout.root / "label-studio").exists() is not is_dry


def test_what_is_kept_stays_until_its_annotation_is_clean(layout: Layout) -> None:
    (bad, _) = two_users(layout)
    assert bring(layout, [bad]) == 1
    (entry,) = quarantined(layout)
    newer = accepted(layout, task=3, when="2031-06-01T10:00:00Z")
    assert bring(layout, [bad, newer]) == 0
    assert quarantined(layout) == [entry]
    assert bring(layout, [accepted(layout, task=7), newer]) == 0
    assert not quarantined(layout)


def a_file(path: Path) -> None:
    path.write_text("no folder")


def a_link(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere")


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (a_link, "annotations/ann-b/harl-0001.jsonl is a symbolic link"),
        (a_folder, "annotations/ann-b/harl-0001.jsonl is a folder: move it away"),
    ],
)
def test_what_stands_in_the_place_of_a_file_is_left_there(
    layout: Layout, capsys: Said, make: Callable[[Path], None], why: str
) -> None:
    place = layout.annotation("ann-b", "harl-0001")
    place.parent.mkdir()
    make(place)
    assert bring(layout, two_users(layout)) == 1
    said = capsys.readouterr().out
    assert why in said
    assert "1 file changed" in said
    assert layout.annotation("ann-a", "harl-0001").is_file()
    assert place.is_symlink() or place.is_dir()


@pytest.mark.parametrize(
    ("make", "why"), [(a_file, "annotations is no folder"), (a_link, "annotations is a symbolic link")]
)
def test_annotations_that_are_no_folder_of_the_corpus_are_told(
    layout: Layout, capsys: Said, make: Callable[[Path], None], why: str
) -> None:
    tasks = two_users(layout)
    layout.annotations.rename(layout.root / "nowhere")
    make(layout.annotations)
    assert bring(layout, tasks) == 1
    said = capsys.readouterr().out
    assert why in said
    assert "LST003" in said
    assert "0 files changed" in said
    assert sorted(path.name for path in (layout.root / "nowhere").iterdir()) == ["gold"]


@contextmanager
def unprivileged() -> Iterator[None]:
    """Root may write everywhere, so it steps down for a while."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def open_layout() -> Iterator[Layout]:
    """A corpus that anyone may read, but for its folders, nobody may write; not in tmp_path, which is the owner's."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        layout = corpus_of_three(Path(folder) / "corpus")
        yield layout
        for path in [layout.root, *layout.root.rglob("*")]:
            path.chmod(0o755)


def bring_unprivileged(layout: Layout, tasks: list[Task], *options: str) -> int:
    file = layout.root / "export.json"
    file.write_text(json.dumps(tasks))
    with unprivileged():
        return main(["label-studio", "import", "--root", str(layout.root), str(file), *options])


def shut(*folders: Path) -> None:
    for folder in folders:
        folder.chmod(0o555)


def opened(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    folder.chmod(0o777)
    return folder


def test_a_folder_that_cannot_be_written_keeps_its_own_files_back(open_layout: Layout, capsys: Said) -> None:
    tasks = two_users(open_layout)
    for folder in (open_layout.root / "label-studio", open_layout.annotations / "ann-a", open_layout.annotations):
        opened(folder)
    shut(opened(open_layout.annotations / "ann-b"))
    assert bring_unprivileged(open_layout, tasks) == 1
    said = capsys.readouterr()
    assert "kept back: annotations/ann-b/harl-0001.jsonl (task 8): it cannot be read or written: Permission" in said.out
    assert "LST003" in said.out
    assert "2 annotations of 2 tasks; 1 file changed" in said.out
    assert "INT001" not in said.err


def test_a_folder_of_the_tool_that_cannot_be_written_is_told_before_anything_is_done(
    open_layout: Layout, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = two_users(open_layout)
    opened(open_layout.annotations)
    shut(opened(open_layout.root / "label-studio"))
    assert bring_unprivileged(open_layout, tasks) == 2
    assert "no file can be made in" in capsys.readouterr().err
    monkeypatch.setenv("LABEL_STUDIO_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("LABEL_STUDIO_API_KEY", "a-token")
    with unprivileged():
        assert main(["label-studio", "pull", "--root", str(open_layout.root)]) == 2
    assert "no file can be made in" in capsys.readouterr().err
    assert not (open_layout.annotations / "ann-a").exists()


def test_what_the_state_cannot_be_written_to_hides_nothing(layout: Layout, capsys: Said) -> None:
    (layout.root / "label-studio" / ".gitignore").mkdir(parents=True)
    (layout.root / "label-studio" / "state.json").mkdir()
    assert bring(layout, two_users(layout)) == 2
    assert "state.json is a folder" in capsys.readouterr().err


def test_tables_that_cannot_be_written_are_told(layout: Layout, capsys: Said) -> None:
    tasks = [accepted(layout)]
    a_file(layout.root / "tables")
    assert bring(layout, tasks, "--tables", str(layout.root / "tables")) == 2
    assert "tables is no folder" in capsys.readouterr().err
    assert not (layout.annotations / "ann-a").exists()
    opened(layout.root / "more")
    a_file(layout.root / "more" / "ann-a")
    assert bring(layout, tasks, "--tables", str(layout.root / "more")) == 2
    said = capsys.readouterr()
    assert "1 annotation of 1 task; 1 file changed" in said.out
    assert "more/ann-a cannot be written" in said.err


def test_an_export_to_a_folder_is_told(layout: Layout, capsys: Said) -> None:
    words = ["label-studio", "export", "--root", str(layout.root), "gold", "--output", str(layout.annotations)]
    assert main(words) == 2
    assert "annotations is a folder" in capsys.readouterr().err
