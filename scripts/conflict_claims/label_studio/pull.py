"""Reading what annotators finished on the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from label_studio_sdk import LabelStudio

from conflict_claims.files.layout import GOLD
from conflict_claims.label_studio.client import Connection
from conflict_claims.label_studio.importing import Reader
from conflict_claims.label_studio.projects import Project
from conflict_claims.label_studio.pseudonyms import Pseudonyms
from conflict_claims.label_studio.server_tasks import task_count, tasks_of
from conflict_claims.label_studio.taken import Taken, merge

Start = Callable[[int], Callable[[int], None]]
Users = Mapping[int, str]
"""Addresses by number."""


def pull(connection: Connection, project: Project, reader: Reader, users: Users, taken: Taken, start: Start) -> None:
    """Receive the annotations of a project into `taken`, where they are even if the server ends half-way.

    Only at the end `taken` tells which are there: those that were finished, not skipped.

    Raises:
        Trouble: the server does not give them all.
    """
    advance = start(task_count(connection, project.id))
    there: set[str] = set()
    for task in tasks_of(connection, project.id):
        there.update(str(one["id"]) for one in task.get("annotations") or () if not one.get("was_cancelled"))
        merge(taken, reader.take([_with_addresses(task, users)]))
        advance(1)
    taken.there = frozenset(there)


def _with_addresses(task: Mapping[str, Any], users: Users) -> dict[str, Any]:
    """The task, with number and address of who made each annotation in place of the number."""
    annotations = [
        {**one, "completed_by": {"id": one["completed_by"], "email": users.get(one["completed_by"])}}
        for one in task.get("annotations") or ()
    ]
    return {**task, "annotations": annotations}


def users_of(connection: Connection) -> dict[int, str]:
    """The addresses of the server's users, by number."""

    def read(sdk: LabelStudio) -> dict[int, str]:
        listed: Any = sdk.users.list()
        return {int(user.id): str(user.email) for user in listed if user.id is not None}

    return connection.call(read)


def all_gold(users: Users) -> Pseudonyms:
    """Whoever settles a disagreement makes gold."""
    return Pseudonyms({str(number): GOLD for number in users})
