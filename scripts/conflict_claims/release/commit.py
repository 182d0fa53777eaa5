"""Which commit last touched data or code, as git tells it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from conflict_claims.release.refusal import Refused
from conflict_claims_schemas.suggestions import SUGGESTER

ROOMS = ("corpus", "annotations", "schemas", "scripts", "DATASHEET.md", "CITATION.cff", "constraints.txt")
"""What a release is made from."""

DATA = ("corpus", "annotations")
"""The rooms whose files are released, whether git knows them or not; but no hidden ones and no suggestions."""

_OPTIONS = ("--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit and the day on which it was made, as YYYY-MM-DD in the committer's own time zone."""

    id: str
    date: str


def last_commit(root: Path) -> Commit | None:
    """The last commit that touched one of ROOMS; None where `root` is under no version control.

    Raises:
        Refused: files of ROOMS are not committed as they are, or the clone is too shallow to tell.
    """
    inside = _git(root, "rev-parse", "--is-inside-work-tree")
    rooms = [room for room in ROOMS if (root / room).exists()]
    if inside is None or inside.strip() != "true" or not rooms:
        return None
    changed = _uncommitted(root, rooms)
    if changed:
        more = f" and {len(changed) - 3:,} more" if len(changed) > 3 else ""
        raise Refused(
            f"expected data and code as committed, found changes in {', '.join(changed[:3])}{more}: commit them first"
        )
    told = (_git(root, "log", "-1", "--format=%H %cs", "--", *rooms) or "").split()
    if len(told) != 2:
        return None
    if (_git(root, "rev-parse", "--is-shallow-repository") or "").strip() == "true":
        raise Refused(
            "this clone holds a part of the history only, so the last commit cannot be told: git fetch --unshallow"
        )
    return Commit(told[0], told[1])


def _uncommitted(root: Path, rooms: Sequence[str]) -> list[str]:
    """Files that are not as the last commit has them; data that git is told to ignore would be released all the same.

    Raises:
        Refused: git cannot tell.
    """
    # Whether new files are shown is a setting of the user's.
    changed = _git(root, "status", "--porcelain", "--untracked-files=all", "--", *rooms)
    data = [room for room in DATA if room in rooms]
    ignored = _git(root, "ls-files", "--others", "--ignored", "--exclude-standard", "--", *data) if data else ""
    if changed is None or ignored is None:
        raise Refused("git cannot tell whether data and code are committed: run git status and mend what it says")
    return [*(line[3:] for line in changed.splitlines()), *filter(_is_released, ignored.splitlines())]


def _is_released(name: str) -> bool:
    hidden = any(part.startswith(".") for part in name.split("/"))
    return not hidden and not name.startswith(f"annotations/{SUGGESTER}/")


def _git(root: Path, *words: str) -> str | None:
    """What git prints; None where it fails or is not installed."""
    command: Sequence[str] = ("git", "-C", str(root), *_OPTIONS, *words)
    try:
        done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"})
    except FileNotFoundError:
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "replace")
