"""The user's own copies of articles: found by the hash of what our cleaning makes of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from conflict_claims.articles.article import parse_article
from conflict_claims.files.reading import Unreadable, read_text
from conflict_claims.formats.received import EXTENSIONS, ReadOptions, read_received
from conflict_claims.formats.refusal import Refusal
from conflict_claims.release.refusal import Refused
from conflict_claims.text.normalise import UnpairedSurrogate, normalise, text_sha256

MOST_COPIES = 100_000
MOST_OTHERS = 2_000
"""How many copies that are no article of the release are kept, to tell of near misses."""

LIKE_LENGTH = 0.3
"""A copy is no near miss where its length differs by more than this share."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One text that a file of the user may stand for: where it came from, and how it was read."""

    place: str
    text: str
    how: str


@dataclass(frozen=True, slots=True)
class Found:
    """The copies that are an article's text, by article id; those of like length that are none; files not read."""

    texts: Mapping[str, Copy]
    others: Sequence[Copy]
    unread: Sequence[Refusal]


def find_copies(folder: Path, wanted: Mapping[str, str], lengths: Sequence[int], options: ReadOptions) -> Found:
    """Read every file below `folder` that may hold an article.

    Args:
        folder: of the user's copies: as received, as text, or as the cleaned text.
        wanted: article ids by the hash of their text.
        lengths: of these texts, in characters.
        options: how to read what was received.

    Raises:
        Refused: `folder` is none, or holds more files than an archive of copies has.
    """
    texts: dict[str, Copy] = {}
    others: list[Copy] = []
    unread: list[Refusal] = []
    for path in _files(folder):
        copies = list(_copies(path, path.relative_to(folder).as_posix(), options))
        read = [one for one in copies if isinstance(one, Copy)]
        matched = [(wanted[digest], one) for one in read if (digest := text_sha256(one.text)) in wanted]
        for article_id, one in matched:
            texts.setdefault(article_id, one)
        if not matched and len(others) < MOST_OTHERS:
            others += [one for one in read if _is_named(one, wanted) or _is_like(one, lengths)]
        if not read:
            unread += [one for one in copies if isinstance(one, Refusal)]
    return Found(texts, others, unread)


def _is_named(copy: Copy, wanted: Mapping[str, str]) -> bool:
    return Path(copy.place).stem in wanted.values()


def _is_like(copy: Copy, lengths: Sequence[int]) -> bool:
    return any(abs(len(copy.text) - length) <= LIKE_LENGTH * length for length in lengths)


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise Refused(f"expected a folder with your copies of the articles, found none at {folder}")
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(place, name) for name in sorted(names) if not name.startswith("."))
        found += [path for path in paths if path.suffix.lower() in EXTENSIONS]
        if len(found) > MOST_COPIES:
            raise Refused(f"expected at most {MOST_COPIES:,} files below {folder}: name a folder nearer to the copies")
    return found


def _copies(path: Path, place: str, options: ReadOptions) -> Iterator[Copy | Refusal]:
    """Every way to read a file: as the cleaned text, as an article file, and as received."""
    try:
        content = read_text(path)
        plain = normalise(content).text
    except (Unreadable, UnpairedSurrogate):
        plain = ""
    if plain:
        article, _ = parse_article(plain, place)
        if article is not None:
            yield Copy(place, article.text, "an article file")
            return
        yield Copy(place, plain.removesuffix("\n"), "the cleaned text")
    for item in read_received(str(path), options):
        if isinstance(item, Refusal):
            yield Refusal(item.place.replace(str(path), place), item.expected, item.found, item.fix)
        else:
            yield Copy(item.place.replace(str(path), place), item.text, "as received")
