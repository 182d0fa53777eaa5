"""An article file: front matter between two `---` lines, a blank line, the text, one final line feed."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from conflict_claims.articles.typed import typed
from conflict_claims.files.layout import Layout
from conflict_claims.files.reading import Unreadable, decode_utf8, read_bytes
from conflict_claims.files.strict_yaml import BadYaml, DuplicateKey, parse
from conflict_claims_schemas.fields import FRONT_MATTER
from conflict_claims_schemas.problems import Problem

FENCE = "---\n"
MIDDLE = "\n---\n\n"


@dataclass(frozen=True, slots=True)
class Article:
    """An article: `front` by the field names of FRONT_MATTER (absent ones are None), and its text.

    `file` is its name as messages show it, `lines` the line of each key of the front matter, and `text_line` the
    line on which the text begins; `digest` is the SHA-256 of the file.
    """

    front: dict[str, Any]
    text: str
    file: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    text_line: int = 0
    digest: bytes = b""

    @property
    def id(self) -> str:
        """The article's id."""
        return str(self.front["id"])


def read_article(path: Path, layout: Layout) -> tuple[Article | None, list[Problem]]:
    """Read an article file.

    Returns:
        The article, None where it cannot be read; and the problems of level L1 (DOC001-DOC011).
    """
    file = layout.name(path)
    try:
        content = read_bytes(path)
        return parse_article(decode_utf8(content), file, sha256(content).digest())
    except Unreadable as fault:
        return None, [Problem(fault.rule, file, fault.line, expected=fault.expected, found=fault.found)]


def parse_article(content: str, file: str, digest: bytes = b"") -> tuple[Article | None, list[Problem]]:
    """Read the content of an article file, of which `digest` is the SHA-256; returns as `read_article` does."""
    head, middle, text = content.partition(MIDDLE)
    if not (head.startswith(FENCE) and middle and text.endswith("\n")):
        return None, [Problem("DOC006", file, 1, expected=_SHAPE, found=_shape_fault(content, middle))]
    try:
        node = parse(head.removeprefix(FENCE) + "\n", first_line=2)
    except BadYaml as fault:
        rule = "DOC008" if isinstance(fault, DuplicateKey) else "DOC007"
        return None, [Problem(rule, file, fault.line, expected=_YAML, found=fault.found)]
    entry, problems = typed(node, FRONT_MATTER, file)
    if entry is None:
        return None, problems
    text_line = head.count("\n") + MIDDLE.count("\n") + 1
    return Article(entry.values, text.removesuffix("\n"), file, entry.lines, text_line, digest), problems


def render_article(front: dict[str, Any], text: str) -> bytes:
    """The content of an article file: fields in the order of FRONT_MATTER, absent and empty ones left out."""
    present = {field.name: front.get(field.name) for field in FRONT_MATTER}
    kept = {name: value for name, value in present.items() if value not in (None, [], ())}
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in kept.items()}
    head = yaml.dump(plain, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6, default_flow_style=False)
    return f"{FENCE}{head.removesuffix(chr(10))}{MIDDLE}{text}\n".encode()


class _Dumper(yaml.SafeDumper):
    """Writes strings with unusual blanks in double quotes, for the plain and single-quoted styles fold them."""


def _string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None if text.isprintable() else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _string)

_SHAPE = "a line ---, front matter, a line ---, a blank line, the text and a final line feed"
_YAML = "plain YAML: keys, strings and lists"


def _shape_fault(content: str, middle: str) -> str:
    if "\r" in content:
        return "carriage returns (CR): lines must end in LF alone"
    if not content.startswith(FENCE):
        return f"a first line {content.split(chr(10), 1)[0][:40]!r}"
    if not middle:
        return "no second line --- followed by a blank line"
    return "no final line feed"
