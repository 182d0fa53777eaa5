"""The registries of canonical actors, incidents and topics: YAML lists of entries."""

from __future__ import annotations

from conflict_claims.articles.typed import Entry, typed
from conflict_claims.files.layout import Layout
from conflict_claims.files.reading import Unreadable, read_text
from conflict_claims.files.strict_yaml import BadYaml, DuplicateKey, Node, parse
from conflict_claims_schemas.fields import REGISTRIES, REGISTRY_FILES, Field
from conflict_claims_schemas.problems import Problem


def read_registry(layout: Layout, table: str) -> tuple[list[Entry], list[Problem]]:
    """Read one registry (`actor_registry`, `incidents` or `topic_registry`).

    Returns:
        Its entries that could be read, and the problems of level L1 (DOC001-DOC011).
    """
    return read_entries(layout, REGISTRY_FILES[table], REGISTRIES[table])


def read_entries(layout: Layout, name: str, fields: tuple[Field, ...]) -> tuple[list[Entry], list[Problem]]:
    """Read a YAML list of corpus/: the entries that have `fields`, and the problems of level L1 (DOC001-DOC011)."""
    path = layout.registry(name)
    file = layout.name(path)
    try:
        node = parse(read_text(path))
    except Unreadable as fault:
        return [], [Problem(fault.rule, file, fault.line, expected=fault.expected, found=fault.found)]
    except BadYaml as fault:
        rule = "DOC008" if isinstance(fault, DuplicateKey) else "DOC007"
        return [], [Problem(rule, file, fault.line, expected="plain YAML: a list of entries", found=fault.found)]
    return _entries(node, fields, file)


def _entries(node: Node, fields: tuple[Field, ...], file: str) -> tuple[list[Entry], list[Problem]]:
    if node.value is None:
        return [], []
    if not isinstance(node.value, list):
        return [], [Problem("DOC011", file, node.line, expected="a list of entries", found="something else")]
    entries: list[Entry] = []
    problems: list[Problem] = []
    for item in node.value:
        entry, faults = typed(item, fields, file)
        problems += faults
        if entry is not None:
            entries.append(entry)
    return entries, problems
