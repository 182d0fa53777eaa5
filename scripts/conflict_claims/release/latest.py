"""The last release as the hub has it."""

from __future__ import annotations

from pathlib import Path

from conflict_claims.release.client import Hub
from conflict_claims.release.faults import HubFault
from conflict_claims.release.hub import fetch_release
from conflict_claims.release.last import LastRelease, read_last
from conflict_claims.release.refusal import Refused
from conflict_claims.release.standing import last_tagged

GO_ON = (
    "go on with --last FOLDER, a download of the last release; or with --first, if there never was one or it is lost: "
    "then name a --version above all that were published"
)


def fetch_latest(repository: str, into: Path, hub: Hub | None = None) -> LastRelease:
    """Download the release with the highest version to the folder `into`, which is not there yet.

    Args:
        repository: OWNER/NAME of a dataset.
        into: where to.
        hub: that repository, if not on the hub that the environment names.

    Raises:
        Refused: the hub cannot be reached, has no such repository or no release in it, or what came is no release, or
            another one than its tag says.
    """
    try:
        hub = hub or Hub(repository)
        last = last_tagged(hub.refs())
        if last is None:
            raise Refused(f"{repository} has no release yet: say so with --first")
        fetch_release(repository, last.tag, into, endpoint=hub.endpoint, token=hub.token, patience=hub.patience)
    except HubFault as fault:
        raise Refused(f"the last release cannot be had: {fault}\n{GO_ON}") from None
    return read_last(into, last.tag)
