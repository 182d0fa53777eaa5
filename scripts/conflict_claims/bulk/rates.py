"""How far a conversion is, how fast it goes, and how long it will take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

Tick = Callable[[int], None]
"""Called with the bytes of input that were just done."""

PAUSE = 10.0
"""Seconds between two lines."""

_MB = 1e6


@contextmanager
def bar(total: int) -> Iterator[Tick]:
    """A bar on a terminal's standard error, over `total` bytes."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (TextColumn("converting"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda done: progress.advance(task, done)


@contextmanager
def lines(total: int, stream: IO[str]) -> Iterator[Tick]:
    """A line on `stream` every PAUSE seconds, over `total` bytes."""
    start = last = time.monotonic()
    done = 0

    def tick(more: int) -> None:
        nonlocal done, last
        done += more
        now = time.monotonic()
        if now - last >= PAUSE:
            last = now
            print(_line(done, total, now - start), file=stream, flush=True)

    yield tick


def _line(done: int, total: int, seconds: float) -> str:
    rate = done / seconds
    left = (total - done) / rate if rate else 0
    share = f"{done / _MB:,.0f} of {total / _MB:,.0f} MB"
    return f"converting: {share}, {rate / _MB:,.1f} MB/s, {left / 60:,.1f} min left"
