"""Gold of a small corpus as exports of a server on which people accepted it, and the commands that bring it home."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from tests.corpora import harl_corpus

Task = dict[str, Any]
NAMES = '[annotators]\n7 = "ann-a"\n8 = "ann-b"\n9 = "ann-c"\n'


def corpus_of_three(root: Path) -> Layout:
    """A corpus with gold of one article, and three users with pseudonyms."""
    layout = harl_corpus(root)
    (layout.root / "label-studio.toml").write_text(NAMES)
    return layout


def accepted(layout: Layout, user: int = 7, when: str = "2031-03-05T10:00:00Z", task: int = 1) -> Task:
    """The task of the article, its gold accepted by `user`."""
    made = layout.root / "tasks.json"
    assert main(["label-studio", "export", "--root", str(layout.root), "gold", "--output", str(made)]) == 0
    (found,) = json.loads(made.read_text())
    result = found["predictions"][0]["result"]
    annotation = {"id": 50 * task + user, "completed_by": user, "updated_at": when, "result": copy.deepcopy(result)}
    return {**found, "id": task, "annotations": [annotation]}


def without(task: Task, *regions: str, when: str = "") -> Task:
    """The task, its first annotation without some regions and what leads to them."""
    made = copy.deepcopy(task)
    one = made["annotations"][0]
    one["result"] = [
        raw for raw in one["result"] if not {raw.get("id"), raw.get("from_id"), raw.get("to_id")} & {*regions}
    ]
    one["updated_at"] = when or one["updated_at"]
    return made


def bring(layout: Layout, tasks: Any, *options: str, file: str = "export.json") -> int:
    """`label-studio import` of these tasks; its exit code."""
    path = layout.root / file
    path.write_text(tasks if isinstance(tasks, str) else json.dumps(tasks))
    return main(["label-studio", "import", "--root", str(layout.root), str(path), *options])


def quarantined(layout: Layout) -> list[dict[str, Any]]:
    """What is kept of all that was left out, an entry an annotation."""
    files = sorted((layout.root / "label-studio").glob("quarantine-*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]
