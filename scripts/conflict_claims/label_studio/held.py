"""What a project holds already: which articles are tasks in it, on which text, with which predictions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from label_studio_sdk import LabelStudio

from conflict_claims.label_studio.client import Connection
from conflict_claims.label_studio.server_tasks import tasks_of
from conflict_claims.label_studio.trouble import Gone

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """A task on the server; `predictions` are its predictions by model version, the oldest first."""

    id: int
    article: str
    text_sha256: str
    differences: str
    predictions: Mapping[str, tuple[Json, ...]]

    def has(self, prediction: Json) -> bool:
        """Whether a prediction is there as it should be."""
        return any(one["result"] == prediction["result"] for one in self._same_version(prediction))

    def outdated(self, prediction: Json) -> list[int]:
        """The ids of what `prediction` replaces: other results of its model version, and copies of itself."""
        same = self._same_version(prediction)
        kept = next((one["id"] for one in same if one["result"] == prediction["result"]), None)
        return [int(one["id"]) for one in same if one["id"] != kept]

    def _same_version(self, prediction: Json) -> tuple[Json, ...]:
        return self.predictions.get(prediction["model_version"], ())


def held(connection: Connection, project: int) -> dict[str, list[Held]]:
    """The tasks of a project by article id; a task of something else is left out, for it is not ours."""
    found: dict[str, list[Held]] = {}
    for task in tasks_of(connection, project):
        data = task.get("data") or {}
        article = data.get("article")
        if isinstance(article, str):
            told = (str(data.get("text_sha256")), str(data.get("differences", "")))
            one = Held(task["id"], article, *told, _by_version(task.get("predictions") or ()))
            found.setdefault(article, []).append(one)
    return found


def _by_version(predictions: Iterable[Json]) -> dict[str, tuple[Json, ...]]:
    versions: dict[str, tuple[Json, ...]] = {}
    for one in sorted(predictions, key=lambda prediction: int(prediction["id"])):
        versions[str(one.get("model_version"))] = (*versions.get(str(one.get("model_version")), ()), one)
    return versions


def remove_predictions(connection: Connection, numbers: Iterable[int]) -> int:
    """Remove predictions; one that is gone already is no fault. Returns how many there were."""
    removed = 0
    for number in numbers:
        try:
            connection.call(partial(_remove, number))
            removed += 1
        except Gone:
            continue
    return removed


def _remove(number: int, sdk: LabelStudio) -> None:
    sdk.predictions.delete(id=number)
