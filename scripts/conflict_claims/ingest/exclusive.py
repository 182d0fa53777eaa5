"""One writer at a time, so that two runs never give the same id."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from conflict_claims.files.layout import Layout


@contextmanager
def exclusive(layout: Layout) -> Iterator[None]:
    """Wait until no other run writes to the corpus, and keep others waiting until the block ends.

    The lock is on the folder itself: it leaves no file behind, and goes with the process that holds it. Where
    the system has no such locks (Windows), runs are not kept apart.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    folder = os.open(layout.settings.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
