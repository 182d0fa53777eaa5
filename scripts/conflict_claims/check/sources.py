"""The rule on the source as received: DOC015."""

from __future__ import annotations

from conflict_claims.articles import Article
from conflict_claims.check.documents import article_problem
from conflict_claims.files.layout import Layout
from conflict_claims.files.reading import Unreadable, file_sha256
from conflict_claims_schemas.problems import Problem


def source_problems(article: Article, layout: Layout, digests: dict[str, bytes]) -> list[Problem]:
    """Whether the raw file of an article is there, under its name, and as it was.

    Its SHA-256 is put into `digests` under its name.
    """
    name = article.front["raw"]
    if not _is_name(name, article.id):
        expected = f"the name of a file in corpus/raw that begins with {article.id}."
        return [article_problem("DOC015", article, "raw", expected, name)]
    try:
        found = file_sha256(path := layout.raw / name)
    except Unreadable as fault:
        return [article_problem("DOC015", article, "raw", f"{fault.expected} at corpus/raw/{name}", fault.found)]
    digests[layout.name(path)] = bytes.fromhex(found)
    stated = article.front["raw_sha256"]
    if found == stated:
        return []
    return [article_problem("DOC015", article, "raw_sha256", stated, f"{found} for corpus/raw/{name}")]


def _is_name(name: str, article_id: str) -> bool:
    """Whether `name` can only be a file directly in corpus/raw."""
    return name.startswith(f"{article_id}.") and "/" not in name and "\\" not in name and "\0" not in name
