"""Articles as tasks of Label Studio, each with the passes over it as predictions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conflict_claims.annotations import Pass
from conflict_claims.articles import Article
from conflict_claims.label_studio.headers import header_result
from conflict_claims.label_studio.regions import regions
from conflict_claims_schemas.vocabulary import LAYER

MODEL_PREFIX = "annotator:"
"""Stands before the annotator's name in the model version of a prediction."""


def task(article: Article, predictions: Sequence[Pass], guidelines: str = "") -> dict[str, Any]:
    """An article as a task, in the form that Label Studio imports.

    Args:
        article: its text goes in as it is, with its hash.
        predictions: passes over the article, in the order of their tabs; accepted unchanged, each comes back as
            the same file.
        guidelines: the version that a new annotation follows; default: that of the first prediction.
    """
    versions = [guidelines, *(str(one.header["guidelines"]) for one in predictions)]
    data = {
        "article": article.id,
        "title": article.front["title"],
        "text": article.text,
        "text_sha256": article.front["text_sha256"],
        "guidelines": next((version for version in versions if version), ""),
        "layers": list(LAYER.names),
    }
    return {"data": data, "predictions": [prediction(one) for one in predictions]}


def prediction(marked: Pass) -> dict[str, Any]:
    """A pass as a prediction: its regions, and the hidden field with what they cannot say."""
    results = [*regions(marked.records), header_result(marked)]
    return {"model_version": f"{MODEL_PREFIX}{marked.annotator}", "result": results}
