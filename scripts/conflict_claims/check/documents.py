"""Rules on an article's front matter that look beyond its own row: DOC012 to DOC014, DOC019, LIC001.

What a row of `articles` shows by itself stands in the conditions of the schemas.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from conflict_claims.articles import Article, Settings
from conflict_claims.files.layout import is_article_id
from conflict_claims.formats.encodings import codec_name
from conflict_claims.text.normalise import text_sha256
from conflict_claims_schemas.codes import LANGUAGES
from conflict_claims_schemas.problems import Problem


def document_problems(article: Article, settings: Settings | None) -> list[Problem]:
    """What is wrong with an article's front matter."""
    return [
        *_identity(article, settings),
        *_hash(article),
        *_language(article, settings),
        *_licence(article, settings),
        *_encoding(article),
    ]


def is_misnamed(article: Article) -> bool:
    """Whether the file says another id than its name, so that nothing can be tied to it."""
    return PurePosixPath(article.file).stem != article.id


def article_problem(rule: str, article: Article, field: str, expected: str, found: str, fix: str = "") -> Problem:
    """A problem of a front-matter field, at the line of its key (of the id where it is absent)."""
    line = article.lines.get(field) or article.lines.get("id", 0)
    return Problem(rule, article.file, line, field, article.id, expected=expected, found=found, fix=fix)


def _identity(article: Article, settings: Settings | None) -> Iterator[Problem]:
    prefixes = settings.prefixes if settings else None
    prefix = article.id.rpartition("-")[0]
    if not is_article_id(article.id):
        expected = "lower-case words and a number of four digits or more, like balochistan-0001"
        yield article_problem("DOC012", article, "id", expected, article.id)
    elif prefixes is not None and prefix not in prefixes:
        expected = f"a prefix of corpus.yaml: {', '.join(prefixes)}"
        yield article_problem("DOC012", article, "id", expected, prefix)
    if is_misnamed(article):
        expected = f"the name of the file, {PurePosixPath(article.file).stem}"
        yield article_problem("DOC013", article, "id", expected, article.id)


def _hash(article: Article) -> Iterator[Problem]:
    found, stated = text_sha256(article.text), article.front["text_sha256"]
    if found != stated:
        fix = f"undo the edit, or run: conflict-claims amend {article.id}"
        yield article_problem("DOC014", article, "text_sha256", stated, f"{found} for the text below", fix)


def _language(article: Article, settings: Settings | None) -> Iterator[Problem]:
    language = article.front["language"]
    if settings and language in LANGUAGES and language not in settings.languages:
        expected = f"a language of corpus.yaml: {', '.join(settings.languages)}"
        yield article_problem("DOC019", article, "language", expected, language)


def _encoding(article: Article) -> Iterator[Problem]:
    encoding = article.front.get("encoding")
    if encoding is not None and codec_name(encoding) is None:
        yield article_problem("DOC026", article, "encoding", "the name of an encoding of texts", encoding)


def _licence(article: Article, settings: Settings | None) -> Iterator[Problem]:
    own = article.front.get("origin") == "report_from_sources"
    if own and settings and article.front["license"] != settings.license:
        expected = f"{settings.license}, as corpus.yaml has it for texts written for the corpus"
        yield article_problem("LIC001", article, "license", expected, article.front["license"])
