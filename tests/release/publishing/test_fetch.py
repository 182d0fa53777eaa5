"""A published release comes whole or not at all, and a hub that lies is told from one that is down."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from conflict_claims.release.faults import (
    HubFault,
    NoSuchRelease,
    NoSuchRepository,
    NotAllowed,
    NoToken,
    ReleaseGone,
    Unreachable,
)
from conflict_claims.release.hub import fetch_release
from conflict_claims.release.publish import publish
from conflict_claims.release.refusal import Refused
from tests.release.candidates import REPOSITORY, candidate_of
from tests.release.hub_server import TOKEN, Fault, HubServer
from tests.release.hub_store import git_blob
from tests.release.publishing.conftest import hub_at, patience
from tests.sampling import mostly_slow

FILES = {"README.md": b"# Harl\n", "data/actors/train-000000000001.parquet": b"rows", "CHANGELOG.md": b"first\n"}


@pytest.fixture
def published(hub_server: HubServer, tmp_path: Path) -> HubServer:
    publish(candidate_of(tmp_path / "1.0.0", FILES), hub_at(hub_server))
    return hub_server


def fetch(
    server: HubServer, folder: Path, revision: str = "v1.0.0", repository: str = REPOSITORY, token: str = TOKEN
) -> Path:
    into = folder / "into" / "release"
    fetch_release(repository, revision, into, endpoint=server.endpoint, token=token, patience=patience())
    return into


def assert_nothing_left(folder: Path) -> None:
    assert not list((folder / "into").glob("*")) if (folder / "into").exists() else True
    assert not list((folder / "into").glob(".*")) if (folder / "into").exists() else True


def test_what_comes_is_what_was_published(published: HubServer, tmp_path: Path) -> None:
    into = fetch(published, tmp_path)
    found = {path.relative_to(into).as_posix(): path.read_bytes() for path in into.rglob("*") if path.is_file()}
    assert {name: data for name, data in found.items() if name != "SHA256SUMS"} == FILES
    with pytest.raises(Refused, match="expected nothing at"):
        fetch(published, tmp_path)


def listed(server: HubServer) -> list[dict[str, Any]]:
    files = server.repository(REPOSITORY).commit_of("v1.0.0").files
    return [file.listed(path) for path, file in sorted(files.items())]


NAMES = [
    "../outside.md", "/etc/outside", "data/../../outside", "a\\..\\b", "data//x", ".git/config", "C:x", "x\n.md",
    "\u202egpj.md", "data/" + "x" * 300, "", "data/./x",
]  # fmt: skip


@pytest.mark.parametrize(
    "name", mostly_slow({repr(name): (name,) for name in NAMES}, quick=("'../outside.md'", "'/etc/outside'"))
)
def test_a_name_that_leads_out_of_the_folder_is_refused(name: str, published: HubServer, tmp_path: Path) -> None:
    data = b"hostile"
    entry = {"type": "file", "oid": git_blob(data), "size": len(data), "path": name}
    published.trees[REPOSITORY] = [*listed(published), entry]
    published.contents[name] = data
    with pytest.raises(Refused, match="names of files inside the release"):
        fetch(published, tmp_path)
    assert_nothing_left(tmp_path)
    assert not [request for request in published.requests if "outside" in request]


def changed(server: HubServer, **values: Any) -> None:
    """The listing with some values of README.md's entry changed."""
    tree = copy.deepcopy(listed(server))
    next(entry for entry in tree if entry["path"] == "README.md").update(values)
    server.trees[REPOSITORY] = tree


def test_a_symbolic_link_is_refused(published: HubServer, tmp_path: Path) -> None:
    # git lists a link with another type; what it leads to is its content
    changed(published, type="symlink")
    with pytest.raises((Refused, HubFault), match=r"README\.md"):
        fetch(published, tmp_path)
    assert_nothing_left(tmp_path)


def test_a_file_that_is_listed_too_large_is_refused_before_it_is_asked_for(
    published: HubServer, tmp_path: Path
) -> None:
    changed(published, size=1 << 40)
    published.requests.clear()
    with pytest.raises(Refused, match=r"README\.md: expected at most [0-9,]+ bytes, found 1,099,511,627,776"):
        fetch(published, tmp_path)
    assert not [request for request in published.requests if "resolve" in request]


def test_a_file_that_is_larger_than_listed_is_cut_off(published: HubServer, tmp_path: Path) -> None:
    published.contents["README.md"] = b"x" * (64 << 20)
    with pytest.raises(Refused, match=r"README\.md: expected 7 bytes, and more came"):
        fetch(published, tmp_path)
    assert_nothing_left(tmp_path)


