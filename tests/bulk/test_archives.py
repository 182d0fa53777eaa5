"""What goes in and what comes out: kinds of files, names of shards, ids over all, engines, folders of results."""

from __future__ import annotations

import datetime
import gzip
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conflict_claims.bulk import article_ids, scheduler
from conflict_claims.bulk.line_schema import LINE
from conflict_claims.cli import main
from conflict_claims.formats.bulk_lines import lines_from
from conflict_claims.formats.exchange_report import ExchangeReport
from conflict_claims.formats.label_maps import parse_label_map
from tests.bulk.archives import BASE, TABLES, Line, convert, errors, line, results, table, write_lines
from tests.corpora import TEXT
from tests.formats.exchanged import CONLL_MAP


def lines(count: int, first: int = 1) -> list[Line]:
    return [line(f"harl-{number:04d}") for number in range(first, first + count)]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    write_lines(folder / "in" / "2030" / "a.jsonl", [*lines(600), "broken"])
    write_lines(folder / "in" / "2031" / "a.jsonl", lines(600, 601))
    assert convert(folder / "in", "--shard-size", "1", out=folder / "whole") == 1
    return folder


def test_shards_are_named_for_their_file_and_its_folders(archive: Path) -> None:
    names = sorted(path.name for path in (archive / "whole" / "links").iterdir())
    assert names[0] == "2030_a.jsonl-00000.parquet"
    assert names[-1].startswith("2031_a.jsonl-")


SIMILAR = [
    ("\u0623\u062e\u0628\u0627\u0631.jsonl", "\u062a\u0642\u0627\u0631\u064a\u0631.jsonl"),
    ("h\u00e4meenlinna.jsonl", "h\u00f6meenlinna.jsonl"),
    ("part (1).jsonl", "part [1].jsonl"),
    ("x_y.jsonl", "x/y.jsonl"),
    ("x_y/z.jsonl", "x/y_z.jsonl"),
    ("a" * 240 + ".jsonl", "a" * 239 + ".jsonl"),
    (os.fsdecode(b"\xe4.jsonl"), os.fsdecode(b"\xf6.jsonl")),
]


@pytest.mark.parametrize("names", SIMILAR, ids=[f"{at}" for at in range(len(SIMILAR))])
def test_files_of_similar_or_odd_names_have_shards_of_their_own(names: tuple[str, str], tmp_path: Path) -> None:
    for name, number in zip((*names, "plain.jsonl", "sub/a-1.jsonl"), range(1, 99), strict=False):
        write_lines(tmp_path / "in" / name, lines(1, number))
    assert convert(tmp_path / "in", out=tmp_path / "out") == 0
    assert table(tmp_path / "out", "articles").height == 4
    shards = {path.name for path in (tmp_path / "out" / "articles").iterdir()}
    assert {"plain.jsonl-00000.parquet", "sub_a-1.jsonl-00000.parquet"} < shards
    assert ("x_y.jsonl-00000.parquet" in shards) == ("x_y.jsonl" in names)


def test_compressed_files_may_have_odd_names_and_endings_in_capitals(tmp_path: Path) -> None:
    content = write_lines(tmp_path / "a.jsonl", lines(3)).read_bytes()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / os.fsdecode(b"\xe4.jsonl.gz")).write_bytes(gzip.compress(content))
    assert convert(tmp_path / "in", out=tmp_path / "odd") == 0
    (tmp_path / "UP.JSONL.GZ").write_bytes(gzip.compress(content))
    assert convert(tmp_path / "UP.JSONL.GZ", out=tmp_path / "up") == 0
    for out in ("odd", "up"):
        assert table(tmp_path / out, "articles").height == 3


def test_an_export_may_be_named_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "X.JSON").write_text("[]")
    convert(tmp_path / "X.JSON", out=tmp_path / "out")
    assert (tmp_path / "out" / "manifests" / "X.JSON-00000.json").exists()


