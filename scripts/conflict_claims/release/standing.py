"""What a repository holds already, against the release that a candidate was planned on.

The version of a candidate says what changed since one release. It is true only where that is the last one of the
repository, byte by byte: what `release plan` was given with --last may be an old release, or one never published.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from conflict_claims.files.reading import file_sha256
from conflict_claims.release.candidate import Candidate, Previous
from conflict_claims.release.client import Entry, Hub, Refs
from conflict_claims.release.faults import Overtaken
from conflict_claims.release.hub import download
from conflict_claims.release.sums import OTHER_LIMIT, SUMS, read_sums
from conflict_claims.release.versions import Version, version_of_tag


@dataclass(frozen=True, slots=True)
class Standing:
    """The release that a candidate follows, as the repository holds it; all empty where it follows none.

    `tree` lists all files of its commit, `names` are those of the release, `sums` is the hash of its SHA256SUMS.
    """

    tree: Mapping[str, Entry] = field(default_factory=dict)
    names: AbstractSet[str] = frozenset()
    sums: str = ""


def preceding(candidate: Candidate, hub: Hub, refs: Refs) -> Standing:
    """The last release of the repository, which `candidate` must have been planned against.

    Raises:
        Overtaken: it was planned against another one, or as the first.
        HubFault: the hub cannot tell.
    """
    last = last_tagged(refs)
    hold_order(candidate, hub, last)
    if last is None:
        return Standing()
    standing = _standing(hub, last.tag)
    if candidate.previous is not None:
        _hold_content(candidate, candidate.previous, standing)
    return standing


def last_tagged(refs: Refs) -> Version | None:
    """The highest version that has a tag."""
    return max((version for tag in refs.tags if (version := version_of_tag(tag)) is not None), default=None)


def hold_order(candidate: Candidate, hub: Hub, last: Version | None) -> None:
    """Hold the release that `candidate` was planned against to be `last`, the last one of the repository.

    Raises:
        Overtaken: it is another one.
    """
    previous = candidate.previous
    if (str(last) if last else None) == (previous.version if previous else None):
        return
    if previous is None:
        raise Overtaken(
            f"the hub has v{last}, and {candidate.tag} was planned as the first release: run `release plan` again, "
            "without --first"
        )
    against = f"{candidate.tag} was planned against {previous.version}"
    if last is None:
        raise Overtaken(
            f"{hub.repository} has no release, and {against}: publish v{previous.version} there first, or plan with "
            "--first"
        )
    raise Overtaken(
        f"the hub has {last.tag}, and {against}, which is not the last release there: run `release plan` again, "
        f"without --last or with a download of {last.tag}"
    )


def _hold_content(candidate: Candidate, previous: Previous, standing: Standing) -> None:
    if standing.sums != previous.sums:
        raise Overtaken(
            f"{candidate.tag} was planned against another {previous.version} than the one on the hub: expected a "
            f"{SUMS} with the hash {previous.sums[:12]}, found {standing.sums[:12] or 'none'}; run `release plan` "
            "again, without --last or with a download of what was published"
        )


def _standing(hub: Hub, revision: str) -> Standing:
    tree = hub.tree(revision)
    with TemporaryDirectory() as folder:
        if not _brought(hub, revision, tree, SUMS, Path(folder)):
            return Standing(tree)
        names = read_sums(Path(folder)).keys() | {SUMS}
        return Standing(tree, frozenset(names), file_sha256(Path(folder, SUMS)))


def _brought(hub: Hub, revision: str, tree: Mapping[str, Entry], name: str, folder: Path) -> bool:
    """Whether the file is there and of a bearable size; it is put into `folder` then."""
    entry = tree.get(name)
    if entry is None or entry.size > OTHER_LIMIT:
        return False
    download(hub, revision, {name: entry}, folder)
    return True
