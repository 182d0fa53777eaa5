"""The folder of a site: filled out of sight, then put in place of the last one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GENERATOR = b'<meta name="generator" content="conflict-claims">'
HEAD = 200
"""Bytes of a page in which it says who made it."""


@contextmanager
def site_folder(target: Path) -> Iterator[Path]:
    """A new folder to fill; when the block ends well, it stands at `target` in place of the last site.

    Whatever stops the block leaves `target` as it was. A folder cannot be swapped for another in one step: a kill just
    between two renamings leaves the last site beside `target`, in a hidden folder.

    Raises:
        FileExistsError: `target` is there and holds what is no page of ours, so that nothing of others is removed.
    """
    if os.path.lexists(target) and not is_site(target):
        raise FileExistsError(f"{target} is there and is no site of this tool alone: move it away, or choose --output")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as aside:
        staged, last = Path(aside) / "new", Path(aside) / "last"
        staged.mkdir()
        yield staged
        _put_in_place(staged, target, last)


def is_site(folder: Path) -> bool:
    """Whether `folder` holds pages of ours and nothing else; so too an empty one."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    paths = [Path(place) / name for place, folders, files in os.walk(folder) for name in (*folders, *files)]
    return all(not path.is_symlink() and (path.is_dir() or _is_page(path)) for path in paths)


def _is_page(path: Path) -> bool:
    if path.suffix != ".html" or not path.is_file():
        return False
    with path.open("rb") as file:
        return GENERATOR in file.read(HEAD)


def _put_in_place(staged: Path, target: Path, last: Path) -> None:
    if not target.is_dir():
        staged.rename(target)
        return
    try:
        target.rename(last)
        staged.rename(target)
    except BaseException:
        if last.exists() and not target.exists():
            last.rename(target)
        raise
