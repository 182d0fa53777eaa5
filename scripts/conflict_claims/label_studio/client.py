"""The connection to a Label Studio server, through its SDK."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from label_studio_sdk import LabelStudio

from conflict_claims.label_studio.access import Access
from conflict_claims.label_studio.retry import RetryingClient
from conflict_claims.label_studio.trouble import Gone, WrongRequest, told

OLDEST = (1, 20)
"""Older servers lack personal access tokens or count offsets otherwise; the tests run with 1.23."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Connection:
    """A server that answered and knows the token."""

    access: Access
    sdk: LabelStudio

    def call(self, action: Callable[[LabelStudio], Answer]) -> Answer:
        """Do `action` with the SDK.

        Raises:
            Trouble: whatever went wrong, in plain words.
        """
        with told(self.access.url, self.access.token):
            return action(self.sdk)


def connect(access: Access) -> Connection:
    """Open the connection, and see that it is a Label Studio that can be worked with.

    Raises:
        Trouble: no server, no Label Studio, one that is too old, or a token that it does not accept.
    """
    with told(access.url, access.token):
        # A proxy of the machine must not be handed what goes to the machine itself.
        client = RetryingClient(trust_env=not access.is_local)
        # The SDK types its methods, but not this.
        sdk = LabelStudio(  # type: ignore[no-untyped-call]
            base_url=access.url, api_key=access.token, httpx_client=client, max_retries=0
        )
    _check_release(access.url, _release(access, sdk))
    with told(access.url, access.token):
        if not isinstance(sdk.users.whoami().email, str):
            raise TypeError("a user without an address")
    return Connection(access, sdk)


def _release(access: Access, sdk: LabelStudio) -> str:
    try:
        with told(access.url, access.token):
            return str(getattr(sdk.versions.get(), "release", None) or "")
    except Gone:
        return ""


def _check_release(url: str, release: str) -> None:
    found = re.match(r"(\d{1,6})\.(\d{1,6})", release, re.ASCII)
    if not found:
        raise WrongRequest(f"{url} is no Label Studio server: it does not tell a version")
    if (int(found[1]), int(found[2])) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise WrongRequest(f"the server runs Label Studio {found[0]}: {oldest} or newer is needed, 1.23 is tested")
