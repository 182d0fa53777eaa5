"""Bringing articles to a project: make or find it, keep its page in step with the vocabulary, upload what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conflict_claims.label_studio.client import Connection
from conflict_claims.label_studio.orphans import Orphan, orphans
from conflict_claims.label_studio.projects import (
    Project,
    Wanted,
    described,
    find_or_create,
    get,
    set_annotators,
    set_page,
    show_all_predictions,
)
from conflict_claims.label_studio.server_tasks import tasks_of
from conflict_claims.label_studio.trouble import WrongRequest
from conflict_claims.label_studio.upload import Uploaded, upload
from conflict_claims.render.escape import visible

SHOWN_ORPHANS = 20
Start = Callable[[int], Callable[[int], None]]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did; `annotators_before` is how many people were to annotate each article, where that changed."""

    project: Project
    is_new: bool
    has_new_page: bool
    uploaded: Uploaded
    annotators_before: int | None = None


def push(
    connection: Connection,
    wanted: Wanted,
    tasks: Sequence[Mapping[str, Any]],
    start: Callable[[int], Callable[[int], None]],
) -> Pushed:
    """Bring a project to the wanted state, and `tasks` into it.

    Raises:
        Trouble: the server cannot be used, or a new page would orphan work; what is there stays.
    """
    project, is_new = find_or_create(connection, wanted)
    has_new_page = project.page.strip() != wanted.page.strip()
    if has_new_page:
        _refuse_orphans(connection, project, wanted.page)
        project = set_page(connection, project, wanted.page)
    before = None
    if wanted.annotators is not None and wanted.annotators != project.annotators:
        before, project = project.annotators, set_annotators(connection, project, wanted.annotators)
    uploaded = upload(connection, project.id, tasks, start(len(tasks)))
    if get(connection, project.id, project.key).model_version:
        show_all_predictions(connection, project)
    return Pushed(project, is_new, has_new_page, uploaded, before)


def _refuse_orphans(connection: Connection, project: Project, page: str) -> None:
    found = list(orphans(project.page, page, tasks_of(connection, project.id)))
    if found:
        shown = found[:SHOWN_ORPHANS]
        lines = [
            f"{described(project)}: today's labelling page would orphan {len(found)} values of work done there.",
            "The page was left as it is. Bring the work home (conflict-claims label-studio pull); then give the",
            "vocabulary back what is missing, or take these values out of the annotations, and push again:",
            *(f"  {_told(one)}" for one in shown),
            f"  {len(shown)} of {len(found)} shown",
        ]
        raise WrongRequest("\n".join(lines))


def _told(one: Orphan) -> str:
    return visible(f"task {one.task}  article {one.article}  {one.annotation}  region {one.region}: {one.what}")
