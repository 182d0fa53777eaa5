"""Generated parts of pages that people write: what stands between two markers is the tools'."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_OPENING = re.compile(r"<!-- generated: ([a-z0-9_ -]{1,60}) -->\n")


def fill(page: str, content: Callable[[str], str]) -> str:
    """`page` with every generated section renewed; a section that is not closed is left as it is.

    Args:
        page: Markdown with sections `<!-- generated: NAME -->` … `<!-- /generated: NAME -->`.
        content: what belongs in the section NAME.

    Raises:
        KeyError: `content` knows no such section.
    """
    parts, at = [], 0
    unclosed = set[str]()
    for opening in _OPENING.finditer(page):
        name = opening.group(1)
        closing = f"<!-- /generated: {name} -->"
        end = -1 if opening.start() < at or name in unclosed else page.find(closing, opening.end())
        if end >= 0:
            parts += [page[at : opening.end()], content(name).strip(), "\n", closing]
            at = end + len(closing)
        elif opening.start() >= at:
            unclosed.add(name)
    return "".join((*parts, page[at:]))


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table; cells are given as Markdown, pipes in them are escaped."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"
