"""Annotation files put in their place: whole or not at all, and only where something changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from conflict_claims.files.atomic import write_whole
from conflict_claims.files.layout import Layout


def store(layout: Layout, annotator: str, article_id: str, content: bytes) -> bool:
    """Write an annotator's file over an article; returns whether it changed.

    Raises:
        ValueError: `annotator` or `article_id` is no such name.
        OSError: nothing may be written there, as `obstacle` tells, or can.
    """
    path = _place(layout, annotator, article_id)
    if _holds(path, content):
        return False
    write_whole(path, content)
    return True


def store_together(layout: Layout, files: Mapping[tuple[str, str], bytes]) -> int:
    """Write many files, by annotator and article; returns how many changed.

    All are staged beside their places and brought to the disk at once, which takes a small part of the time of one
    after the other; then each is put in its place, whole.

    Raises:
        ValueError: an annotator or article is no such name.
        OSError: nothing may be written in a place, as `obstacle` tells, or can; no file is then half-written.
    """
    places = {_place(layout, *key): content for key, content in files.items()}
    changed = {path: content for path, content in places.items() if not _holds(path, content)}
    staged = {path: path.with_name(f".{path.name}.{os.getpid()}.tmp") for path in changed}
    try:
        for folder in {path.parent for path in changed}:
            folder.mkdir(parents=True, exist_ok=True)
        for path, content in changed.items():
            _stage(staged[path], content)
        os.sync()
        for path in changed:
            os.replace(staged[path], path)
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)
    return len(changed)


def _stage(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def obstacle(layout: Layout, path: Path) -> str:
    """Why no annotation file may be written to `path`; empty where one may."""
    for folder in (layout.annotations, path.parent):
        if folder.is_symlink():
            return f"{layout.name(folder)} is a symbolic link, and nothing is written through it"
        if folder.exists() and not folder.is_dir():
            return f"{layout.name(folder)} is no folder"
    if path.is_symlink():
        return f"{layout.name(path)} is a symbolic link, and nothing is written in its place"
    return f"{layout.name(path)} is a folder" if path.is_dir() else ""


def _place(layout: Layout, annotator: str, article_id: str) -> Path:
    path = layout.annotation(annotator, article_id)
    if why := obstacle(layout, path):
        raise NotADirectoryError(why)
    return path


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == content
