"""Words of another scheme turned into a value that one of our fields can hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from conflict_claims_schemas.fields import RECORDS, Field

SPAN_PLACE = frozenset({"id", "layer", "start", "end", "text"})
SET_BY_TOOLS = SPAN_PLACE | {"from", "to"}
"""Fields of a record that no label can fill."""

FIELDS: dict[str, dict[str, Field]] = {
    layer: {field.name: field for field in fields if field.name not in SET_BY_TOOLS}
    for layer, fields in RECORDS.items()
}
"""What a label map may fill, by layer and name."""

_LIMIT = 2**63


_REQUIRED = {
    layer: [field.name for field in fields if field.required and field.name not in SPAN_PLACE]
    for layer, fields in RECORDS.items()
}


def missing(layer: str, filled: Collection[str]) -> list[str]:
    """The fields that a record of `layer` must have, and that are not among those `filled`."""
    return [name for name in _REQUIRED[layer] if name not in filled]


def expected(field: Field) -> str:
    """What a value of `field` looks like, for messages."""
    if field.label_set is not None:
        return "one of " + ", ".join(field.label_set.names)
    if field.kind == "reference":
        return "one of " + ", ".join(field.specials) if field.specials else "a relation to another span"
    return {"count": "a whole number", "date": "a day as YYYY-MM-DD"}.get(field.kind, "a word or text")


def value_of(field: Field, words: str) -> Any:
    """The value of `field` that `words` state; lists come with one item, days as ISO dates.

    Raises:
        ValueError: they state none; the message says what was expected.
    """
    if field.label_set is not None:
        fits = words in field.label_set.names
    elif field.kind == "reference":
        fits = words in field.specials
    elif field.kind == "count":
        fits = words.isascii() and words.isdigit() and len(words) < 20 and int(words) < _LIMIT
    elif field.kind == "date":
        fits = _is_day(words)
    else:
        fits = bool(words)
    if not fits:
        raise ValueError(expected(field))
    if field.kind in ("strings", "reference"):
        return [words]
    return int(words) if field.kind == "count" else words


def _is_day(words: str) -> bool:
    try:
        return len(words) == len("2024-08-28") and date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def constant_of(field: Field, value: Any) -> Any:
    """The value of `field` that a TOML value states.

    Raises:
        ValueError: it states none; the message says what was expected.
    """
    items = value if isinstance(value, list) and field.kind in ("strings", "reference") else [value]
    found = [value_of(field, _words(field, item)) for item in items]
    if not found:
        raise ValueError(expected(field))
    return [item for one in found for item in one] if field.kind in ("strings", "reference") else found[0]


def _words(field: Field, item: Any) -> str:
    if field.kind == "count" and type(item) is int:
        return str(item)
    if field.kind == "date" and isinstance(item, date) and not isinstance(item, datetime):
        return item.isoformat()
    if type(item) is not str or field.kind == "count":
        raise ValueError(expected(field))
    return item
