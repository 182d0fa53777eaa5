"""A candidate is published only after the release that it was planned against, byte by byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conflict_claims.release.candidate import Candidate, plan_file, read_candidate
from conflict_claims.release.faults import HubFault, Overtaken
from conflict_claims.release.publish import plan_publishing, publish
from conflict_claims.release.refusal import Refused
from tests.release.candidates import REPOSITORY, candidate_of
from tests.release.hub_server import HubServer
from tests.release.planning.releases import edit, releasable, second
from tests.release.publishing.command import release
from tests.release.publishing.conftest import hub_at

FIRST = {"README.md": b"# Harl\n", "data/actors/train-000000000001.parquet": b"rows", "CHANGELOG.md": b"first\n"}
SECOND = {"README.md": b"# Harl 2\n", "data/actors/train-000000000002.parquet": b"rows", "CHANGELOG.md": b"second\n"}


@pytest.fixture
def first(hub_server: HubServer, tmp_path: Path) -> Candidate:
    """A release that is published."""
    candidate = candidate_of(tmp_path / "1.0.0", FIRST)
    publish(candidate, hub_at(hub_server))
    return candidate


def assert_only_the_first(server: HubServer) -> None:
    repository = server.repository(REPOSITORY)
    assert [commit.title for commit in repository.history("main")] == ["Release v1.0.0", "initial commit"]
    assert set(repository.tags) == {"v1.0.0"}


def refused(server: HubServer, candidate: Candidate) -> str:
    """What publishing it, and already a dry run, ends with."""
    with pytest.raises((HubFault, Refused)) as dry:
        plan_publishing(candidate, hub_at(server))
    with pytest.raises((HubFault, Refused)) as caught:
        publish(candidate, hub_at(server))
    assert isinstance(caught.value, Overtaken)
    assert str(caught.value) == str(dry.value)
    return str(caught.value)


def test_the_last_release_must_be_the_one_that_was_planned_against_byte_by_byte(
    hub_server: HubServer, first: Candidate, tmp_path: Path
) -> None:
    other = candidate_of(tmp_path / "other" / "1.0.0", FIRST | {"README.md": b"# Edited\n"})
    patch = candidate_of(tmp_path / "1.0.1", SECOND, previous=other)
    told = refused(hub_server, patch)
    assert "v1.0.1 was planned against another 1.0.0 than the one on the hub" in told
    assert f"expected a SHA256SUMS with the hash {other.sums['SHA256SUMS'][:12]}" in told
    assert f"found {first.sums['SHA256SUMS'][:12]}; run `release plan` again" in told
    assert_only_the_first(hub_server)


def test_a_release_without_sums_is_no_release_to_follow(
    hub_server: HubServer, first: Candidate, tmp_path: Path
) -> None:
    repository = hub_server.repository(REPOSITORY)
    repository.tags["v1.0.0"] = repository.history("main")[-1].id
    patch = candidate_of(tmp_path / "1.0.1", SECOND, previous=first)
    assert "found none; run `release plan` again" in refused(hub_server, patch)


@pytest.mark.slow
def test_an_edited_row_does_not_pass_for_other_packing(hub_server: HubServer, tmp_path: Path) -> None:
    layout = releasable(tmp_path / "corpus")
    folder = layout.dist / "release"

    def step(*words: str) -> None:
        done = release(hub_server, *words)
        assert done.returncode == 0, done.stderr

    plan = ("plan", "--root", str(layout.root), "--date", "2031-06-01")
    step(*plan, "--first")
    step("publish", str(folder / "1.0.0"))
    second(layout, {"c3": {"report": "estimated"}})
    step(*plan, "--first")
    edit(layout.root / "DATASHEET.md", "Datasheet", "Datasheet of the reports")
    step(*plan, "--last", str(folder / "1.0.0"))
    done = release(hub_server, "publish", str(folder / "1.0.1"))
    assert done.returncode == 1
    assert "v1.0.1 was planned against another 1.0.0" in done.stderr
    step(*plan)
    step("publish", str(folder / "2.0.0"))


def test_a_release_that_was_never_published_is_no_release_to_follow(
    hub_server: HubServer, first: Candidate, tmp_path: Path
) -> None:
    unpublished = candidate_of(tmp_path / "1.1.0", SECOND, previous=first)
    after = candidate_of(tmp_path / "2.0.0", SECOND | {"README.md": b"# Harl 3\n"}, previous=unpublished)
    told = refused(hub_server, after)
    assert "the hub has v1.0.0, and v2.0.0 was planned against 1.1.0: run `release plan` again" in told
    assert_only_the_first(hub_server)


def test_another_release_came_first(hub_server: HubServer, first: Candidate, tmp_path: Path) -> None:
    publish(candidate_of(tmp_path / "1.1.0", SECOND, previous=first), hub_at(hub_server))
    late = candidate_of(tmp_path / "1.0.1", SECOND, previous=first)
    assert "the hub has v1.1.0, and v1.0.1 was planned against 1.0.0" in refused(hub_server, late)
    assert set(hub_server.repository(REPOSITORY).tags) == {"v1.0.0", "v1.1.0"}


@pytest.mark.parametrize("version", ["0.9.0", "1.0.1", "2.0.0"])
def test_a_hub_with_releases_gets_no_first_one(
    version: str, hub_server: HubServer, first: Candidate, tmp_path: Path
) -> None:
    anew = candidate_of(tmp_path / version, SECOND)
    told = refused(hub_server, anew)
    assert f"the hub has {first.tag}, and v{version} was planned as the first release" in told
    assert_only_the_first(hub_server)


def test_an_empty_hub_gets_no_second_release(hub_server: HubServer, tmp_path: Path) -> None:
    unpublished = candidate_of(tmp_path / "1.0.0", FIRST)
    after = candidate_of(tmp_path / "1.1.0", SECOND, previous=unpublished)
    assert "has no release, and v1.1.0 was planned against 1.0.0: publish that one first" in refused(hub_server, after)
    assert not hub_server.store.repositories
    hub_server.store.create(REPOSITORY, private=False)
    assert "has no release, and v1.1.0 was planned against 1.0.0: publish that one first" in refused(hub_server, after)
    publish(unpublished, hub_at(hub_server))
    publish(after, hub_at(hub_server))


@pytest.mark.parametrize("change", [{"sums": None}, {"version": 1}, {"tag": "v1.0.1"}, {"more": "x"}])
def test_a_plan_that_names_no_release_to_follow_is_refused(change: dict[str, Any], tmp_path: Path) -> None:
    before = candidate_of(tmp_path / "1.0.0", FIRST)
    file = plan_file(candidate_of(tmp_path / "1.1.0", SECOND, previous=before).folder)
    told = json.loads(file.read_text())
    told["previous"] |= change
    file.write_text(json.dumps(told))
    with pytest.raises(Refused, match=r"1\.1\.0\.plan\.json: previous: expected"):
        read_candidate(tmp_path / "1.1.0")


def test_a_version_whose_tag_is_gone_is_not_given_again(
    hub_server: HubServer, first: Candidate, tmp_path: Path
) -> None:
    gone = candidate_of(tmp_path / "1.1.0", SECOND, previous=first)
    publish(gone, hub_at(hub_server))
    repository = hub_server.repository(REPOSITORY)
    del repository.tags["v1.1.0"]
    third = SECOND | {"README.md": b"# Harl 3\n"}
    again = candidate_of(tmp_path / "again" / "1.1.0", third, previous=first)
    told = refused(hub_server, again)
    assert "the hub has v1.1.0 (on main; its tag is gone), and v1.1.0 was planned against 1.0.0" in told
    with pytest.raises(Overtaken):
        publish(again, hub_at(hub_server), overwrite=True)
    anew = candidate_of(tmp_path / "2.0.0", third)
    assert "v2.0.0 was planned as the first release" in refused(hub_server, anew)
    publish(candidate_of(tmp_path / "1.2.0", third, previous=gone), hub_at(hub_server))
    titles = [commit.title for commit in repository.history("main")]
    assert titles == ["Release v1.2.0", "Release v1.1.0", "Release v1.0.0", "initial commit"]
    assert set(repository.tags) == {"v1.0.0", "v1.2.0"}


def test_where_every_tag_is_gone_a_release_begins_again_with_the_next_major(
    hub_server: HubServer, first: Candidate, tmp_path: Path
) -> None:
    repository = hub_server.repository(REPOSITORY)
    repository.tags.clear()
    for version in ("1.0.0", "1.0.1", "1.9.0"):
        anew = candidate_of(tmp_path / "anew" / version, SECOND)
        told = refused(hub_server, anew)
        assert f"expected v2.0.0 or above for a release that begins again, found v{version}" in told
    publish(candidate_of(tmp_path / "2.0.0", SECOND), hub_at(hub_server))
    assert set(repository.tags) == {"v2.0.0"}


def test_a_commit_that_the_hub_did_not_take_whole_is_made_again(
    hub_server: HubServer, first: Candidate, tmp_path: Path
) -> None:
    after = candidate_of(tmp_path / "1.1.0", SECOND, previous=first)
    whole = {name: path.read_bytes() for name, path in after.files.items() if name != "README.md"}
    hub_server.store.someone_commits(REPOSITORY, whole, title="Release v1.1.0")
    published = publish(after, hub_at(hub_server), overwrite=True)
    assert hub_server.repository(REPOSITORY).tags["v1.1.0"] == published.commit


def test_a_tag_that_was_deleted_is_set_again_on_its_commit(hub_server: HubServer, first: Candidate) -> None:
    tags = hub_server.repository(REPOSITORY).tags
    before = dict(tags)
    tags.clear()
    publish(first, hub_at(hub_server))
    assert tags == before
