"""corpus/corpus.yaml: what makes a folder this corpus and no other."""

from __future__ import annotations

from dataclasses import dataclass, field

from conflict_claims.articles.typed import Entry, typed
from conflict_claims.files.layout import Layout
from conflict_claims.files.reading import Unreadable, read_text
from conflict_claims.files.strict_yaml import BadYaml, DuplicateKey, parse
from conflict_claims_schemas.fields import CORPUS_SETTINGS
from conflict_claims_schemas.problems import Problem


@dataclass(frozen=True, slots=True)
class Settings:
    """The fields of CORPUS_SETTINGS, and the line of each key that is there."""

    name: str
    title: str
    repository: str
    homepage: str | None
    license: str
    languages: list[str]
    prefixes: list[str]
    guidelines: str
    version: str
    lines: dict[str, int] = field(default_factory=dict)


def read_settings(layout: Layout) -> tuple[Settings | None, list[Problem]]:
    """Read the corpus' settings.

    Returns:
        The settings, None where they cannot be read; and the problems of level L1 (DOC001-DOC011).
    """
    file = layout.name(layout.settings)
    try:
        entry, problems = typed(parse(read_text(layout.settings)), CORPUS_SETTINGS, file)
    except Unreadable as fault:
        return None, [Problem(fault.rule, file, fault.line, expected=fault.expected, found=fault.found)]
    except BadYaml as fault:
        rule = "DOC008" if isinstance(fault, DuplicateKey) else "DOC007"
        return None, [Problem(rule, file, fault.line, expected="plain YAML: keys and values", found=fault.found)]
    return (_settings(entry) if entry else None), problems


def _settings(entry: Entry) -> Settings:
    return Settings(**entry.values, lines=entry.lines)
