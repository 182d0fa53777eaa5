"""Whatever stops a conversion, no file is half there, and the same command completes it to the same bytes."""

from __future__ import annotations

import gzip
import json
import os
import pickle
import random
import resource
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conflict_claims.bulk.converting import convert_piece
from conflict_claims.bulk.manifests import manifests
from conflict_claims.bulk.options import Options
from conflict_claims.bulk.pieces import pieces
from conflict_claims.bulk.sources import find_sources
from conflict_claims.cli import main
from tests.bulk.archives import BASE, convert, errors, line, results, table, write_lines

ARTICLES = 3000
BYTES_PER_SHARD = "1"


def command(source: Path, out: Path, *words: str) -> list[str]:
    options = ["--out", str(out), "--root", str(BASE), "--shard-size", BYTES_PER_SHARD, *words]
    return [sys.executable, "-m", "conflict_claims.cli", "convert", str(source), *options]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    lines = [line(f"harl-{number:04d}") for number in range(1, ARTICLES + 1)]
    lines[17]["published"] = "never"
    write_lines(folder / "in" / "a.jsonl", lines[: ARTICLES // 2])
    write_lines(folder / "in" / "b.jsonl", lines[ARTICLES // 2 :])
    assert convert(folder / "in", "--shard-size", BYTES_PER_SHARD, out=folder / "whole") == 1
    return folder


def assert_nothing_is_half_there(out: Path) -> None:
    for path in out.glob("*/*.parquet"):
        pq.ParquetFile(path).read()
    for manifest in manifests(out):
        for file in manifest.files.values():
            assert (out / file.path).stat().st_size == file.bytes


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_run_that_is_killed_at_any_moment_is_taken_up_and_ends_in_the_same_bytes(
    workers: str, archive: Path, tmp_path: Path
) -> None:
    out, moments = tmp_path / "out", random.Random(7)
    killed = 0
    for _ in range(4):
        run = subprocess.Popen(
            command(archive / "in", out, "--workers", workers),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        until = time.monotonic() + 60
        wanted = len(list(out.glob("manifests/*"))) + moments.randint(1, 2)
        while len(list(out.glob("manifests/*"))) < wanted and run.poll() is None and time.monotonic() < until:
            time.sleep(moments.random() / 50)
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
            killed += 1
        run.wait()
        assert_nothing_is_half_there(out)
    assert killed
    done = subprocess.run(command(archive / "in", out, "--workers", workers), capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert results(out) == results(archive / "whole")


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_nothing_but_time(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = subprocess.Popen(command(archive / "in", out, "--workers", "2"), stdout=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while not list(out.glob("manifests/*")) and time.monotonic() < until:
        time.sleep(0.01)
    assert run.poll() is None, "it was over before a worker could be killed"
    os.kill(_a_worker(run.pid), signal.SIGKILL)
    run.communicate(timeout=120)
    assert run.returncode == 1
    assert results(out) == results(archive / "whole")


def _with_workers(archive: Path, out: Path) -> subprocess.Popen[str]:
    """A run that just started its two workers, in a process group of its own."""
    words = command(archive / "in", out, "--workers", "2", "--tokens", "--check")
    run = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )  # fmt: skip
    until = time.monotonic() + 60
    while len(_workers(run.pid)) < 2 and run.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    assert run.poll() is None, "it was over before its workers were there"
    return run


@pytest.mark.slow
@pytest.mark.parametrize("after", [0, 1.5])
@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
def test_workers_end_with_the_process_that_started_them(
    by: signal.Signals, after: float, archive: Path, tmp_path: Path
) -> None:
    run = _with_workers(archive, tmp_path / "out")
    time.sleep(after)
    os.kill(run.pid, by)
    run.communicate(timeout=20)  # until nobody holds its standard output
    assert run.returncode == -by


def test_what_a_worker_sends_home_goes_through_its_pipe_at_once(tmp_path: Path) -> None:
    wrong = [line(f"harl-{number:04d}", published="never") for number in range(1, 300)]
    source, out = write_lines(tmp_path / "a.jsonl", wrong), tmp_path / "out"
    options = Options(out=out, root=BASE)
    (piece,) = pieces(find_sources([source], out).files, options)
    made = convert_piece(piece, options)
    (manifest,) = manifests(out)
    assert len(pickle.dumps(made)) < select.PIPE_BUF < len(pickle.dumps(manifest))


@pytest.mark.slow
@pytest.mark.parametrize("after", [0, 0.3, 1.5])
def test_workers_say_nothing_when_a_run_is_interrupted(after: float, archive: Path, tmp_path: Path) -> None:
    run = _with_workers(archive, tmp_path / "out")
    time.sleep(after)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=20)
    assert run.returncode == 130
    assert "Traceback" not in said
    assert "KeyboardInterrupt" not in said
    assert said.endswith("interrupted: nothing half-written was left\n")


@pytest.mark.slow
def test_a_worker_of_a_cluster_that_is_killed_costs_nothing_but_time(archive: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    out = tmp_path / "out"
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        words = command(archive / "in", out, "--engine", "dask", "--scheduler", cluster.scheduler_address)
        run = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        until = time.monotonic() + 60
        while not list(out.glob("manifests/*")) and time.monotonic() < until:
            time.sleep(0.01)
        assert run.poll() is None, "it was over before a worker could be killed"
        os.kill(cluster.workers[0].pid, signal.SIGKILL)
        _, said = run.communicate(timeout=120)
    assert run.returncode == 1, said
    assert results(out) == results(archive / "whole")


def _a_worker(pid: int) -> int:
    return _workers(pid)[0]


def _workers(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(one) for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]


@pytest.mark.slow
@pytest.mark.parametrize("limit", [4_000, 40_000])
def test_a_full_disk_stops_it_with_a_message_and_nothing_half_there(limit: int, archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    def no_larger_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    words = command(archive / "in", out, "--workers", "1")
    done = subprocess.run(words, capture_output=True, text=True, preexec_fn=no_larger_files)
    assert done.returncode == 3
    assert "conflict-claims convert: File too large" in done.stderr
    assert "the same command goes on from here" in done.stderr
    assert "Traceback" not in done.stderr
    assert_nothing_is_half_there(out)
    assert not any(path.is_file() for path in out.glob(".staging/*"))
    assert convert(archive / "in", "--shard-size", BYTES_PER_SHARD, out=out) == 1
    assert results(out) == results(archive / "whole")


@pytest.mark.slow
def test_a_second_run_writes_nothing_anew(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(archive / "in", "--shard-size", BYTES_PER_SHARD, out=out)
    before = {path: path.stat().st_mtime_ns for path in out.glob("*/*")}
    assert convert(archive / "in", "--shard-size", BYTES_PER_SHARD, out=out) == 1
    assert {path: path.stat().st_mtime_ns for path in out.glob("*/*")} == before


@pytest.mark.slow
def test_a_file_that_was_damaged_or_lost_is_made_anew(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(archive / "in", "--shard-size", BYTES_PER_SHARD, out=out)
    damaged, lost, *_ = sorted((out / "actors").iterdir())
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")
    lost.unlink()
    convert(archive / "in", "--shard-size", BYTES_PER_SHARD, out=out)
    assert results(out) == results(archive / "whole")


def test_changed_input_is_converted_anew_and_what_it_no_longer_has_goes(tmp_path: Path) -> None:
    source, out = tmp_path / "a.jsonl", tmp_path / "out"
    write_lines(source, [line(f"harl-{number:04d}") for number in range(1, 900)])
    assert convert(source, "--shard-size", "1", out=out) == 0
    assert len(list((out / "articles").iterdir())) > 1
    write_lines(source, [line("harl-0001")])
    assert convert(source, "--shard-size", "1", out=out) == 0
    assert table(out, "articles")["article_id"].to_list() == ["harl-0001"]
    assert len(list((out / "manifests").iterdir())) == 1


def test_a_table_that_has_no_rows_any_more_loses_its_file(tmp_path: Path) -> None:
    source, out = tmp_path / "a.jsonl", tmp_path / "out"
    convert(write_lines(source, [line()]), out=out)
    convert(write_lines(source, [{"id": "harl-0001", "text": "Nothing marked"}]), out=out)
    assert not list((out / "actors").iterdir())
    assert table(out, "articles")["layers"].to_list() == [None]


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_compressed_file_gives_the_same_tables(suffix: str, archive: Path, tmp_path: Path) -> None:
    packed = tmp_path / f"a.jsonl{suffix}"
    packed.write_bytes(_packed(archive, suffix))
    assert convert(packed, "--shard-size", BYTES_PER_SHARD, out=tmp_path / "out") == 1
    whole = table(archive / "whole", "casualties").filter(_in_first_half())
    assert table(tmp_path / "out", "casualties").equals(whole)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_compressed_file_that_was_cut_off_gives_what_it_has_and_is_named(
    suffix: str, archive: Path, tmp_path: Path
) -> None:
    packed, whole = tmp_path / f"a.jsonl{suffix}", _packed(archive, suffix)
    packed.write_bytes(whole[: len(whole) * 2 // 3])
    out = tmp_path / "out"
    assert convert(packed, "--shard-size", BYTES_PER_SHARD, out=out) == 1
    told = [(one["rule"], one["file"]) for one in errors(out)]
    assert ("DOC001", packed.name) in told
    assert 0 < table(out, "articles").height < ARTICLES // 2
    packed.write_bytes(whole)
    assert convert(packed, "--shard-size", BYTES_PER_SHARD, out=out) == 1
    assert table(out, "articles").height == ARTICLES // 2 - 1


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_no_line_that_can_be_read_before_a_file_was_cut_off_is_lost(suffix: str, tmp_path: Path) -> None:
    data = write_lines(tmp_path / "a.jsonl", [line(f"harl-{number:04d}") for number in range(1, 200)]).read_bytes()
    packed = tmp_path / f"b.jsonl{suffix}"
    packed.write_bytes(_compressed(data, suffix)[:-9])
    assert convert(packed, out=tmp_path / "out") == 1
    assert table(tmp_path / "out", "articles").height > 150


def _spoilt(data: bytes, at: int, size: int) -> bytes:
    return data[:at] + bytes(one ^ 0xFF for one in data[at : at + size]) + data[at + size :]


def _damaged(how: str, first: bytes, second: bytes, suffix: str) -> bytes:
    """Two halves of an archive, compressed, with a fault."""
    whole = _compressed(first + second, suffix)
    parts = [_compressed(first, suffix), _compressed(second, suffix)]
    return {
        "bytes in the middle": _spoilt(whole, len(whole) // 2, 9_000),
        "bytes of the second member": _spoilt(b"".join(parts), len(parts[0]) + len(parts[1]) // 2, 9_000),
        "the checksum of the first member": _spoilt(b"".join(parts), len(parts[0]) - 6, 1),
        "something else behind it": whole + b"something else",
    }[how]


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
@pytest.mark.parametrize(
    "how",
    [
        "bytes in the middle",
        "bytes of the second member",
        "the checksum of the first member",
        "something else behind it",
    ],
)
def test_what_stands_before_a_fault_in_a_compressed_file_comes_in(
    how: str, suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [line(f"harl-{number:04d}", noise=random.Random(number).randbytes(500).hex()) for number in range(1, 800)]
    halves = [write_lines(tmp_path / f"{at}", part).read_bytes() for at, part in enumerate((made[:400], made[400:]))]
    packed = tmp_path / "in" / f"a.jsonl{suffix}"
    write_lines(tmp_path / "in" / "z.jsonl", [line("zed-0001")])
    packed.write_bytes(_damaged(how, halves[0], halves[1], suffix))
    out = tmp_path / "out"
    assert convert(packed.parent, out=out) == 1
    told = next(one for one in errors(out) if one["rule"] == "DOC001")
    assert (told["file"], told["expected"]) == (packed.name, "a file that can be read to its end")
    assert "what could be read is taken" in capsys.readouterr().out
    ids = table(out, "articles")["article_id"].to_list()
    assert ids.pop() == "zed-0001"
    least = {"something else behind it": 799, "bytes of the second member": 400}.get(how, 200)
    assert ids[:least] == [one["id"] for one in made[:least]]
    lines = tmp_path / "lines.jsonl"
    assert main(["export", "jsonl", str(lines), "--bulk", str(packed)]) == 1
    assert [json.loads(one)["id"] for one in lines.read_text().splitlines()] == ids


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_compressed_file_of_no_bytes_is_named(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"a.jsonl{suffix}").touch()
    (tmp_path / f"b.jsonl{suffix}").write_bytes(_compressed(b"", suffix))
    assert convert(tmp_path, out=tmp_path / "out") == 1
    [told] = errors(tmp_path / "out")
    assert (told["rule"], told["file"]) == ("DOC001", f"a.jsonl{suffix}")
    assert "an empty file" in told["found"]


def test_rows_of_parquet_before_a_fault_come_in(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [line(f"harl-{number:04d}") for number in range(1, 3001)])
    frame = pl.read_ndjson(tmp_path / "a.jsonl").to_arrow()
    pq.write_table(frame, tmp_path / "b.parquet", row_group_size=1000, compression="zstd")
    columns = pq.ParquetFile(tmp_path / "b.parquet").metadata.row_group(2)
    at = columns.column(columns.num_columns // 2).data_page_offset
    data = (tmp_path / "b.parquet").read_bytes()
    (tmp_path / "b.parquet").write_bytes(data[:at] + bytes(300) + data[at + 300 :])
    assert convert(tmp_path / "b.parquet", out=tmp_path / "out") == 1
    assert [one["rule"] for one in errors(tmp_path / "out")] == ["DOC001"]
    assert table(tmp_path / "out", "articles").height == 2000


def _packed(archive: Path, suffix: str) -> bytes:
    return _compressed((archive / "in" / "a.jsonl").read_bytes(), suffix)


def _compressed(data: bytes, suffix: str) -> bytes:
    return gzip.compress(data) if suffix == ".gz" else pa.compress(data, codec="zstd", asbytes=True)


def _in_first_half() -> pl.Expr:
    return pl.col("article_id") <= f"harl-{ARTICLES // 2:04d}"


@pytest.mark.slow
def test_garbage_is_named_and_the_other_files_come_through(tmp_path: Path) -> None:
    noise = random.Random(3).randbytes(300_000)
    for name in ("a.jsonl", "b.jsonl.gz", "c.jsonl.zst", "d.parquet"):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_bytes(noise)
    write_lines(tmp_path / "in" / "z.jsonl", [line()])
    (tmp_path / "in" / "empty.jsonl").touch()
    out = tmp_path / "out"
    assert convert(tmp_path / "in", out=out) == 1
    assert {one["file"] for one in errors(out)} == {"a.jsonl", "b.jsonl.gz", "c.jsonl.zst", "d.parquet"}
    assert table(out, "articles")["article_id"].to_list() == ["harl-0001"]


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_report_that_cannot_be_written_is_told(unbuffered: str, tmp_path: Path) -> None:
    source = write_lines(tmp_path / "a.jsonl", [line()])
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            command(source, tmp_path / "out"), stdout=full, stderr=subprocess.PIPE, text=True,
            env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
        )  # fmt: skip
    assert run.returncode == 3
    assert run.stderr.startswith("conflict-claims convert: No space left on device\n")
    assert len(run.stderr.splitlines()) == 2
    assert table(tmp_path / "out", "articles").height == 1
