"""What the system refuses, as a full disk does, ends a command in the system's words: it is no fault of the tool."""

from __future__ import annotations

import os
import sys

FAILED = 3
_AGAIN = "mend that, and do this again: no file was left half-written"


def stopped(command: str, error: OSError, advice: str = _AGAIN) -> int:
    """Tell on standard error what the system said; returns the exit code.

    Args:
        command: as it was typed.
        error: of the system.
        advice: what to do then.
    """
    from conflict_claims.render.escape import visible

    place = f": {error.filename}" if error.filename else ""
    print(f"{command}: {visible(f'{error.strerror or error}{place}')}\n  {advice}", file=sys.stderr)
    try:
        sys.stdout.flush()
    except OSError:  # Python would flush it once more at exit, and complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED
