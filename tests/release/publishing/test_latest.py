"""The last release as a hub has it: which one that is, and what is said where its tag was moved or deleted."""

from __future__ import annotations

from pathlib import Path

import pytest
from huggingface_hub import snapshot_download

from conflict_claims.release.candidate import Candidate
from conflict_claims.release.hub import fetch_release
from conflict_claims.release.last import read_last
from conflict_claims.release.latest import fetch_latest
from conflict_claims.release.publish import publish
from conflict_claims.release.refusal import Refused
from tests.release.hub_server import TOKEN, HubServer
from tests.release.hub_store import Commit, Repository
from tests.release.planning.releases import planned, releasable, third
from tests.release.publishing.command import release
from tests.release.publishing.conftest import hub_at

REPOSITORY = "owner/harl-reports"


@pytest.fixture(scope="module")
def candidates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Candidate, Candidate]:
    """Two releases of a corpus, 1.0.0 and 1.1.0."""
    layout = releasable(tmp_path_factory.mktemp("two") / "corpus")
    first = planned(layout).candidate
    assert first is not None
    third(layout)
    second = planned(layout, first.folder).candidate
    assert second is not None
    return first, second


@pytest.fixture
def repository(hub_server: HubServer, candidates: tuple[Candidate, Candidate]) -> Repository:
    """Both releases on a hub."""
    for candidate in candidates:
        publish(candidate, hub_at(hub_server))
    return hub_server.repository(REPOSITORY)


def refusal(server: HubServer, into: Path) -> str:
    with pytest.raises(Refused) as caught:
        fetch_latest(REPOSITORY, into, hub_at(server))
    return str(caught.value)


def test_the_last_release_is_the_one_with_the_highest_version(
    repository: Repository, hub_server: HubServer, candidates: tuple[Candidate, Candidate], tmp_path: Path
) -> None:
    last = fetch_latest(REPOSITORY, tmp_path / "last", hub_at(hub_server))
    assert last.version.tag in repository.tags
    assert (last.version.tag, last.sums) == ("v1.1.0", candidates[1].sums["SHA256SUMS"])


def test_a_moved_tag_is_not_believed(repository: Repository, hub_server: HubServer, tmp_path: Path) -> None:
    repository.tags["v1.1.0"] = repository.tags["v1.0.0"]
    told = refusal(hub_server, tmp_path / "last")
    assert "expected the release v1.1.0 under that tag, found v1.0.0: the tag was moved" in told
    fetch_release(REPOSITORY, "v1.1.0", tmp_path / "fetched", endpoint=hub_server.endpoint, token=TOKEN)
    with pytest.raises(Refused, match=r"expected the release v1\.1\.0"):
        read_last(tmp_path / "fetched", "v1.1.0")
    assert read_last(tmp_path / "fetched", "v1.0.0").version.tag == "v1.0.0"


@pytest.mark.slow
def test_a_moved_tag_is_not_restored(repository: Repository, hub_server: HubServer, tmp_path: Path) -> None:
    repository.tags["v1.1.0"] = repository.tags["v1.0.0"]
    words = ("--repo-id", REPOSITORY, "--revision", "v1.1.0", "--from", str(tmp_path), "--output", str(tmp_path / "x"))
    done = release(hub_server, "restore", *words)
    assert done.returncode == 1
    assert "expected the release v1.1.0 under that tag, found v1.0.0" in done.stderr
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("squashed", [False, True], ids=["its commit", "provenance.json"])
def test_a_release_whose_tag_is_gone_is_told_and_followed_by_a_download_of_its_commit(
    squashed: bool,
    repository: Repository,
    hub_server: HubServer,
    candidates: tuple[Candidate, Candidate],
    tmp_path: Path,
) -> None:
    commit = repository.branches["main"]
    if squashed:
        commit = squash(repository)
    else:
        hub_server.store.someone_commits(REPOSITORY, {"provenance.json": b"{}"})
    del repository.tags["v1.1.0"]
    told = refusal(hub_server, tmp_path / "last")
    assert f"main of {REPOSITORY} tells of v1.1.0, and there is no such tag" in told
    assert f"--revision {commit} --local-dir FOLDER" in told
    snapshot_download(
        REPOSITORY, repo_type="dataset", revision=commit, local_dir=tmp_path / "copy", endpoint=hub_server.endpoint
    )
    assert read_last(tmp_path / "copy").sums == candidates[1].sums["SHA256SUMS"]


def squash(repository: Repository) -> str:
    """What the hub makes of a history that is squashed: one commit with another title; returns its id."""
    last = repository.history("main")[0]
    repository.commits["squashed"] = Commit("squashed", "Super-squash branch 'main'", "", None, last.files)
    repository.branches["main"] = "squashed"
    return "squashed"


def test_where_every_tag_is_gone_nothing_is_planned_as_the_first_release(
    repository: Repository, hub_server: HubServer, tmp_path: Path
) -> None:
    repository.tags.clear()
    assert "tells of v1.1.0, and there is no such tag" in refusal(hub_server, tmp_path / "last")


def test_a_repository_without_releases_says_so(hub_server: HubServer, tmp_path: Path) -> None:
    hub_server.store.create(REPOSITORY, private=False)
    hub_server.store.someone_commits(REPOSITORY, {"provenance.json": b'{"version": "1.0.0"}'}, title="v1.0.0")
    hub_server.store.tag(REPOSITORY, "vendor", "main")
    assert refusal(hub_server, tmp_path / "last") == f"{REPOSITORY} has no release yet: say so with --first"
