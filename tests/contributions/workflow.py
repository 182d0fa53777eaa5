"""Running the steps of a workflow as GitHub's runner does, and reading what they print as it does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
VALIDATE = ROOT / ".github" / "workflows" / "validate.yml"
SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
EXPRESSIONS = {"${{ github.token }}": "a-token", "${{ !cancelled() }}": "true"}


@dataclass
class Outcome:
    """What a job did: exit code and output of each step that ran, and what they left."""

    codes: dict[str, int] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    folder: Path = Path()

    @property
    def verdict(self) -> int:
        """The first failure, else 0."""
        return next((code for code in self.codes.values() if code), 0)


def workflow(path: Path = VALIDATE) -> dict[str, Any]:
    content = yaml.safe_load(path.read_text())
    assert isinstance(content, dict)
    return content


def steps() -> list[dict[str, Any]]:
    found = workflow()["jobs"]["validate"]["steps"]
    assert isinstance(found, list)
    return found


def run_job(folder: Path, server: Path, sha: str, leave_out: tuple[str, ...] = ()) -> Outcome:
    """Run the job on the merged commit `sha` of the repository `owner/name` below `server`.

    The set-up is left out: what it installs is what these tests run with, and tests/packaging runs the script.
    """
    outcome = Outcome(folder=folder / "work")
    outcome.folder.mkdir()
    environment = _environment(folder, server, sha)
    for step in steps():
        if "run" not in step or step["name"] in ("Set up", *leave_out):
            continue
        if outcome.verdict and "if" not in step:
            continue
        assert step.get("if", "${{ !cancelled() }}") in EXPRESSIONS
        own = {name: EXPRESSIONS.get(value, value) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            [*SHELL, step["run"]], cwd=outcome.folder, env=environment | own, capture_output=True, timeout=300
        )
        outcome.codes[step["name"]] = done.returncode
        outcome.printed[step["name"]] = (done.stdout + done.stderr).decode("utf-8", "replace")
    outcome.summary = (folder / "summary.md").read_text()
    return outcome


def _environment(folder: Path, server: Path, sha: str) -> dict[str, str]:
    for name in ("summary.md", "path"):
        (folder / name).touch()
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_SERVER_URL": server.as_uri(),
        "GITHUB_REPOSITORY": "owner/name",
        "GITHUB_SHA": sha,
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "GITHUB_PATH": str(folder / "path"),
        **workflow()["jobs"]["validate"]["env"],
    }


COMMAND = re.compile(r"::([a-z-]+)(?: ([^:]*))?::(.*)")


def commands(printed: str) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands in a step's output, as the runner finds them: name, properties, message."""
    found: list[tuple[str, dict[str, str], str]] = []
    stopped = ""
    for line in re.split(r"\r\n|\r|\n", printed):
        command = COMMAND.fullmatch(line.lstrip())
        if stopped:
            stopped = "" if line.strip() == f"::{stopped}::" else stopped
        elif command and command[1] == "stop-commands":
            stopped = command[3]
        elif command:
            pairs = (pair.partition("=") for pair in (command[2] or "").split(",") if pair)
            found.append((command[1], {key: _read(value) for key, _, value in pairs}, _read(command[3])))
        elif "##[" in line:
            found.append(("##[", {}, line))
    return found


def _read(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text
