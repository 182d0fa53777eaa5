"""Attributes of matched records: whether both say the same, and what each says at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conflict_claims.evaluate.tally import Tally
from conflict_claims.matching.edges import Record, matched_links
from conflict_claims.matching.marks import LINK
from conflict_claims.matching.pairing import PairedArticle
from conflict_claims.matching.values import IDENTITY, asked, comparable
from conflict_claims_schemas.fields import ATTRIBUTES, Field

BOUNDS = "bounds"
COMPOSED = {"casualty": {BOUNDS: ("min", "max")}}
"""Fields that one question asks for together: a toll's bounds are right where both are."""


RecordPair = tuple[Record, Record]


def attribute_tallies(paired: Sequence[PairedArticle], layer: str) -> Iterator[Tally]:
    """Each attribute over the matched records of a layer; references are relations, and counted with them."""
    pairs = [list(record_pairs(article, layer)) for article in paired]
    for field in ATTRIBUTES[layer]:
        if field.kind != "reference" and field.name not in IDENTITY.get(layer, ()):
            wanted = [[pair for pair in found if asked(layer, field, *pair)] for found in pairs]
            yield _attribute(layer, field, wanted)
    for name, parts in COMPOSED.get(layer, {}).items():
        yield _composed(layer, name, [field for field in ATTRIBUTES[layer] if field.name in parts], pairs)


def record_pairs(article: PairedArticle, layer: str) -> Iterator[RecordPair]:
    """The matched records of a layer, gold first."""
    if layer == LINK:
        yield from matched_links(article)
    else:
        yield from ((left.record, right.record) for left, right in article.pairs.get(layer, ()))


def values(record: Record, field: Field) -> frozenset[object]:
    """What a record says in a field: nothing where it is silent or has the default, several values of a list."""
    value = comparable(record, field)
    if isinstance(value, frozenset):
        return value
    return frozenset() if value is None or value == field.default else frozenset([value])


def _attribute(layer: str, field: Field, pairs: Sequence[Sequence[RecordPair]]) -> Tally:
    said = [[(values(left, field), values(right, field)) for left, right in found] for found in pairs]
    return Tally(
        layer,
        "attribute",
        field.name,
        [sum(len(left & right) for left, right in found) for found in said],
        [sum(len(left) for left, _ in found) for found in said],
        [sum(len(right) for _, right in found) for found in said],
        [sum(left == right for left, right in found) for found in said],
        [len(found) for found in said],
    )


def _composed(layer: str, name: str, fields: Sequence[Field], pairs: Sequence[Sequence[RecordPair]]) -> Tally:
    said = [[tuple(tuple(comparable(one, field) for field in fields) for one in pair) for pair in found]
            for found in pairs]  # fmt: skip
    nothing = (None,) * len(fields)
    return Tally(
        layer,
        "attribute",
        name,
        [sum(left == right != nothing for left, right in found) for found in said],
        [sum(left != nothing for left, _ in found) for found in said],
        [sum(right != nothing for _, right in found) for found in said],
        [sum(left == right for left, right in found) for found in said],
        [len(found) for found in said],
    )
