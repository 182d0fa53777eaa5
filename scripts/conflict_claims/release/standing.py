"""What a repository holds already, against the release that a candidate was planned on.

The version of a candidate says what changed since one release. It is true only where that is the last one of the
repository, byte by byte: what `release plan` was given with --last may be an old release, or one never published.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from conflict_claims.files.reading import file_sha256
from conflict_claims.release.candidate import Candidate, Previous
from conflict_claims.release.client import BRANCH, Entry, Hub, Refs
from conflict_claims.release.faults import Overtaken
from conflict_claims.release.hub import download
from conflict_claims.release.last import read_provenance
from conflict_claims.release.published import Content, title_of
from conflict_claims.release.refusal import Refused
from conflict_claims.release.sums import OTHER_LIMIT, SUMS, read_sums
from conflict_claims.release.versions import Version, parse_version, version_of_tag


@dataclass(frozen=True, slots=True)
class Standing:
    """The release that a candidate follows, as the repository holds it; all empty where it follows none.

    `tree` lists all files of its commit, `names` are those of the release, `sums` is the hash of its SHA256SUMS.
    """

    tree: Mapping[str, Entry] = field(default_factory=dict)
    names: AbstractSet[str] = frozenset()
    sums: str = ""


def preceding(candidate: Candidate, contents: Mapping[str, Content], hub: Hub, refs: Refs) -> Standing:
    """The last release of the repository, which `candidate` must have been planned against.

    Raises:
        Overtaken: it was planned against another one, or as the first.
        HubFault: the hub cannot tell.
    """
    found = releases(hub, refs)
    own = found.get(parse_version(candidate.version))
    # A commit of this very release that the hub did not take whole; one that it took is not made again.
    if own is not None and contents[SUMS].is_at(hub.tree(own).get(SUMS)):
        del found[parse_version(candidate.version)]
    last = max(found, default=None)
    hold_order(candidate, hub, last, refs.tags)
    if last is None:
        return Standing()
    standing = _standing(hub, found[last])
    if candidate.previous is not None:
        _hold_content(candidate, candidate.previous, standing)
    return standing


def releases(hub: Hub, refs: Refs) -> dict[Version, str]:
    """The versions that the repository tells of, each with its tag, or where that is gone with a commit that has it.

    A tag can be deleted, and after a takedown it is. The main branch then still tells of the version, which was used:
    by the title of its commit, and by provenance.json, which names all up to the release at the head.

    Raises:
        HubFault: the hub cannot tell.
        Refused: what it answers cannot be read.
    """
    found: dict[Version, str] = {}
    if refs.head is not None:
        found |= dict.fromkeys(_named_at(hub, refs.head), refs.head)
        titled = ((_in_title(title), commit) for commit, title in reversed(hub.commits(refs.head)))
        found |= {version: commit for version, commit in titled if version is not None}
    return found | {version: tag for tag in refs.tags if (version := version_of_tag(tag)) is not None}


def _named_at(hub: Hub, commit: str) -> list[Version]:
    """The versions that provenance.json names; none where it is of something else than a release."""
    with TemporaryDirectory() as folder:
        if not _brought(hub, commit, hub.tree(commit), "provenance.json", Path(folder)):
            return []
        try:
            told = read_provenance(Path(folder, "provenance.json"))
        except Refused:
            return []
    named = (version_of_tag(f"v{one}") for one in (told["version"], *(one["version"] for one in told["releases"])))
    return [version for version in named if version is not None]


def _in_title(title: str) -> Version | None:
    version = version_of_tag(title.rpartition(" ")[2])
    return version if version is not None and title == title_of(version.tag) else None


def hold_order(candidate: Candidate, hub: Hub, last: Version | None, tags: Collection[str] = ()) -> None:
    """Hold the release that `candidate` was planned against to be `last`, the last one of the repository.

    Raises:
        Overtaken: it is another one.
    """
    previous = candidate.previous
    if (str(last) if last else None) == (previous.version if previous else None):
        return
    planned = f"{candidate.tag} was planned {f'against {previous.version}' if previous else 'as the first release'}"
    if last is None:
        raise Overtaken(f"{hub.repository} has no release, and {planned}: publish that one first, or plan with --first")
    if previous is None and not any(map(version_of_tag, tags)):
        _hold_new_beginning(candidate, last)
        return
    there = last.tag if last.tag in tags else f"{last.tag} (on {BRANCH}; its tag is gone)"
    raise Overtaken(
        f"the hub has {there}, and {planned}: run `release plan` again, without --first, and without --last or with a "
        f"download of {last.tag}"
    )


def _hold_new_beginning(candidate: Candidate, last: Version) -> None:
    """Where no release can be had any more, nobody can tell what changed since: only a MAJOR promises nothing."""
    smallest = last.after("major")
    if parse_version(candidate.version) < smallest:
        raise Overtaken(
            f"{BRANCH} on the hub tells of {last.tag}, whose tag is gone: expected {smallest.tag} or above for a "
            f"release that begins again, found {candidate.tag}; run `release plan --first --version {smallest}`, or "
            f"plan with --last and a download of {last.tag}"
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
