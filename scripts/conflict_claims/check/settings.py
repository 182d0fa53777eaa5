"""Rules on corpus/corpus.yaml: DOC016, DOC018, DOC019, DOC025."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conflict_claims.articles import Settings
from conflict_claims.check.addresses import is_web_address
from conflict_claims_schemas.codes import LANGUAGES
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.vocabulary import LICENSE

REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}", re.ASCII)
VERSION = re.compile(r"(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})", re.ASCII)
GUIDELINES = re.compile(r"g(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})", re.ASCII)
PREFIX = re.compile(r"[a-z][a-z0-9]{0,40}(-[a-z0-9]{1,40}){0,6}", re.ASCII)
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)

_SHAPES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("name", NAME, "lower-case words with hyphens, like conflict-claims"),
    ("repository", REPOSITORY, "OWNER/NAME"),
    ("version", VERSION, "three numbers, like 0.0.0"),
    ("guidelines", GUIDELINES, "g and two numbers, like g1.0"),
)


def settings_problems(settings: Settings, file: str) -> list[Problem]:
    """What is wrong with the values of corpus.yaml."""
    return [*_shapes(settings, file), *_lists(settings, file), *_values(settings, file)]


def _shapes(settings: Settings, file: str) -> Iterator[Problem]:
    for name, shape, expected in _SHAPES:
        value = getattr(settings, name)
        if not shape.fullmatch(value):
            yield Problem("DOC025", file, settings.lines.get(name, 0), name, expected=expected, found=value)


def _lists(settings: Settings, file: str) -> Iterator[Problem]:
    line = settings.lines.get("prefixes", 0)
    if not settings.prefixes:
        yield Problem("DOC025", file, line, "prefixes", expected="at least one prefix", found="an empty list")
    for prefix in settings.prefixes:
        if not PREFIX.fullmatch(prefix):
            expected = "lower-case words with hyphens, like balochistan"
            yield Problem("DOC025", file, line, "prefixes", expected=expected, found=prefix)
    line = settings.lines.get("languages", 0)
    if not settings.languages:
        yield Problem("DOC025", file, line, "languages", expected="at least one language", found="an empty list")
    for language in settings.languages:
        if language not in LANGUAGES:
            expected = "a code of ISO 639-1, like en"
            yield Problem("DOC019", file, line, "languages", expected=expected, found=language)


def _values(settings: Settings, file: str) -> Iterator[Problem]:
    if settings.license not in LICENSE.names:
        line, expected = settings.lines.get("license", 0), "one of " + ", ".join(LICENSE.names)
        yield Problem("DOC016", file, line, "license", expected=expected, found=settings.license)
    if settings.homepage is not None and not is_web_address(settings.homepage):
        line, expected = settings.lines.get("homepage", 0), "an address that begins with https:// or http://"
        yield Problem("DOC018", file, line, "homepage", expected=expected, found=settings.homepage)
