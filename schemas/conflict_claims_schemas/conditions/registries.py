"""The registries of actors, incidents and topics."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from conflict_claims_schemas.codes import COUNTRIES
from conflict_claims_schemas.columns import KEYS
from conflict_claims_schemas.conditions.model import Condition, condition, labelled, quoted, value_of
from conflict_claims_schemas.fields import REGISTRIES

_KEBAB = r"\A[a-z0-9]+(?:-[a-z0-9]+)*\z"
# ISO 3166-1 leaves XAA to XZZ to its users; invented states of examples and tests take one of these.
_USER_ASSIGNED = r"\AX[A-Z]{2}\z"
_PARENT = pl.col("parent")


def _ids(table: str) -> Iterator[Condition]:
    key = KEYS[table]
    yield condition(
        "REF007",
        table,
        "id",
        pl.col(key).is_first_distinct(),
        "an id that no other entry has",
        pl.format('"{}" a second time', key),
    )
    yield condition(
        "REF009",
        table,
        "id",
        pl.col(key).str.contains(_KEBAB),
        "lower-case letters, digits and single hyphens, like army-of-x",
        quoted(key),
    )


def _country(table: str) -> Condition:
    known = pl.col("country").is_in(sorted(COUNTRIES)) | pl.col("country").str.contains(_USER_ASSIGNED)
    return condition(
        "REF011",
        table,
        "country",
        known,
        "a code of three letters from ISO 3166-1, like PAK",
        labelled("country"),
    )


CONDITIONS: tuple[Condition, ...] = (
    *(found for table in REGISTRIES for found in _ids(table)),
    _country("actor_registry"),
    _country("incidents"),
    condition(
        "REF008",
        "actor_registry",
        "parent",
        _PARENT.is_in(pl.col("actor_id").implode()) & (pl.col("actor_id") != _PARENT),
        "the id of another actor in actors.yaml",
        labelled("parent"),
    ),
    condition(
        "REF010",
        "incidents",
        "end",
        pl.col("end") >= pl.col("start"),
        pl.format("a day from {} on, the first day", "start"),
        value_of("end"),
    ),
    condition(
        "REF011",
        "actor_registry",
        "wikidata",
        pl.col("wikidata").str.contains(r"\AQ[1-9][0-9]{0,9}\z"),
        "Q and a number, like Q42",
        labelled("wikidata"),
    ),
    condition("REF011", "actor_registry", "ucdp", pl.col("ucdp") > 0, "a number above 0", value_of("ucdp")),
)
