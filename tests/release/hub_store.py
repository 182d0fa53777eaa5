"""What the stand-in hub keeps: dataset repositories with commits, branches and tags, and the bytes of their files."""

from __future__ import annotations

import base64
import hashlib
import itertools
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

LARGE = (".parquet", ".arrow", ".zip", ".gz", ".zst", ".bin")
LARGE_FROM = 10 * 2**20
WHEN = "2031-05-06T07:08:09.000Z"


class Refusal(Exception):
    """An answer that is no success; `code` is what the hub sends as X-Error-Code."""

    def __init__(self, status: int, message: str, code: str = "", **told: str) -> None:
        super().__init__(message)
        self.status, self.message, self.code, self.told = status, message, code, told


@dataclass(frozen=True)
class StoredFile:
    sha256: str
    blob: str
    size: int
    large: bool

    def listed(self, path: str) -> dict[str, Any]:
        entry: dict[str, Any] = {"type": "file", "oid": self.blob, "size": self.size, "path": path}
        if self.large:
            entry["lfs"] = {"oid": self.sha256, "size": self.size, "pointerSize": 134}
        return entry


def git_blob(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


@dataclass(frozen=True)
class Commit:
    id: str
    title: str
    message: str
    parent: str | None
    files: dict[str, StoredFile]


@dataclass
class Repository:
    id: str
    private: bool
    commits: dict[str, Commit] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    def commit_of(self, revision: str) -> Commit:
        found = self.branches.get(revision) or self.tags.get(revision) or revision
        if found not in self.commits:
            raise Refusal(404, f"Invalid rev id: {revision}", "RevisionNotFound")
        return self.commits[found]

    def history(self, revision: str) -> list[Commit]:
        commits, at = [], self.commit_of(revision)
        while True:
            commits.append(at)
            if at.parent is None:
                return commits
            at = self.commits[at.parent]


class Store:
    """All repositories; every change is made under one lock, as one step."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.repositories: dict[str, Repository] = {}
        self.blobs: dict[str, bytes] = {}
        self._numbers = itertools.count(1)

    def put(self, data: bytes, *, large: bool = False) -> StoredFile:
        sha256 = hashlib.sha256(data).hexdigest()
        self.blobs[sha256] = data
        # git itself knows a large file by the blob of its pointer
        pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize {len(data)}\n"
        return StoredFile(sha256, git_blob(pointer.encode() if large else data), len(data), large)

    def create(self, repository: str, private: bool) -> None:
        with self.lock:
            if repository in self.repositories:
                raise Refusal(409, "You already created this dataset repo", url=f"/datasets/{repository}")
            made = self.repositories[repository] = Repository(repository, private)
            self._commit(made, "main", {".gitattributes": self.put(b"*.parquet filter=lfs\n")}, "initial commit", "")

    def commit(self, repository: str, branch: str, lines: Iterable[dict[str, Any]]) -> Commit:
        """Carry out the lines of a commit request; all or nothing."""
        head, *operations = [line["value"] | {"key": line["key"]} for line in lines]
        with self.lock:
            found = self.repositories[repository]
            present = found.commit_of(branch)
            if head.get("parentCommit") not in (None, present.id):
                raise Refusal(412, "A commit has happened since. Please refresh and try again.")
            files = dict(present.files)
            for operation in operations:
                self._apply(files, operation)
            return self._commit(found, branch, files, head.get("summary", ""), head.get("description", ""))

    def _apply(self, files: dict[str, StoredFile], operation: dict[str, Any]) -> None:
        path = operation["path"]
        if operation["key"] == "file":
            files[path] = self.put(base64.b64decode(operation["content"]))
        elif operation["key"] == "lfsFile":
            if operation["oid"] not in self.blobs:
                raise Refusal(400, f"LFS pointer pointed to a file that does not exist: {path}")
            files[path] = self.put(self.blobs[operation["oid"]], large=True)
        elif operation["key"] == "deletedFile":
            if path not in files:
                raise Refusal(404, "A file with this name doesn't exist", "EntryNotFound")
            del files[path]
        else:
            raise Refusal(400, f"unknown operation {operation['key']}")

    def _commit(
        self, repository: Repository, branch: str, files: dict[str, StoredFile], title: str, message: str
    ) -> Commit:
        name = f"{repository.id}/{next(self._numbers)}/{title}".encode()
        made = Commit(
            hashlib.sha1(name, usedforsecurity=False).hexdigest(),
            title,
            message,
            repository.branches.get(branch),
            files,
        )
        repository.commits[made.id] = made
        repository.branches[branch] = made.id
        return made

    def tag(self, repository: str, name: str, revision: str) -> None:
        with self.lock:
            found = self.repositories[repository]
            if name in found.tags:
                raise Refusal(409, f"Reference refs/tags/{name} already exists")
            found.tags[name] = found.commit_of(revision).id

    def someone_commits(
        self, repository: str, files: dict[str, bytes], title: str = "Someone else's", gone: Iterable[str] = ()
    ) -> str:
        """A commit that someone else makes on the main branch, with more `files`, and without those that are `gone`."""
        with self.lock:
            found = self.repositories[repository]
            more = {path: self.put(data, large=path.endswith(LARGE)) for path, data in files.items()}
            kept = {path: file for path, file in found.commit_of("main").files.items() if path not in gone}
            return self._commit(found, "main", kept | more, title, "").id


def is_large(path: str, size: int) -> bool:
    return path.endswith(LARGE) or size > LARGE_FROM
