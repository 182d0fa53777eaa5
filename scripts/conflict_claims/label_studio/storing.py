"""Annotation files put in their place: whole or not at all, and only where something changed."""

from __future__ import annotations

from conflict_claims.files.atomic import write_whole
from conflict_claims.files.layout import Layout


def store(layout: Layout, annotator: str, article_id: str, content: bytes) -> bool:
    """Write an annotator's file over an article; returns whether it changed.

    Raises:
        ValueError: `annotator` or `article_id` is no such name.
        OSError: the annotator's folder is a link, or cannot be written.
    """
    path = layout.annotation(annotator, article_id)
    if path.parent.is_symlink():
        raise NotADirectoryError(f"{layout.name(path.parent)} is a symbolic link; nothing is written through it")
    if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
        return False
    write_whole(path, content)
    return True
