"""Files are written whole or not at all."""

from pathlib import Path

import pytest

from conflict_claims.files.atomic import write_together, write_whole


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match=r"."):
        write_whole(tmp_path / "folder", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_files_written_together_are_all_put_back_when_one_fails(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"old")
    second.mkdir()
    (second / "inside").write_bytes(b"kept")
    with pytest.raises(OSError, match=r"."):
        write_together({first: b"new", tmp_path / "third": b"new", second: b"new"})
    assert first.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "second"]


def test_files_written_together_all_arrive(tmp_path: Path) -> None:
    write_together({tmp_path / "a" / "1": b"one", tmp_path / "b" / "2": b"two"})
    assert ((tmp_path / "a" / "1").read_bytes(), (tmp_path / "b" / "2").read_bytes()) == (b"one", b"two")
