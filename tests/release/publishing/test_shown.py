"""What a hub says moves no cursor of the terminal that it is shown on, and forges no line there."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflict_claims.release.candidate import Candidate
from conflict_claims.release.faults import NoSuchRelease
from conflict_claims.release.hub import fetch_release
from conflict_claims.release.publish import publish
from tests.release.candidates import REPOSITORY, candidate_of
from tests.release.hub_server import TOKEN, HubServer
from tests.release.publishing.command import release
from tests.release.publishing.conftest import hub_at

EVIL = "\x1b[31mevil\n::error::\x07"
SHOWN = r"\x1b[31mevil\n::error::\x07"


@pytest.fixture
def candidate(hub_server: HubServer, tmp_path: Path) -> Candidate:
    """A release on a hub that names a tag and a commit so that a terminal would obey them."""
    made = candidate_of(tmp_path / "1.0.0", {"README.md": b"# Harl\n"})
    publish(made, hub_at(hub_server))
    repository = hub_server.repository(REPOSITORY)
    repository.commits[EVIL] = repository.history("main")[0]
    repository.tags |= {EVIL: EVIL, "v1.0.0": EVIL}
    return made


def shown(server: HubServer, *words: str) -> str:
    done = release(server, *words)
    told = done.stdout + done.stderr
    assert "\x1b" not in told
    assert "\x07" not in told
    assert not [line for line in told.splitlines() if line.startswith("::")]
    return told


def test_a_message_shows_tags_as_they_are_written(hub_server: HubServer, candidate: Candidate, tmp_path: Path) -> None:
    with pytest.raises(NoSuchRelease) as caught:
        fetch_release(REPOSITORY, "v9.0.0", tmp_path / "into", endpoint=hub_server.endpoint, token=TOKEN)
    assert str(caught.value) == rf"{REPOSITORY} has no tag v9.0.0; its last tags: {SHOWN}, {candidate.tag}"


@pytest.mark.slow
def test_restore_and_verify_show_tags_as_they_are_written(
    hub_server: HubServer, candidate: Candidate, tmp_path: Path
) -> None:
    words = ("--repo-id", REPOSITORY, "--revision", "v9.0.0", "--from", str(tmp_path), "--output", str(tmp_path / "x"))
    assert SHOWN in shown(hub_server, "restore", *words)
    other = candidate_of(tmp_path / "9.0.0", {"data/actors/train-000000000001.parquet": b""}, previous=candidate)
    assert SHOWN in shown(hub_server, "verify", str(other.folder))


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_publish_shows_commits_as_they_are_written(
    words: tuple[str, ...], hub_server: HubServer, candidate: Candidate
) -> None:
    told = shown(hub_server, "publish", str(candidate.folder), *words)
    assert r"commit \x1b[31mevil\n" in told
    assert "is there already, and its tag" in told
