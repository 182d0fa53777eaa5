"""The rules that can be read off a row of a table, as polars expressions with exact messages.

Pandera's checks (`tables.py`) and the listing of failing rows are made from the same conditions.
"""

from __future__ import annotations

from collections.abc import Collection

from conflict_claims_schemas.conditions import (
    actors,
    articles,
    casualties,
    derived,
    labels,
    links,
    registries,
    spans,
    stances,
)
from conflict_claims_schemas.conditions.model import Condition
from conflict_claims_schemas.rules import RULES

CONDITIONS: tuple[Condition, ...] = (
    *articles.CONDITIONS,
    *spans.CONDITIONS,
    *labels.CONDITIONS,
    *actors.CONDITIONS,
    *casualties.CONDITIONS,
    *stances.CONDITIONS,
    *links.CONDITIONS,
    *registries.CONDITIONS,
    *derived.CONDITIONS,
)

LEVELS = ("L2", "L3", "L4")
"""The levels that row conditions are of."""


def of(table: str, levels: Collection[str] = LEVELS) -> tuple[Condition, ...]:
    """The conditions of `table` whose rules are of one of `levels`, in order of their rules."""
    chosen = [found for found in CONDITIONS if found.table == table and RULES[found.rule].level in levels]
    return tuple(sorted(chosen, key=lambda found: found.rule))


__all__ = ["CONDITIONS", "LEVELS", "Condition", "of"]
