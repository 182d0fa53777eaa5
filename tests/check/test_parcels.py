"""Values that go from one process to another."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from conflict_claims.check import parcels
from conflict_claims.check.parcels import ALIGNED, LARGE, packed, unpacked
from conflict_claims.check.pool import in_order


def table(rows: int) -> pa.Table:
    """A table with nulls, of some bytes a row."""
    texts = [None if at % 7 == 0 else f"row {at} " + "x" * (at % 90) for at in range(rows)]
    return pa.table({"number": pa.array(range(rows), pa.int32()), "text": pa.array(texts, pa.string())})


def test_a_small_value_needs_no_file(tmp_path: Path) -> None:
    parcel = packed({"rows": table(3), "told": [1, None, "harl"]}, tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert unpacked(parcel) == {"rows": table(3), "told": [1, None, "harl"]}


@pytest.mark.parametrize("rows", [1_000, 1_777, 20_000])
def test_a_large_value_comes_through_a_file_that_goes_as_it_is_opened(tmp_path: Path, rows: int) -> None:
    value = (table(rows), [table(rows).slice(5, 9)], "harl")
    parcel = packed(value, tmp_path)
    assert sum(parcel.sizes) >= LARGE > len(parcel.pickled)
    assert [path.stat().st_size % ALIGNED for path in tmp_path.iterdir()] == [0]
    came = unpacked(parcel)
    assert list(tmp_path.iterdir()) == []
    assert came == value
    came[0].validate(full=True)


def test_arrow_finds_its_buffers_where_it_wants_them(tmp_path: Path) -> None:
    came = unpacked(packed(table(5_000), tmp_path))
    buffers = [buffer for column in came.columns for buffer in column.chunk(0).buffers() if buffer is not None]
    assert [buffer.address % ALIGNED for buffer in buffers] == [0] * 4


def test_what_cannot_be_written_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(buffers: object) -> object:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(parcels, "_aligned", full)
    with pytest.raises(OSError, match="space"):
        packed(table(20_000), tmp_path)
    assert list(tmp_path.iterdir()) == []


def _doubled(rows: pa.Table) -> pa.Table:
    return pa.concat_tables([rows, rows])


def _refused(rows: pa.Table) -> pa.Table:
    if len(rows) > 2_000:
        raise ValueError(f"{len(rows)} rows")
    return rows


def test_processes_give_tables_in_order_and_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sizes = random.Random(1).sample(range(1, 9_000), 12)
    made = list(in_order(_doubled, map(table, sizes), 2))
    assert made == [_doubled(table(size)) for size in sizes]
    assert list(tmp_path.iterdir()) == []


KILLED = """
import sys, time
import pyarrow as pa
from conflict_claims.check.pool import in_order
def slowly(rows):
    print("begun", flush=True)
    time.sleep(60)
if __name__ == "__main__":
    rows = pa.table({"text": ["row"] * 100_000})
    list(in_order(slowly, [rows] * 9, 2))
"""


def test_nothing_is_left_where_the_command_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    folder = tmp_path / "scratch"
    folder.mkdir()
    told = {**os.environ, "TMPDIR": str(folder)}
    with subprocess.Popen([sys.executable, script], env=told, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        assert any(folder.rglob("tmp*"))
        process.kill()
        # The pipe ends when no process of its has it open any more.
        process.stdout.read()
    assert not any(folder.rglob("tmp*"))


def test_an_error_of_a_process_comes_through_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(ValueError, match="2500 rows"):
        list(in_order(_refused, map(table, [1_500, 2_500, 1_900, 1_800, 1_700, 1_600, 1_500, 1_400]), 2))
    assert list(tmp_path.iterdir()) == []
