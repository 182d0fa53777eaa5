"""What a corpus holds already: the ids that are taken, the texts, and the splits they are in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from conflict_claims.articles import Settings, read_article, read_settings
from conflict_claims.articles.withdrawals import read_withdrawals
from conflict_claims.files.layout import Layout, is_article_id
from conflict_claims.files.reading import Unreadable, read_text
from conflict_claims.matching.near_duplicates import Index
from conflict_claims.text.normalise import text_sha256
from conflict_claims_schemas.problems import Problem

_WAIVED = re.compile(r"""\barticle[ \t]{0,8}=[ \t]{0,8}["']([^"'\n]{1,200})["']""")


class NoCorpus(Exception):
    """The folder has no corpus.yaml that can be read; `problems` say what is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems."""
        super().__init__("corpus/corpus.yaml cannot be used")
        self.problems = problems


@dataclass(slots=True)
class Known:
    """What is there, kept up to date while articles are added.

    Attributes:
        settings: the corpus' settings.
        ids: every id that an article, a raw file, an annotation file or a waiver names, by prefix and number.
        by_hash: id of the article with that text.
        splits: split by id.
        highest: number of each prefix.
        alike: index of the texts, by id.
        unread: articles that cannot be read, and with which nothing is compared.
    """

    settings: Settings
    ids: dict[tuple[str, int], str] = field(default_factory=dict)
    highest: dict[str, int] = field(default_factory=dict)
    by_hash: dict[str, str] = field(default_factory=dict)
    splits: dict[str, str] = field(default_factory=dict)
    alike: Index = field(default_factory=Index)
    unread: list[str] = field(default_factory=list)

    def take(self, article_id: str, text: str, split: str) -> None:
        """Take in one more article."""
        self.name(article_id)
        self.by_hash.setdefault(text_sha256(text), article_id)
        self.splits[article_id] = split
        self.alike.insert(article_id, text)

    def name(self, article_id: str) -> None:
        """Keep an id from being given; what is no id is passed over."""
        if is_article_id(article_id):
            prefix, number = _parts(article_id)
            self.ids.setdefault((prefix, number), article_id)
            self.highest[prefix] = max(number, self.highest.get(prefix, 0))

    def holder(self, article_id: str) -> str | None:
        """The id that has the prefix and number of `article_id`: that itself, or x-0001 for x-00001."""
        return self.ids.get(_parts(article_id))

    def next_id(self, prefix: str) -> str:
        """The id after the highest of `prefix` that is named; one of which no trace is left may come again."""
        return f"{prefix}-{self.highest.get(prefix, 0) + 1:04d}"


def _parts(article_id: str) -> tuple[str, int]:
    prefix, _, number = article_id.rpartition("-")
    return prefix, int(number)


def known(layout: Layout, without: str = "") -> Known:
    """What the corpus under `layout` holds; the text of the article `without` is left out.

    Raises:
        NoCorpus: its settings cannot be read.
    """
    settings, problems = read_settings(layout)
    if settings is None:
        raise NoCorpus(problems)
    found = Known(settings)
    for name in _named(layout):
        found.name(name)
    for path in layout.article_files():
        article, _ = read_article(path, layout) if path.stem != without else (None, [])
        if article is not None:
            found.take(article.id, article.text, str(article.front["split"]))
        elif path.stem != without:
            found.unread.append(layout.name(path))
    return found


def _named(layout: Layout) -> Iterator[str]:
    """Every id that a file name, a waiver or a withdrawal has, in folders that are no annotator's (any more) too."""
    paths = layout.article_files()
    paths += layout.raw.iterdir() if layout.raw.is_dir() else []
    for annotator in layout.annotators():
        paths += layout.annotation_files(annotator)
    yield from (path.name.partition(".")[0] for path in paths)
    yield from (str(one.values.get("id")) for one in read_withdrawals(layout)[0])
    with suppress(Unreadable):
        # One that was commented out speaks of an article all the same.
        yield from _WAIVED.findall(read_text(layout.waivers))
