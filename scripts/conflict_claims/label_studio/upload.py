"""Tasks and predictions on their way to a project: in chunks, each once, whatever happens to the connection."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import orjson
from label_studio_sdk import LabelStudio

from conflict_claims.label_studio.client import Connection
from conflict_claims.label_studio.held import Held, held, remove_predictions
from conflict_claims.label_studio.once import until_nothing_is_left
from conflict_claims.label_studio.trouble import Refused

CHUNK_TASKS, CHUNK_BYTES = 500, 8_000_000
"""The server takes a chunk whole or not at all, and should be done with it well before a connection times out."""

Json = Mapping[str, Any]
Advance = Callable[[int], None]


@dataclass
class Uploaded:
    """What was done, and which articles could not be brought up to date: by id, with the task ids on the server.

    `predictions` are those that were added to old tasks and new ones; `removed` those that they replace; `renewed` the
    tasks whose list of differences is another now. `changed` are the tasks with another text than the article has here;
    `doubled` those of an article that has several.
    """

    tasks: int = 0
    present: int = 0
    predictions: int = 0
    removed: int = 0
    renewed: int = 0
    changed: dict[str, list[int]] = field(default_factory=dict)
    doubled: dict[str, list[int]] = field(default_factory=dict)


def upload(connection: Connection, project: int, tasks: Sequence[Json], advance: Advance) -> Uploaded:
    """Bring `tasks` into a project; those that are there already only get the predictions that they lack.

    Args:
        connection: to the server.
        project: its id.
        tasks: with `data` and `predictions`, as `label_studio.tasks.task` makes them.
        advance: called with how many tasks were just dealt with.

    Raises:
        Trouble: the server does not take them; what it has taken stays, and the next call goes on from there.
    """
    there = held(connection, project)
    new = [task for task in tasks if task["data"]["article"] not in there]
    present = len(tasks) - len(new)
    done = Uploaded(len(new), present, sum(len(task["predictions"]) for task in new))
    advance(present)
    _missing_tasks(connection, project, tasks, there, advance)
    fit = [task for task in tasks if _fits(task, there[task["data"]["article"]], done)]
    _predictions(connection, project, fit, there, done)
    for task in fit:
        for one in there[task["data"]["article"]]:
            if one.differences != task["data"].get("differences", ""):
                connection.call(partial(_update_task, one.id, task["data"]))
                done.renewed += 1
    return done


def _missing_tasks(
    connection: Connection, project: int, tasks: Sequence[Json], there: dict[str, list[Held]], advance: Advance
) -> None:
    """Send what is not there yet; `there` is brought up to date."""
    is_read = True

    def missing() -> list[Json]:
        nonlocal is_read
        if not is_read:
            there.update(held(connection, project))
        is_read = False
        return [task for task in tasks if task["data"]["article"] not in there]

    def send(left: Sequence[Json]) -> None:
        for chunk in chunks(left):
            connection.call(partial(_import_tasks, project, chunk))
            advance(len(chunk))

    until_nothing_is_left(missing, send)


def _update_task(number: int, data: Json, sdk: LabelStudio) -> None:
    sdk.tasks.update(str(number), data=dict(data))


def _fits(task: Json, there: Sequence[Held], done: Uploaded) -> bool:
    """Whether the server's task is the one that we would send, and the only one of its article."""
    article = task["data"]["article"]
    if len(there) > 1:
        done.doubled[article] = [one.id for one in there]
    changed = [one.id for one in there if one.text_sha256 != task["data"]["text_sha256"]]
    if changed:
        done.changed[article] = changed
    return not changed


def _predictions(
    connection: Connection, project: int, tasks: Sequence[Json], there: dict[str, list[Held]], done: Uploaded
) -> None:
    """Bring predictions up to date: what is new is sent first, and what it replaces is removed after."""
    wanted = [(task["data"]["article"], one) for task in tasks for one in task["predictions"]]
    is_read = True

    def missing() -> list[Json]:
        nonlocal is_read
        if not is_read:
            there.clear()
            there.update(held(connection, project))
        is_read = False
        pairs = [(one, prediction) for article, prediction in wanted for one in there.get(article, ())]
        return [{"task": one.id, **prediction} for one, prediction in pairs if not one.has(prediction)]

    def send(left: Sequence[Json]) -> None:
        for chunk in chunks(left):
            created = connection.call(partial(_import_predictions, project, chunk))
            done.predictions += created
            if created != len(chunk):
                # The server drops what does not fit its page, and says so by this number alone.
                raise Refused(f"the server took {created} of {len(chunk)} predictions: do they fit its page?")

    until_nothing_is_left(missing, send)
    old = [number for article, one in wanted for task in there.get(article, ()) for number in task.outdated(one)]
    done.removed = remove_predictions(connection, old)


def _import_tasks(project: int, chunk: Sequence[Any], sdk: LabelStudio) -> None:
    sdk.projects.import_tasks(project, request=chunk)


def _import_predictions(project: int, chunk: Sequence[Any], sdk: LabelStudio) -> int:
    return int(sdk.projects.import_predictions(project, request=chunk).created or 0)


def chunks(items: Sequence[Json]) -> Iterator[list[Json]]:
    """`items` in order, in lists of at most CHUNK_TASKS, and of about CHUNK_BYTES as JSON."""
    chunk: list[Json] = []
    size = 0
    for item in items:
        length = len(orjson.dumps(item))
        if chunk and (len(chunk) == CHUNK_TASKS or size + length > CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(item)
        size += length
    if chunk:
        yield chunk
