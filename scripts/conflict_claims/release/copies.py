"""The user's own copies of articles: found by the hash of what our cleaning makes of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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

MOST_REFUSALS = 20
"""How many refusals of one file are told."""

TEXTS = ("txt", "md", "")
"""Formats whose files may be the text itself; the last stands for an ending that tells nothing."""

RECORDS = ("json", "jsonl")
"""Formats whose files hold several articles."""

ARTICLE = "an article file"
RECEIVED = "as received"

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
    """Read every file below `folder`, under any name, that may hold an article.

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
    skipped: list[str] = []
    for path in _files(folder):
        kind, place = _kind(path, options), path.relative_to(folder).as_posix()
        found = list(_copies(path, place, kind, options, wanted))
        skipped += [] if found else [place]
        read = [one for one in found if isinstance(one, Copy)]
        ids = [wanted.get(text_sha256(one.text)) for one in read]
        for article_id, one in zip(ids, read, strict=True):
            if article_id is not None:
                texts.setdefault(article_id, one)
        if len(others) < MOST_OTHERS and (kind in RECORDS or not any(ids)):
            rest = (one for article_id, one in zip(ids, read, strict=True) if article_id is None)
            others += [one for one in rest if _is_named(one, wanted) or _is_like(one, lengths)]
        if all(one.how == RECEIVED for one in read):
            unread += _few([one for one in found if isinstance(one, Refusal)], place)
    return Found(texts, others, [*unread, *_unknown(skipped)])


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
        found += [Path(place, name) for name in sorted(names) if not name.startswith(".")]
        if len(found) > MOST_COPIES:
            raise Refused(f"expected at most {MOST_COPIES:,} files below {folder}: name a folder nearer to the copies")
    return found


def _kind(path: Path, options: ReadOptions) -> str:
    """The format of a file; empty where its ending does not tell."""
    return options.format or EXTENSIONS.get(path.suffix.lower(), "")


def _copies(
    path: Path, place: str, kind: str, options: ReadOptions, wanted: Mapping[str, str]
) -> Iterator[Copy | Refusal]:
    """Every way to read a file: as the cleaned text, as an article file, and as received; nothing: not a text."""
    whole = _whole(path, place)
    # The source of a page or record is no text to compare with, unless it is one under such a name.
    if whole is not None and (kind in TEXTS or text_sha256(whole.text) in wanted):
        yield whole
    if (whole is None and not kind) or (whole is not None and whole.how == ARTICLE):
        return
    for item in read_received(str(path), replace(options, format=kind or "txt")):
        if isinstance(item, Refusal):
            yield Refusal(item.place.replace(str(path), place), item.expected, item.found, item.fix)
        else:
            yield Copy(item.place.replace(str(path), place), item.text, RECEIVED)


def _whole(path: Path, place: str) -> Copy | None:
    """The whole of a file in UTF-8, or the text of an article file."""
    try:
        plain = normalise(read_text(path)).text
    except (Unreadable, UnpairedSurrogate):
        return None
    article, _ = parse_article(plain, place)
    if article is not None:
        return Copy(place, article.text, ARTICLE)
    return Copy(place, plain.removesuffix("\n"), "the cleaned text") if plain else None


def _few(refusals: Sequence[Refusal], place: str) -> Iterator[Refusal]:
    """The first refusals of one file, and how many there are more."""
    yield from refusals[:MOST_REFUSALS]
    if more := len(refusals[MOST_REFUSALS:]):
        yield Refusal(place, "records that can be read", f"{more:,} more that cannot", "see to the first ones")


def _unknown(places: Sequence[str]) -> Iterator[Refusal]:
    """What to say of the files that are no text, and whose endings tell of nothing that we read."""
    if places:
        endings = sorted({Path(place).suffix.lower() or "no ending" for place in places})
        more = f" and {len(places) - 1:,} more" if len(places) > 1 else ""
        shown = ", ".join(endings[:MOST_REFUSALS])
        expected = f"a text in UTF-8, or a file that ends in one of {', '.join(EXTENSIONS)}"
        fix = "save the article as a text or web page, or say with --format what it is"
        yield Refusal(f"{places[0]}{more}", expected, f"something else ({shown})", fix)
