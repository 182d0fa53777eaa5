"""Reading in several processes: the same results in the same order, on all cores."""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from conflict_claims.check.parcels import Parcel, packed, unpacked

T = TypeVar("T")
R = TypeVar("R")
MAX_WORKERS = 8
"""More would only wait for the process that checks the rows."""

UNDER_WAY = 3
"""Items a worker that are worked on or wait: enough that none idles while the rows of others are checked."""


def cores() -> int:
    """How many processes can work at a time."""
    affinity = getattr(os, "sched_getaffinity", None)
    return min(MAX_WORKERS, len(affinity(0)) if affinity else os.cpu_count() or 1)


def _collect_seldom() -> None:
    """Look for circles of objects less often: records make none, and are gone through each time."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def _begin(folder: str) -> None:
    """Set up a process that waits for work."""
    _collect_seldom()
    end_with_parent(folder)


def end_with_parent(folder: str | None = None) -> None:
    """See to it that this process ends when its parent was killed, which cannot clean up.

    Args:
        folder: what is not left on the disk then.
    """
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()


def _end_with_parent(folder: str | None) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    before = gc.get_threshold()
    _collect_seldom()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


@dataclass(frozen=True, slots=True)
class _Processes:
    """Processes that wait for work, and a folder for what goes to them and comes back."""

    pool: ProcessPoolExecutor
    folder: Path

    def submit(self, step: Callable[[T], R], item: T) -> Future[Parcel]:
        """Have `step` of `item` done."""
        return self.pool.submit(_done, packed((step, item), self.folder), self.folder)


def _done(asked: Parcel, folder: Path) -> Parcel:
    step, item = unpacked(asked)
    return packed(step(item), folder)


_shared: ContextVar[_Processes | None] = ContextVar("_shared", default=None)


@contextmanager
def shared_processes() -> Iterator[None]:
    """Let all steps that run within it use the same processes: each takes a second to start."""
    with _seldom_collecting(), _processes(cores()) as found:
        token = _shared.set(found)
        try:
            yield
        finally:
            _shared.reset(token)


@contextmanager
def _processes(workers: int) -> Iterator[_Processes]:
    # A fork of a process that has the threads of polars can hang.
    context = multiprocessing.get_context("spawn")
    with (
        TemporaryDirectory(prefix="conflict-claims-") as folder,
        ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(folder,)) as pool,
    ):
        yield _Processes(pool, Path(folder))


def in_order(step: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[R]:
    """`step` of each item, in order; at most three items a worker are under way, so that memory is bounded."""
    waiting, shared = iter(items), _shared.get()
    with nullcontext(shared) if shared else _processes(workers) as processes:
        under_way: deque[Future[Parcel]] = deque()
        try:
            under_way.extend(processes.submit(step, item) for item in islice(waiting, UNDER_WAY * workers))
            while under_way:
                result: R = unpacked(under_way.popleft().result())
                under_way.extend(processes.submit(step, item) for item in islice(waiting, 1))
                yield result
        finally:
            for left in under_way:
                left.cancel()
