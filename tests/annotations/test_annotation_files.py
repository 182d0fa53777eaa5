"""Annotation files: one canonical form, and a problem with its line for every line that cannot be used."""

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conflict_claims.annotations import canonical, number_records, read_pass
from conflict_claims.files.layout import Layout
from tests.corpora import TEXT, add_pass, empty_corpus, harl_corpus, header, records


def written(layout: Layout, lines: list[str]) -> Path:
    path = layout.annotation("gold", "harl-0001")
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def test_what_is_written_is_what_is_read_and_writing_it_again_changes_nothing(tmp_path: Path) -> None:
    layout = harl_corpus(tmp_path)
    path = layout.annotation("gold", "harl-0001")
    marked, problems = read_pass(path, layout)
    assert problems == []
    assert marked is not None
    assert canonical(marked.header, marked.records) == path.read_bytes()


def test_the_canonical_form_does_not_depend_on_the_order_of_records_or_keys() -> None:
    shuffled = [dict(sorted(record.items())) for record in records()]
    random.Random(7).shuffle(shuffled)
    assert canonical(header("harl-0001", TEXT), shuffled) == canonical(header("harl-0001", TEXT), records())


def test_defaults_and_nulls_are_left_out_and_days_are_written_iso() -> None:
    record = {"id": "c9", "layer": "casualty", "start": 0, "end": 1, "text": "S", "outcome": "killed"}
    record |= {"modality": "exact", "victims": "unspecified", "subset": [], "note": None, "as_of": date(2031, 5, 4)}
    line = json.loads(canonical(header("harl-0001", TEXT), [record]).splitlines()[1])
    assert list(line) == ["id", "layer", "start", "end", "text", "outcome", "modality", "as_of"]
    assert line["as_of"] == "2031-05-04"


def test_the_header_keeps_the_highest_number_ever_given() -> None:
    head = header("harl-0001", TEXT, next={"a": 40})
    first = json.loads(canonical(head, records()).splitlines()[0])
    assert first["next"] == {"a": 40, "c": 4, "s": 2, "t": 2, "k": 3}


def test_new_ids_follow_the_text() -> None:
    drafts = [{**record, "id": f"x-{record['id']}"} for record in reversed(records())]
    renamed = number_records(drafts, {"a": 10})
    assert [renamed[f"x-{name}"] for name in ("a1", "a2", "a3", "a4", "c1")] == ["a10", "a11", "a12", "a13", "c1"]


GOOD = '{"id":"a1","layer":"actor","start":0,"end":1,"text":"S","type":"media","mention":"named"}'


@pytest.mark.parametrize(
    ("line", "rule", "found"),
    [
        ('{"id":"a1",', "SPN001", "Expecting property name enclosed in double quotes (column 12)"),
        (GOOD.replace('"id"', '"id":"a0","id"', 1), "SPN002", 'the key "id" twice'),
        (GOOD.replace('"actor"', '"aktor"'), "SPN004", '"aktor"'),
        ("[1]", "SPN007", "a list"),
        (GOOD.replace('"start":0', '"start":"0"'), "SPN007", '"0"'),
        (GOOD.replace('"start":0', '"start":true'), "SPN007", "a truth value"),
        (GOOD.replace('"start":0', '"start":99999999999'), "SPN007", "99999999999"),
        (GOOD.replace('"type":"media",', ""), "SPN006", "none"),
        (GOOD.replace('"type"', '"typo":1,"type"'), "SPN005", "'typo'"),
        ("", "SPN001", "Expecting value (column 1)"),
    ],
)
def test_a_faulty_line_is_told_and_the_others_are_read(line: str, rule: str, found: str, tmp_path: Path) -> None:
    layout = empty_corpus(tmp_path)
    head = canonical(header("harl-0001", TEXT), []).decode().strip()
    marked, problems = read_pass(written(layout, [head, line, GOOD.replace("a1", "a2")]), layout)
    assert [(problem.rule, problem.line, problem.found) for problem in problems] == [(rule, 2, found)]
    assert marked is not None
    assert marked.records[-1]["id"] == "a2"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"article": None}, "SPN006"),
        ({"layers": "actor"}, "SPN007"),
        ({"next": {"z": 1}}, "SPN007"),
        ({"next": {"a": 0}}, "SPN007"),
        ({"extra": 1}, "SPN005"),
    ],
)
def test_a_faulty_header_is_told(change: dict[str, Any], rule: str, tmp_path: Path) -> None:
    layout = empty_corpus(tmp_path)
    head = {**header("harl-0001", TEXT), "next": {"a": 1}, **change}
    _, problems = read_pass(written(layout, [json.dumps(head)]), layout)
    assert [(problem.rule, problem.line) for problem in problems] == [(rule, 1)]


def test_a_file_that_begins_with_a_span_has_no_header(tmp_path: Path) -> None:
    layout = empty_corpus(tmp_path)
    marked, problems = read_pass(written(layout, [GOOD]), layout)
    assert marked is None
    assert [problem.rule for problem in problems] == ["SPN003"]


def test_the_ids_of_unread_records_are_kept(tmp_path: Path) -> None:
    layout = harl_corpus(tmp_path)
    path = add_pass(layout, "harl-0001", TEXT, records())
    path.write_text(path.read_text().replace('"type":"civilians"', '"type":7'))
    marked, _ = read_pass(path, layout)
    assert marked is not None
    assert marked.unread == {"a1", "a2"}
