"""Doing once what must not be done twice, over a connection that may be lost before the answer comes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sized
from typing import TypeVar

from conflict_claims.label_studio.retry import PAUSES
from conflict_claims.label_studio.trouble import Unanswered

Left = TypeVar("Left", bound=Sized)


def until_nothing_is_left(left: Callable[[], Left], act: Callable[[Left], object]) -> None:
    """Do `act` on what `left` reads from the server as still to be done, until that is nothing.

    Where an answer is lost, what was to be done may have been done: so the server is asked again before anything is
    sent again. Whatever progress is made starts the patience anew.

    Raises:
        Unanswered: no progress in as many attempts as there are PAUSES.
        Trouble: anything else.
    """
    pauses = list(PAUSES)
    smallest: int | None = None
    while remaining := left():
        if smallest is None or len(remaining) < smallest:
            smallest, pauses = len(remaining), list(PAUSES)
        try:
            act(remaining)
        except Unanswered:
            if not pauses:
                raise
            time.sleep(pauses.pop(0))
        else:
            if not pauses:
                raise Unanswered("the server takes what it is sent, but does not keep it")
            pauses.pop(0)
