"""Generated parts of pages that people write: what stands between two markers is the tools'."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_SECTION = re.compile(r"<!-- generated: ([a-z0-9_ -]{1,60}) -->\n(.*?)<!-- /generated: \1 -->", re.DOTALL)


def fill(page: str, content: Callable[[str], str]) -> str:
    """`page` with every generated section renewed.

    Args:
        page: Markdown with sections `<!-- generated: NAME -->` … `<!-- /generated: NAME -->`.
        content: what belongs in the section NAME.

    Raises:
        KeyError: `content` knows no such section.
    """

    def renewed(match: re.Match[str]) -> str:
        name = match.group(1)
        return f"<!-- generated: {name} -->\n{content(name).strip()}\n<!-- /generated: {name} -->"

    return _SECTION.sub(renewed, page)


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table; cells are given as Markdown, pipes in them are escaped."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"
