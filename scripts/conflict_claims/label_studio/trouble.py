"""What can go wrong with a server, in words for the person who asked. No token, cookie or header is ever in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
from label_studio_sdk.core.api_error import ApiError
from label_studio_sdk.core.parse_error import ParsingError

from conflict_claims.render.escape import shortened, visible

WORDS = 300
"""Longest part of a server's own words that is shown, in characters."""

MASK = "[token]"
"""Stands for the token, wherever a server repeats it."""


class Trouble(Exception):
    """The server cannot be used as asked; the message says what to do."""


class WrongRequest(Trouble):
    """What the person gave is wrong: address, token, or a choice that the server's state forbids."""


class Unanswered(Trouble):
    """No answer, or none that helps: whether the server did what it was asked is not known."""


class Gone(Trouble):
    """The server has no such project, task or annotation (any more)."""


class Refused(Trouble):
    """The server says that what it was sent is wrong."""


@contextmanager
def told(url: str, token: str) -> Iterator[None]:
    """Turn whatever the SDK raises into one of the above.

    The SDK's own errors carry the answer's headers, a session cookie among them, so they are not chained.

    Raises:
        Trouble: in place of any error of the SDK or of the connection.
    """
    trouble: Trouble | None = None
    # The token is taken out of what others wrote, and not out of our own words, which may share some with it.
    server = _Server(visible(url.replace(token, MASK)), token)
    try:
        yield
    except ParsingError as error:
        trouble = server.is_none(error.status_code, error.body)
    except ApiError as error:
        trouble = server.answered(error)
    except httpx.TransportError as error:
        trouble = Unanswered(f"no answer from {server.url} ({_reason(error)}): is the server running there?")
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # The SDK takes an answer for what it should be, and stumbles where it is something else.
        trouble = Unanswered(f"{server.url} answered in another form than Label Studio's ({type(error).__name__})")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        trouble = Unanswered(f"no answer from {server.url} that can be read ({type(error).__name__})")
    if trouble is not None:
        raise trouble from None


def _reason(error: httpx.TransportError) -> str:
    kinds = {httpx.ConnectError: "no connection", httpx.ReadTimeout: "timed out", httpx.ConnectTimeout: "timed out"}
    return kinds.get(type(error), "the connection was lost")


@dataclass(frozen=True, slots=True)
class _Server:
    """What a server answered, in words; `url` is its address as it may be shown."""

    url: str
    token: str

    def answered(self, error: ApiError) -> Trouble:
        """The trouble that an answer of the server tells of."""
        status, words = error.status_code or 0, self._words(error.body)
        if 300 <= status < 400:
            return WrongRequest(
                f"{self.url} sends on to {self._target(error)}: give the address that Label Studio has itself"
            )
        if status == 401:
            return WrongRequest(f"{self.url} does not accept the token (wrong, expired or revoked){words}")
        if not isinstance(error.body, dict | list):
            return self.is_none(status, error.body)
        if status == 403:
            return WrongRequest(f"the user of this token may not do that{words}")
        if status == 404:
            return Gone(f"the server has no such thing (any more){words}")
        if status == 429 or status >= 500:
            return Unanswered(f"the server answered {status}, after several attempts{words}")
        return Refused(f"the server refused what it was sent ({status}){words}")

    def is_none(self, status: int | None, body: Any) -> Trouble:
        """The trouble that what answered is no Label Studio, or not well."""
        if (status or 0) >= 500:
            return Unanswered(f"the server answered {status}, after several attempts")
        kind = "a web page" if isinstance(body, str) and "<" in body[:200] else "something else"
        return WrongRequest(
            f"{self.url} is no Label Studio server: it answered {status} with {kind}; "
            "the address is that of its start page, like http://127.0.0.1:8080"
        )

    def _target(self, error: ApiError) -> str:
        location = {name.lower(): value for name, value in (error.headers or {}).items()}.get("location", "")
        parts = urlsplit(location)
        return self._shown(f"{parts.scheme}://{parts.hostname or ''}" if parts.hostname else parts.path)

    def _words(self, body: Any) -> str:
        """The server's own explanation: its `detail`, and what it says of single fields."""
        if not isinstance(body, dict):
            return ""
        said = [str(body["detail"])] if body.get("detail") else []
        if body.get("validation_errors"):
            said.append(json.dumps(body["validation_errors"], ensure_ascii=False))
        return f": {self._shown('; '.join(said))}" if said else ""

    def _shown(self, text: str) -> str:
        """Words of the server without the token, also as JSON escapes it, before they are cut to a length."""
        secrets = (self.token, json.dumps(self.token)[1:-1])
        return visible(shortened(re.sub("|".join(map(re.escape, secrets)), MASK, text), WORDS))
