"""Taking received articles into the corpus: an id, a text, the source as it was, and a front matter."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from conflict_claims.articles import render_article
from conflict_claims.articles.article import parse_article
from conflict_claims.files.atomic import write_together
from conflict_claims.files.layout import Layout, is_article_id
from conflict_claims.formats.received import Received
from conflict_claims.formats.refusal import Refusal
from conflict_claims.ingest.doubts import Fault, Near, doubts_of, near_ones, twin_fault
from conflict_claims.ingest.known import Known
from conflict_claims.text.normalise import text_sha256
from conflict_claims_schemas.vocabulary import LICENSE, ORIGIN, SPLIT


@dataclass(frozen=True, slots=True)
class AddOptions:
    """What the user states of the articles; it goes before what their sources say of themselves.

    Attributes:
        prefix: of the ids; None: the first of corpus.yaml.
        article_id: the whole id, for one article.
        license: as in the vocabulary; None: not stated, and corpus.yaml's for a report written from sources.
        split, origin: as in the vocabulary.
        language: ISO 639-1 code; None: what the source says, else the first of corpus.yaml.
        outlet, url, published, retrieved, facts_from, facts_checked: as in the front matter.
        dry_run: say what would be done and write nothing.
    """

    prefix: str | None = None
    article_id: str | None = None
    license: str | None = None
    split: str = SPLIT.names[0]
    origin: str = ORIGIN.names[0]
    language: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    retrieved: date | None = None
    facts_from: tuple[str, ...] = ()
    facts_checked: date | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """One article that was taken in (or would be, in a dry run)."""

    id: str
    place: str
    file: str
    raw_file: str
    front: dict[str, Any]
    text: str
    near: tuple[Near, ...] = ()
    doubts: tuple[str, ...] = ()
    written: bool = True


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of what was received, in order."""

    added: tuple[Added, ...] = field(default=())
    refused: tuple[Refusal, ...] = field(default=())


def add(layout: Layout, known: Known, received: Iterable[Received | Refusal], options: AddOptions) -> AddResult:
    """Take in articles; one that is refused stops no other, and each is written whole or not at all.

    Args:
        layout: of the corpus.
        known: what it holds; kept up to date.
        received: the articles, as `read_received` gives them.
        options: what the user states.
    """
    outcomes = list(outcomes_of(layout, known, received, options))
    added = tuple(one for one in outcomes if isinstance(one, Added))
    return AddResult(added, tuple(one for one in outcomes if isinstance(one, Refusal)))


def outcomes_of(
    layout: Layout, known: Known, received: Iterable[Received | Refusal], options: AddOptions
) -> Iterator[Added | Refusal]:
    """The same as `add`, one by one, so that an archive need not be held in memory."""
    for item in received:
        yield item if isinstance(item, Refusal) else _add_one(layout, known, item, options)


def _add_one(layout: Layout, known: Known, item: Received, options: AddOptions) -> Added | Refusal:
    article_id = options.article_id or item.record_id or known.next_id(_prefix(known, options))
    fault = _id_fault(article_id, known) or twin_fault(item.text, known) or _language_fault(item, known, options)
    if fault:
        return Refusal(item.place, *fault)
    front = _front(article_id, item, known, options)
    made = _made(layout, article_id, item, front, known, options)
    content = render_article(front, item.text)
    fault = _content_fault(content, made) or _place_fault(layout, made)
    if fault:
        return Refusal(item.place, *fault)
    if not options.dry_run:
        try:
            # The source first: a run that is cut off between the two must not leave an article without its
            # source.
            write_together({layout.root / made.raw_file: item.raw, layout.root / made.file: content})
        except OSError as error:
            return Refusal(item.place, f"to write {made.file}", str(error), "see to the folder, then add it again")
    known.take(article_id, item.text, options.split)
    return made


def _prefix(known: Known, options: AddOptions) -> str:
    return options.prefix or known.settings.prefixes[0]


