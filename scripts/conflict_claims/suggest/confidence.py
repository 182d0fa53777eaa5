"""How sure each pattern is: calibrated on the development set (`calibration.py`), kept in a data file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_UNKNOWN = 0.5
"""Of a pattern whose family was never seen nothing is known."""


@cache
def confidence(pattern: str) -> float:
    """The confidence of a pattern by its id; one that the development set does not show has its family's."""
    table = _table()
    entry = table.get("patterns", {}).get(pattern)
    if entry:
        return float(entry["confidence"])
    return float(table.get("families", {}).get(pattern.partition("-")[0], _UNKNOWN))


@cache
def _table() -> dict[str, Any]:
    source = files("conflict_claims.suggest") / "lexicons" / "confidence.toml"
    return tomllib.loads(source.read_text(encoding="utf-8")) if source.is_file() else {}
