"""Reading another revision of a folder through git; nothing that the folder holds is run.

Only commands that read objects are used (rev-parse, merge-base, ls-tree, cat-file). None of them looks at the index or
the work tree, so that no hook, filter, monitor or text converter that the folder's settings name is ever started.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from conflict_claims.files.reading import MAX_FILE_BYTES

ORIGIN = "refs/remotes/origin/HEAD"
DEFAULTS = ("refs/remotes/origin/main", "refs/heads/main")
"""What stands for the base where none is named and the origin tells no default branch."""

_OPTIONS = (
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "protocol.allow=never"),
)
_SETTINGS = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class NoRevision(ValueError):
    """The folder is in no repository, or a revision is not there; the message says how to mend it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file of a revision: `kind` is `file`, `link` or `other`, `object_id` that of its content as git names it."""

    kind: str
    object_id: str


@dataclass(frozen=True, slots=True)
class Base:
    """The revision to compare with: what was asked for, and the commit at which the work parted from it."""

    name: str
    commit: str

    def __str__(self) -> str:
        """`main (from 1a2b3c4d5e)`."""
        return f"{self.name} (from {self.commit[:10]})"


def find_base(root: Path, revision: str | None) -> Base:
    """The merge base of HEAD and `revision` (default: origin's default branch, else main).

    Raises:
        NoRevision: there is no repository, no such revision, or nothing that both have in common.
    """
    if _git(root, "rev-parse", "--git-dir").returncode:
        why = _words(_git(root, "rev-parse", "--git-dir").stderr)
        raise NoRevision(f"{root} cannot be compared with another revision: {why}")
    if revision == "":
        raise NoRevision("an empty name is no revision; name the base: --base REV")
    name = revision or _default(root)
    commit = _commit(root, name)
    found = _git(root, "merge-base", commit, _commit(root, "HEAD"))
    if found.returncode:
        raise NoRevision(f"HEAD and {name} have no commit in common: {_way_out(root)}")
    return Base(name.removeprefix("refs/remotes/").removeprefix("refs/heads/"), found.stdout.decode().split()[0])


def _way_out(root: Path) -> str:
    if _git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        return "fetch the whole history: git fetch --unshallow"
    return "compare with a revision that this work grew from: --base REV"


def _default(root: Path) -> str:
    told = _git(root, "symbolic-ref", "--quiet", ORIGIN)
    if not told.returncode:
        return told.stdout.decode("utf-8", "surrogateescape").strip()
    for name in DEFAULTS:
        if not _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").returncode:
            return name
    raise NoRevision("found neither a default branch of origin nor a branch main; name the base: --base REV")


def _commit(root: Path, name: str) -> str:
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found.returncode:
        raise NoRevision(f"no revision {name} here; fetch it first, or name another: --base REV")
    return found.stdout.decode().strip()


def items(root: Path, commit: str, rooms: Iterable[str]) -> dict[str, Item]:
    """The files of `commit` below `root` that lie in `rooms`, by their names relative to `root`."""
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", *rooms)
    if listed.returncode:
        raise NoRevision(f"the files of {commit} cannot be listed: {_words(listed.stderr)}")
    found: dict[str, Item] = {}
    for entry in listed.stdout.split(b"\0")[:-1]:
        head, _, name = entry.partition(b"\t")
        mode, _, object_id = head.decode().split(" ")
        kind = {"100644": "file", "100755": "file", "120000": "link"}.get(mode, "other")
        found[os.fsdecode(name)] = Item(kind, object_id)
    return found


def export(root: Path, files: dict[str, Item], into: Path) -> None:
    """Write regular files of a revision into a folder of ours; links and what is too large are left out.

    Args:
        root: the folder that the files belong to.
        files: what `items` gave, or some of it.
        into: an empty folder.
    """
    wanted = [(name, item) for name, item in files.items() if item.kind == "file" and _stays_inside(name)]
    contents = blobs(root, [item.object_id for _, item in wanted])
    for (name, _), content in zip(wanted, contents, strict=True):
        if content is not None:
            path = into / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _stays_inside(name: str) -> bool:
    return not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts


def blobs(root: Path, object_ids: Iterable[str]) -> Iterator[bytes | None]:
    """The contents of objects, in order; None for one that is missing or larger than any file of a corpus."""
    command = ["git", "-C", str(root), *_OPTIONS, "cat-file", "--batch"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for object_id in object_ids:
            process.stdin.write(f"{object_id}\n".encode())
            process.stdin.flush()
            yield _blob(process.stdout)
        process.stdin.close()


def _blob(answer: IO[bytes]) -> bytes | None:
    head = answer.readline().split()
    if len(head) != 3:
        return None
    size = int(head[2])
    content = answer.read(min(size, MAX_FILE_BYTES))
    left = size - len(content)
    while left:
        left -= len(answer.read(min(left, MAX_FILE_BYTES)))
    answer.read(1)
    return content if size <= MAX_FILE_BYTES else None


def private_folder(root: Path) -> Path | None:
    """The folder that git keeps for itself, in which no contribution can put anything; None without a repository."""
    found = _git(root, "rev-parse", "--path-format=absolute", "--git-common-dir")
    return Path(os.fsdecode(found.stdout).rstrip("\n")) if not found.returncode else None


def folder_in_repository(root: Path) -> str:
    """Where `root` lies below the top of its repository, as `data/`; empty at the top, and outside of any."""
    try:
        found = _git(root, "rev-parse", "--show-prefix")
    except NoRevision:
        return ""
    return os.fsdecode(found.stdout).removesuffix("\n") if not found.returncode else ""


def _git(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        command = ["git", "-C", str(root), *_OPTIONS, *words]
        return subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL, env=_environment())
    except FileNotFoundError as error:
        raise NoRevision("git is not installed, and another revision can only be read with it") from error


def _environment() -> dict[str, str]:
    """Our own surroundings without what points git elsewhere, as the hooks of another repository do."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | _SETTINGS


def _words(output: bytes) -> str:
    return " ".join(output.decode("utf-8", "replace").split()).removeprefix("fatal: ") or "git says no more"
