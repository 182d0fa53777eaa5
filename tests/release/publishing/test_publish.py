"""One commit and one tag, nothing of anyone else's overwritten, and the token never told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from huggingface_hub.utils import _http

from conflict_claims.release.candidate import Candidate
from conflict_claims.release.client import Hub
from conflict_claims.release.faults import HubFault, NoToken, Overtaken, Unreachable
from conflict_claims.release.publish import plan_publishing, publish
from conflict_claims.release.refusal import Refused
from conflict_claims.release.retry import Patience
from tests.release.candidates import REPOSITORY, candidate_of
from tests.release.hub_server import TOKEN, Fault, HubServer
from tests.release.publishing.command import release
from tests.release.publishing.conftest import hub_at

OLD_DATA, NEW_DATA = "data/actors/train-000000000001.parquet", "data/actors/train-000000000002.parquet"
FIRST = {"README.md": b"# Harl\n", OLD_DATA: b"rows", "CHANGELOG.md": b"first\n"}
SECOND = {"README.md": b"# Harl 2\n", NEW_DATA: b"other rows", "CHANGELOG.md": b"second\n"}


@pytest.fixture
def first(tmp_path: Path) -> Candidate:
    return candidate_of(tmp_path / "1.0.0", FIRST)


@pytest.fixture
def second(first: Candidate, tmp_path: Path) -> Candidate:
    return candidate_of(tmp_path / "1.1.0", SECOND, previous=first)


def titles(server: HubServer) -> list[str]:
    return [commit.title for commit in server.repository(REPOSITORY).history("main")]


def files_at(server: HubServer, revision: str) -> dict[str, bytes]:
    files = server.repository(REPOSITORY).commit_of(revision).files
    return {name: server.store.blobs[file.sha256] for name, file in files.items() if name != ".gitattributes"}


def content(candidate: Candidate) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in candidate.files.items()}


def writes(server: HubServer) -> list[str]:
    return [request for request in server.requests if not request.startswith(("GET", "HEAD"))]


def at_first(server: HubServer, part: str, act: Callable[[], object]) -> None:
    """Do something just before the first request that has `part` in it is answered."""
    done = threading.Event()

    def before(request: str) -> None:
        if part in request and not done.is_set():
            done.set()
            act()

    server.before = before


def test_a_first_release_is_one_commit_and_a_tag_on_it(hub_server: HubServer, first: Candidate) -> None:
    published = publish(first, hub_at(hub_server), private=True)
    repository = hub_server.repository(REPOSITORY)
    assert repository.private
    assert titles(hub_server) == ["Release v1.0.0", "initial commit"]
    assert repository.tags == {"v1.0.0": published.commit} == {"v1.0.0": repository.branches["main"]}
    assert files_at(hub_server, "v1.0.0") == content(first)


def test_what_is_published_is_not_published_again(hub_server: HubServer, first: Candidate) -> None:
    before = publish(first, hub_at(hub_server))
    hub_server.requests.clear()
    assert publish(first, hub_at(hub_server)).commit == before.commit
    assert writes(hub_server) == []


def test_files_of_the_last_release_go_in_the_same_commit_and_all_others_stay(
    hub_server: HubServer, first: Candidate, second: Candidate
) -> None:
    publish(first, hub_at(hub_server))
    hub_server.store.someone_commits(REPOSITORY, {"NOTES.md": b"mine", "data/extra.parquet": b"mine too"})
    publish(second, hub_at(hub_server))
    assert titles(hub_server) == ["Release v1.1.0", "Someone else's", "Release v1.0.0", "initial commit"]
    kept = {"NOTES.md": b"mine", "data/extra.parquet": b"mine too"}
    assert files_at(hub_server, "v1.1.0") == content(second) | kept
    assert ".gitattributes" in hub_server.repository(REPOSITORY).commit_of("v1.1.0").files
    assert files_at(hub_server, "v1.0.0") == content(first)


@pytest.mark.slow
def test_a_commit_of_someone_else_in_between_is_told_and_not_overwritten(
    hub_server: HubServer, first: Candidate, second: Candidate
) -> None:
    publish(first, hub_at(hub_server))
    theirs = {"NOTES.md": b"mine"}
    at_first(hub_server, "/commit/", lambda: hub_server.store.someone_commits(REPOSITORY, theirs))
    with pytest.raises(Overtaken, match=r"someone else's commit came in between: [0-9a-f]{12}"):
        publish(second, hub_at(hub_server))
    assert titles(hub_server)[0] == "Someone else's"
    assert set(hub_server.repository(REPOSITORY).tags) == {"v1.0.0"}
    publish(second, hub_at(hub_server))
    assert files_at(hub_server, "v1.1.0") == content(second) | theirs


@pytest.mark.slow
def test_a_file_that_was_changed_on_the_hub_is_replaced_only_on_demand(
    hub_server: HubServer, first: Candidate, second: Candidate
) -> None:
    publish(first, hub_at(hub_server))
    hub_server.store.someone_commits(REPOSITORY, {"README.md": b"# Edited in the browser\n"})
    with pytest.raises(Overtaken, match=r"README\.md; .*--overwrite"):
        publish(second, hub_at(hub_server))
    assert titles(hub_server)[0] == "Someone else's"
    publish(second, hub_at(hub_server), overwrite=True)
    assert files_at(hub_server, "v1.1.0") == content(second)


@pytest.mark.parametrize("name", ["README.md", OLD_DATA])
def test_a_file_that_was_deleted_on_the_hub_is_put_back_only_on_demand(
    name: str, hub_server: HubServer, first: Candidate, second: Candidate
) -> None:
    publish(first, hub_at(hub_server))
    hub_server.store.someone_commits(REPOSITORY, {"NOTES.md": b"mine"})
    hub_server.store.someone_commits(REPOSITORY, {}, gone=[name, "NOTES.md"])
    assert plan_publishing(second, hub_at(hub_server)).edited == [name]
    with pytest.raises(Overtaken, match=rf"not as the last release left them: {name}; .*--overwrite"):
        publish(second, hub_at(hub_server))
    publish(second, hub_at(hub_server), overwrite=True)
    assert files_at(hub_server, "v1.1.0") == content(second)


def test_a_repository_of_another_data_set_is_not_overwritten(hub_server: HubServer, first: Candidate) -> None:
    hub_server.store.create(REPOSITORY, private=False)
    hub_server.store.someone_commits(REPOSITORY, {"README.md": b"# Quite another data set\n"})
    with pytest.raises(Overtaken, match=r"README\.md"):
        publish(first, hub_at(hub_server))
    assert titles(hub_server) == ["Someone else's", "initial commit"]


def test_a_tag_with_other_content_is_an_error_and_stays(
    hub_server: HubServer, first: Candidate, tmp_path: Path
) -> None:
    publish(first, hub_at(hub_server))
    tags = dict(hub_server.repository(REPOSITORY).tags)
    other = candidate_of(tmp_path / "other" / "1.0.0", SECOND)
    with pytest.raises(Overtaken, match=r"v1\.0\.0 is on the hub with other content.*plan the next version"):
        publish(other, hub_at(hub_server))
    assert hub_server.repository(REPOSITORY).tags == tags
    assert len(titles(hub_server)) == 2


@pytest.mark.slow
def test_a_tag_that_someone_sets_in_between_is_not_moved(hub_server: HubServer, first: Candidate) -> None:
    def set_tag() -> None:
        initial = hub_server.repository(REPOSITORY).history("main")[-1].id
        hub_server.store.tag(REPOSITORY, "v1.0.0", initial)

    at_first(hub_server, "/tag/", set_tag)
    with pytest.raises(Overtaken, match="set on another commit"):
        publish(first, hub_at(hub_server))
    assert hub_server.repository(REPOSITORY).history("v1.0.0")[0].title == "initial commit"


@pytest.mark.slow
def test_a_commit_that_landed_is_tagged_although_someone_committed_after_it(
    hub_server: HubServer, first: Candidate
) -> None:
    at_first(hub_server, "/tag/", lambda: setattr(hub_server, "fault", Fault("403", len(hub_server.requests))))
    with pytest.raises(HubFault, match="403"):
        publish(first, hub_at(hub_server))
    hub_server.fault = None
    ours = hub_server.repository(REPOSITORY).branches["main"]
    hub_server.store.someone_commits(REPOSITORY, {"README.md": b"# Edited\n"})
    assert publish(first, hub_at(hub_server)).commit == ours
    assert hub_server.repository(REPOSITORY).tags == {"v1.0.0": ours}
    assert titles(hub_server) == ["Someone else's", "Release v1.0.0", "initial commit"]


@pytest.mark.slow
def test_two_publications_at_once_make_one_commit_and_one_tag(hub_server: HubServer, first: Candidate) -> None:
    hubs = [hub_at(hub_server) for _ in range(4)]
    with ThreadPoolExecutor(len(hubs)) as pool:
        outcomes = list(pool.map(lambda hub: publish(first, hub).commit, hubs))
    assert titles(hub_server) == ["Release v1.0.0", "initial commit"]
    assert set(outcomes) == {hub_server.repository(REPOSITORY).tags["v1.0.0"]}


def test_private_is_refused_where_the_repository_is_public(hub_server: HubServer, first: Candidate) -> None:
    hub_server.store.create(REPOSITORY, private=False)
    with pytest.raises(Refused, match="is public, and --private was asked for"):
        publish(first, hub_at(hub_server), private=True)
    assert titles(hub_server) == ["initial commit"]


def test_a_dry_run_only_reads(hub_server: HubServer, first: Candidate, second: Candidate) -> None:
    assert plan_publishing(first, hub_at(hub_server)).create
    publish(first, hub_at(hub_server))
    hub_server.requests.clear()
    plan = plan_publishing(second, hub_at(hub_server))
    assert writes(hub_server) == []
    assert (list(plan.delete), plan.commit, plan.tagged) == ([OLD_DATA], None, False)
    assert set(plan.add) == set(second.files)


def test_a_hub_that_is_down_is_called_a_bounded_number_of_times(
    hub_server: HubServer, first: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(_http, "time", SimpleNamespace(sleep=pauses.append, time=time.time))
    hub_server.fault = Fault("503", 1, times=10_000, headers={"Retry-After": "86400"})
    hub = Hub(
        REPOSITORY,
        endpoint=hub_server.endpoint,
        token=TOKEN,
        patience=Patience(tries=4, longest=7.0, sleep=pauses.append),
    )
    with pytest.raises(Unreachable, match="503"):
        publish(first, hub)
    assert len(hub_server.requests) == 4
    assert pauses == [7.0, 7.0, 7.0]


@pytest.mark.usefixtures("no_pauses")
def test_a_pause_that_the_hub_asks_for_is_kept(hub_server: HubServer, first: Candidate) -> None:
    pauses: list[float] = []
    hub_server.fault = Fault("429", 1, headers={"Retry-After": "5"})
    hub = Hub(REPOSITORY, endpoint=hub_server.endpoint, token=TOKEN, patience=Patience(sleep=pauses.append))
    publish(first, hub)
    assert pauses == [5.0]


def test_the_pause_of_the_client_itself_is_bounded_too(
    hub_server: HubServer, first: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(_http, "time", SimpleNamespace(sleep=pauses.append, time=time.time))
    at_first(
        hub_server,
        "/preupload/",
        lambda: setattr(
            hub_server,
            "fault",
            Fault("429", len(hub_server.requests), headers={"Retry-After": "86400", "ratelimit": '"api";r=0;t=86400'}),
        ),
    )
    publish(first, hub_at(hub_server))
    assert pauses
    assert max(pauses) <= Patience().longest + 1


@pytest.mark.parametrize("token", ["hf_wrong", "hf_\x00broken", "hf_broken token"])
def test_a_wrong_token_is_told_without_telling_it(token: str, hub_server: HubServer, first: Candidate) -> None:
    with pytest.raises((HubFault, Refused), match="token") as caught:
        publish(first, hub_at(hub_server, token=token))
    assert token not in str(caught.value)


def test_publishing_without_a_token_says_where_one_comes_from(hub_server: HubServer, first: Candidate) -> None:
    with pytest.raises(NoToken, match="HF_TOKEN"):
        publish(first, hub_at(hub_server, token=""))
    assert hub_server.requests == []


@pytest.mark.slow
def test_the_command_publishes_and_says_how_to_load_it(hub_server: HubServer, first: Candidate) -> None:
    dry = release(hub_server, "publish", str(first.folder), "--dry-run", "--private")
    assert dry.returncode == 0, dry.stderr
    assert "would make the private repository" in dry.stdout
    assert not hub_server.store.repositories
    done = release(hub_server, "publish", str(first.folder), "--traceback")
    assert done.returncode == 0, done.stderr
    assert f'load_dataset("{REPOSITORY}", "casualties", revision="v1.0.0")' in done.stdout
    assert TOKEN not in done.stdout + done.stderr


@pytest.mark.slow
def test_no_output_of_the_command_holds_the_token(hub_server: HubServer, first: Candidate) -> None:
    headers = {"X-Error-Message": f"Bearer {TOKEN} \x1b[31mis not welcome", "X-Request-Id": "1"}
    hub_server.fault = Fault("403", 1, times=10_000, headers=headers)
    done = release(hub_server, "publish", str(first.folder), "--traceback")
    assert done.returncode == 1
    assert "403" in done.stderr
    assert "is not welcome" in done.stderr
    assert TOKEN not in done.stdout + done.stderr
    assert "\x1b" not in done.stderr
