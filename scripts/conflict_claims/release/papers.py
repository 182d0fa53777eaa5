"""The pages that go with the data: copied from the corpus, with links that lead somewhere in a release."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from conflict_claims.files.layout import Layout
from conflict_claims.files.reading import Unreadable, read_text
from conflict_claims.release.refusal import Refused

_LINK = re.compile(r"(!?)\[([^\[\]\n]{0,500})\]\(([^()\s]{1,500})\)")
_GENERATED = re.compile(r"^<!-- /?generated: [^\n]{0,200} -->\n", re.MULTILINE)


def page(path: Path, layout: Layout) -> str:
    """A page of the corpus.

    Raises:
        Refused: it is not there, or cannot be read.
    """
    try:
        return read_text(path)
    except Unreadable as fault:
        raise Refused(f"{layout.name(path)}: expected {fault.expected}, found {fault.found}") from None


def relinked(text: str, names: Collection[str]) -> str:
    """`text` with links for a folder that holds the files `names`: a link to another file becomes plain words."""

    def replaced(found: re.Match[str]) -> str:
        mark, words, target = found.groups()
        address, hash_mark, fragment = target.partition("#")
        if not address or "://" in address or address.startswith("mailto:"):
            return found.group()
        name = address.rpartition("/")[2]
        return f"{mark}[{words}]({name}{hash_mark}{fragment})" if name in names else words

    return _LINK.sub(replaced, _GENERATED.sub("", text))


def sections(text: str, mark: str = "### ") -> dict[str, str]:
    """The text under each heading that begins with `mark`, up to the next heading of any level."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("#"):
            lines = []
            if line.startswith(mark):
                lines = found.setdefault(line.removeprefix(mark).strip(), [])
        else:
            lines.append(line)
    return {heading: "\n".join(under).strip() for heading, under in found.items()}
