"""Labels that the vocabulary does not know: a condition for each labelled field, made from the fields."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from conflict_claims_schemas.columns import RENAMED, TABLE_OF_LAYER, TABLES
from conflict_claims_schemas.conditions.model import Condition, condition, labelled
from conflict_claims_schemas.fields import ATTRIBUTES, FRONT_MATTER, REGISTRIES, Field


def in_set(column: str, field: Field) -> pl.Expr:
    """Whether the label, or every label of a list, is one of the field's set; null where there is none."""
    assert field.label_set is not None
    names = list(field.label_set.names)
    if field.kind == "strings":
        return pl.col(column).list.eval(pl.element().is_in(names)).list.all()
    return pl.col(column).is_in(names)


def one_of(field: Field) -> str:
    """The field's labels in words."""
    assert field.label_set is not None
    return f"{field.name}: one of " + ", ".join(field.label_set.names)


def _unknown_label(rule: str, table: str, field: Field, column: str) -> Condition:
    found = _odd_labels(field, column) if field.kind == "strings" else labelled(field.name, column)
    return condition(rule, table, field.name, in_set(column, field), one_of(field), found)


def _odd_labels(field: Field, column: str) -> pl.Expr:
    assert field.label_set is not None
    odd = pl.col(column).list.set_difference(pl.lit(list(field.label_set.names), dtype=pl.List(pl.String)))
    return pl.format(f'{field.name} "{{}}"', odd.list.join('", "'))


def _of_records() -> Iterator[Condition]:
    for layer, table in TABLE_OF_LAYER.items():
        for field in ATTRIBUTES[layer]:
            if field.labels:
                yield _unknown_label("SPN016", table, field, RENAMED.get(layer, {}).get(field.name, field.name))


def _of_articles_and_registries() -> Iterator[Condition]:
    published = {column.name for column in TABLES["articles"]}
    for table, fields in {"articles": FRONT_MATTER, **REGISTRIES}.items():
        for field in fields:
            if field.labels and (table != "articles" or field.name in published):
                yield _unknown_label("DOC016", table, field, field.name)


CONDITIONS: tuple[Condition, ...] = (*_of_records(), *_of_articles_and_registries())
