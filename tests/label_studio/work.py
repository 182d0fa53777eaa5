"""What tests do on the server in place of people, past the project's own client."""

from __future__ import annotations

from typing import Any

from tests.label_studio.conftest import Corpus
from tests.label_studio.server import Server

Json = dict[str, Any]


def project_of(server: Server, corpus: Corpus, purpose: str = "") -> Json:
    """The project of a corpus, by the key in its description."""
    key = f"conflict-claims:{corpus.name}{purpose}"
    listed = server.api("GET", "projects?page_size=1000")["results"]
    (found,) = [one for one in listed if key in one["description"].splitlines()]
    return dict(found)


def tasks_of(server: Server, project: Json) -> list[Json]:
    """The tasks of a project, with all that belongs to them."""
    return list(server.api("GET", f"tasks?project={project['id']}&fields=all&page_size=1000")["tasks"])


def accept(server: Server, task: Json, model_version: str, token: str = "") -> Json:
    """Submit a prediction as it is, as the page does when a person presses Submit on it."""
    (chosen,) = [one for one in task["predictions"] if one["model_version"] == model_version]
    return annotate(server, task, chosen["result"], token, parent_prediction=chosen["id"])


def annotate(server: Server, task: Json, result: Any, token: str = "", **fields: Any) -> Json:
    """Submit an annotation."""
    body = {"result": result, "was_cancelled": False, "lead_time": 12.5, **fields}
    return dict(server.api("POST", f"tasks/{task['id']}/annotations?project={task['project']}", body, token))


def name_annotators(corpus: Corpus, **names: int) -> None:
    """Write label-studio.toml: pseudonym to user number."""
    lines = [f'{number} = "{name.replace("_", "-")}"' for name, number in names.items()]
    (corpus.layout.root / "label-studio.toml").write_text("\n".join(["[annotators]", *lines, ""]))