@pytest.mark.slow
def test_several_processes_give_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    assert convert(archive / "in", "--shard-size", "1", out=tmp_path / "out", workers=2) == 1
    assert results(tmp_path / "out") == results(archive / "whole")


@pytest.mark.slow
def test_a_dask_cluster_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    words = ("--shard-size", "1", "--engine", "dask")
    assert convert(archive / "in", *words, out=tmp_path / "out", workers=2) == 1
    assert results(tmp_path / "out") == results(archive / "whole")


@pytest.mark.slow
def test_a_dask_scheduler_is_used_by_its_address(archive: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        words = ("--shard-size", "1", "--engine", "dask", "--scheduler", cluster.scheduler_address)
        assert convert(archive / "in", *words, out=tmp_path / "out") == 1
    assert results(tmp_path / "out") == results(archive / "whole")


def parquet_file(path: Path, rows: list[Line], schema: pa.Schema = LINE, **options: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path, **options)
    return path


@pytest.mark.parametrize("groups", [1000, 7])
def test_parquet_gives_the_tables_of_the_same_lines(groups: int, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", lines(30))
    assert convert(tmp_path / "a.jsonl", out=tmp_path / "from-lines") == 0
    source = parquet_file(tmp_path / "a.parquet", lines(30), row_group_size=groups)
    assert convert(source, out=tmp_path / "out") == 0
    for name in TABLES:
        assert table(tmp_path / "out", name).equals(table(tmp_path / "from-lines", name))


def test_parquet_of_other_writers_is_taken_with_the_types_that_they_write(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "id": ["a-0001", "a-0002"],
            "text": ["One", "Two"],
            "published": [datetime.date(2031, 1, 2), None],
            "outlet": pl.Series(["Post", "Post"]).cast(pl.Categorical),
            "section": ["world", None],
            "actors": [[{"id": "a1", "start": 0, "end": 3, "text": "One", "type": "media", "mention": "named"}], []],
        }
    )
    frame.write_parquet(tmp_path / "a.parquet")
    assert convert(tmp_path / "a.parquet", out=tmp_path / "out") == 0
    articles = table(tmp_path / "out", "articles")
    assert articles["outlet"].to_list() == ["Post", "Post"]
    assert articles["layers"].to_list() == [["actor"], ["actor"]]
    assert table(tmp_path / "out", "actors")["span_id"].to_list() == ["a-0001.a1"]


def test_a_bad_row_of_parquet_is_named(tmp_path: Path) -> None:
    rows = lines(5)
    rows[3]["actors"][0]["mention"] = None
    assert convert(parquet_file(tmp_path / "a.parquet", rows), out=tmp_path / "out") == 1
    assert [(one["rule"], one["line"]) for one in errors(tmp_path / "out")] == [("SPN006", 4)]
    assert table(tmp_path / "out", "articles").height == 4


def test_a_column_that_got_its_right_name_is_converted_anew(tmp_path: Path) -> None:
    source, out = tmp_path / "a.parquet", tmp_path / "out"
    named = pa.table({"id": ["a-0001", "a-0002"], "body": ["One", "Two"]})
    pq.write_table(named, source)
    assert convert(source, out=out) == 1
    assert {one["rule"] for one in errors(out)} == {"DOC010"}
    pq.write_table(named.rename_columns(["id", "text"]), source)
    assert convert(source, out=out) == 0
    assert table(out, "articles")["text"].to_list() == ["One", "Two"]


@pytest.mark.parametrize("bucket", [article_ids.BUCKET, 3])
def test_ids_that_stand_twice_are_named_with_both_places(
    bucket: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_ids, "BUCKET", bucket)
    write_lines(tmp_path / "in" / "a.jsonl", ["broken", *lines(6)])
    write_lines(tmp_path / "in" / "b.jsonl", [*lines(3, 10), line("harl-0004"), line("harl-0004")])
    assert convert(tmp_path / "in", out=tmp_path / "out") == 1
    told = [(one["file"], one["line"], one["found"]) for one in errors(tmp_path / "out") if one["rule"] == "BLK001"]
    assert told == [("b.jsonl", 4, "a.jsonl:5"), ("b.jsonl", 5, "a.jsonl:5")]
    assert not list((tmp_path / "out").glob(".ids*"))


def test_places_of_ids_that_stand_twice_are_counted_as_they_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few = write_lines(tmp_path / "few.jsonl", [line(), line(), line("harl-0002"), line(), line("harl-0002")])
    assert convert(few, out=tmp_path / "few") == 1
    said = capsys.readouterr().out
    assert "3 of 3 problems stand in" in said
    assert "BLK001 article-id-twice: 3" in said
    bare = [{"id": f"harl-{number:04d}", "text": "Two died."} for number in (*range(2000), *range(1500))]
    many = write_lines(tmp_path / "many.jsonl", [*bare, *[bare[0]] * 1000])
    assert convert(many, out=tmp_path / "many") == 1
    assert "1,000 of 2,500 problems stand in" in capsys.readouterr().out
    assert [one["line"] for one in errors(tmp_path / "many")] == list(range(2001, 3001))


def test_articles_of_the_same_id_keep_their_own_tags_and_have_no_other_fault(tmp_path: Path) -> None:
    longer = line(text=TEXT.replace("Shells hit", "Later that day, people spoke. Shells hit"))
    longer["casualties"][0]["min"] = 99
    given = [line(), longer, line("harl-0002"), line(layers=None, topics=[])]
    apart = [{**one, "id": f"harl-{number:04d}"} for number, one in enumerate(given, 1)]
    for name, some in (("same", given), ("apart", apart)):
        source = write_lines(tmp_path / f"{name}.jsonl", some)
        convert(source, "--check", "--tokens", out=tmp_path / name, root=tmp_path)
    tags = table(tmp_path / "same", "tokens").drop("article_id")
    assert tags.equals(table(tmp_path / "apart", "tokens").drop("article_id"))
    told = [(one["rule"], one["line"], one["found"]) for one in errors(tmp_path / "same") if one["rule"] != "BLK001"]
    assert told == [(one["rule"], one["line"], one["found"]) for one in errors(tmp_path / "apart")]
    assert {one["article"] for one in errors(tmp_path / "same")} == {"harl-0001"}


def test_only_layers_of_which_spans_gave_way_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    crowded = line()
    crowded["actors"].append({**crowded["actors"][0], "id": "a9"})
    convert(write_lines(tmp_path / "a.jsonl", [crowded]), "--tokens", out=tmp_path / "out")
    told = [text for text in capsys.readouterr().out.splitlines() if text.startswith("tokens:")]
    assert told == ["tokens: 1 spans of layer actor gave way to longer ones that they overlap"]


def test_a_label_that_no_tag_names_costs_its_tag(tmp_path: Path) -> None:
    first, *rest = line()["actors"]
    strange = line("harl-0002", actors=[{**first, "type": "martian"}, *rest])
    source = write_lines(tmp_path / "a.jsonl", [line(), strange])
    assert convert(source, "--tokens", out=tmp_path / "out") == 0
    full, fewer = ([tag for tag in tags if tag] for tags in table(tmp_path / "out", "tokens")["actor_tags"].to_list())
    assert len(full) == len(fewer) + 1


def test_check_names_the_line_of_a_wrong_row(tmp_path: Path) -> None:
    wrong = lines(3)
    wrong[1]["casualties"][0]["min"] = 99
    wrong[2]["title"] = "Another"
    wrong[0]["actors"][0]["mention"] = "pronoun"
    source = write_lines(tmp_path / "a.jsonl", ["broken", *wrong])
    assert convert(source, out=tmp_path / "plain") == 1
    assert convert(source, "--check", out=tmp_path / "out", root=tmp_path) == 1
    told = {(one["rule"], one["line"], one["article"]) for one in errors(tmp_path / "out")}
    assert {("CAS002", 3, "harl-0002"), ("ACT004", 2, "harl-0001"), ("DOC017", 4, "harl-0003")} <= told
    assert "REF004" not in {rule for rule, *_ in told}, "there is no registry to look ids up in"
    assert convert(source, "--check", out=tmp_path / "known") == 1
    assert "REF004" in {one["rule"] for one in errors(tmp_path / "known")}
    assert table(tmp_path / "out", "casualties").equals(table(tmp_path / "plain", "casualties"))


def test_results_below_the_archive_are_no_part_of_it(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", lines(2))
    for _ in range(2):
        assert convert(tmp_path, out=tmp_path / "out") == 0
    assert table(tmp_path / "out", "articles").height == 2


def test_results_are_no_part_of_the_archive_by_whatever_way_they_are_reached(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_lines(tmp_path / "sd" / "a.jsonl", lines(2))
    (tmp_path / "k").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "sd")
    ways = ((tmp_path / "sd", tmp_path / "k" / ".." / "sd" / "out"), (tmp_path / "link", tmp_path / "sd" / "out"))
    for source, out in (*ways, *ways):
        assert convert(source, out=out) == 0
        assert table(tmp_path / "sd" / "out", "articles").height == 2
        assert "passed over" not in capsys.readouterr().err


def test_links_in_a_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    write_lines(tmp_path / "outside" / "far.jsonl", [line("far-0001")])
    write_lines(tmp_path / "in" / "a.jsonl", [line()])
    links = {"b.jsonl": "outside/far.jsonl", "c.jsonl.gz": "nowhere", "sub": "outside", "loop.jsonl": "in/loop.jsonl"}
    for name, target in links.items():
        (tmp_path / "in" / name).symlink_to(tmp_path / target)
    (tmp_path / "in" / "README").symlink_to(tmp_path / "outside" / "far.jsonl")
    os.mkfifo(tmp_path / "in" / "pipe.jsonl")
    for _ in range(2):
        assert convert(tmp_path / "in", out=tmp_path / "out") == 1
        assert table(tmp_path / "out", "articles")["article_id"].to_list() == ["harl-0001"]
        told = {one["file"]: (one["rule"], one["found"]) for one in errors(tmp_path / "out")}
        link = ("DOC001", "a symbolic link")
        assert told == dict.fromkeys(links, link) | {"pipe.jsonl": ("DOC001", "a device or socket")}


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A folder in which there is one that cannot be listed, for its path is too long."""
    write_lines(tmp_path / "in" / "a.jsonl", [line()])
    here = os.open(tmp_path / "in", os.O_RDONLY)
    for _ in range(20):
        os.mkdir("x" * 240, dir_fd=here)
        below = os.open("x" * 240, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    yield tmp_path / "in"
    shutil.rmtree(tmp_path / "in")


def test_a_folder_that_cannot_be_listed_is_named(deep: Path, tmp_path: Path) -> None:
    assert convert(deep, out=tmp_path / "out") == 1
    [told] = errors(tmp_path / "out")
    assert (told["rule"], told["expected"], told["found"]) == (
        "DOC001", "a folder that can be listed", "File name too long"
    )  # fmt: skip
    assert table(tmp_path / "out", "articles").height == 1
    report = ExchangeReport()
    list(lines_from(deep, parse_label_map(CONLL_MAP, "labels.toml"), report))
    assert [one.found for one in report.refused] == ["File name too long"]


def test_what_is_named_may_be_a_link(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "real" / "sub" / "a.jsonl", [line()])
    (tmp_path / "folder").symlink_to(tmp_path / "real")
    (tmp_path / "file.jsonl").symlink_to(source)
    named = (tmp_path / "folder", tmp_path / "folder" / "sub", tmp_path / "folder" / "sub" / "a.jsonl",
             tmp_path / "file.jsonl")  # fmt: skip
    for at, path in enumerate(named):
        assert convert(path, out=tmp_path / f"out{at}") == 0
        assert table(tmp_path / f"out{at}", "articles").height == 1
    for at, path in enumerate(named[2:]):
        assert main(["export", "jsonl", str(tmp_path / f"{at}.jsonl"), "--bulk", str(path)]) == 0


def refused(capsys: pytest.CaptureFixture[str], *words: str | Path, out: Path) -> str:
    assert convert(*words, out=out) == 2
    return capsys.readouterr().err


def test_what_cannot_be_begun_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = write_lines(tmp_path / "a.jsonl", lines(2)), tmp_path / "out"
    (tmp_path / "note.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    assert "is not there" in refused(capsys, tmp_path / "no.jsonl", out=out)
    assert "no file that ends in one of" in refused(capsys, tmp_path / "note.txt", out=out)
    assert "no file in" in refused(capsys, tmp_path / "empty", out=out)
    assert "several files have the same name: a.jsonl" in refused(capsys, source, source, out=out)
    assert "holds other things" in refused(capsys, source, out=tmp_path)
    assert "is in the folder of the results" in refused(capsys, tmp_path, out=tmp_path)
    assert "--scheduler belongs to --engine dask" in refused(capsys, source, "--scheduler", "tcp://x:1", out=out)
    assert not out.exists()


@pytest.mark.parametrize("address", ["", "foo", "http://localhost:8786", "tcp://localhost", "tcp://:8786", "a:99999"])
def test_what_is_no_address_of_a_scheduler_is_refused(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = write_lines(tmp_path / "a.jsonl", lines(2)), tmp_path / "out"
    told = refused(capsys, source, "--engine", "dask", "--scheduler", address, out=out)
    assert f"--scheduler: expected an address like tcp://192.0.2.1:8786, found {address!r}" in told
    assert not out.exists()


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["", "tcp://", "tls://"])
def test_a_scheduler_that_does_not_answer_is_named(
    scheme: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(scheduler, "SECONDS", 1)
    source, out = write_lines(tmp_path / "a.jsonl", lines(2)), tmp_path / "out"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"{scheme}127.0.0.1:{taken.getsockname()[1]}"
        told = refused(capsys, source, "--engine", "dask", "--scheduler", address, out=out)
    assert f"--scheduler: expected a Dask scheduler that answers at {address}" in told
    assert "Traceback" not in told
    assert not out.exists()


def test_results_of_other_options_or_files_are_not_mixed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = write_lines(tmp_path / "a.jsonl", lines(2)), tmp_path / "out"
    other = write_lines(tmp_path / "b.jsonl", lines(2, 10))
    assert convert(source, out=out) == 0
    before = results(out)
    assert "has results with other sentences" in refused(capsys, source, "--sentences", out=out)
    assert "has results of a.jsonl" in refused(capsys, other, out=out)
    assert results(out) == before
    assert convert(source, other, out=out) == 0
    assert table(out, "articles").height == 4


def test_results_of_other_settings_are_not_mixed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(BASE, tmp_path / "corpus")
    source, out = write_lines(tmp_path / "a.jsonl", lines(1)), tmp_path / "out"
    convert(source, "--check", out=out, root=tmp_path / "corpus")
    settings = tmp_path / "corpus" / "corpus" / "corpus.yaml"
    settings.write_text(settings.read_text().replace("g1.1", "g2.0"))
    assert convert(source, "--check", out=out, root=tmp_path / "corpus") == 2
    assert "has results with other settings" in capsys.readouterr().err


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import fcntl

    source, out = write_lines(tmp_path / "a.jsonl", lines(2)), tmp_path / "out"
    assert convert(source, out=out) == 0
    folder = os.open(out, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    assert "another conversion is at work" in refused(capsys, source, out=out)
    os.close(folder)
