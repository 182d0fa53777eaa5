"""The annotations of an exported task: which of them count, who made them, and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from conflict_claims.label_studio.exports import NoExport
from conflict_claims.label_studio.results import Raw, region_id

_KEYS = ("annotations", "completions")
"""Where a task has its annotations: today, and in exports of the first servers."""

_LATEST = datetime.max.replace(tzinfo=UTC).timestamp()
_OLD_USER = re.compile(r"[^,]{0,300},\s*(\d{1,18})\s*")


@dataclass(frozen=True, slots=True)
class Submitted:
    """One annotation that was submitted; `when` orders those of the same annotator."""

    task: Raw
    annotation: Raw
    completed_by: Any
    when: tuple[float, int]


def submitted(task: Any, passed: Counter[str]) -> Iterator[Submitted]:
    """The annotations of a task that count; drafts and cancelled ones are counted in `passed`.

    What stands among them and is no annotation is passed over: see `strays`.

    Raises:
        NoExport: the task is none, or of a format that loses relations or attributes.
    """
    found = _annotations(task)
    drafts = task.get("drafts")
    passed["drafts"] += len(drafts) if type(drafts) is list else 0
    for one in found:
        if type(one) is not dict:
            continue
        if one.get("was_cancelled") or one.get("skipped"):
            passed["cancelled"] += 1
        else:
            yield Submitted(task, one, _user(one), _when(one))


def strays(task: Raw) -> list[Any]:
    """What stands among the annotations of a task and is none.

    Raises:
        NoExport: as `submitted`.
    """
    return [one for one in _annotations(task) if type(one) is not dict]


def held(task: Any) -> Any:
    """What an unreadable task has in the place of its annotations; a task that is none is that itself."""
    return next((task[key] for key in _KEYS if key in task), None) if type(task) is dict else task


def _annotations(task: Any) -> list[Any]:
    if type(task) is not dict:
        raise NoExport("a task that is no object", "an object for each task")
    key = next((key for key in _KEYS if key in task), None)
    if key is None:
        lost = "it has no relations and mixes up the values of regions"
        told = f"JSON_MIN, or tasks alone: {lost}" if "data" not in task else "a task without annotations"
        raise NoExport(told, f"`data` and `{_KEYS[0]}` in every task: the export format JSON")
    if type(task[key]) is not list:
        raise NoExport(f"`{key}` that is no list", "a list of annotations")
    found: list[Any] = task[key]
    return found


def _user(annotation: Raw) -> Any:
    """Who made it; the first servers wrote address and number in one string."""
    told = annotation.get("completed_by")
    if told is None and type(name := annotation.get("created_username")) is str:
        number = _OLD_USER.fullmatch(name)
        return int(number.group(1)) if number else name.strip()
    return told


def _when(annotation: Raw) -> tuple[float, int]:
    number = region_id(annotation.get("id")) or ""
    order = int(number) if number.isdecimal() and len(number) < 19 else 0
    for key in ("updated_at", "created_at"):
        told = annotation.get(key)
        if isinstance(told, int | float) and not isinstance(told, bool) and abs(told) < _LATEST:
            return float(told), order
        if isinstance(told, str) and (seconds := _seconds(told)) is not None:
            return seconds, order
    return 0.0, order


def _seconds(told: str) -> float | None:
    try:
        day = datetime.fromisoformat(told)
    except ValueError:
        return None
    return (day if day.tzinfo else day.replace(tzinfo=UTC)).timestamp()
