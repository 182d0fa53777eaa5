"""Parquet as others write it: a wrong row costs that row, a column that cannot be what it is called its file."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conflict_claims.bulk.line_schema import LINE
from tests.bulk.archives import TABLES, Line, convert, errors, line, table, write_lines

NAMES = [f"a-{number:04d}" for number in range(1, 101)]
BAD = 41
"""The place of the row that is wrong among those of NAMES."""

ACTOR = {"id": "a1", "start": 0, "end": 1, "text": "A", "type": "media", "mention": "named"}


def written(path: Path, **columns: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path)
    return path


def except_one(values: list[Any], wrong: Any) -> list[Any]:
    return [wrong if place == BAD else value for place, value in enumerate(values)]


def ids(out: Path) -> list[str]:
    return [str(name) for name in table(out, "articles")["article_id"]]


@pytest.mark.parametrize("kind", [pa.null(), pa.list_(pa.null()), pa.large_list(pa.null())], ids=str)
def test_a_layer_without_records_may_be_of_a_type_that_knows_none(kind: pa.DataType, tmp_path: Path) -> None:
    given: list[Any] = [None, None if pa.types.is_null(kind) else []]
    plain = [{"id": "a", "text": "A"}, {"id": "b", "text": "A", "actors": given[1]}]
    columns = {"id": ["a", "b"], "text": ["A", "A"], "stances": pa.nulls(2), "layers": pa.nulls(2)}
    source = written(tmp_path / "a.parquet", **columns, actors=pa.array(given, kind))
    assert convert(source, out=tmp_path / "out") == 0
    assert convert(write_lines(tmp_path / "a.jsonl", plain), out=tmp_path / "plain") == 0
    for name in TABLES:
        assert table(tmp_path / "out", name).equals(table(tmp_path / "plain", name))


def test_fields_of_records_may_be_of_the_type_null(tmp_path: Path) -> None:
    rows = pa.array([[{**ACTOR, "naming": None, "note": None}]])
    assert convert(written(tmp_path / "a.parquet", id=["a"], text=["A"], actors=rows), out=tmp_path / "out") == 0
    assert table(tmp_path / "out", "actors").height == 1


WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "strings": ({"actors": [json.dumps([ACTOR])] * 2}, "actors", "lists of records"),
    "struct": ({"actors": [ACTOR] * 2}, "actors", "lists of records"),
    "map": ({"actors": pa.array([[("a", "b")]] * 2, pa.map_(pa.string(), pa.string()))}, "actors", "lists of records"),
    "list of strings": ({"actors": [["a1"]] * 2}, "actors", "lists of records"),
    "layers as a string": ({"layers": ["actor"] * 2}, "layers", "lists of strings"),
    "days as numbers": ({"published": pa.array([20240101] * 2, pa.int32())}, "published", "days"),
    "offsets as truth values": ({"actors": [[{**ACTOR, "start": False}]] * 2}, "actors.start", "whole numbers"),
    "offsets as strings": ({"actors": [[{**ACTOR, "end": "1"}]] * 2}, "actors.end", "whole numbers"),
    "ids as floats": ({"title": [1.0] * 2}, "title", "strings"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_column_that_cannot_be_what_it_is_called_is_a_problem_of_its_file(name: str, tmp_path: Path) -> None:
    columns, field, expected = WRONG[name]
    written(tmp_path / "in" / "a.parquet", id=["a", "b"], text=["A", "A"], **columns)
    written(tmp_path / "in" / "b.parquet", id=["c"], text=["A"])
    assert convert(tmp_path / "in", out=tmp_path / "out") == 1
    [told] = errors(tmp_path / "out")
    assert (told["rule"], told["file"], told["field"], told["line"]) == ("DOC011", "a.parquet", field, 0)
    assert f"a column {field} of {expected}" in told["expected"]
    assert ids(tmp_path / "out") == ["c"]


def test_a_column_without_values_may_be_of_any_type(tmp_path: Path) -> None:
    missing = pa.nulls(2, pa.float64())  # as pandas has them
    source = written(tmp_path / "a.parquet", id=["a", "b"], text=["A", "A"], title=missing, published=missing)
    assert convert(source, out=tmp_path / "out") == 0
    assert ids(tmp_path / "out") == ["a", "b"]


def test_a_damaged_footer_costs_its_file_and_no_other(tmp_path: Path) -> None:
    source = written(tmp_path / "in" / "name.parquet", id=["a"], text=["A"], page=["x"])
    whole = source.read_bytes()
    (tmp_path / "in" / "cut.parquet").write_bytes(whole[:4] + whole[-int.from_bytes(whole[-8:-4], "little") - 8 :])
    source.write_bytes(whole.replace(b"page", b"\xc8age"))
    written(tmp_path / "in" / "z.parquet", id=["z"], text=["Z"])
    assert convert(tmp_path / "in", out=tmp_path / "out") == 1
    told = {one["file"]: (one["rule"], one["line"]) for one in errors(tmp_path / "out")}
    assert told == {"name.parquet": ("DOC001", 0), "cut.parquet": ("DOC001", 0)}
    assert ids(tmp_path / "out") == ["z"]


def test_two_columns_of_one_name_are_a_problem_of_their_file(tmp_path: Path) -> None:
    columns = [pa.array(one) for one in (["a"], ["A"], ["B"], ["x"], ["y"])]
    pq.write_table(pa.table(columns, names=["id", "text", "text", "page", "page"]), tmp_path / "a.parquet")
    assert convert(tmp_path / "a.parquet", out=tmp_path / "out") == 1
    told = [(one["rule"], one["field"], one["expected"], one["found"]) for one in errors(tmp_path / "out")]
    assert told == [("DOC008", "text", "one column text", "2 of that name")]


def test_a_file_without_a_column_that_must_be_there_is_named_once_with_those_that_it_has(tmp_path: Path) -> None:
    written(tmp_path / "in" / "a.parquet", id=NAMES, body=NAMES, title=NAMES)
    written(tmp_path / "in" / "b.parquet", page=NAMES)
    written(tmp_path / "in" / "c.parquet", id=["c"], text=["A"])
    assert convert(tmp_path / "in", out=tmp_path / "out") == 1
    told = [(one["rule"], one["file"], one["field"], one["line"], one["found"]) for one in errors(tmp_path / "out")]
    assert told == [
        ("DOC010", "a.parquet", "text", 0, "the columns id, body, title"),
        ("DOC010", "b.parquet", "id", 0, "the columns page"),
        ("DOC010", "b.parquet", "text", 0, "the columns page"),
    ]
    assert ids(tmp_path / "out") == ["c"]


def test_a_problem_of_a_file_is_told_once_however_many_pieces_it_has(tmp_path: Path) -> None:
    rows = pa.table({"id": NAMES, "text": NAMES, "published": list(range(100)), "page": ["x" * 40_000] * 100})
    pq.write_table(rows, tmp_path / "a.parquet", row_group_size=25, use_dictionary=False)
    assert convert(tmp_path / "a.parquet", "--shard-size", "1", out=tmp_path / "out") == 1
    assert len(list((tmp_path / "out" / "manifests").iterdir())) > 1
    assert len(errors(tmp_path / "out")) == 1


DAY = datetime.datetime(2031, 1, 2, 3, 4, 5)
ONE_BAD: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "no id": ({"id": except_one(NAMES, None)}, "DOC010", "id", "nothing"),
    "no text": ({"text": except_one(NAMES, None), "id": list(range(100))}, "DOC010", "text", "nothing"),
    "bytes": ({"text": except_one([b"A"] * 100, b"A\xff")}, "DOC003", "text", "byte 0xff at offset 1"),
    "large offset": ({"actors": except_one([[ACTOR]] * 100, [{**ACTOR, "end": 2**40}])}, "SPN007", "end", str(2**40)),
    "broken offset": (
        {"actors": except_one([[{**ACTOR, "end": 1.0}]] * 100, [{**ACTOR, "end": 1.5}])}, "SPN007", "end", "1.5"
    ),
    "null record": ({"actors": except_one([[ACTOR]] * 100, [None])}, "SPN007", "", "null"),
    "other layer": (
        {"actors": except_one([[{**ACTOR, "layer": "actor"}]] * 100, [{**ACTOR, "layer": "topic"}])},
        "SPN004", "layer", '"topic"',
    ),
    "day in words": ({"retrieved": except_one(["2031-01-02"] * 100, "soon")}, "DOC011", "retrieved", '"soon"'),
    "day of no calendar": (
        {"retrieved": pa.array(except_one([1] * 100, 9_000_000), pa.date32())}, "DOC011", "retrieved", '"26611-03-02"'
    ),
    "null in a list": ({"cleaning": except_one([["a"]] * 100, [None])}, "DOC011", "cleaning", "a list"),
    "unnamed layer": (
        {"actors": [[ACTOR]] * 100, "layers": except_one([["actor"]] * 100, ["topic"])}, "SPN011", "layers", "topic"
    ),
}  # fmt: skip
FOREIGN = {
    "published": pa.array([DAY] * 100, pa.timestamp("ns", "UTC")),
    "facts_checked": pa.array([DAY] * 100, pa.timestamp("us")),
    "picture": [b"\xff\xfe"] * 100,
    "length": pa.array([datetime.timedelta(seconds=3)] * 100),
    "byline": pa.array([[("a", 1)]] * 100, pa.map_(pa.string(), pa.int8())),
}


@pytest.mark.parametrize("name", ONE_BAD)
def test_a_bad_row_costs_that_row_whatever_the_types_of_other_columns(name: str, tmp_path: Path) -> None:
    columns, rule, field, found = ONE_BAD[name]
    source = written(tmp_path / "a.parquet", **{"id": NAMES, "text": ["A"] * 100} | FOREIGN | columns)
    assert convert(source, out=tmp_path / "out") == 1
    [told] = errors(tmp_path / "out")
    assert (told["rule"], told["line"], told["field"]) == (rule, BAD + 1, field)
    assert found in told["found"]
    articles = table(tmp_path / "out", "articles")
    assert articles.height == 99
    assert articles["published"].to_list() == articles["facts_checked"].to_list() == [DAY.date()] * 99


def test_keys_are_counted_in_the_rows_that_are_carried(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(tmp_path / "a.parquet", id=except_one(NAMES, None), text=NAMES, **FOREIGN)
    assert convert(source, out=tmp_path / "out") == 1
    assert "not carried: the key 'picture', which no field has, 99 times" in capsys.readouterr().out


def test_many_bad_rows_are_all_named(tmp_path: Path) -> None:
    rows: list[Line] = [line(f"harl-{number:04d}") for number in range(200)]
    for row in rows[::3]:
        row["actors"][0]["mention"] = None
    for row in rows[1::3]:
        row["text"] = None
    pq.write_table(pa.Table.from_pylist(rows, schema=LINE), tmp_path / "a.parquet")
    assert convert(tmp_path / "a.parquet", out=tmp_path / "out") == 1
    told = [(one["rule"], one["line"]) for one in errors(tmp_path / "out")]
    assert told == [("DOC010" if place % 3 else "SPN006", place + 1) for place in range(200) if place % 3 < 2]
    assert ids(tmp_path / "out") == [row["id"] for row in rows[2::3]]


def test_a_frame_of_polars_with_empty_layers_is_taken(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": ["a"], "text": ["A"], "stances": [None], "topics": [[]], "actors": [[ACTOR]]})
    frame.write_parquet(tmp_path / "a.parquet")
    assert convert(tmp_path / "a.parquet", out=tmp_path / "out") == 0
    assert table(tmp_path / "out", "articles")["layers"].to_list() == [["actor", "topic"]]


def test_a_file_without_rows_is_no_fault(tmp_path: Path) -> None:
    groups = pa.table({"id": ["a"], "text": ["A"]})
    with pq.ParquetWriter(tmp_path / "in.parquet", groups.schema) as writer:
        for rows in (groups.slice(0, 0), groups, groups.slice(0, 0)):
            writer.write_table(rows)
    written(tmp_path / "none.parquet", id=pa.array([], pa.string()), text=pa.array([], pa.string()))
    assert convert(tmp_path / "in.parquet", tmp_path / "none.parquet", out=tmp_path / "out") == 0
    assert ids(tmp_path / "out") == ["a"]
