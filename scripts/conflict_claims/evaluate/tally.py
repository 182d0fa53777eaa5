"""What is counted for one measure, article by article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from conflict_claims.matching.marks import LINK
from conflict_claims.matching.pairing import PairedArticle

Kind = Literal["spans", "label", "attribute", "relation"]


@dataclass(frozen=True, slots=True)
class Tally:
    """One measure: a number for each article, of what is right, in gold, and predicted.

    `same` of `pairs` are matched records that say the same, silence included; both are empty where a measure compares
    no matched records.
    """

    layer: str
    kind: Kind
    name: str
    right: list[int]
    gold: list[int]
    pred: list[int]
    same: list[int]
    pairs: list[int]


def scored(article: PairedArticle, layer: str) -> bool:
    """Whether both sides have a layer; links also need the claims that they tie."""
    return article.has(layer) and (layer != LINK or article.has("casualty"))
