"""An HTTP client that tries again where that is safe: bounded, with back-off, and bounded in what it takes in."""

from __future__ import annotations

import time
from typing import Any

import httpx

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds to wait before each further attempt: together longer than a server takes to restart."""

LONGEST_PAUSE = 30.0
"""What is waited at most where a server names a time itself (Retry-After)."""

SECONDS = 120.0
MAX_ANSWER_BYTES = 512 * 1024 * 1024
REPEATABLE = frozenset({"GET", "HEAD", "PUT", "PATCH", "DELETE"})
"""Methods that leave the server in the same state when they are sent twice (RFC 9110, 9.2.2; PATCH as we use it)."""

BUSY = frozenset({429, 503})
PASSING = frozenset({500, 502, 503, 504, 520, 522, 524})
_RECODED = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class TooLarge(httpx.TransportError):
    """An answer is larger than any that Label Studio gives to what we ask."""


class RetryingClient(httpx.Client):
    """Sends a request again after a lost connection, 5xx or 429.

    A POST is sent again only where it cannot have been taken in: no connection came about, or the server answered 429.
    Its caller reads the server's state anew instead. Before the server has answered once, a connection that does not
    come about is told at once: the address is wrong more often than the server is down.
    """

    def __init__(self, **options: Any) -> None:
        """Take the options of `httpx.Client`."""
        super().__init__(timeout=SECONDS, follow_redirects=False, **options)
        self._has_answered = False

    def send(self, request: httpx.Request, *, stream: bool = False, **options: Any) -> httpx.Response:
        """Send `request`, and return its answer, read whole.

        Raises:
            httpx.TransportError: no answer after the last attempt.
        """
        for pause in PAUSES:
            try:
                response = self._attempt(request, options)
            except TooLarge:
                raise
            except httpx.TransportError as lost:
                if not self._may_repeat(request, lost):
                    raise
            else:
                if not _is_worth_repeating(request, response):
                    return response
                pause = _asked_pause(response, pause)
            time.sleep(pause)
        return self._attempt(request, options)

    def _attempt(self, request: httpx.Request, options: dict[str, Any]) -> httpx.Response:
        response = super().send(request, stream=True, **options)
        try:
            content = bytearray()
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > MAX_ANSWER_BYTES:
                    raise TooLarge(f"an answer of more than {MAX_ANSWER_BYTES:,} bytes", request=request)
        finally:
            response.close()
        self._has_answered = True
        headers = [(name, value) for name, value in response.headers.multi_items() if name not in _RECODED]
        return httpx.Response(response.status_code, headers=headers, content=bytes(content), request=request)

    def _may_repeat(self, request: httpx.Request, lost: httpx.TransportError) -> bool:
        if isinstance(lost, httpx.UnsupportedProtocol):
            return False
        if isinstance(lost, httpx.ConnectError | httpx.ConnectTimeout):
            return self._has_answered
        return request.method in REPEATABLE


def _is_worth_repeating(request: httpx.Request, response: httpx.Response) -> bool:
    if response.status_code == 429:
        return True
    return response.status_code in PASSING and request.method in REPEATABLE


def _asked_pause(response: httpx.Response, pause: float) -> float:
    """The pause that a busy server asks for in seconds, never longer than LONGEST_PAUSE."""
    asked = response.headers.get("retry-after", "")
    if response.status_code in BUSY and asked.isascii() and asked.isdigit():
        return min(float(asked[:6]), LONGEST_PAUSE)
    return pause
