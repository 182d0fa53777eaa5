"""Colours, on a terminal that wants them and nowhere else."""

from __future__ import annotations

from typing import IO

from conflict_claims.render.text import Paint, plain

STYLES = {"error": "bold red", "warning": "bold yellow", "waived": "cyan", "bold": "bold", "dim": "dim"}


def painter(stream: IO[str]) -> Paint:
    """How to print on `stream`: with colours where it is a terminal and NO_COLOR is not set."""
    if not stream.isatty():
        return plain
    from rich.console import Console
    from rich.style import Style

    console = Console(file=stream)
    system = console._color_system
    if console.no_color or system is None:
        return plain
    return lambda text, style: Style.parse(STYLES[style]).render(text, color_system=system)
