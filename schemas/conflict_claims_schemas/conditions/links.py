"""Links between the casualty claims of an article."""

from __future__ import annotations

import polars as pl

from conflict_claims_schemas.conditions.model import Condition, condition, implies, labelled, local, value_of

_TYPE, _FROM, _TO = pl.col("type"), pl.col("from_id"), pl.col("to_id")
_LATER_FIRST = ("same_as", "conflicts_with")
_ABOUT_ONE_INCIDENT = ("conflicts_with", "updates", "denies")
_TURNED = pl.format('set "from" to "{}" and "to" to "{}"', local("to_id"), local("from_id"))
_REPEATING = _FROM.filter(_TYPE == "same_as").implode()


def _differs(field: str, holds: pl.Expr) -> Condition:
    expected = pl.format("{}, as {} has", value_of(field, f"to_{field}"), local("to_id"))
    found = pl.format("{} in {}", value_of(field, f"from_{field}"), local("from_id"))
    return condition("LNK007", "links", "type", implies(_TYPE.eq("same_as"), holds), expected, found)


def _exceeds(link_type: str, part: str, whole: str) -> Condition:
    holds = implies(_TYPE.eq(link_type), pl.col(f"{part}_min") <= pl.col(f"{whole}_max"))
    expected = pl.format("a part of at most {}, the max of {}", f"{whole}_max", local(f"{whole}_id"))
    found = pl.format("{} in {}", value_of("min", f"{part}_min"), local(f"{part}_id"))
    return condition("LNK008", "links", "type", holds, expected, found)


CONDITIONS: tuple[Condition, ...] = (
    condition(
        "LNK001",
        "links",
        "to",
        _FROM != _TO,
        "another claim than the one it starts from",
        local("to_id"),
    ),
    condition(
        "LNK002",
        "links",
        "from",
        pl.struct("from_id", "to_id", "type").is_first_distinct(),
        "one link of a type between two claims",
        pl.format("{} from {} to {} a second time", "type", local("from_id"), local("to_id")),
    ),
    condition(
        "LNK003",
        "links",
        "from",
        implies(_TYPE.is_in(_LATER_FIRST), pl.col("from_start") >= pl.col("to_start")),
        pl.format("{} from the later claim to the earlier", "type"),
        pl.format("from {} at {} to {} at {}", local("from_id"), "from_start", local("to_id"), "to_start"),
        _TURNED,
    ),
    condition(
        "LNK004",
        "links",
        "aspect",
        (_TYPE == "conflicts_with") == pl.col("aspect").is_not_null(),
        pl.when(_TYPE == "conflicts_with")
        .then(pl.lit("aspect beside conflicts_with"))
        .otherwise(pl.format("no aspect beside {}", "type")),
        labelled("aspect"),
    ),
    condition(
        "LNK005",
        "links",
        "to",
        ~_TO.is_in(_REPEATING),
        "the first claim of a same_as chain",
        pl.format("{}, which is itself the same as an earlier one", local("to_id")),
    ),
    _differs("outcome", pl.col("from_outcome") == pl.col("to_outcome")),
    _differs("min", pl.col("from_min").eq_missing(pl.col("to_min"))),
    _differs("max", pl.col("from_max").eq_missing(pl.col("to_max"))),
    _differs("incident", pl.col("from_incident") == pl.col("to_incident")),
    _exceeds("subset_of", "from", "to"),
    _exceeds("sum_of", "to", "from"),
    condition(
        "LNK009",
        "links",
        "type",
        implies(_TYPE.is_in(_ABOUT_ONE_INCIDENT), pl.col("from_incident") == pl.col("to_incident")),
        pl.format('incident "{}", as {} has', "to_incident", local("to_id")),
        pl.format('incident "{}" in {}', "from_incident", local("from_id")),
    ),
)
