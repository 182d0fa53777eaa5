"""Calls that are tried again, with growing pauses and within bounds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from conflict_claims.release.faults import Conflict, Unreachable

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to go on: `tries` calls with pauses that double from `first` seconds, none above `longest`.

    `timeout` is how many seconds a single request may stand still. `sleep` waits.
    """

    tries: int = 5
    first: float = 1.0
    longest: float = 60.0
    timeout: float = 60.0
    sleep: Callable[[float], None] = time.sleep

    def pauses(self) -> Iterator[float]:
        """The pause before each further try, in seconds."""
        yield from (min(self.first * 2**number, self.longest) for number in range(self.tries - 1))


def _nothing() -> None:
    return None


def patiently(call: Callable[[], Answer], patience: Patience, landed: Callable[[], Answer | None] = _nothing) -> Answer:
    """The answer of `call`, tried again while the hub cannot be reached.

    Args:
        call: raises the faults of `faults`, Unreachable where trying again may help.
        patience: how often, and with which pauses; a hub that names a pause is heeded up to `longest`.
        landed: looks whether an earlier try was carried out although its answer was lost or refused, and returns
            what the answer would have been. It is asked before every further try and before giving up.

    Raises:
        HubFault: of the last try, or of `landed`.
    """
    for pause in (*patience.pauses(), None):
        try:
            return call()
        except (Unreachable, Conflict) as fault:
            if pause is not None and isinstance(fault, Unreachable):
                patience.sleep(min(max(pause, fault.after or 0.0), patience.longest))
            found = landed()
            if found is not None:
                return found
            if pause is None or isinstance(fault, Conflict):
                raise
    raise AssertionError("the last try returns or raises")
