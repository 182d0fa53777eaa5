"""The last release as the hub has it."""

from __future__ import annotations

import shlex
from pathlib import Path

from conflict_claims.release.client import BRANCH, Hub, Refs
from conflict_claims.release.faults import HubFault
from conflict_claims.release.hub import fetch_release
from conflict_claims.release.last import LastRelease, read_last
from conflict_claims.release.refusal import Refused
from conflict_claims.release.standing import releases
from conflict_claims.render.escape import visible

GO_ON = (
    "go on with --last FOLDER, a download of the last release; or with --first, if there never was one or it is lost: "
    "then name a --version of a MAJOR above all that were published"
)


def fetch_latest(repository: str, into: Path, hub: Hub | None = None) -> LastRelease:
    """Download the release with the highest version to the folder `into`, which is not there yet.

    Args:
        repository: OWNER/NAME of a dataset.
        into: where to.
        hub: that repository, if not on the hub that the environment names.

    Raises:
        Refused: the hub cannot be reached, has no such repository or no release in it; the tag of the last release is
            gone; or what came is no release, or another one than its tag says.
    """
    try:
        hub = hub or Hub(repository)
        last = _last_tag(hub, hub.refs())
        fetch_release(repository, last, into, endpoint=hub.endpoint, token=hub.token, patience=hub.patience)
    except HubFault as fault:
        raise Refused(f"the last release cannot be had: {fault}\n{GO_ON}") from None
    return read_last(into, last)


def _last_tag(hub: Hub, refs: Refs) -> str:
    found = releases(hub, refs)
    if not found:
        raise Refused(f"{hub.repository} has no release yet: say so with --first")
    last = max(found)
    if last.tag not in refs.tags:
        commit = shlex.quote(visible(found[last]))
        raise Refused(
            f"{BRANCH} of {hub.repository} tells of {last.tag}, and there is no such tag: publishing stopped before "
            "it, or someone deleted it. Run `release publish` again, which sets it; or, where the tag is to stay away, "
            f"go on with --last FOLDER, a download of the release (`hf download {hub.repository} --repo-type dataset "
            f"--revision {commit} --local-dir FOLDER`). Its version is not given again"
        )
    return last.tag
