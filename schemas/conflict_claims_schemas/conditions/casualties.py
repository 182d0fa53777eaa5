"""Casualty claims: how modality, bounds and words agree, and who is blamed and who reports."""

from __future__ import annotations

import polars as pl

from conflict_claims_schemas.conditions.model import (
    Condition,
    condition,
    english,
    implies,
    labelled,
    set_to,
    value_of,
)

_MIN, _MAX, _MODALITY = pl.col("min"), pl.col("max"), pl.col("modality")
_HAS_MIN, _HAS_MAX = _MIN.is_not_null(), _MAX.is_not_null()

BOUNDS: dict[str, tuple[pl.Expr, str]] = {
    "exact": (_HAS_MIN & _HAS_MAX & (_MIN == _MAX), "min and max alike"),
    "at_least": (_HAS_MIN & ~_HAS_MAX, "min and no max"),
    "more_than": (_HAS_MIN & ~_HAS_MAX & (_MIN >= 1), "min one above the number, and no max"),
    "at_most": (~_HAS_MIN & _HAS_MAX, "max and no min"),
    "fewer_than": (~_HAS_MIN & _HAS_MAX, "max one below the number, and no min"),
    "about": (_HAS_MAX & (~_HAS_MIN | (_MIN == _MAX)), "max, and min alike or none"),
    "range": (_HAS_MIN & _HAS_MAX & (_MIN < _MAX), "min below max"),
    "vague": (_HAS_MIN & ~_HAS_MAX, "min and no max"),
    "proportion": (~_HAS_MIN & ~_HAS_MAX, "neither min nor max"),
    "unquantified": (~_HAS_MIN & ~_HAS_MAX, "neither min nor max"),
    "none": (_HAS_MIN & _HAS_MAX & (_MIN == 0) & (_MAX == 0), "min 0 and max 0"),
}
"""What each modality asks of the bounds, and how a message says it."""


def _bounds_fit() -> pl.Expr:
    return pl.all_horizontal(
        implies(_MODALITY.eq(modality), holds.fill_null(False)) for modality, (holds, _) in BOUNDS.items()
    )


def _bounds_told() -> pl.Expr:
    told = {modality: f"{phrase} for {modality}" for modality, (_, phrase) in BOUNDS.items()}
    return _MODALITY.replace_strict(told, default="another modality", return_dtype=pl.String)


_BOUNDS_FIT = _bounds_fit()
_BOUNDS = pl.format("{} and {}", value_of("min"), value_of("max"))

_WORDS = pl.col("words_modality")
_COUNTLESS = ("unquantified", "proportion")
# Guideline C11: of "denied killing civilians" the denied words alone are the span.
_DENIED = _MODALITY == "none"
# Guideline C10: "the governor was killed" counts one person without a number word.
_ONE_PERSON = (_MODALITY == "exact") & (_MIN == 1) & (_MAX == 1)
_NO_COUNT = _MODALITY.is_in(_COUNTLESS) | _DENIED | _ONE_PERSON.fill_null(False)
# Where the grammar cannot tell, the annotator can: a false error would cost more than a fault that it misses.
_UNSURE = (pl.col("words_wording") == "unsure").fill_null(False)
_MODALITY_FITS = _UNSURE | (_WORDS.is_not_null() & (_MODALITY == _WORDS)) | (_WORDS.is_null() & _NO_COUNT)


def _words_fix() -> pl.Expr:
    bounds = pl.format("{} and {}", value_of("min", "words_min"), value_of("max", "words_max"))
    write = pl.format('set "modality" to "{}" with {}, or correct the span', "words_modality", bounds)
    none = pl.lit('set "modality" to "unquantified" without min and max, or correct the span')
    return pl.when(_WORDS.is_null()).then(none).otherwise(write)


def _against_words(bound: str) -> Condition:
    # A wrong modality has wrong bounds too; CAS001 and CAS004 say so, and this rule would only repeat it.
    told = _WORDS.is_not_null() & (_MODALITY == _WORDS) & _BOUNDS_FIT
    holds = english(implies(told, pl.col(bound).eq_missing(pl.col(f"words_{bound}"))))
    return condition(
        "CAS003",
        "casualties",
        bound,
        holds,
        value_of(bound, f"words_{bound}"),
        value_of(bound),
        set_to(bound, f"words_{bound}"),
    )


