"""Alpha for every attribute of the contract, over the spans that two annotators both marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conflict_claims.agreement.coefficient import Alpha, Distance, alpha, interval, masi, nominal
from conflict_claims.matching.edges import Record, matched_links
from conflict_claims.matching.marks import LINK
from conflict_claims.matching.pairing import PairedArticle
from conflict_claims.matching.values import IDENTITY, asked, comparable
from conflict_claims_schemas.fields import ATTRIBUTES, Field

RecordPair = tuple[int, Record, Record]
"""The number of the article, and the records of two matched spans or links."""


def attribute_alphas(paired: Sequence[PairedArticle], layer: str) -> Iterator[tuple[str, Alpha]]:
    """The name and the alpha of each attribute of a layer; references have a measure of their own.

    A closed label, an id or a day is compared as nominal, with what the text does not say as a value of its own, for
    leaving a field out is a decision too. A count is interval over the pairs in which both annotators give a
    number; whether they do is a nominal attribute beside it. A set of labels is compared by MASI.
    """
    pairs = list(_record_pairs(paired, layer))
    for field in ATTRIBUTES[layer]:
        if field.kind != "reference" and field.name not in IDENTITY.get(layer, ()):
            wanted = [(number, left, right) for number, left, right in pairs if asked(layer, field, left, right)]
            yield from _field_alphas(wanted, field, len(paired))


def _record_pairs(paired: Sequence[PairedArticle], layer: str) -> Iterator[RecordPair]:
    for number, article in enumerate(paired):
        if layer == LINK:
            yield from ((number, left, right) for left, right in matched_links(article))
        else:
            yield from ((number, left.record, right.record) for left, right in article.pairs.get(layer, ()))


def _field_alphas(pairs: Sequence[RecordPair], field: Field, articles: int) -> Iterator[tuple[str, Alpha]]:
    values = [(number, comparable(left, field), comparable(right, field)) for number, left, right in pairs]
    if field.kind != "count":
        yield field.name, alpha(values, articles, _distance(field))
        return
    numbers = [value for value in values if None not in value[1:]]
    yield field.name, alpha(numbers, articles, interval)
    yield f"{field.name} given", alpha([(at, a is not None, b is not None) for at, a, b in values], articles, nominal)


def _distance(field: Field) -> Distance:
    return masi if field.kind == "strings" else nominal
