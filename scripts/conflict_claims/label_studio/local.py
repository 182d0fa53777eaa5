"""What stands beside a corpus and is nobody else's: the folder `label-studio/`, and the file that says who is who."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from conflict_claims.files.atomic import obstacle, write_whole
from conflict_claims.files.layout import Layout

FOLDER = "label-studio"
_IGNORE_ALL = b"*\n"
# `core.fsmonitor` names a program that git would start.
_GIT = ("git", "-c", "core.fsmonitor=false")


class NotLocal(Exception):
    """Something that is to stay here does not; the message says how to mend it."""


def checked_folder(layout: Layout) -> Path:
    """The folder `label-studio/`, whether or not it is there.

    Raises:
        NotLocal: it is a link, or no folder.
    """
    folder = layout.root / FOLDER
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NotLocal(f"{FOLDER}/ is no folder of this corpus but a link or a file: move it away, and run this again")
    return folder


def writable_folder(layout: Layout) -> Path:
    """The folder `label-studio/`, made where it is not there yet.

    Raises:
        NotLocal: it is a link, or no folder, or nothing can be written to it.
    """
    folder = checked_folder(layout)
    if why := obstacle(folder / "state.json"):
        raise NotLocal(f"{why}: mend that, and run this again")
    return folder


def write_local(path: Path, data: bytes) -> None:
    """Write a file of the folder `label-studio/`, whole, and keep all that is in there out of git.

    Raises:
        OSError: it cannot be written.
    """
    ignore = path.parent / ".gitignore"
    if not ignore.exists():
        write_whole(ignore, _IGNORE_ALL)
    write_whole(path, data)


def is_tracked(path: Path) -> bool:
    """Whether a repository holds `path`; False without git."""
    return _git(path, "--literal-pathspecs", "ls-files", "--error-unmatch") == 0


def may_be_committed(path: Path) -> bool:
    """Whether `path` stands in a repository that does not ignore it; False without git."""
    return _git(path, "check-ignore", "--quiet") == 1


def _git(path: Path, *words: str) -> int | None:
    """The exit code of a git command on `path`; None where git is not installed."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = [*_GIT, "-C", str(path.parent), *words, "--", path.name]
    try:
        return subprocess.run(
            command, capture_output=True, check=False, stdin=subprocess.DEVNULL, env=outside
        ).returncode
    except FileNotFoundError:
        return None
