"""What `check` will ask for in a pass after an amendment, and did not ask for before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Record = dict[str, Any]
_LATER_FIRST = ("same_as", "conflicts_with")


def asked_of(before: Sequence[Record], after: Sequence[Record]) -> tuple[str, ...]:
    """What a record of `after` lacks that it had in `before`, with the rule that says so."""
    asked = set(_lacking(before))
    return tuple(one for one in _lacking(after) if one not in asked)


def _lacking(records: Sequence[Record]) -> Iterator[str]:
    starts = {one["id"]: one.get("start", 0) for one in records}
    named = {name for one in records for value in one.values() if isinstance(value, list) for name in value}
    parts = {one["from"] for one in records if one["layer"] == "link" and one["type"] in ("subset_of", "same_as")}
    for one in records:
        layer, local = one["layer"], one["id"]
        if layer == "stance" and not one.get("target"):
            yield f"{local} has no target (STN002)"
        elif layer == "topic" and local not in named:
            yield f"no stance is about the topic {local} (STN006)"
        elif layer == "actor" and one.get("mention") == "pronoun" and local not in named:
            yield f"nothing points at the pronoun {local} (ACT003)"
        elif layer == "casualty" and one.get("modality") == "proportion" and local not in parts:
            yield f"the proportion {local} has no whole (CAS008)"
        elif layer == "link" and one["type"] in _LATER_FIRST and starts.get(one["from"], 0) < starts.get(one["to"], 0):
            yield f"{local} goes from the earlier claim to the later: turn it (LNK003)"
