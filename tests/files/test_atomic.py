"""Files are written whole or not at all."""

import subprocess
import sys
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


def test_a_full_disk_leaves_nothing_beside_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    program = f"""
import resource, signal
import subprocess
import sys
from pathlib import Path
from conflict_claims.files.atomic import write_whole, written_whole

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
path = Path({str(tmp_path / "file")!r})
try:
    write_whole(path, b"x" * 5000)
except OSError:
    print("refused")
try:
    with written_whole(path) as file:
        file.write(b"x" * 5000)
except OSError:
    print("refused")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\nrefused\n"
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("file", b"old")]
