"""Every error of a prediction with the words in their context: missed, spurious, wrong border, attribute, relation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from conflict_claims.matching.disagreements import Disagreement, Place, disagreements
from conflict_claims.matching.pairing import PairedArticle
from conflict_claims_schemas.suggestions import read_reason

Kind = Literal["missed", "spurious", "wrong border", "wrong attribute", "wrong relation"]
KINDS: dict[Kind, str] = {
    "missed": "gold has a span that has no counterpart in the prediction",
    "spurious": "the prediction has a span that has no counterpart in gold",
    "wrong border": "matched spans that do not begin and end alike",
    "wrong attribute": "matched spans or links with another value of a field, the label's among them",
    "wrong relation": "a reference or link between matched spans that only one side has",
}
_KIND_OF: dict[str, Kind] = {
    "boundary": "wrong border",
    "label": "wrong attribute",
    "attribute": "wrong attribute",
    "relation": "wrong relation",
}


@dataclass(frozen=True, slots=True)
class Error:
    """One error; a side is None where it has no such span or link. `reason` is the pattern that made the prediction."""

    kind: Kind
    layer: str
    article: str
    field: str
    gold: Place | None
    pred: Place | None
    gold_value: str
    pred_value: str
    reason: str


def errors(paired: Sequence[PairedArticle], layers: Sequence[str]) -> list[Error]:
    """All errors in the wanted layers, by article and place.

    A reference to a span that the other side lacks is told by that `missed` or `spurious` alone.
    """
    reasons = {(article.article.id, local): note for article in paired for local, note in _reasons(article).items()}
    return [_error(item, reasons) for item in disagreements(paired, layers)]


def _reasons(article: PairedArticle) -> dict[str, str]:
    records = [span.record for span in article.second.by_id.values()] + [*article.second.links]
    return {str(record["id"]): str(record["note"]) for record in records if read_reason(record.get("note"))}


def _error(item: Disagreement, reasons: dict[tuple[str, str], str]) -> Error:
    kind = _KIND_OF.get(item.type) or ("missed" if item.second is None else "spurious")
    reason = reasons.get((item.article, item.second.id), "") if item.second else ""
    values = item.first_value, item.second_value
    return Error(kind, item.layer, item.article, item.field, item.first, item.second, *values, reason)
