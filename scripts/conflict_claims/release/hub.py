"""Bringing a published release here: whole or not at all, within bounds, and nothing but plain files."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from huggingface_hub import get_session, hf_hub_url, hf_raise_for_status

from conflict_claims.files.reading import BLOCK
from conflict_claims.release.client import STREAMED, Entry, Hub
from conflict_claims.release.faults import NoSuchRelease, ReleaseGone
from conflict_claims.release.published import title_of
from conflict_claims.release.refusal import Refused
from conflict_claims.release.retry import Patience
from conflict_claims.release.sums import (
    LIMITS,
    MAX_FILES,
    OTHER_LIMIT,
    SUMS,
    is_safe_name,
    names_in,
    read_sums,
    verified,
)
from conflict_claims.render.escape import quoted, visible

HUBS_OWN = frozenset({".gitattributes"})
"""Files that the hub puts into a repository and that belong to no release."""


def fetch_release(
    repo_id: str,
    revision: str,
    into: Path,
    *,
    endpoint: str | None = None,
    token: str | None = None,
    patience: Patience | None = None,
) -> None:
    """Download the release with the tag `revision` to the folder `into`, and hold it against its SHA256SUMS.

    Args:
        repo_id: OWNER/NAME of a dataset.
        revision: a tag, like v1.0.0.
        into: a folder that is not there yet; it is made when everything has come and is right.
        endpoint: of the hub, as for `Hub`.
        token: as for `Hub`.
        patience: as for `Hub`.

    Raises:
        NoSuchRepository, NoToken, NoSuchRelease, ReleaseGone, NotAllowed, Unreachable: as in `faults`.
        Refused: `into` is there, or what came is no release: a name that leads out of its folder, a link, a file too
            large or too many, another content than its hash says.
    """
    hub = Hub(repo_id, endpoint=endpoint, token=token, patience=patience)
    if into.exists() or into.is_symlink():
        raise Refused(f"expected nothing at {into}, where the release is to be put: move it away")
    tree = release_tree(hub, revision)
    into.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{into.name}.", suffix=".tmp", dir=into.parent))
    try:
        download(hub, revision, tree, staging)
        if differing := differences_from_sums(staging):
            raise Refused(f"{revision}: not what its {SUMS} says: {'; '.join(differing[:5])}")
        staging.chmod(0o755)
        staging.rename(into)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def release_tree(hub: Hub, revision: str) -> dict[str, Entry]:
    """The files of a tag, of which every name and size was checked.

    Raises:
        NoSuchRelease, ReleaseGone: there is no such tag (any more).
        Refused: a name or size that no release has.
    """
    refs, tag = hub.refs(), visible(revision)
    if revision not in refs.tags:
        told = ", ".join(map(visible, sorted(refs.tags)[-5:])) or "none"
        if refs.head and any(title == title_of(revision) for _, title in hub.commits(refs.head)):
            raise ReleaseGone(
                f"{hub.repository} has the commit of {tag} and no tag for it: the tag was deleted, or publishing "
                "stopped before it: run `release publish` again"
            )
        raise NoSuchRelease(f"{hub.repository} has no tag {tag}; its last tags: {told}")
    tree = {name: entry for name, entry in hub.tree(revision).items() if name not in HUBS_OWN}
    _check(tree, revision)
    return tree


def _check(tree: Mapping[str, Entry], revision: str) -> None:
    if len(tree) > MAX_FILES:
        raise Refused(f"{revision}: expected at most {MAX_FILES:,} files, found {len(tree):,}")
    for name, entry in tree.items():
        if not is_safe_name(name):
            raise Refused(f"{revision}: expected names of files inside the release, found {quoted(name, 120)}")
        limit = LIMITS.get(Path(name).suffix, OTHER_LIMIT)
        if not 0 <= entry.size <= limit:
            raise Refused(f"{revision}: {name}: expected at most {limit:,} bytes, found {entry.size:,}")
    folded = {name.casefold() for name in tree}
    if len(folded) != len(tree):
        raise Refused(f"{revision}: two files have names that differ in capitals only")


def download(hub: Hub, revision: str, tree: Mapping[str, Entry], folder: Path) -> None:
    """Put the files of `tree` into `folder`, each held against the size and hash that the tree states.

    Raises:
        Refused: what came is something else.
    """
    for name, entry in sorted(tree.items()):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        hub.call(partial(_download, hub, revision, entry, target))


def _download(hub: Hub, revision: str, entry: Entry, target: Path) -> None:
    """One file, read as a stream: the client would believe the size that the answer states, and fill the disk."""
    url = hf_hub_url(hub.repository, entry.name, repo_type="dataset", revision=revision, endpoint=hub.endpoint)
    headers = {"Accept-Encoding": "identity", **({"Authorization": f"Bearer {hub.token}"} if hub.token else {})}
    large, blob, size = hashlib.sha256(), hashlib.sha1(b"blob %d\0" % entry.size, usedforsecurity=False), 0
    extensions = {STREAMED: True}
    with get_session().stream("GET", url, headers=headers, extensions=extensions) as answer, target.open("wb") as file:
        if answer.status_code >= 400:
            answer.read()
        hf_raise_for_status(answer)
        for block in answer.iter_bytes(BLOCK):
            size += len(block)
            if size > entry.size:
                raise Refused(f"{entry.name}: expected {entry.size:,} bytes, and more came")
            large.update(block)
            blob.update(block)
            file.write(block)
    found, expected = (large.hexdigest(), entry.sha256) if entry.sha256 else (blob.hexdigest(), entry.blob)
    if size != entry.size or found != expected:
        raise Refused(f"{entry.name}: expected {entry.size:,} bytes with the hash {expected[:64]!r}, found other ones")


def differences_from_sums(folder: Path) -> list[str]:
    """What in a downloaded release is not as its SHA256SUMS says, in words.

    Raises:
        Refused: there is no SHA256SUMS, or none that can be read.
    """
    sums = read_sums(folder)
    found = []
    for name, digest in sorted(sums.items()):
        try:
            verified(folder, {name: digest})
        except Refused as fault:
            found.append(str(fault))
    strays = names_in(folder) - set(sums) - {SUMS}
    return found + [f"{name}: {SUMS} does not list it" for name in sorted(strays)]
