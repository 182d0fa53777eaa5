"""The projects of a corpus on a server: found by a key in their description, never by their title alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from label_studio_sdk import LabelStudio

from conflict_claims.label_studio.client import Connection
from conflict_claims.label_studio.once import until_nothing_is_left
from conflict_claims.label_studio.trouble import WrongRequest
from conflict_claims.render.escape import shortened, visible

MARK = "conflict-claims:"
ADJUDICATION = "adjudication:"
NOTICE = "The next line ties this project to its corpus; leave it as it is."
TITLE = 50
"""Longest title that the server takes, in characters."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project on the server; `page` is its labelling page, `annotators` how many may annotate a task."""

    id: int
    key: str
    page: str
    annotators: int
    model_version: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a project should be; `annotators` None leaves the number that a project has (1 for a new one)."""

    key: str
    title: str
    page: str
    annotators: int | None = None


def annotation_key(corpus: str) -> str:
    """The key of the project in which a corpus is annotated."""
    return f"{MARK}{corpus}"


def adjudication_key(corpus: str, first: str, second: str) -> str:
    """The key of the project in which two annotators' passes are settled."""
    return f"{adjudication_prefix(corpus)}{first}+{second}"


def adjudication_order(connection: Connection, corpus: str, first: str, second: str) -> tuple[str, str]:
    """Two annotators in the order of the project in which they are settled; as given where there is none yet."""
    keys = {key for key, _ in keyed(connection)}
    here, turned = adjudication_key(corpus, first, second), adjudication_key(corpus, second, first)
    return (second, first) if turned in keys and here not in keys else (first, second)


def adjudication_prefix(corpus: str) -> str:
    """What the keys of all adjudication projects of a corpus begin with."""
    return f"{MARK}{corpus}:{ADJUDICATION}"


def keyed(connection: Connection) -> Iterator[tuple[str, int]]:
    """The key and the id of every project that has one."""

    def read(sdk: LabelStudio) -> list[tuple[int, str]]:
        listed: Any = sdk.projects.list(include="id,description", page_size=100)
        return [(int(project.id), str(project.description or "")) for project in listed if project.id is not None]

    for number, description in connection.call(read):
        lines = [line.strip() for line in description.splitlines()]
        yield from ((line, number) for line in lines if line.startswith(MARK))


def find(connection: Connection, key: str) -> Project | None:
    """The project with this key.

    Raises:
        Trouble: two have it.
    """
    numbers = sorted({number for found, number in keyed(connection) if found == key})
    if len(numbers) > 1:
        raise WrongRequest(
            f"projects {', '.join(map(str, numbers))} all carry {visible(key)!r} in their description: "
            "remove that line from all but the one to work with"
        )
    return get(connection, numbers[0], key) if numbers else None


def annotation_projects(connection: Connection, corpus: str) -> list[Project]:
    """The project in which a corpus is annotated, if there is one.

    Raises:
        Trouble: two have its key.
    """
    project = find(connection, annotation_key(corpus))
    return [project] if project else []


def adjudication_projects(connection: Connection, corpus: str) -> list[Project]:
    """The adjudication projects of a corpus, in the order in which they were made.

    Raises:
        Trouble: two have the same key.
    """
    prefix = adjudication_prefix(corpus)
    keys = dict(sorted((number, key) for key, number in keyed(connection) if key.startswith(prefix)))
    found = [find(connection, key) for key in dict.fromkeys(keys.values())]
    return [project for project in found if project is not None]


def get(connection: Connection, number: int, key: str) -> Project:
    """The project of this id."""
    found = connection.call(lambda sdk: sdk.projects.get(id=number))
    return Project(
        number, key, str(found.label_config or ""), int(found.maximum_annotations or 1), str(found.model_version or "")
    )


def find_or_create(connection: Connection, wanted: Wanted) -> tuple[Project, bool]:
    """The project with the wanted key, and whether it had to be made."""
    existing = find(connection, wanted.key)
    if existing is not None:
        return existing, False
    found: list[Project] = []

    def missing() -> list[Wanted]:
        project = find(connection, wanted.key)
        found[:] = [project] if project else []
        return [] if project else [wanted]

    until_nothing_is_left(missing, lambda _: _create(connection, wanted))
    return found[0], True


def _create(connection: Connection, wanted: Wanted) -> None:
    connection.call(
        lambda sdk: sdk.projects.create(
            title=shortened_title(wanted.title),
            description=f"{NOTICE}\n{wanted.key}",
            label_config=wanted.page,
            maximum_annotations=wanted.annotators or 1,
            show_collab_predictions=True,
        )
    )


def shortened_title(title: str) -> str:
    """A title of the length that the server takes."""
    return title if len(title) <= TITLE else f"{title[: TITLE - 1]}…"


def set_page(connection: Connection, project: Project, page: str) -> Project:
    """Give a project another labelling page."""
    connection.call(lambda sdk: sdk.projects.update(id=project.id, label_config=page))
    return replace(project, page=page)


def set_annotators(connection: Connection, project: Project, annotators: int) -> Project:
    """Say how many people may annotate each task."""
    connection.call(lambda sdk: sdk.projects.update(id=project.id, maximum_annotations=annotators))
    return replace(project, annotators=annotators)


def show_all_predictions(connection: Connection, project: Project) -> None:
    """Undo the server's choice of one model version, which it makes at every import and which hides all others."""
    connection.call(lambda sdk: sdk.projects.update(id=project.id, model_version=""))


def described(project: Project) -> str:
    """A project as messages name it."""
    return f"project {project.id} ({visible(shortened(project.key, 100))})"
