"""Values of two matched records as they are compared."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Any

from conflict_claims.matching.edges import Record
from conflict_claims.matching.marks import LINK, value_of
from conflict_claims_schemas.fields import Field

IDENTITY = {LINK: ("type", "from", "to")}
"""Fields by which records are matched, and which therefore cannot differ."""

ANNOTATED_FOR = {("stance", "polarity"): ("act", "other"), ("link", "aspect"): ("type", "conflicts_with")}
"""Fields that the guidelines ask for beside one value of another field only: both records must have that value."""


def asked(layer: str, field: Field, left: Record, right: Record) -> bool:
    """Whether the guidelines ask for the field in both of two matched records; a reference is no such field."""
    if field.kind == "reference" or field.name in IDENTITY.get(layer, ()):
        return False
    if (layer, field.name) not in ANNOTATED_FOR:
        return True
    other, value = ANNOTATED_FOR[layer, field.name]
    return bool(left.get(other) == right.get(other) == value)


def comparable(record: Record, field: Field) -> Hashable:
    """A record's value as it is compared: defaults filled in, lists as sets, None where the text does not say."""
    value: Any = value_of(record, field)
    if field.kind == "strings":
        return frozenset(value or ())
    return repr(value) if isinstance(value, list | dict) else value


def attribute_differs(layer: str, field: Field, left: Record, right: Record) -> bool:
    """Whether two records say otherwise in a field that both were asked for."""
    return asked(layer, field, left, right) and comparable(left, field) != comparable(right, field)


def said(record: Record, field: Field) -> str:
    """A record's value as a report shows it."""
    value: Any = comparable(record, field)
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "(none)"
    if value is None:
        return "(none)"
    return value.isoformat() if isinstance(value, date) else str(value)
