"""Reading in several processes: the same results in the same order, on all cores."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
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


def in_order(step: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[R]:
    """`step` of each item, in order; at most two items a worker are under way, so that memory is bounded."""
    # A fork of a process that has the threads of polars can hang.
    context = multiprocessing.get_context("spawn")
    waiting = iter(items)
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_collect_seldom) as pool:
        under_way: deque[Future[R]] = deque(pool.submit(step, item) for item in islice(waiting, 2 * workers))
        while under_way:
            result = under_way.popleft().result()
            under_way.extend(pool.submit(step, item) for item in islice(waiting, 1))
            yield result
