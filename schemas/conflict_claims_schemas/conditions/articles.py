"""What a row of `articles` shows by itself: title, addresses, language, days, and how its facts are cited."""

from __future__ import annotations

import polars as pl

from conflict_claims_schemas.codes import LANGUAGES
from conflict_claims_schemas.conditions.model import (
    Condition,
    condition,
    implies,
    labelled,
    quoted,
    value_of,
)

MIN_SOURCES = 2
"""How many reports must carry the facts of a text that was written for the corpus."""

_ADDRESS = r"\Ahttps?://[^\s/]+[^\s]*\z"
_WRITTEN = pl.col("origin") == "report_from_sources"
_FACTS = pl.col("facts_from")
_ADDRESSES = _FACTS.list.eval(pl.element().str.contains(_ADDRESS)).list.all()
_BAD_ADDRESS = _FACTS.list.eval(pl.element().filter(~pl.element().str.contains(_ADDRESS))).list.first()
_FIRST_LINE = pl.col("text").str.extract(r"\A([^\n]*)")


def _not_before_publication(field: str) -> Condition:
    expected = pl.format("a day from {} on, when it was published", "published")
    return condition("DOC020", "articles", field, pl.col(field) >= pl.col("published"), expected, value_of(field))


CONDITIONS: tuple[Condition, ...] = (
    condition(
        "DOC017",
        "articles",
        "title",
        pl.col("title") == _FIRST_LINE,
        pl.format('"{}"', _FIRST_LINE),
        quoted("title"),
        pl.format('set "title" to the first line of the text, "{}"', _FIRST_LINE),
    ),
    condition(
        "DOC018",
        "articles",
        "url",
        pl.col("url").str.contains(_ADDRESS),
        "an address that starts with http:// or https://",
        quoted("url"),
    ),
    condition(
        "DOC018",
        "articles",
        "facts_from",
        _ADDRESSES,
        "addresses that start with http:// or https://",
        pl.format('"{}"', _BAD_ADDRESS),
    ),
    condition(
        "DOC019",
        "articles",
        "language",
        pl.col("language").is_in(sorted(LANGUAGES)),
        "a code of two letters from ISO 639-1, like en",
        labelled("language"),
    ),
    _not_before_publication("retrieved"),
    _not_before_publication("facts_checked"),
    condition(
        "DOC021",
        "articles",
        "facts_from",
        implies(_WRITTEN, (_FACTS.list.n_unique() >= MIN_SOURCES).fill_null(False)),
        f"{MIN_SOURCES} or more addresses of reports that carry the facts",
        pl.format("{}", _FACTS.list.n_unique().fill_null(0)),
    ),
    condition(
        "DOC021",
        "articles",
        "facts_checked",
        implies(_WRITTEN, pl.col("facts_checked").is_not_null()),
        "the day on which the facts were checked",
        pl.lit("no facts_checked"),
    ),
    condition(
        "LIC002",
        "articles",
        "url",
        pl.col("publishable") | pl.col("url").is_not_null() | pl.col("outlet").is_not_null(),
        "url or outlet, by which a user may find the withheld text",
        pl.lit("neither"),
    ),
)
