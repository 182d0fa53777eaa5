"""Stances and the topics that they are about."""

from __future__ import annotations

import polars as pl

from conflict_claims_schemas.conditions.model import Condition, condition, english, implies, labelled, quoted
from conflict_claims_schemas.vocabulary import ACT_POLARITY

_AUXILIARIES = (
    "have has had having is are was were be been being am will would shall should may might can could must"
    " do does did the a an"
)
AUXILIARIES: tuple[str, ...] = tuple(_AUXILIARIES.split())
"""Words that carry no act; the articles are among them, for an act may be a noun."""

_ACT, _POLARITY = pl.col("act"), pl.col("polarity")
_BY_ACT = {act: polarity for act, polarity in ACT_POLARITY.items() if polarity is not None}
DERIVED_POLARITY: pl.Expr = _ACT.replace_strict(_BY_ACT, default=None, return_dtype=pl.String)
_SAME_SPAN = pl.col("holder").list.set_intersection(pl.col("target")).list.len() > 0
_SAME_ACTOR = (pl.col("target_layer") == "actor") & (pl.col("holder_actor") == pl.col("target_actor"))

CONDITIONS: tuple[Condition, ...] = (
    condition(
        "STN001",
        "stances",
        "polarity",
        implies(_ACT == "other", _POLARITY.is_not_null()),
        'polarity beside act "other"',
        pl.lit("no polarity"),
    ),
    condition(
        "STN001",
        "stances",
        "polarity",
        implies(_ACT != "other", _POLARITY == DERIVED_POLARITY),
        pl.format('no polarity beside act "{}", which gives it', "act"),
        labelled("polarity"),
    ),
    condition(
        "STN002",
        "stances",
        "target",
        pl.col("target_kind") != "unstated",
        "a target: an actor, a casualty, a topic or a stance",
        pl.lit("no target"),
    ),
    condition(
        "STN003",
        "stances",
        "target",
        ~(_SAME_SPAN.fill_null(False) | _SAME_ACTOR.fill_null(False)),
        "a target other than the holder",
        pl.format('"{}" as both', "holder_text"),
    ),
    condition(
        "STN004",
        "stances",
        "text",
        english(~pl.col("text").str.contains(rf"\A(?i:{'|'.join(AUXILIARIES)})\s")),
        "the act without auxiliary or article",
        quoted("text"),
    ),
    condition(
        "STN005",
        "stances",
        "speech",
        (pl.col("speech") == "authorial") == (pl.col("holder_kind") == "author"),
        pl.when(pl.col("holder_kind") == "author")
        .then(pl.lit('speech "authorial" beside holder ["author"]'))
        .otherwise(pl.lit('holder ["author"] beside speech "authorial"')),
        pl.format('speech "{}", and a holder of kind {}', "speech", "holder_kind"),
    ),
    condition(
        "STN006",
        "topics",
        "id",
        pl.col("referenced"),
        "a stance that targets the topic",
        pl.lit("none"),
    ),
)
