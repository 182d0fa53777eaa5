"""What a hub would not do, told apart so that a caller can tell a first release from a hub that is down."""

from __future__ import annotations


class HubFault(Exception):
    """A hub did not do what it was asked; the message says what, why, and how to go on. It never holds a token."""


class NoToken(HubFault):
    """The hub asks who it is, and no token is there to tell."""


class NotAllowed(HubFault):
    """The hub does not know the token, or it may not do this."""


class NoSuchRepository(HubFault):
    """There is no such dataset repository, or none that the token may see."""


class NoSuchRelease(HubFault):
    """The repository is there, and holds neither the tag nor a commit of that release."""


class ReleaseGone(HubFault):
    """The release was there: its commit still is, its tag or some of its files are not."""


class Unreachable(HubFault):
    """The hub does not answer, is overloaded or broken; the same call may go well later."""

    def __init__(self, message: str, after: float | None = None) -> None:
        """Keep the seconds `after` which the hub asks to be called again, if it said so."""
        super().__init__(message)
        self.after = after


class Conflict(HubFault):
    """What was asked does not fit what the hub holds by now (409, 412)."""


class Overtaken(HubFault):
    """Someone else's commit or tag stands where this release was to go; nothing was overwritten."""
