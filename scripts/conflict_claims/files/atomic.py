"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a reader sees the old file or the new one, never a part.

    Raises:
        OSError: the folder cannot be written; `path` is then as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = _stage(path, data)
    try:
        os.replace(staged, path)
    except OSError:
        staged.unlink(missing_ok=True)
        raise


def obstacle(path: Path) -> str:
    """What keeps a file from being written to `path`, to be told before the work is done; empty where nothing does.

    Folders that are missing are made.
    """
    if why := folder_obstacle(path.parent):
        return why
    if path.is_dir():
        return f"{path} is a folder"
    # Another file is put in the place of a device, which root may do.
    return f"{path} is no regular file" if path.exists() and not path.is_file() else ""


def folder_obstacle(folder: Path) -> str:
    """What keeps files from being made in a folder, to be told before the work is done; empty where nothing does.

    Folders that are missing are made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except FileExistsError:
        return f"{folder} is no folder"
    except OSError as error:
        return f"no file can be made in {folder}: {error.strerror or type(error).__name__}"
    return ""


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files: all are staged before the first is put in place, and all are put back on a failure.

    Raises:
        OSError: a file cannot be written; every path is then as it was.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    staged: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            staged[path] = _stage(path, data)
        for path, temporary in staged.items():
            os.replace(temporary, path)
    except BaseException:
        _put_back(before)
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)
        raise


def _stage(path: Path, data: bytes) -> Path:
    """A finished file beside `path`; nothing is left of one that could not be finished."""
    with _staged(path) as (file, staged):
        file.write(data)
    return staged


@contextmanager
def _staged(path: Path) -> Iterator[tuple[BinaryIO, Path]]:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file, Path(name)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno in _FULL and error.filename is None:
            error.filename = str(path)  # which they do not say
        raise


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write bit by bit, put in place when all is written; nothing is left of one that was not.

    Raises:
        OSError: it cannot be written; `path` is then as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _staged(path) as (file, staged):
        yield file
    try:
        os.replace(staged, path)
    except OSError:
        staged.unlink(missing_ok=True)
        raise


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    for path, data in before.items():
        if data is None:
            path.unlink(missing_ok=True)
        elif path.read_bytes() != data:
            write_whole(path, data)
