"""The Dask scheduler that is named on the command line: whether it can be one, and answers."""

from __future__ import annotations

from urllib.parse import urlsplit

SCHEMES = ("tcp", "tls", "ws", "wss")
SECONDS = 10
"""How long a scheduler may take to answer."""


class BadScheduler(ValueError):
    """There is no scheduler at an address; the message says what was expected."""


def reach(address: str) -> None:
    """See that a scheduler answers, before anything is begun.

    Raises:
        BadScheduler: the address is none, or nobody answers there.
    """
    if not _is_address(address):
        raise BadScheduler(f"--scheduler: expected an address like tcp://192.0.2.1:8786, found {address!r}")
    import distributed

    try:
        distributed.Client(address, timeout=SECONDS, set_as_default=False).close()  # type: ignore[no-untyped-call]
    except (OSError, TypeError, ValueError) as error:  # a TypeError: no certificate for an encrypted connection
        told = f"--scheduler: expected a Dask scheduler that answers at {address} within {SECONDS} seconds"
        raise BadScheduler(
            f"{told}, found: {error}\n  start one there with `dask scheduler`, or name another"
        ) from None


def _is_address(text: str) -> bool:
    """Whether a text is HOST:PORT, maybe behind a scheme."""
    try:
        parts = urlsplit(text if "://" in text else f"tcp://{text}")
        return parts.scheme in SCHEMES and bool(parts.hostname and parts.port)
    except ValueError:  # no number, or none that a port can have
        return False
