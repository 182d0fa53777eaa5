"""A bad line costs that line: it is named with its file, line and reason, and all others come through."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conflict_claims.bulk import json_blocks, reading
from conflict_claims.bulk.findings import Findings
from conflict_claims.bulk.json_blocks import Block
from conflict_claims.bulk.line_rows import MOST_KEYS, LineReader
from conflict_claims.bulk.line_schema import LINE
from conflict_claims_schemas.rules import RULES
from tests.bulk.archives import Line, convert, errors, line, results, table, write_lines
from tests.sampling import mostly_slow

GOOD = [line("harl-0001"), line("harl-0002"), line("harl-0003")]


def changed(**fields: Any) -> Line:
    return line("harl-0009", **fields)


def actor(**fields: Any) -> Line:
    first, *rest = line()["actors"]
    return changed(actors=[{**first, **fields}, *rest])


def without(key: str) -> Line:
    return {name: value for name, value in changed().items() if name != key}


TWO = json.dumps(GOOD[0]) + " " + json.dumps(GOOD[0])
BAD: list[tuple[Line | str | bytes, str, str]] = [
    ("no JSON", "SPN001", "Expecting value"),
    ('{"id":"harl-0009","text":"a"', "SPN001", "Expecting"),
    (TWO, "SPN001", "Extra data"),
    ('{"id":"harl-0009","id":"harl-0008","text":"a"}', "SPN002", 'the key "id" twice'),
    ("[1, 2]", "SPN007", "a list"),
    (b'{"id":"harl-0009","text":"\xff\xfe"}', "DOC003", "byte 0xff at offset 26"),
    ('{"id":"harl-0009","text":"\\ud83d"}', "SPN001", "an unpaired surrogate"),
    ('{"id":"harl-0009","text":"a","x":' + "[" * 50_000 + "]" * 50_000 + "}", "SPN001", "nested more than 32 deep"),
    (without("text"), "DOC010", "nothing"),
    (without("id"), "DOC010", "nothing"),
    (changed(id=7), "DOC011", "7"),
    (changed(published="yesterday"), "DOC011", '"yesterday"'),
    (changed(layers="actor"), "DOC011", '"actor"'),
    (changed(facts_from=["a", None]), "DOC011", "a list that holds null"),
    (changed(actors={}), "DOC011", "an object"),
    (changed(actors=[None]), "SPN007", "null"),
    (actor(id=None), "SPN006", "none"),
    (actor(mention=None), "SPN006", "none"),
    (actor(start="5"), "SPN007", '"5"'),
    (actor(start=5.0), "SPN007", "5.0"),
    (actor(start=3_000_000_000), "SPN007", "3000000000"),
    (actor(layer="topic"), "SPN004", '"topic"'),
    (changed(layers=["casualty", "stance", "topic", "link"]), "SPN011", "casualty, stance, topic, link"),
]


CASES = {f"{rule}-{at}": (bad, rule, found) for at, (bad, rule, found) in enumerate(BAD)}
# The quick run takes the first case of each rule.
FIRST = {rule: name for name, (_, rule, _) in reversed(CASES.items())}.values()


@pytest.mark.parametrize(("bad", "rule", "found"), mostly_slow(CASES, quick=FIRST))
def test_a_bad_line_is_named_and_the_others_come_through(
    bad: Line | str | bytes, rule: str, found: str, tmp_path: Path
) -> None:
    source = write_lines(tmp_path / "a.jsonl", [GOOD[0], GOOD[1], bad, GOOD[2]])
    assert convert(source, out=tmp_path / "out") == 1
    [told] = errors(tmp_path / "out")
    assert (told["rule"], told["file"], told["line"]) == (rule, "a.jsonl", 3)
    assert found in told["found"]
    assert table(tmp_path / "out", "articles")["article_id"].to_list() == ["harl-0001", "harl-0002", "harl-0003"]
    assert table(tmp_path / "out", "actors").height == 3 * len(line()["actors"])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blank_lines_ends_of_lines_and_a_mark_at_the_head_do_not_matter(end: str, tmp_path: Path) -> None:
    told = [json.dumps(one) for one in GOOD]
    write_lines(tmp_path / "plain.jsonl", GOOD)
    (tmp_path / "odd.jsonl").write_bytes(
        b"\xef\xbb\xbf" + end.join([told[0], "", "  ", told[1], told[2]]).encode()
    )  # fmt: skip
    for name in ("plain", "odd"):
        assert convert(tmp_path / f"{name}.jsonl", out=tmp_path / name) == 0
    for one in ("articles", "casualties"):
        assert table(tmp_path / "plain", one).equals(table(tmp_path / "odd", one))


def test_two_objects_that_make_up_for_a_blank_line_are_seen(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "a.jsonl", ['{"id":"a","text":"a"}{"id":"b","text":"b"}', ""])
    assert convert(source, out=tmp_path / "out") == 1
    assert [(one["rule"], one["line"]) for one in errors(tmp_path / "out")] == [("SPN001", 1)]


def test_an_object_over_two_lines_is_two_bad_lines(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "a.jsonl", ['{"id":"a",', '"text":"a"}', GOOD[0]])
    assert convert(source, out=tmp_path / "out") == 1
    assert [one["line"] for one in errors(tmp_path / "out")] == [1, 2]


@pytest.mark.slow
def test_lines_are_numbered_through_the_file_whatever_shards_and_blocks_it_is_cut_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_blocks, "BLOCK", 10_000)
    many: list[Line | str] = [line(f"harl-{number:04d}") for number in range(1, 1200)]
    many[700:700] = ["broken"]
    many[1100] = "broken"
    source = write_lines(tmp_path / "a.jsonl", many)
    assert convert(source, "--shard-size", "1", out=tmp_path / "out") == 1
    assert len(list((tmp_path / "out" / "articles").iterdir())) > 1
    assert [one["line"] for one in errors(tmp_path / "out")] == [701, 1101]
    assert table(tmp_path / "out", "articles").height == 1198


@pytest.mark.slow
def test_a_line_that_is_too_long_is_refused_without_being_held(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    good = json.dumps(GOOD[0]).encode() + b"\n"
    with source.open("wb") as file:
        file.write(good + b'{"id":"x","text":"')
        for _ in range(3):
            file.write(b"a" * reading.MAX_LINE)
        file.write(b'"}\n' + good.replace(b"harl-0001", b"harl-0002"))
    assert convert(source, out=tmp_path / "out") == 1
    assert [(one["rule"], one["line"]) for one in errors(tmp_path / "out")] == [("DOC005", 2)]
    assert table(tmp_path / "out", "articles")["article_id"].to_list() == ["harl-0001", "harl-0002"]


def test_keys_that_no_field_has_cost_no_line_and_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, *rest = line()["actors"]
    more = line("harl-0002", section="world", actors=[{**first, "confidence": 0.5}, *rest], page=None)
    source = write_lines(tmp_path / "a.jsonl", [GOOD[0], more])
    assert convert(source, out=tmp_path / "out") == 0
    told = capsys.readouterr().out
    assert "not carried: the key 'section', which no field has, 1 times" in told
    assert "not carried: the key 'actors.confidence', which no field has, 1 times" in told
    assert "page" not in told
    assert table(tmp_path / "out", "articles").height == 2
    assert convert(source, "--strict", out=tmp_path / "strict") == 1
    assert "keys that are not carried make the exit code 1; their shards are kept" in capsys.readouterr().out
    assert table(tmp_path / "strict", "articles").height == 2


def test_keys_of_which_each_line_has_its_own_are_counted_and_not_all_looked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [{"id": f"harl-{number:04d}", "text": "x" * 500, f"key{number:04d}": number} for number in range(600)]
    source = write_lines(tmp_path / "a.jsonl", given)
    data, findings = source.read_bytes(), Findings()
    reader = LineReader(source.name, findings)
    assert sum(map(len, reader.rows(Block(data, 0, len(data), 1)))) == len(given)
    assert len(reader.schema) == len(LINE) + MOST_KEYS
    assert findings.unknown == {f"key{number:04d}": 1 for number in range(600)}
    assert convert(source, out=tmp_path / "out") == 0
    assert json.loads((tmp_path / "out" / "conversion.json").read_text())["not_carried"] == findings.unknown
    told = capsys.readouterr().out.splitlines()
    assert sum(one.startswith("not carried: the key") for one in told) == 50
    assert f"not carried: 600 keys in all, as {tmp_path / 'out' / 'conversion.json'} lists them" in told


def test_every_rule_that_is_broken_says_how_to_mend_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert convert(write_lines(tmp_path / "a.jsonl", ["broken", *GOOD]), out=tmp_path / "out") == 1
    assert f"  fix  {RULES['SPN001'].fix}" in capsys.readouterr().out


def test_a_strict_conversion_leaves_out_the_shard_and_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_lines(tmp_path / "in" / "a.jsonl", [GOOD[0], "broken"])
    write_lines(tmp_path / "in" / "b.jsonl", [GOOD[1]])
    assert convert(tmp_path / "in", "--strict", out=tmp_path / "out") == 1
    assert table(tmp_path / "out", "articles")["article_id"].to_list() == ["harl-0002"]
    told = capsys.readouterr().out
    assert "left out by --strict: shard a.jsonl-00000: a.jsonl, lines 1 to 2" in told
    assert "shard b.jsonl" not in told
    assert [(one["file"], one["line"]) for one in errors(tmp_path / "out")] == [("a.jsonl", 2)]


@pytest.mark.slow
def test_more_bad_lines_than_can_be_listed_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write_lines(tmp_path / "a.jsonl", [*["broken"] * 5000, GOOD[0]])
    assert convert(source, out=tmp_path / "out") == 1
    assert len(errors(tmp_path / "out")) == 1000
    assert "1,000 of 5,000 problems stand in" in capsys.readouterr().out


@pytest.mark.parametrize("bad", [row for row in BAD if row[1] not in ("SPN002",)], ids=lambda row: str(row[1]))
def test_what_is_wrong_does_not_depend_on_the_lines_around(
    bad: tuple[Line | str | bytes, str, str], tmp_path: Path
) -> None:
    alone, between = (tmp_path / name for name in ("alone", "between"))
    convert(write_lines(alone / "a.jsonl", [bad[0]]), out=alone / "out")
    convert(write_lines(between / "a.jsonl", [bad[0], *GOOD]), out=between / "out")
    assert errors(alone / "out") == errors(between / "out")


def test_terminal_commands_in_a_line_stay_harmless(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = changed(published="\x1b[2J\u202e::error::")
    hostile["\x1b]0;title\x07"] = 1
    assert convert(write_lines(tmp_path / "a.jsonl", [hostile, GOOD[0]]), out=tmp_path / "out") == 1
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert b"\x1b" not in results(tmp_path / "out")["errors.jsonl"]
