"""Correcting an article's text later: the text, its hash and title, and every pass change together."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from conflict_claims.annotations import Pass, read_pass
from conflict_claims.articles import Article, read_article, render_article
from conflict_claims.files.atomic import write_together
from conflict_claims.files.layout import Layout, is_annotator, is_article_id
from conflict_claims.formats.clean import CleanText, clean
from conflict_claims.formats.decode import decode
from conflict_claims.formats.extract import Extract
from conflict_claims.formats.paragraphs import blocks
from conflict_claims.formats.plain import normalised
from conflict_claims.formats.received import ReadOptions, Received, read_received
from conflict_claims.formats.refusal import Refusal, Refused
from conflict_claims.ingest.anchors import by_texts
from conflict_claims.ingest.doubts import Near, doubts_of, near_ones, twin_fault
from conflict_claims.ingest.known import NoCorpus, known
from conflict_claims.ingest.reanchor import Carried, anchor_by_words, carry
from conflict_claims.text.normalise import text_sha256
from conflict_claims_schemas.problems import Problem

MOST_BYTES = 16 * 1024 * 1024


class CannotAmend(Exception):
    """An article cannot be amended; nothing was written. `problems` are faults that must go first."""

    def __init__(self, refusal: Refusal, problems: tuple[Problem, ...] = ()) -> None:
        """Keep what the message needs."""
        super().__init__(refusal.message())
        self.refusal, self.problems = refusal, problems


@dataclass(frozen=True, slots=True)
class AmendOptions:
    """What to do.

    Attributes:
        text: a file with the new text, as it should stand in the article: headline, blank line, paragraphs.
        from_raw: read the source again, as `reading` says.
        reading: how to read it.
        cleaning: remarks to add to the front matter's list; they must not quote the text.
        drop_unanchored: take out the spans that have no place in the new text.
        dry_run: write nothing.
    """

    text: Path | None = None
    from_raw: bool = False
    reading: ReadOptions = field(default_factory=ReadOptions)
    cleaning: tuple[str, ...] = ()
    drop_unanchored: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Amended:
    """What an amendment does.

    Attributes:
        id: of the article.
        changed: whether anything differs from what stands in the files.
        passes: every pass as it will be, with what it loses.
        by_words: files of passes that were anchored by their words alone, because the text that they were
            made on is lost; they should be looked over.
        written: whether it was done.
        split: of the article.
        near: articles that the text, where it is a new one, is nearly the same as.
        doubts: about the text by itself.
    """

    id: str
    changed: bool
    passes: tuple[Carried, ...]
    by_words: tuple[str, ...]
    written: bool
    split: str = ""
    near: tuple[Near, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def lost(self) -> int:
        """How many records have no place in the new text."""
        return sum(len(one.lost) for one in self.passes)


def amend(layout: Layout, article_id: str, options: AmendOptions) -> Amended:
    """Give an article a new text, and carry every pass over to it; all files change or none does.

    The new text is that of `options.text`, of the source read again, or, with neither, what now stands in the
    article's file after someone edited it there.

    Returns:
        What was done. Where spans are lost and `drop_unanchored` is not set, nothing is written.

    Raises:
        CannotAmend: the article, its new text or a pass cannot be read.
        OSError: a file cannot be written; all are then as they were.
    """
    article = _article(layout, article_id)
    made, front = _new_text(layout, article, options)
    passes = _passes(layout, article_id)
    old_texts = _old_texts(layout, article, passes, options)
    carried = tuple(_carry(marked, made.text, old_texts) for marked in passes)
    near = _beside_others(layout, article, made.text)
    front |= {"title": made.title, "text_sha256": text_sha256(made.text)}
    files = {layout.root / one.file: one.content() for one in carried if one.changed}
    if (front, made.text) != (article.front, article.text):
        files[layout.article(article_id)] = render_article(front, made.text)
    by_words = tuple(one.file for one in carried if one.by_words)
    lost = any(one.lost for one in carried)
    write = bool(files) and not options.dry_run and (options.drop_unanchored or not lost)
    if write:
        write_together(files)
    kind = str(front["raw"]).rpartition(".")[2] if options.from_raw else ""
    doubts = doubts_of(made.text, str(front["language"]), kind)
    return Amended(article_id, bool(files), carried, by_words, write, str(front["split"]), near, doubts)


def _article(layout: Layout, article_id: str) -> Article:
    if not is_article_id(article_id):
        expected = "the id of an article, like balochistan-0001"
        raise CannotAmend(Refusal(article_id[:80], expected, "another name", "see the names in corpus/articles"))
    path = layout.article(article_id)
    place = layout.name(path)
    if not os.path.lexists(path):
        raise CannotAmend(Refusal(place, "an article", "no such file", "see the names in corpus/articles"))
    article, problems = read_article(path, layout)
    if article is None or problems:
        refusal = Refusal(place, "an article file that can be read", "what is listed", "mend it, then amend")
        raise CannotAmend(refusal, tuple(problems))
    return article


def _new_text(layout: Layout, article: Article, options: AmendOptions) -> tuple[CleanText, dict[str, Any]]:
    """The new text, and the front matter with what it says of the cleaning."""
    front = dict(article.front)
    before = tuple(front.get("cleaning") or ())
    if options.from_raw:
        received = _from_raw(layout, article, options.reading)
        front |= {"cleaning": [*received.cleaning, *options.cleaning], "encoding": received.encoding}
        return CleanText(received.title, received.text, received.cleaning), front
    made = _typed_text(layout, article, options)
    if steps := list(dict.fromkeys((*before, *made.cleaning, *options.cleaning))):
        front["cleaning"] = steps
    return made, front


def _typed_text(layout: Layout, article: Article, options: AmendOptions) -> CleanText:
    """A text that someone wrote as it should stand: its paragraphs are taken as they are."""
    place = str(options.text) if options.text else article.file
    try:
        text = _read(options.text, options.reading) if options.text else article.text
        plain, changes = normalised(text)
        found = blocks(plain.split("\n"))
        if not found:
            raise Refused("a headline, a blank line and paragraphs", "nothing but blanks", "give the whole text")
        title, *rest = found[0]
        paragraphs = ("\n".join(block) for block in ([rest] if rest else []) + found[1:])
        return clean(Extract(title, tuple(paragraphs), cleaning=changes))
    except Refused as error:
        raise CannotAmend(error.at(place)) from error


def _read(path: Path, reading: ReadOptions) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused("a file that can be read", str(error.strerror), "see to the file") from error
    if len(raw) > MOST_BYTES:
        raise Refused(f"a text of at most {MOST_BYTES:,} bytes", "a larger one", "give one article's text")
    return decode(raw, reading.encoding, language=reading.language).text


def _from_raw(layout: Layout, article: Article, reading: ReadOptions) -> Received:
    """The source of an article, read again.

    Raises:
        CannotAmend: it cannot be read so.
    """
    name = str(article.front["raw"])
    if not name.startswith(f"{article.id}.") or "/" in name or "\\" in name or "\0" in name:
        refusal = Refusal(article.file, f"a raw file {article.id}.<ext>", repr(name), "mend `raw` in it")
        raise CannotAmend(refusal)
    stated = replace(reading, encoding=reading.encoding or article.front.get("encoding"))
    found = list(read_received(str(layout.raw / name), stated))
    first = found[0] if found else None
    if isinstance(first, Refusal):
        raise CannotAmend(first)
    if first is None or len(found) != 1:
        refusal = Refusal(layout.name(layout.raw / name), "one article", f"{len(found)}", "see to the file")
        raise CannotAmend(refusal)
    return first


def _beside_others(layout: Layout, article: Article, text: str) -> tuple[Near, ...]:
    """The articles that a new text is nearly the same as.

    Raises:
        CannotAmend: it is the text of another article, or the corpus has no settings.
    """
    if text_sha256(text) == article.front["text_sha256"]:
        return ()
    try:
        others = known(layout, without=article.id)
    except NoCorpus as error:
        place = layout.name(layout.settings)
        refusal = Refusal(place, "settings that can be read", "what is listed", "mend them, then amend")
        raise CannotAmend(refusal, tuple(error.problems)) from error
    if fault := twin_fault(text, others):
        raise CannotAmend(Refusal(article.file, *fault))
    return near_ones(text, others)


def _passes(layout: Layout, article_id: str) -> list[Pass]:
    found: list[Pass] = []
    for annotator in filter(is_annotator, layout.annotators()):
        path = layout.annotation(annotator, article_id)
        if not os.path.lexists(path):
            continue
        marked, problems = read_pass(path, layout)
        if marked is None or problems:
            expected = "an annotation file without faults, so that no line is lost in rewriting it"
            refusal = Refusal(layout.name(path), expected, "what is listed", "mend it, then amend")
            raise CannotAmend(refusal, tuple(problems))
        found.append(marked)
    return found


def _old_texts(layout: Layout, article: Article, passes: list[Pass], options: AmendOptions) -> dict[str, str]:
    """The texts that passes may have been made on, by hash: the article's, and what its source gives.

    Where someone edited the text in the article's file, the old one is had by reading the source again.
    """
    texts = {text_sha256(article.text): article.text}
    for reading in (options.reading, replace(options.reading, title=str(article.front["title"]))):
        if all(one.header["text_sha256"] in texts for one in passes):
            break
        with suppress(CannotAmend):
            again = _from_raw(layout, article, reading).text
            texts[text_sha256(again)] = again
    return texts


def _carry(marked: Pass, text: str, old_texts: dict[str, str]) -> Carried:
    new, sha = text_sha256(text), str(marked.header["text_sha256"])
    old = text if sha == new else old_texts.get(sha)
    if old is None:
        return carry(marked, anchor_by_words(marked, text), new, by_words=True)
    return carry(marked, by_texts(old, text), new)
