"""Whatever goes wrong at whichever request of a publication: one commit, one tag, and a second run completes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflict_claims.release.candidate import Candidate
from conflict_claims.release.client import Entry
from conflict_claims.release.faults import HubFault
from conflict_claims.release.publish import publish
from conflict_claims.release.published import contents_of, missing_from
from conflict_claims.release.refusal import Refused
from tests.release.candidates import REPOSITORY, candidate_of
from tests.release.hub_server import KINDS, TOKEN, Fault, HubServer
from tests.release.hub_store import Store
from tests.release.publishing.conftest import hub_at

GOT_OVER = ("cut before", "cut after", "lost", "slow", "429", "500", "503")
pytestmark = pytest.mark.usefixtures("no_pauses")

FIRST = {"README.md": b"# Harl\n", "data/actors/train-000000000001.parquet": b"rows", "CHANGELOG.md": b"first\n"}
SECOND = {"README.md": b"# Harl 2\n", "data/actors/train-000000000002.parquet": b"other rows"}


def candidates(folder: Path) -> tuple[Candidate, Candidate]:
    first = candidate_of(folder / "1.0.0", FIRST)
    return first, candidate_of(folder / "1.1.0", SECOND, previous=first)


def attempt(server: HubServer, candidate: Candidate) -> str:
    """One run; returns what it said when it did not go through."""
    try:
        publish(candidate, hub_at(server, timeout=0.15 if server.fault and server.fault.kind == "slow" else 20.0))
    except (HubFault, Refused) as fault:
        return f"{type(fault).__name__}: {fault}"
    return ""


def assert_published(server: HubServer, candidate: Candidate, commits: int) -> None:
    """Exactly `commits` commits, and the tag on the last, which holds the candidate and nothing stale."""
    repository = server.repository(REPOSITORY)
    history = repository.history("main")
    assert len(repository.commits) == len(history) == commits
    assert repository.tags[candidate.tag] == history[0].id
    assert history[0].title == f"Release {candidate.tag}"
    files = history[0].files
    entries = {
        name: Entry(name, file.size, file.blob, file.sha256 if file.large else None) for name, file in files.items()
    }
    assert missing_from(entries, contents_of(candidate)) == []
    assert set(files) == {*candidate.files, ".gitattributes"}


def requests_of(server: HubServer, *published: Candidate) -> list[str]:
    """The requests of the last publication when all goes well."""
    for candidate in published:
        server.requests.clear()
        assert attempt(server, candidate) == ""
    return list(server.requests)


def reset(server: HubServer, *published: Candidate) -> None:
    server.store, server.fault = Store(), None
    for candidate in published:
        assert attempt(server, candidate) == ""
    server.requests.clear()


def assert_told(said: str, kind: str) -> None:
    """One passing fault is got over; a refusal is told with its status, or as what it means for the token."""
    assert TOKEN not in said
    if kind in GOT_OVER:
        assert said == ""
    else:
        assert kind in said or "does not know the token" in said


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_at_any_request_of_a_first_release(kind: str, hub_server: HubServer, tmp_path: Path) -> None:
    first, _ = candidates(tmp_path)
    requests = requests_of(hub_server, first)
    assert len(requests) > 10
    for number in range(1, len(requests) + 1):
        reset(hub_server)
        hub_server.fault = Fault(kind, number)
        said = attempt(hub_server, first)
        assert_told(said, kind)
        hub_server.fault = None
        assert attempt(hub_server, first) == "", (requests[number - 1], said)
        assert_published(hub_server, first, commits=2)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_at_any_request_of_a_later_release(kind: str, hub_server: HubServer, tmp_path: Path) -> None:
    first, second = candidates(tmp_path)
    requests = requests_of(hub_server, first, second)
    for number in range(1, len(requests) + 1):
        reset(hub_server, first)
        before = hub_server.repository(REPOSITORY).tags["v1.0.0"]
        hub_server.fault = Fault(kind, number)
        said = attempt(hub_server, second)
        assert_told(said, kind)
        hub_server.fault = None
        assert attempt(hub_server, second) == "", (requests[number - 1], said)
        assert_published(hub_server, second, commits=3)
        assert hub_server.repository(REPOSITORY).tags["v1.0.0"] == before