@pytest.mark.slow
def test_an_answer_that_is_larger_than_any_listing_is_refused(published: HubServer, tmp_path: Path) -> None:
    changed(published, padding="x" * (17 << 20))
    with pytest.raises(Refused, match=r"the hub answers .*/tree/.* with over 16,777,216 bytes"):
        fetch(published, tmp_path)
    assert_nothing_left(tmp_path)


def test_another_content_than_listed_is_refused(published: HubServer, tmp_path: Path) -> None:
    published.contents["README.md"] = b"# Haul\n"
    with pytest.raises(Refused, match=r"README\.md: expected 7 bytes with the hash"):
        fetch(published, tmp_path)
    assert_nothing_left(tmp_path)


def test_too_many_files_are_refused(published: HubServer, tmp_path: Path) -> None:
    one = {"type": "file", "oid": git_blob(b""), "size": 0}
    published.trees[REPOSITORY] = [{**one, "path": f"data/{number}"} for number in range(5000)]
    with pytest.raises(Refused, match="at most 2,000 files"):
        fetch(published, tmp_path)


def test_a_release_that_is_not_what_its_sums_say_is_refused(published: HubServer, tmp_path: Path) -> None:
    published.store.someone_commits(REPOSITORY, {"README.md": b"# Edited\n", "more.md": b"more"})
    published.store.tag(REPOSITORY, "v9.9.9", "main")
    with pytest.raises(Refused, match=r"README\.md: expected the SHA-256 .*more\.md: SHA256SUMS does not list it"):
        fetch(published, tmp_path, "v9.9.9")
    assert_nothing_left(tmp_path)


@pytest.mark.parametrize(
    "line", ["0" * 64 + "  ../outside", "0" * 64 + "  /etc/passwd", "zz  README.md", "0" * 64 + "  missing.md"]
)
def test_hostile_sums_are_refused(line: str, published: HubServer, tmp_path: Path) -> None:
    published.store.someone_commits(REPOSITORY, {"SHA256SUMS": f"{line}\n".encode()})
    published.store.tag(REPOSITORY, "v9.9.9", "main")
    with pytest.raises(Refused, match="SHA256SUMS"):
        fetch(published, tmp_path, "v9.9.9")
    assert_nothing_left(tmp_path)


def test_no_release_no_repository_and_no_token_are_told_apart(published: HubServer, tmp_path: Path) -> None:
    with pytest.raises(NoSuchRelease, match=r"no tag v2\.0\.0; its last tags: v1\.0\.0"):
        fetch(published, tmp_path, "v2.0.0")
    with pytest.raises(NoSuchRepository, match="no dataset owner/other"):
        fetch(published, tmp_path, repository="owner/other")
    with pytest.raises(NoToken, match="without a token"):
        fetch(published, tmp_path, repository="owner/other", token="")
    with pytest.raises(NotAllowed, match="does not know the token"):
        fetch(published, tmp_path, repository="owner/other", token="hf_unknown")
    assert_nothing_left(tmp_path)


def test_a_deleted_tag_is_told_from_one_that_never_was(published: HubServer, tmp_path: Path) -> None:
    published.repository(REPOSITORY).tags.clear()
    with pytest.raises(ReleaseGone, match="the tag was deleted, or publishing stopped before it"):
        fetch(published, tmp_path)


@pytest.mark.usefixtures("no_pauses")
@pytest.mark.parametrize(
    "kind", mostly_slow({kind: (kind,) for kind in ("503", "429", "cut before", "cut after", "slow")}, quick=("503",))
)
def test_a_hub_that_is_down_is_unreachable(kind: str, published: HubServer, tmp_path: Path) -> None:
    published.fault = Fault(kind, len(published.requests) + 1, times=10_000)
    into = tmp_path / "into" / "release"
    bounds = patience(timeout=0.1 if kind == "slow" else 20.0)
    with pytest.raises(Unreachable):
        fetch_release(REPOSITORY, "v1.0.0", into, endpoint=published.endpoint, token=TOKEN, patience=bounds)
    assert_nothing_left(tmp_path)


@pytest.mark.slow
@pytest.mark.usefixtures("no_pauses")
@pytest.mark.parametrize("kind", ["503", "cut before", "cut after", "lost"])
def test_one_fault_at_any_request_of_a_download_is_got_over(kind: str, published: HubServer, tmp_path: Path) -> None:
    published.requests.clear()
    fetch(published, tmp_path / "0")
    for number in range(1, len(published.requests) + 1):
        published.requests.clear()
        published.fault = Fault(kind, number)
        assert (fetch(published, tmp_path / str(number)) / "README.md").read_bytes() == FILES["README.md"]


def test_a_hub_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="cannot be reached"):
        fetch_release(REPOSITORY, "v1.0.0", tmp_path / "x", endpoint="http://127.0.0.1:9", patience=patience())