_NUMBERS: tuple[Condition, ...] = (
    condition("CAS001", "casualties", "modality", _BOUNDS_FIT, _bounds_told(), _BOUNDS),
    condition("CAS002", "casualties", "min", ~(_MIN < 0).fill_null(False), "min of 0 or more", value_of("min")),
    condition("CAS002", "casualties", "max", ~(_MAX < 0).fill_null(False), "max of 0 or more", value_of("max")),
    condition("CAS002", "casualties", "max", _MIN <= _MAX, "min at most max", _BOUNDS),
    _against_words("min"),
    _against_words("max"),
    condition(
        "CAS004",
        "casualties",
        "modality",
        english(_MODALITY_FITS),
        pl.when(_WORDS.is_null())
        .then(pl.lit('modality "unquantified" or "proportion", for words without a count'))
        .otherwise(labelled("modality", "words_modality")),
        labelled("modality"),
        _words_fix(),
    ),
    condition(
        "CAS008",
        "casualties",
        "modality",
        implies(_MODALITY == "proportion", pl.col("is_subset")),
        "a subset_of link to the whole",
        pl.lit("none"),
    ),
    condition(
        "CAS013",
        "casualties",
        "subset",
        pl.col("subset").list.n_unique() == pl.col("subset").list.len(),
        "each group once",
        pl.format('subset "{}"', pl.col("subset").list.join('", "')),
    ),
)

_SOURCE, _PERPETRATOR = pl.col("source_kind"), pl.col("perpetrator_kind")
_BLAME, _PARTY, _SCOPE = pl.col("blame"), pl.col("party"), pl.col("scope")
_TOLD_BY_SOMEONE = _SOURCE.is_in(["span", "unnamed"])


def _only_with_source(field: str) -> Condition:
    expected = pl.format(f"no {field}, as source is {{}}", "source_kind")
    holds = implies(~_TOLD_BY_SOMEONE, pl.col(field).is_null())
    return condition("CAS006", "casualties", field, holds, expected, labelled(field))


def _always_with_source(field: str) -> Condition:
    holds = implies(_TOLD_BY_SOMEONE, pl.col(field).is_not_null())
    return condition("CAS007", "casualties", field, holds, f"{field}, as source names someone", labelled(field))


_SAID: tuple[Condition, ...] = (
    condition(
        "CAS005",
        "casualties",
        "blame",
        _BLAME.is_not_null() == (_PERPETRATOR == "span"),
        pl.when(_BLAME.is_null())
        .then(pl.lit("blame beside perpetrator"))
        .otherwise(pl.lit("a perpetrator that is a span, beside blame")),
        pl.when(_BLAME.is_null()).then(pl.lit("no blame")).otherwise(pl.format("perpetrator {}", "perpetrator_kind")),
    ),
    _only_with_source("report"),
    _only_with_source("party"),
    _always_with_source("report"),
    _always_with_source("party"),
    condition(
        "CAS009",
        "casualties",
        "party",
        implies(_BLAME == "claimed", _PARTY == "perpetrator_side"),
        'party "perpetrator_side" for blame "claimed"',
        labelled("party"),
    ),
    condition(
        "CAS010",
        "casualties",
        "as_of",
        pl.col("as_of") <= pl.col("published"),
        pl.format("a day up to {}, when the article was published", "published"),
        value_of("as_of"),
    ),
    condition(
        "CAS011",
        "casualties",
        "incident",
        implies((pl.col("realis") == "actual") & (_SCOPE == "incident"), pl.col("incident_id").is_not_null()),
        "the incident that is counted over",
        pl.lit("no incident"),
    ),
    condition(
        "CAS012",
        "casualties",
        "incident",
        implies(_SCOPE == "conflict_total", pl.col("incident_id").is_null()),
        "no incident for a total of the conflict",
        labelled("incident", "incident_id"),
    ),
    condition(
        "CAS014",
        "casualties",
        "source",
        _SOURCE != "unstated",
        'a source: ids of spans, "author" or "unnamed"',
        pl.lit("no source"),
    ),
)

CONDITIONS: tuple[Condition, ...] = (*_NUMBERS, *_SAID)
