"""Reading in several processes: the same results in the same order, on all cores."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
MAX_WORKERS = 8
"""More would only wait for the process that checks the rows."""


def cores() -> int:
    """How many processes can work at a time."""
    affinity = getattr(os, "sched_getaffinity", None)
    return min(MAX_WORKERS, len(affinity(0)) if affinity else os.cpu_count() or 1)


def _collect_seldom() -> None:
    """Look for circles of objects less often: records make none, and are gone through each time."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


_shared: ContextVar[ProcessPoolExecutor | None] = ContextVar("_shared", default=None)


@contextmanager
def shared_processes() -> Iterator[None]:
    """Let all steps that run within it use the same processes: each takes a second to start."""
    with _processes(cores()) as pool:
        token = _shared.set(pool)
        try:
            yield
        finally:
            _shared.reset(token)


def _processes(workers: int) -> ProcessPoolExecutor:
    # A fork of a process that has the threads of polars can hang.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_collect_seldom)


def in_order(step: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[R]:
    """`step` of each item, in order; at most two items a worker are under way, so that memory is bounded."""
    waiting, shared = iter(items), _shared.get()
    with nullcontext(shared) if shared else _processes(workers) as pool:
        under_way: deque[Future[R]] = deque(pool.submit(step, item) for item in islice(waiting, 2 * workers))
        try:
            while under_way:
                result = under_way.popleft().result()
                under_way.extend(pool.submit(step, item) for item in islice(waiting, 1))
                yield result
        finally:
            for left in under_way:
                left.cancel()
