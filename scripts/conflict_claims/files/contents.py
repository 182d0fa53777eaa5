"""What stands in the rooms of a folder now, by the name that git would give to its content."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterable, Iterator

from conflict_claims.files.revision import Item

BLOCK = 1 << 20
UNREADABLE = Item("other", "")
FOLDER = Item("folder", "")
"""A folder that holds nothing that is looked at: tools see the folder, and git knows of none without a file."""

COMPILED = frozenset({"__pycache__"})


def contents(
    root: str | os.PathLike[str], rooms: Iterable[str], object_id_length: int = 40, besides: Collection[str] = ()
) -> dict[str, Item]:
    """The files in `rooms`, each read whole: what a file's size and times say of it can be made up.

    What is hidden and what lies behind a link is left out, as no tool reads it; a folder of which nothing is left
    stands for itself.

    Args:
        root: the folder.
        rooms: folders and files, relative to `root`.
        object_id_length: 40 where the repository names objects by SHA-1, 64 by SHA-256.
        besides: names of files and folders that are left out too.
    """
    algorithm = "sha256" if object_id_length == 64 else "sha1"
    return {name: _item(os.path.join(root, name), algorithm) for room in rooms for name in _names(root, room, besides)}


def is_looked_at(name: str, besides: Collection[str] = ()) -> bool:
    """Whether tools look at what has that name: none of its parts is hidden, or named in `besides`."""
    return not any(part.startswith(".") or part in besides for part in name.split("/"))


def _names(root: str | os.PathLike[str], room: str, besides: Collection[str]) -> Iterator[str]:
    place = os.path.join(root, room)
    if os.path.islink(place) or not os.path.isdir(place):
        if os.path.lexists(place):
            yield room
        return
    with os.scandir(place) as found:
        entries = sorted((entry for entry in found if is_looked_at(entry.name, besides)), key=lambda entry: entry.name)
    if not entries:
        yield room
    for entry in entries:
        name = f"{room}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _names(root, name, besides)
        else:
            yield name


def _item(path: str, algorithm: str) -> Item:
    try:
        if os.path.islink(path):
            return Item("link", _object_id(os.fsencode(os.readlink(path)), algorithm))
        # Without O_NONBLOCK a pipe would keep the tool waiting for someone to write to it.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return UNREADABLE
    try:
        known = os.fstat(handle)
        if stat.S_ISDIR(known.st_mode):
            return FOLDER
        return Item("file", _of_file(handle, known.st_size, algorithm)) if stat.S_ISREG(known.st_mode) else UNREADABLE
    except OSError:
        return UNREADABLE
    finally:
        os.close(handle)


def _of_file(handle: int, size: int, algorithm: str) -> str:
    digest = hashlib.new(algorithm, b"blob %d\0" % size, usedforsecurity=False)
    while block := os.read(handle, BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _object_id(content: bytes, algorithm: str) -> str:
    return hashlib.new(algorithm, b"blob %d\0%s" % (len(content), content), usedforsecurity=False).hexdigest()
