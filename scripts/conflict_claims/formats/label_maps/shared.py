"""The front matter that a label map, or the file of metadata that it names, gives to articles of a collection."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from conflict_claims.articles.typed import iso_date
from conflict_claims_schemas.fields import FRONT_MATTER, Field

_OF_ONE_ARTICLE = frozenset({"id", "title", "raw", "raw_sha256", "cleaning", "encoding"})

GIVEN = {field.name: field for field in FRONT_MATTER if field.name != "text_sha256"}
"""What metadata may say of one article; the rest follows from its text."""

SHARED = {name: field for name, field in GIVEN.items() if name not in _OF_ONE_ARTICLE}
"""What all articles of a collection may share."""

_LANGUAGE = re.compile("[a-z]{2}")


def misfit(field: Field, value: Any) -> str:
    """What was expected of a field of the front matter; empty where `value` fits. Days may be ISO dates or TOML's."""
    if field.label_set is not None:
        return "" if value in field.label_set.names else "one of " + ", ".join(field.label_set.names)
    if field.kind == "date":
        return "" if _is_day(value) else "a day as YYYY-MM-DD"
    if field.kind == "strings":
        fits = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return "" if fits else "a list of strings"
    if field.name == "language":
        return "" if isinstance(value, str) and _LANGUAGE.fullmatch(value) else "a code of ISO 639-1, like en"
    return "" if isinstance(value, str) and value else "a text"


def _is_day(value: Any) -> bool:
    if not isinstance(value, str):
        return type(value) is date
    try:
        return bool(iso_date(value))
    except ValueError:
        return False
