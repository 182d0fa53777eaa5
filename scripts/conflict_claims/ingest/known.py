"""What a corpus holds already: the ids that are taken, the texts, and the splits they are in."""

from __future__ import annotations

from dataclasses import dataclass, field

from conflict_claims.articles import Settings, read_article, read_settings
from conflict_claims.files.layout import Layout, is_annotator
from conflict_claims.matching.near_duplicates import Index
from conflict_claims.text.normalise import text_sha256
from conflict_claims_schemas.problems import Problem


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
        ids: every id that is or was in use: of an article, a raw file, or an annotation file.
        by_hash: id of the article with that text.
        splits: split by id.
        alike: index of the texts, by id.
        unread: articles that cannot be read, and with which nothing is compared.
    """

    settings: Settings
    ids: set[str] = field(default_factory=set)
    by_hash: dict[str, str] = field(default_factory=dict)
    splits: dict[str, str] = field(default_factory=dict)
    alike: Index = field(default_factory=Index)
    unread: list[str] = field(default_factory=list)

    def take(self, article_id: str, text: str, split: str) -> None:
        """Take in one more article."""
        self.ids.add(article_id)
        self.by_hash.setdefault(text_sha256(text), article_id)
        self.splits[article_id] = split
        self.alike.insert(article_id, text)

    def next_id(self, prefix: str) -> str:
        """The id after the highest of `prefix`; a number that was given once is never given again."""
        numbers = [one.rpartition("-")[2] for one in self.ids if one.rpartition("-")[0] == prefix]
        highest = max((int(number) for number in numbers if number.isascii() and number.isdigit()), default=0)
        return f"{prefix}-{highest + 1:04d}"


def known(layout: Layout) -> Known:
    """What the corpus under `layout` holds.

    Raises:
        NoCorpus: its settings cannot be read.
    """
    settings, problems = read_settings(layout)
    if settings is None:
        raise NoCorpus(problems)
    found = Known(settings, ids=_ids(layout))
    for path in layout.article_files():
        article, _ = read_article(path, layout)
        if article is None:
            found.unread.append(layout.name(path))
        else:
            found.take(article.id, article.text, str(article.front["split"]))
    return found


def _ids(layout: Layout) -> set[str]:
    paths = layout.article_files()
    paths += [path for path in layout.raw.iterdir() if path.name != "README.md"] if layout.raw.is_dir() else []
    for annotator in filter(is_annotator, layout.annotators()):
        paths += layout.annotation_files(annotator)
    return {path.name.partition(".")[0] for path in paths}
