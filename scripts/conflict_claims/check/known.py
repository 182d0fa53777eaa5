"""What one article tells the rules that compare all articles, and which entries of the registries it uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from conflict_claims.annotations import Pass, read_pass
from conflict_claims.articles import Article, read_article
from conflict_claims.check.documents import is_misnamed
from conflict_claims.check.splits import Facts
from conflict_claims.check.taking import obstacle
from conflict_claims.files.layout import Layout
from conflict_claims.matching.near_duplicates import packed_signature
from conflict_claims.text.normalise import text_sha256
from conflict_claims_schemas.fields import ATTRIBUTES, RECORDS, REGISTRIES

Use = tuple[str, str]
"""A registry's table and the id of one of its entries."""

_CLAIM = {field.name: field.default for field in RECORDS["casualty"]}
_REGISTERED = [
    (layer, field.name, table)
    for layer, fields in ATTRIBUTES.items()
    for field in fields
    for table in field.refers
    if table in REGISTRIES
]


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of an article: its facts (None where it cannot be used), its MinHash signature, and its uses.

    `signature` is empty where the text has no words; `uses` are those of all passes.
    """

    facts: Facts | None
    signature: bytes = b""
    uses: frozenset[Use] = frozenset()


def read_known(layout: Layout, annotators: Sequence[str], article_id: str) -> Known:
    """Read an article and the passes of `annotators` (gold first) over it."""
    paths = [layout.annotation(name, article_id) for name in annotators]
    passes = [marked for path in paths if path.is_file() for marked, _ in [read_pass(path, layout)] if marked]
    uses = frozenset(uses_of(passes))
    article, _ = read_article(layout.article(article_id), layout)
    if article is None or is_misnamed(article):
        return Known(None, uses=uses)
    usable = (marked for marked in passes if not obstacle(marked, article))
    return Known(facts_of(article, next(usable, None)), packed_signature(article.text), uses)


def facts_of(article: Article, marked: Pass | None) -> Facts:
    """The facts of an article; `marked` is the first pass over it that can be used, which is gold's."""
    front, line = article.front, article.lines.get("split", 0)
    incidents = frozenset(_incidents(marked)) if marked else None
    return Facts(
        article.id, article.file, line, front["split"], front["published"], text_sha256(article.text), incidents
    )


def _incidents(marked: Pass) -> Iterator[str]:
    """The incidents in which, by its claims, something happened."""
    for record in marked.records:
        if record["layer"] == "casualty" and record.get("incident") is not None:
            realis, scope = (record.get(name, _CLAIM[name]) for name in ("realis", "scope"))
            if realis == "actual" and scope == "incident":
                yield record["incident"]


def uses_of(passes: Iterable[Pass]) -> Iterator[Use]:
    """The entries of the registries that some record names."""
    for marked in passes:
        for record in marked.records:
            for layer, field, table in _REGISTERED:
                if record["layer"] == layer and record.get(field) is not None:
                    yield table, record[field]
