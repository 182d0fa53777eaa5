"""Errors of the hub client turned into faults that say what to do, and that hold no token."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from huggingface_hub.errors import (
    EntryNotFoundError,
    HfHubHTTPError,
    HFValidationError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

from conflict_claims.release.faults import (
    Conflict,
    HubFault,
    NoSuchRelease,
    NoSuchRepository,
    NotAllowed,
    ReleaseGone,
    Unreachable,
)
from conflict_claims.render.escape import shortened, visible

# The client was built on two HTTP libraries in turn; its own error is a subclass of the one in use.
NETWORK_ERROR: type[Exception] = HfHubHTTPError.__bases__[0]
_TOLD = 300  # characters of what a server says


def fault_of(error: BaseException, token: str | None) -> HubFault:
    """The fault that an error of the client amounts to.

    Args:
        error: as the client raised it; what caused it is looked at too, since uploads wrap their errors.
        token: taken out of the message, wherever it stands.
    """
    if isinstance(error, HubFault):
        return error
    chain = list(_chain(error))
    answered = next((one for one in chain if isinstance(one, HfHubHTTPError)), None)
    if answered is not None and getattr(answered, "response", None) is not None:
        return _of_status(answered, _answer(answered, token))
    if any(isinstance(one, OfflineModeIsEnabled) for one in chain):
        return HubFault("the hub client is set to work offline: unset HF_HUB_OFFLINE")
    if any(isinstance(one, NETWORK_ERROR | ConnectionError | TimeoutError) for one in chain):
        return Unreachable(f"the hub cannot be reached: {_told(error, token)}")
    if isinstance(error, HFValidationError):
        return HubFault(f"expected a repository OWNER/NAME: {_told(error, token)}")
    return HubFault(f"the hub's answer cannot be used: {type(error).__name__}: {_told(error, token)}")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(20):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _answer(error: HfHubHTTPError, token: str | None) -> str:
    """Status, what was asked, and what the hub says to it; of an address the path alone, for the rest may be signed."""
    asked = error.response.request
    said = _safe(error.server_message or "", token)
    return f"{error.response.status_code} to {asked.method} {_safe(asked.url.path, token)}" + (said and f": {said}")


def _told(error: BaseException, token: str | None) -> str:
    return _safe(str(error), token) or type(error).__name__


def _safe(text: str, token: str | None) -> str:
    text = " ".join(text.split())
    return shortened(visible(text.replace(token, "***") if token else text), _TOLD)


def _of_status(error: HfHubHTTPError, told: str) -> HubFault:
    status = error.response.status_code
    if isinstance(error, RevisionNotFoundError):
        return NoSuchRelease(f"the hub has no such commit or tag ({told})")
    if isinstance(error, EntryNotFoundError):
        return ReleaseGone(f"a file of the release is gone from the hub ({told})")
    if isinstance(error, RepositoryNotFoundError) and status != 403:
        return NoSuchRepository(told)
    if status in (401, 403):
        return NotAllowed(f"the hub does not allow it; see that the token may write there ({told})")
    if status in (409, 412):
        return Conflict(f"the hub refuses it, for it does not fit what it holds; run it again ({told})")
    if status in (408, 429) or status >= 500:
        return Unreachable(f"the hub cannot serve it now ({told})", _after(error.response.headers))
    return HubFault(f"the hub refuses it ({told})")


def _after(headers: Mapping[str, str]) -> float | None:
    """The seconds that `Retry-After` asks for (RFC 9110, 10.2.3: a number of seconds or a date)."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
