"""Who does the work: processes of this machine, or a Dask cluster; the same function either way."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import Any

import pyarrow as pa

from conflict_claims.bulk.options import Options
from conflict_claims.bulk.pieces import Piece
from conflict_claims.check.pool import end_with_parent

# A piece and the numbers of its shards.
Done = tuple[Piece, list[int] | None]
Convert = Callable[[Piece, Options], list[int]]
_TRIM_THRESHOLD, _MMAP_MAX, _NEVER = -1, -4, 2**31 - 1  # malloc.h

TRIES = 3
"""How often a piece may take its process down before it is left out."""


def alone(convert: Convert, pieces: Sequence[Piece], options: Options) -> Iterator[Done]:
    """Do all pieces in this process."""
    one_thread()
    for piece in pieces:
        yield piece, convert(piece, options)


def one_thread() -> None:
    """Keep this process to one core, for pieces are done side by side, and let it keep the memory that it frees.

    Every shard needs as much memory as the last; given back in between, the system has to clear each page anew, which
    takes a seventh of the time.
    """
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if os.name == "posix" else None
    if mallopt is not None:  # of the GNU C library
        for option in ((_MMAP_MAX, 0), (_TRIM_THRESHOLD, _NEVER)):
            mallopt(*option)
        pa.set_memory_pool(pa.system_memory_pool())


def processes(convert: Convert, pieces: Sequence[Piece], options: Options, workers: int) -> Iterator[Done]:
    """Do the pieces in several processes; one that is killed costs what was under way a second try.

    A piece that takes down its process TRIES times is given up: it comes with None.
    """
    waiting = list(pieces)
    deaths: Counter[Piece] = Counter()
    while waiting:
        # After a death, what was under way is tried piece by piece, which shows whose fault it was.
        suspects = [piece for piece in waiting if deaths[piece]]
        done: set[Piece] = set()
        try:
            for result in _in_pool(convert, suspects[:1] or waiting, options, 1 if suspects else workers):
                done.add(result[0])
                yield result
        except _Died as died:
            deaths.update(died.under_way)
            for piece in died.under_way:
                if deaths[piece] == TRIES:
                    done.add(piece)
                    yield piece, None
        waiting = [piece for piece in waiting if piece not in done]


class _Died(Exception):
    """A process died; `under_way` is what it may have been doing."""

    def __init__(self, under_way: Iterable[Piece]) -> None:
        self.under_way = list(under_way)


def _in_pool(convert: Convert, pieces: Sequence[Piece], options: Options, workers: int) -> Iterator[Done]:
    # A fork of a process that has threads can hang.
    context = multiprocessing.get_context("spawn")
    others = multiprocessing.active_children()
    waiting = iter(pieces)
    under_way: dict[Future[list[int]], Piece] = {}
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin) as pool:
        try:
            with _without_interrupts():
                under_way |= {pool.submit(convert, piece, options): piece for piece in islice(waiting, 2 * workers)}
            while under_way:
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    result = future.result()
                    yield under_way.pop(future), result
                    with _without_interrupts():
                        under_way |= {pool.submit(convert, piece, options): piece for piece in islice(waiting, 1)}
        except BrokenProcessPool:
            raise _Died(under_way.values()) from None
        except (KeyboardInterrupt, GeneratorExit):  # nobody waits for what is under way
            for process in set(multiprocessing.active_children()) - set(others):
                process.terminate()
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    """Set up a process that waits for work; it is for its parent to be interrupted, and to end it then."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    one_thread()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Put interrupts off; processes that are started here never see one, not even before they are set up."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def dask(
    convert: Convert, pieces: Sequence[Piece], options: Options, workers: int, scheduler: str | None
) -> Iterator[Done]:
    """Do the pieces on a Dask cluster whose machines see the same files; without `scheduler`, on one of our own here.

    A piece that takes down its worker TRIES times is given up: it comes with None.
    """
    import distributed

    tools: Any = distributed  # half of it has no types
    with ExitStack() as open_now:
        place = scheduler or open_now.enter_context(
            tools.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
        )
        client = open_now.enter_context(tools.Client(place))
        futures = {client.submit(convert, piece, options, pure=False): piece for piece in pieces}
        for future in tools.as_completed(futures):
            piece = futures.pop(future)
            try:
                done = future.result()
            except distributed.KilledWorker:
                done = None
            yield piece, done
