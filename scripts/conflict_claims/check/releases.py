"""The rules on what a release needs: REL001 to REL008."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from conflict_claims.articles.typed import Entry
from conflict_claims.articles.withdrawals import read_withdrawals
from conflict_claims.check.context import Context
from conflict_claims.files.layout import Layout, is_article_id
from conflict_claims.files.reading import Unreadable, read_text
from conflict_claims.files.strict_yaml import BadYaml, parse
from conflict_claims_schemas.datasheet import RAI_QUESTIONS
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.withdrawals import WITHDRAWAL_REASON, WITHDRAWN_FILE

CFF_VERSION = "1.2.0"
CFF_TEXTS = ("message", "title")
_VERSION = re.compile(r"^version:[ \t]*(\S{1,40})[ \t]*$", re.MULTILINE)


def release_problems(context: Context) -> list[Problem]:
    """The rules on pages and withdrawn articles."""
    layout = context.layout
    entries, problems = read_withdrawals(layout)
    return [
        *_guidelines(context),
        *_datasheet(layout),
        *_citation(layout),
        *problems,
        *_withdrawals(layout, entries),
        *_still_there(layout, entries),
    ]


def gold_problems(context: Context, gold: pa.Table) -> list[Problem]:
    """The rules on the gold of some articles.

    Args:
        context: the corpus around them.
        gold: their rows of the schema BUNDLE.
    """
    in_force = context.settings.guidelines if context.settings else None
    columns = ("id", "article_file", "file", "marked_guidelines")
    problems: list[Problem] = []
    for article, article_file, file, guidelines in zip(*(gold[name].to_pylist() for name in columns), strict=True):
        if file is None:
            expected = context.layout.name(context.layout.annotation("gold", article))
            problems.append(Problem("REL008", article_file, article=article, expected=expected, found="no such file"))
        elif in_force is not None and guidelines != in_force:
            problems.append(
                Problem("REL003", file, 1, "guidelines", article=article, expected=in_force, found=guidelines)
            )
    return problems


def _read(path: Path, layout: Layout) -> tuple[str | None, list[Problem]]:
    try:
        return read_text(path), []
    except Unreadable as fault:
        return None, [Problem("REL001", layout.name(path), expected=fault.expected, found=fault.found)]


def _guidelines(context: Context) -> list[Problem]:
    layout = context.layout
    path = layout.annotations / "guidelines.md"
    text, problems = _read(path, layout)
    if text is None or context.settings is None:
        return problems
    stated = _VERSION.search(text)
    expected = context.settings.guidelines
    if stated is not None and stated.group(1) == expected:
        return []
    line = text.count("\n", 0, stated.start()) + 1 if stated else 0
    found = stated.group(1) if stated else "no line `version: …`"
    return [Problem("REL002", layout.name(path), line, expected=f"version: {expected}", found=found)]


def _datasheet(layout: Layout) -> list[Problem]:
    path = layout.root / "DATASHEET.md"
    text, problems = _read(path, layout)
    if text is None:
        return problems
    headings = {line.removeprefix("### ").strip() for line in text.splitlines() if line.startswith("### ")}
    asked = [question for questions in RAI_QUESTIONS.values() for question in questions]
    return [
        Problem("REL005", layout.name(path), expected=f"a heading `### {question}`", found="no such heading")
        for question in asked
        if question not in headings
    ]


def _citation(layout: Layout) -> list[Problem]:
    path = layout.root / "CITATION.cff"
    text, problems = _read(path, layout)
    if text is None:
        return problems
    file = layout.name(path)
    try:
        node = parse(text)
    except BadYaml as fault:
        return [Problem("REL004", file, fault.line, expected="plain YAML: keys and values", found=fault.found)]
    told = node.plain()
    if not isinstance(told, dict):
        return [Problem("REL004", file, node.line, expected="a mapping of keys to values", found="something else")]
    return [
        Problem("REL004", file, 0, key, expected=f"{key}: {expected}", found=found)
        for key, expected, found in _faults(told)
    ]


def _faults(told: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    if told.get("cff-version") != CFF_VERSION:
        yield "cff-version", CFF_VERSION, _found(told.get("cff-version"))
    for key in CFF_TEXTS:
        if not (isinstance(told.get(key), str) and told[key].strip()):
            yield key, "a text", _found(told.get(key))
    authors = told.get("authors")
    if not (isinstance(authors, list) and authors and all(map(_is_author, authors))):
        yield "authors", "a list of authors with a name, or with family-names and given-names", _found(authors)


def _is_author(author: Any) -> bool:
    if not isinstance(author, dict) or not all(isinstance(value, str) for value in author.values()):
        return False
    return bool(author.get("name") or (author.get("family-names") and author.get("given-names")))


def _found(value: Any) -> str:
    return "nothing" if value is None else value if isinstance(value, str) else "something else"


def _withdrawals(layout: Layout, entries: Sequence[Entry]) -> Iterator[Problem]:
    file = layout.name(layout.registry(WITHDRAWN_FILE))
    counts = Counter(entry.values["id"] for entry in entries)
    for entry in entries:
        article, reason = entry.values["id"], entry.values["reason"]
        if not is_article_id(article):
            yield Problem("REL007", file, entry.lines["id"], "id", expected="the id of an article", found=article)
        elif counts[article] > 1:
            found = f"{counts[article]} entries"
            yield Problem("REL007", file, entry.lines["id"], "id", article, expected="one entry", found=found)
        if reason not in WITHDRAWAL_REASON.names:
            expected = "one of " + ", ".join(WITHDRAWAL_REASON.names)
            yield Problem("REL007", file, entry.lines["reason"], "reason", article, expected=expected, found=reason)


def _still_there(layout: Layout, entries: Sequence[Entry]) -> Iterator[Problem]:
    if not (withdrawn := {entry.values["id"] for entry in entries}):
        return
    places = [layout.article_files(), sorted(layout.raw.iterdir()) if layout.raw.is_dir() else []]
    places += [layout.annotation_files(annotator) for annotator in layout.annotators()]
    for path in (path for paths in places for path in paths):
        article = path.name.partition(".")[0]
        if article in withdrawn:
            found = f"an entry of {layout.name(layout.registry(WITHDRAWN_FILE))}"
            yield Problem("REL006", layout.name(path), article=article, expected="no such file", found=found)
