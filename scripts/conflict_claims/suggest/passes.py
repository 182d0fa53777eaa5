"""Suggestions for articles of the corpus: an annotation file each, by the annotator `suggest`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from conflict_claims.annotations import canonical
from conflict_claims.articles import Article
from conflict_claims.suggest.article import Suggester
from conflict_claims.text.normalise import text_sha256
from conflict_claims_schemas.suggestions import SUGGESTER
from conflict_claims_schemas.vocabulary import LAYER


def suggested_pass(
    article: Article, suggester: Suggester, guidelines: str, layers: Collection[str], least: float
) -> tuple[bytes, list[dict[str, Any]]]:
    """Suggest for one article.

    Args:
        article: The article.
        suggester: The engine.
        guidelines: The version of the guidelines in force.
        layers: The layers wanted.
        least: The least confidence of a suggestion.

    Returns:
        The content of its annotation file, and the records in it.
    """
    records = suggester.suggest(article.text, layers, least, str(article.front.get("published")))
    header = {
        "article": article.id,
        "text_sha256": text_sha256(article.text),
        "guidelines": guidelines,
        "annotator": SUGGESTER,
        "layers": [layer for layer in LAYER.names if layer in layers],
    }
    return canonical(header, records), records
