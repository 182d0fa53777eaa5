"""The workflow that validates pull requests: its steps run here as they stand in the file."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml

from tests.contributions.pull_requests import PULL_REQUESTS, plant
from tests.contributions.workflow import ROOT, Outcome, commands, run_job, steps, workflow

GOLDEN = Path(__file__).parent / "golden"


def told(outcome: Outcome) -> str:
    """Verdict, annotations and summary of a job, without what differs from run to run."""
    lines = [f"verdict {outcome.verdict}", ""]
    for name, properties, message in commands(outcome.printed["Check what the pull request changes"]):
        place = ", ".join(f"{key} {value}" for key, value in properties.items())
        lines += [f"{name}: {place}", *(f"    {line}" for line in message.split("\n"))]
    page = re.sub(r"\b[0-9a-f]{10}\b", "0123456789", outcome.summary)
    return "\n".join(("annotations and summary", "", *lines, "", page))


@pytest.mark.slow
@pytest.mark.parametrize("name", PULL_REQUESTS)
def test_a_pull_request_gets_its_verdict_annotations_and_summary(tmp_path: Path, name: str) -> None:
    change, verdict = PULL_REQUESTS[name]
    outcome = run_job(tmp_path, tmp_path / "server", plant(tmp_path / "server", change), leave_out=("Preview",))
    assert outcome.verdict == verdict, outcome.printed
    assert outcome.codes["Summary"] == 0
    golden = GOLDEN / f"{name}.md"
    if os.environ.get("RENEW_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(told(outcome))
    assert told(outcome) == golden.read_text(), (
        f"renew {golden} with RENEW_GOLDEN=1 python -m pytest tests/contributions"
    )


def test_every_kind_of_pull_request_has_its_golden_file_and_no_other() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == PULL_REQUESTS.keys()


@pytest.mark.slow
def test_the_whole_job_leaves_reports_and_a_preview(tmp_path: Path) -> None:
    outcome = run_job(tmp_path, tmp_path / "server", plant(tmp_path / "server", PULL_REQUESTS["bounds"][0]))
    assert outcome.verdict == 1
    kept = outcome.folder / "dist" / "validate"
    assert (kept / "preview" / "index.html").is_file(), outcome.printed["Preview"]
    assert not any(path.is_symlink() for path in kept.rglob("*"))
    assert "CAS001" in (kept / "check.md").read_text()
    assert "Articles and records by split" in (kept / "statistics.md").read_text()


def test_the_workflow_needs_no_secret_and_grants_reading_alone() -> None:
    content, text = workflow(), (ROOT / ".github" / "workflows" / "validate.yml").read_text()
    assert re.search(r"^on:\n  pull_request:\n\n", text, re.MULTILINE)
    assert "pull_request_target" not in text
    assert content["permissions"] == {"contents": "read"}
    assert "secrets." not in text
    assert "permissions" not in content["jobs"]["validate"]


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.name)
def test_no_expression_stands_in_a_script_and_actions_are_pinned_by_hash(path: Path) -> None:
    for job in yaml.safe_load(path.read_text())["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step.get("uses", f"a/b@{'0' * 40}"))


def test_the_verdict_is_the_exit_code_of_a_step_that_nothing_softens() -> None:
    (verdict,) = [step for step in steps() if step.get("id") == "verdict"]
    assert verdict["run"] == 'conflict-claims check --changed --base "$BASE" --format github'
    assert not {"continue-on-error", "if", "shell"} & verdict.keys()


@pytest.mark.slow
def test_a_summary_too_long_for_github_is_cut_and_says_so(tmp_path: Path) -> None:
    def flood(layout: object) -> None:
        folder = tmp_path / "server" / "owner" / "name" / "corpus" / "articles"
        for number in range(2500):
            (folder / f"stray {'x' * 150} {number}.md").write_text("x")

    outcome = run_job(tmp_path, tmp_path / "server", plant(tmp_path / "server", flood), leave_out=("Preview",))
    assert outcome.verdict == 1
    assert len(outcome.summary.encode()) < 1024 * 1024
    assert "Cut here; the artefact of this run has the whole of check.md." in outcome.summary
    printed = outcome.printed["Check what the pull request changes"]
    assert "2,500 annotations of kind error, of which GitHub shows 10" in printed
