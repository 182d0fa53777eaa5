"""The tasks of a project, as the server holds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from label_studio_sdk import LabelStudio

from conflict_claims.label_studio.client import Connection
from conflict_claims.label_studio.trouble import Gone, Unanswered

PAGE_SIZE = 50
ROUNDS = 5

Json = dict[str, Any]


def tasks_of(connection: Connection, project: int) -> Iterator[Json]:
    """Every task of a project once, with its annotations, drafts and predictions, as plain JSON.

    Pages are read one by one, so that memory stays bounded. Where others remove tasks meanwhile, later ones move up and
    a page would miss some: then the pages are read again, until all that the server counts were seen.

    Raises:
        Trouble: the server does not give them.
    """
    seen: set[int] = set()
    for _ in range(ROUNDS):
        number, total = 1, 0
        while True:
            tasks, total = _page(connection, project, number)
            fresh = [task for task in tasks if task["id"] not in seen]
            seen.update(task["id"] for task in fresh)
            yield from fresh
            if len(tasks) < PAGE_SIZE:
                break
            number += 1
        if len(seen) >= total:
            return
    raise Unanswered("the tasks changed faster than they could be read: try again")


def _checked(task: Json) -> Json:
    """A task of the shape that the rest relies on.

    Raises:
        TypeError: it is of another.
    """
    lists = [task.get(key) or [] for key in ("annotations", "predictions", "drafts")]
    items = [item for found in lists if isinstance(found, list) for item in found]
    numbered = all(isinstance(item, dict) and isinstance(item.get("id"), int) for item in (task, *items))
    if not (numbered and isinstance(task.get("data"), dict) and all(isinstance(found, list) for found in lists)):
        raise TypeError("no task")
    return task


def task_count(connection: Connection, project: int) -> int:
    """How many tasks a project has."""
    return int(connection.call(lambda sdk: sdk.projects.get(id=project).task_number) or 0)


def _page(connection: Connection, project: int, number: int) -> tuple[list[Json], int]:
    def read(sdk: LabelStudio) -> tuple[list[Json], int]:
        pager: Any = sdk.tasks.list(project=project, page=number, page_size=PAGE_SIZE, fields="all")
        return [_checked(item.model_dump(mode="json")) for item in pager.items or ()], int(pager.response.total)

    try:
        return connection.call(read)
    except Gone:
        if number == 1:
            raise
        return [], 0
