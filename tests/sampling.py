"""Long lists of cases of which the quick run takes some."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pytest


def mostly_slow(cases: Mapping[str, tuple[Any, ...]], *, quick: Collection[str]) -> list[Any]:
    """The cases as parameters, with their names as ids; those that are not in `quick` are marked slow."""
    assert set(quick) <= set(cases), set(quick) - set(cases)
    return [
        pytest.param(*values, id=name, marks=() if name in quick else pytest.mark.slow)
        for name, values in cases.items()
    ]
