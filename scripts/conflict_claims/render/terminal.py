"""Standard output and standard error: colours and progress on a terminal that wants them and nowhere else."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from conflict_claims.render.text import Paint, plain

STYLES = {"error": "bold red", "warning": "bold yellow", "waived": "cyan", "bold": "bold", "dim": "dim"}
Start = Callable[[int], Callable[[int], None]]
"""Called with how much there is to do; gives what is called with how much was just done."""


def say(lines: Iterable[str], stream: IO[str]) -> None:
    """Print `lines`; what the stream's encoding lacks is printed as an escape."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    for line in lines:
        print(line, file=stream)


def painter(stream: IO[str]) -> Paint:
    """How to print on `stream`: with colours where it is a terminal and NO_COLOR is not set."""
    if not stream.isatty():
        return plain
    from rich.color import ColorSystem
    from rich.console import Console
    from rich.style import Style

    console = Console(file=stream)
    if console.no_color or console.color_system is None:
        return plain
    # The styles use the sixteen colours that every terminal has.
    return lambda text, style: Style.parse(STYLES[style]).render(text, color_system=ColorSystem.STANDARD)


@contextmanager
def progress(what: str) -> Iterator[Start]:
    """A progress bar on standard error, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda total: lambda done: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:

        def start(total: int) -> Callable[[int], None]:
            task = bar.add_task(what, total=total)
            return lambda done: bar.advance(task, done)

        yield start
