"""Where suggestions may be written: never into the rooms of the corpus, and never over someone's work."""

from __future__ import annotations

from pathlib import Path

from conflict_claims.annotations import header_of
from conflict_claims.files.layout import Layout
from conflict_claims_schemas.suggestions import SUGGESTER


def wrong_folder(folder: Path, layout: Layout, *, bulk: bool) -> str:
    """What is wrong with writing suggestions into a folder; empty where nothing is.

    Args:
        folder: Where to.
        layout: Of the corpus, whose rooms hold what people made; where there is none, every folder will do.
        bulk: Whether they are bulk lines, which may not stand among annotation files either.
    """
    # A link by the name of the own folder may lead into another's.
    if not layout.settings.is_file() or (not bulk and folder.resolve() == layout.annotations.resolve() / SUGGESTER):
        return ""
    for room in (layout.articles.parent, layout.annotations, layout.schemas):
        if folder.resolve().is_relative_to(room.resolve()):
            return f"{folder} is in {layout.name(room)}/, where other things stand: name a folder elsewhere"
    return ""


def not_ours(path: Path) -> str:
    """Why an annotation file of suggestions may not stand at `path`; empty where it may.

    Its own former file may be replaced, and an empty one.
    """
    if not path.is_symlink() and (not path.exists() or (path.is_file() and not path.stat().st_size)):
        return ""
    header = header_of(path)
    if header is None:
        return f"{path} is no annotation file of {SUGGESTER}, and is not replaced"
    if header.get("annotator") != SUGGESTER:
        return f"{path} is of the annotator {header.get('annotator')!r}, and is not replaced"
    return ""


def not_bulk(path: Path) -> str:
    """Why bulk lines may not stand at `path`: there is an annotation file; empty where they may."""
    if path.is_file() and header_of(path) is not None:
        return f"{path} is an annotation file, and is not replaced by bulk lines"
    return ""
