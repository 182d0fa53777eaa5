"""The folder of a build: filled out of sight, then put in place in one step."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STORE = ".builds"


@contextmanager
def staged_folder(target: Path) -> Iterator[Path]:
    """A new folder to fill; when the block ends well, `target` becomes a link to it, swapped in one step.

    Whatever stops the block, even a kill, leaves `target` as it was. The last build is removed after the swap, and
    what a killed one left behind is removed at the start of the next.

    Raises:
        FileExistsError: `target` is there and is no link of ours.
    """
    store = target.parent / STORE
    if os.path.lexists(target) and not _is_ours(target, store):
        raise FileExistsError(f"{target} is there and was not made by build: move it away, or choose --output")
    store.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(store, target.name)
    staging = Path(tempfile.mkdtemp(prefix=f"{target.name}.{os.getpid()}.", suffix=".tmp", dir=store))
    try:
        yield staging
        _put_in_place(staging, target, store)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _is_ours(target: Path, store: Path) -> bool:
    return target.is_symlink() and Path(os.path.realpath(target)).parent == store.resolve()


def _put_in_place(staging: Path, target: Path, store: Path) -> None:
    final = store / f"{target.name}-{content_hash(staging)[:16]}"
    os.chmod(staging, 0o755)
    if final.exists():
        shutil.rmtree(staging)
    else:
        staging.rename(final)
    last = Path(os.path.realpath(target)) if target.is_symlink() else None
    link = store / f"{target.name}.{os.getpid()}.link"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(STORE) / final.name)
    os.replace(link, target)
    if last is not None and last != final.resolve() and last.parent == store.resolve():
        shutil.rmtree(last, ignore_errors=True)


def _remove_leftovers(store: Path, name: str) -> None:
    for path in store.glob(f"{name}.*.tmp"):
        pid = path.name.removeprefix(f"{name}.").split(".")[0]
        if pid.isdigit() and not _is_alive(int(pid)):
            shutil.rmtree(path, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def content_hash(folder: Path) -> str:
    """A hash of the names and bytes of every file in `folder`."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
