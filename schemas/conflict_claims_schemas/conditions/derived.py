"""Derived columns: what the tool computes must be what its definition gives (rule INT002)."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from conflict_claims_schemas.columns import LAYER_OF_TABLE, SPAN_TABLES, TABLES
from conflict_claims_schemas.conditions.labels import in_set, one_of
from conflict_claims_schemas.conditions.model import Condition, condition, implies, labelled, value_of
from conflict_claims_schemas.fields import ATTRIBUTES, Field
from conflict_claims_schemas.vocabulary import PUBLISHABLE


def _derived(table: str, column: str, holds: pl.Expr, expected: str | pl.Expr) -> Condition:
    return condition("INT002", table, column, holds, expected, value_of(column))


def _by_column(table: str) -> Iterator[Condition]:
    for column in TABLES[table]:
        # The readers let no record pass that lacks a required field; a withheld text may still be null.
        if column.required and not column.textual:
            yield _derived(table, column.name, pl.col(column.name).is_not_null(), f"a value in {column.name}")
        if column.labels and column.derived:
            yield _derived(table, column.name, in_set(column.name, column), one_of(column))


def _reference(table: str, field: Field) -> Iterator[Condition]:
    """What follows from a reference: its kind, and the words, layer and registry ids of the first."""
    columns = {column.name for column in TABLES[table]}
    kind = pl.col(f"{field.name}_kind")
    is_span = kind == "span"
    has_ids = pl.col(field.name).list.len().fill_null(0) > 0
    yield _derived(table, f"{field.name}_kind", is_span == has_ids, "span where there are ids, and only there")
    # Words may be withheld from a public build, and then the row's own text is null as well.
    words = pl.col(f"{field.name}_text").is_not_null()
    yield _derived(table, f"{field.name}_text", (is_span == words) | pl.col("text").is_null(), "words for span only")
    for suffix, layers in (("actor", ("actor",)), ("topic", ("topic",))):
        name = f"{field.name}_{suffix}"
        if name in columns:
            bound = is_span & _points_at(field, layers)
            yield _derived(table, name, implies(pl.col(name).is_not_null(), bound), f"an id for a first {suffix} only")
    if f"{field.name}_layer" in columns:
        layer = pl.col(f"{field.name}_layer").is_not_null()
        yield _derived(table, f"{field.name}_layer", is_span == layer, "a layer for span only")


def _points_at(field: Field, layers: tuple[str, ...]) -> pl.Expr:
    return pl.lit(True) if len(field.refers) == 1 else pl.col(f"{field.name}_layer").is_in(layers)


def _of_article(table: str, column: str) -> Condition:
    """Rows of an article stand together and carry the same day and outlet."""
    value, article = pl.col(column), pl.col("article_id")
    same = value.eq_missing(value.shift(1)) | (article != article.shift(1))
    return _derived(table, column, same, f"the same {column} as in the article's other rows")


def _span(table: str) -> Iterator[Condition]:
    holds = pl.col("sentence").str.contains(pl.col("text"), literal=True)
    yield _derived(table, "sentence", holds, "a sentence that holds the span")
    yield _of_article(table, "published")
    yield _of_article(table, "outlet")
    for field in ATTRIBUTES[LAYER_OF_TABLE[table]]:
        if field.kind == "reference":
            yield from _reference(table, field)


def _named(table: str, key: str, name: str) -> Condition:
    holds = pl.col(key).is_null() == pl.col(name).is_null()
    return _derived(table, name, holds, f"a name where there is {key}, and only there")


def _article() -> Iterator[Condition]:
    allowed = pl.col("license").is_in(sorted(PUBLISHABLE))
    yield _derived("articles", "publishable", pl.col("publishable") == allowed, "what the licence says")
    length = pl.col("text").str.len_chars()
    yield _derived("articles", "characters", pl.col("characters") == length, pl.format("characters {}", length))


def _link(end: str) -> Condition:
    # A withheld text takes the words of both ends; one end without words is a fault.
    both = pl.col("from_text").is_null() == pl.col("to_text").is_null()
    return condition("INT002", "links", f"{end}_text", both, "the words of both ends", labelled(f"{end}_text"))


def _all() -> Iterator[Condition]:
    for table in TABLES:
        yield from _by_column(table)
    for table in SPAN_TABLES:
        yield from _span(table)
    yield from _article()
    yield _named("actors", "actor_id", "actor_name")
    yield _named("topics", "topic_id", "topic_name")
    yield _link("from")
    yield _link("to")


CONDITIONS: tuple[Condition, ...] = tuple(_all())
