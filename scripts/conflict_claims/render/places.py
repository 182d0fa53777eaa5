"""The columns of problems: where the key at fault stands in its line, looked up when a message is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from conflict_claims.files.reading import Unreadable, read_lines
from conflict_claims_schemas.problems import Problem

# A string that is not closed is taken to its end: to look again from each quotation mark in it would take its length
# squared.
JSON_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)(?:"(\s*:)?)?')
Places = dict[Problem, int]


def columns(root: Path, problems: Iterable[Problem]) -> Places:
    """The column of each problem with a line: its key's, else its words', else 1. Each file is read once."""
    by_file: dict[str, dict[int, list[Problem]]] = defaultdict(lambda: defaultdict(list))
    for problem in problems:
        if problem.line:
            by_file[problem.file][problem.line].append(problem)
    places: Places = {}
    for file, wanted in by_file.items():
        lines = _lines(root / file, set(wanted))
        for number, group in wanted.items():
            places.update((problem, column(problem, lines.get(number, ""))) for problem in group)
    return places


def _lines(path: Path, wanted: set[int]) -> dict[int, str]:
    """The wanted lines of a file; none where it cannot be read, which is a problem of its own."""
    last, found = max(wanted), {}
    try:
        for line in read_lines(path):
            if line.number in wanted:
                found[line.number] = line.text
            if line.number >= last:
                break
    except Unreadable:
        pass
    return found


def column(problem: Problem, line: str) -> int:
    """The column, from 1, that `problem` points at in the text of its line."""
    keys = [key for key in (problem.field, problem.field.rpartition(".")[2]) if key]
    find = json_column if problem.file.endswith((".jsonl", ".json")) else yaml_column
    for key in keys:
        if at := find(key, line):
            return at
    if problem.field in ("", "text") and problem.surface and not problem.file.endswith(".jsonl"):
        return line.find(problem.surface) + 1 or 1
    return 1


def json_column(key: str, line: str) -> int:
    """The column of `"key":` in a JSON line, 0 where it has none; words inside a string are no key."""
    for match in JSON_STRING.finditer(line):
        if match.group(2) and match.group(1) == key:
            return match.start() + 1
    return 0


def yaml_column(key: str, line: str) -> int:
    """The column of `key:` (or `key =` in TOML) at the head of a line, 0 where it has none."""
    match = re.match(rf"[\s-]*(['\"]?){re.escape(key)}\1\s*[:=]", line)
    return line.index(key) + 1 if match else 0