def _id_fault(article_id: str, known: Known) -> Fault | None:
    if not is_article_id(article_id):
        fix = "give another --id, or none for the next free one"
        return "an id of lower-case words and a number, like balochistan-0001", repr(article_id[:80]), fix
    prefixes = known.settings.prefixes
    if article_id.rpartition("-")[0] not in prefixes:
        fix = "take one of these, or list the new prefix in corpus/corpus.yaml"
        return f"an id with a prefix of corpus.yaml ({', '.join(prefixes)})", article_id, fix
    if holder := known.holder(article_id):
        same = f"{article_id}, which" if holder == article_id else f"{article_id}, whose number {holder} has, and that"
        fix = "give another --id, or none for the number after the highest that is named"
        return "an id that is free", f"{same} an article, a source, an annotation file or a waiver names", fix
    return None


def _language(item: Received, known: Known, options: AddOptions) -> str:
    return options.language or item.language or known.settings.languages[0]


def _language_fault(item: Received, known: Known, options: AddOptions) -> Fault | None:
    language = _language(item, known, options)
    if language in known.settings.languages:
        return None
    fix = "pass --language with the text's language, or list the new one in corpus/corpus.yaml"
    expected = f"a language of corpus.yaml ({', '.join(known.settings.languages)})"
    return expected, language, fix


def _license(known: Known, options: AddOptions) -> str:
    if options.license:
        return options.license
    return known.settings.license if options.origin == "report_from_sources" else str(LICENSE.default)


def _front(article_id: str, item: Received, known: Known, options: AddOptions) -> dict[str, Any]:
    return {
        "id": article_id,
        "title": item.title,
        "language": _language(item, known, options),
        "outlet": options.outlet or item.outlet,
        "url": options.url or item.url,
        "published": options.published or item.published,
        "retrieved": options.retrieved,
        "license": _license(known, options),
        "split": options.split,
        "origin": options.origin,
        "facts_from": list(options.facts_from),
        "facts_checked": options.facts_checked,
        "cleaning": list(item.cleaning),
        "encoding": item.encoding,
        "raw": f"{article_id}.{item.extension}",
        "raw_sha256": hashlib.sha256(item.raw).hexdigest(),
        "text_sha256": text_sha256(item.text),
    }


def _made(
    layout: Layout, article_id: str, item: Received, front: dict[str, Any], known: Known, options: AddOptions
) -> Added:
    near = near_ones(item.text, known)
    assumed = not (options.language or item.language)
    doubts = doubts_of(item.text, front["language"], item.extension, assumed)
    file, raw = layout.name(layout.article(article_id)), layout.name(layout.raw / front["raw"])
    return Added(article_id, item.place, file, raw, front, item.text, near, doubts, written=not options.dry_run)


def _content_fault(content: bytes, made: Added) -> Fault | None:
    """Whether the article file would not read back as what it was made from."""
    article, problems = parse_article(content.decode(), made.file)
    stated = {name: value for name, value in made.front.items() if value not in (None, [])}
    read = {name: value for name, value in article.front.items() if value not in (None, [])} if article else {}
    if article and not problems and article.text == made.text and read == stated:
        return None
    different = [name for name in stated if stated[name] != read.get(name)] or ["the text"]
    return (
        "an article that reads back as written",
        f"another {', '.join(different)}",
        "simplify what is there",
    )


def _place_fault(layout: Layout, made: Added) -> Fault | None:
    """Whether a file stands where one is to be written, or a folder leads out of the corpus."""
    root = layout.root.resolve()
    for name in (made.file, made.raw_file):
        path = layout.root / name
        if os.path.lexists(path):
            return f"no file at {name}", "one", "move it away, or give another --id"
        if not path.parent.resolve().is_relative_to(root):
            found = f"{layout.name(path.parent)}, which leads out of it"
            return "a folder within the corpus", found, "make it a folder of its own, not a link"
    return None
