"""What people and machines read when `check` has run."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from conflict_claims.render.formats import FORMATS, read_out
from conflict_claims.render.report import Report
from conflict_claims_schemas.problems import Problem
from tests.render.problems import BOUNDS, PASS, report, write_files

GOLDEN = Path(__file__).parent / "golden"
RENEW = "RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/render"
SUFFIX = {"text": "txt", "jsonl": "jsonl", "github": "txt", "markdown": "md"}

EVIL = "a\x1b[31mred\x07\u202e\n::error::forged ##[error]also | `x` <img src=x> [l](http://h) @team %0A\u2028b"


def same_as_golden(name: str, content: str) -> None:
    path = GOLDEN / name
    if os.environ.get("RENEW_GOLDEN"):
        path.write_text(content, encoding="utf-8")
    assert content == path.read_text(encoding="utf-8"), f"{name} differs; if that is right, renew it with: {RENEW}"


def shown(tmp_path: Path, name: str, limit: int | None = None) -> str:
    return "".join(f"{line}\n" for line in read_out(report(), write_files(tmp_path), name, limit))


def shown_evil(tmp_path: Path, name: str) -> list[str]:
    problem = Problem("SPN015", f"annotations/{EVIL}.jsonl", 1, "text", EVIL, "a1", 0, 5, EVIL, EVIL, EVIL, EVIL)
    first = Problem("DOC024", "::warning::forged", expected=EVIL, found=EVIL)
    return list(read_out(Report((first, problem), articles=1), tmp_path, name))


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_reads_as_its_golden_file(tmp_path: Path, name: str) -> None:
    same_as_golden(f"report-{name}.{SUFFIX[name]}", shown(tmp_path, name))


def test_a_limit_shows_so_many_problems_and_says_how_many_there_are(tmp_path: Path) -> None:
    lines = shown(tmp_path, "text", limit=2).splitlines()
    assert sum("conflict-claims explain" in line for line in lines) == 2
    assert lines[-1].endswith("; 2 of 6 shown")


def test_a_clean_report_says_so_in_one_line(tmp_path: Path) -> None:
    assert list(read_out(Report(articles=1), tmp_path)) == ["0 errors in 1 article; 0 of 0 shown"]


def test_the_column_is_that_of_the_key_and_not_of_the_same_words_in_a_text(tmp_path: Path) -> None:
    line = (write_files(tmp_path) / PASS).read_text().splitlines()[1]
    assert f"{PASS}:2:{line.rindex(chr(34) + 'min') + 1}  error" in "\n".join(read_out(report(), tmp_path))


def test_a_problem_whose_file_is_gone_is_shown_all_the_same(tmp_path: Path) -> None:
    assert next(read_out(Report((BOUNDS,)), tmp_path)).startswith(f"{PASS}:2:1  error  CAS003")


def test_json_lines_carry_every_field_and_what_the_rule_says(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in shown(tmp_path, "jsonl").splitlines()]
    bounds = next(line for line in lines if line["rule"] == "CAS003")
    assert set(bounds) == {
        *Problem.__dataclass_fields__, "column", "slug", "level", "severity", "title", "why", "waived"
    }  # fmt: skip
    assert [line["waived"] is not None for line in lines].count(True) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_a_text_move_the_cursor_turn_a_line_or_forge_a_command(tmp_path: Path, name: str) -> None:
    lines = shown_evil(tmp_path, name)
    everything = "\n".join(lines)
    for char in "\x1b\x07\u202e\u2028":
        assert char not in everything
    assert "##[" not in everything
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert len(commands) == (2 if name == "github" else 0)
    assert all(line.startswith("::error file=") for line in commands)
    assert all("\n" not in line and "\r" not in line for line in lines)


def test_a_github_command_has_its_properties_and_data_escaped(tmp_path: Path) -> None:
    problem = Problem("SPN015", "annotations/gold/a:b,c%d.jsonl", 1, expected="100%", found="x")
    line = next(read_out(Report((problem,)), tmp_path, "github"))
    assert line.startswith("::error file=annotations/gold/a%3Ab%2Cc%25d.jsonl,line=1,col=1,title=SPN015 ")
    assert "expected 100%25   found x%0Awhy" in line


def test_markdown_shows_the_words_of_others_as_code_alone(tmp_path: Path) -> None:
    from markdown_it import MarkdownIt

    page = MarkdownIt("gfm-like", {"html": True, "linkify": False}).enable("table").render(
        "\n".join(shown_evil(tmp_path, "markdown"))
    )  # fmt: skip
    assert "<img" not in page
    assert "<a " not in page
    cells = [row.count("<td>") for row in page.split("<tr>")[1:] if "<td>" in row]
    assert cells == [6, 6, 8, 8]


def test_long_words_are_cut_and_their_length_is_said(tmp_path: Path) -> None:
    problem = Problem("SPN015", PASS, 1, "text", "harl-0001", "a1", 0, 500, "x" * 500, "y" * 900, "z")
    text = "\n".join(read_out(Report((problem,)), tmp_path))
    assert f'"{"x" * 80}…" (80 of 500 characters)' in text
    assert f"expected {'y' * 200}… (200 of 900 characters)" in text


def test_json_lines_cut_nothing(tmp_path: Path) -> None:
    problem = Problem("SPN015", PASS, 1, surface="x" * 500)
    assert json.loads(next(read_out(Report((problem,)), tmp_path, "jsonl")))["surface"] == "x" * 500
