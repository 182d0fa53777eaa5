"""What the stand-in hub is asked by clients of dataset repositories, and what it answers."""

from __future__ import annotations

import json
import re
import urllib.parse
from collections.abc import Iterator, Mapping
from typing import Any

from tests.release.hub_store import WHEN, Refusal, Repository, StoredFile, git_blob, is_large
from tests.release.hub_wire import TOKEN, Answer, Handler, as_json


class HubHandler(Handler):
    def route(self, body: bytes) -> Answer:
        path, _, query = self.path.partition("?")
        self.query = urllib.parse.parse_qs(query)
        for pattern, name in _ROUTES:
            if found := re.fullmatch(pattern, path):
                parts = {key: urllib.parse.unquote(value or "") for key, value in found.groupdict().items()}
                answer: Answer = getattr(self, f"on_{name}")(body, **parts)
                return answer
        raise Refusal(404, "Sorry, we can't find the page you are looking for.")

    def _has_token(self) -> bool:
        return self.headers.get("Authorization") == f"Bearer {TOKEN}"

    def _must_write(self) -> None:
        if not self._has_token():
            raise Refusal(401, "Invalid username or password.")

    def _repository(self, name: str) -> Repository:
        found = self.hub.store.repositories.get(name)
        if found is None or (found.private and not self._has_token()):
            raise Refusal(404 if self._has_token() else 401, "Repository not found", "RepoNotFound")
        return found

    def on_whoami(self, _: bytes) -> Answer:
        if not self._has_token():
            raise Refusal(401, "Invalid credentials in Authorization header")
        return as_json({"type": "user", "name": "owner", "orgs": [], "auth": {"type": "access_token"}})

    def on_validate_yaml(self, _: bytes) -> Answer:
        return as_json({"errors": [], "warnings": []})

    def on_create(self, body: bytes) -> Answer:
        self._must_write()
        asked = json.loads(body)
        name = f"{asked.get('organization') or 'owner'}/{asked['name']}"
        self.hub.store.create(name, asked.get("visibility") == "private")
        return as_json({"url": f"{self.hub.endpoint}/datasets/{name}", "name": name, "id": name})

    def on_batch(self, body: bytes, repo: str) -> Answer:
        self._must_write()
        self._repository(repo)
        objects = []
        for asked in json.loads(body)["objects"]:
            found: dict[str, Any] = {"oid": asked["oid"], "size": asked["size"]}
            if asked["oid"] not in self.hub.store.blobs:
                upload = {"href": f"{self.hub.storage}/{asked['oid']}"}
                found["actions"] = {"upload": upload, "verify": {"href": f"{self.hub.endpoint}/verify-upload"}}
            objects.append(found)
        return as_json({"transfer": "basic", "objects": objects})

    def on_verify_upload(self, body: bytes) -> Answer:
        asked = json.loads(body)
        if len(self.hub.store.blobs.get(asked["oid"], b"")) != asked["size"]:
            raise Refusal(404, "object missing")
        return as_json({})

    def on_resolve(self, _: bytes, repo: str, revision: str, path: str) -> Answer:
        commit = self._repository(repo).commit_of(revision)
        file = commit.files.get(path)
        if file is None and path in self.hub.contents:
            file = self.hub.store.put(b"")
        if file is None:
            raise Refusal(404, "Entry not found", "EntryNotFound")
        headers = {"X-Repo-Commit": commit.id}
        if path in self.hub.contents:
            return self._ranged(self.hub.contents[path], {**headers, "ETag": f'"{file.blob}"'})
        if not file.large:
            return self._ranged(self.hub.store.blobs[file.sha256], {**headers, "ETag": f'"{file.blob}"'})
        linked = {"X-Linked-Etag": f'"{file.sha256}"', "X-Linked-Size": str(file.size)}
        return Answer(302, b"", {**headers, **linked, "Location": f"{self.hub.storage}/{file.sha256}"})

    def on_info(self, _: bytes, repo: str, revision: str = "") -> Answer:
        found = self._repository(repo)
        commit = found.commit_of(revision or "main")
        siblings = [{"rfilename": path} for path in sorted(commit.files)]
        told = {"_id": "0", "id": repo, "author": repo.split("/")[0], "sha": commit.id, "private": found.private}
        rest = {"gated": False, "disabled": False, "tags": [], "downloads": 0, "likes": 0, "siblings": siblings}
        return as_json({**told, **rest, "lastModified": WHEN, "createdAt": WHEN})

    def on_refs(self, _: bytes, repo: str) -> Answer:
        found = self._repository(repo)

        def listed(refs: Mapping[str, str], kind: str) -> list[dict[str, str]]:
            return [{"name": name, "ref": f"refs/{kind}/{name}", "targetCommit": at} for name, at in refs.items()]

        branches, tags = listed(found.branches, "heads"), listed(found.tags, "tags")
        return as_json({"branches": branches, "tags": tags, "converts": []})

    def on_commits(self, _: bytes, repo: str, revision: str) -> Answer:
        history = self._repository(repo).history(revision)
        more = {"authors": [{"user": "owner"}], "date": WHEN}
        return as_json([{"id": one.id, "title": one.title, "message": one.message, **more} for one in history])

    def on_tree(self, _: bytes, repo: str, revision: str, path: str) -> Answer:
        files = self._repository(repo).commit_of(revision).files
        if repo in self.hub.trees:
            return as_json(self.hub.trees[repo])
        within = f"{path.rstrip('/')}/" if path else ""
        recursive = self.query.get("recursive", [""])[0].lower() in ("true", "1")
        found = list(_listed(files, within, recursive))
        if within and not found:
            raise Refusal(404, f"{path} does not exist on {revision}", "EntryNotFound")
        return as_json(found)

    def on_paths_info(self, body: bytes, repo: str, revision: str) -> Answer:
        files = self._repository(repo).commit_of(revision).files
        is_json = self.headers.get("Content-Type", "").startswith("application/json")
        asked = json.loads(body) if is_json else urllib.parse.parse_qs(body.decode())
        found = [files[path].listed(path) for path in asked["paths"] if path in files]
        folders = [path for path in asked["paths"] if any(name.startswith(f"{path}/") for name in files)]
        return as_json([*found, *map(_folder, folders)])

    def on_preupload(self, body: bytes, repo: str, revision: str) -> Answer:
        self._must_write()
        files = self._repository(repo).commit_of(revision).files
        return as_json({"files": [_mode(asked, files) for asked in json.loads(body)["files"]]})

    def on_commit(self, body: bytes, repo: str, revision: str) -> Answer:
        self._must_write()
        self._repository(repo)
        lines = [json.loads(line) for line in body.splitlines() if line.strip()]
        made = self.hub.store.commit(repo, revision, lines)
        url = f"{self.hub.endpoint}/datasets/{repo}/commit/{made.id}"
        return as_json({"success": True, "commitOid": made.id, "commitUrl": url, "hookOutput": ""})

    def on_tag(self, body: bytes, repo: str, revision: str) -> Answer:
        self._must_write()
        self._repository(repo)
        self.hub.store.tag(repo, json.loads(body)["tag"], revision)
        return as_json({})


def _mode(asked: Mapping[str, Any], files: Mapping[str, StoredFile]) -> dict[str, Any]:
    path = asked["path"]
    mode = {"path": path, "uploadMode": "lfs" if is_large(path, asked["size"]) else "regular", "shouldIgnore": False}
    present = files.get(path)
    return mode | ({"oid": present.sha256 if present.large else present.blob} if present else {})


def _folder(path: str) -> dict[str, Any]:
    return {"type": "directory", "oid": git_blob(path.encode()), "size": 0, "path": path}


def _listed(files: Mapping[str, StoredFile], within: str, recursive: bool) -> Iterator[dict[str, Any]]:
    folders: set[str] = set()
    for path, file in sorted(files.items()):
        if not path.startswith(within):
            continue
        above = path.removeprefix(within).split("/")[:-1]
        for depth in range(1, len(above) + 1 if recursive else min(2, len(above) + 1)):
            folder = within + "/".join(above[:depth])
            if folder not in folders:
                folders.add(folder)
                yield _folder(folder)
        if recursive or not above:
            yield file.listed(path)


_REPO = r"/api/datasets/(?P<repo>[^/]+/[^/]+)"
_REV = r"/(?P<revision>[^/]+)"
_ROUTES = (
    (r"/api/whoami-v2", "whoami"),
    (r"/api/validate-yaml", "validate_yaml"),
    (r"/api/repos/create", "create"),
    (r"/verify-upload", "verify_upload"),
    (r"/datasets/(?P<repo>[^/]+/[^/]+?)\.git/info/lfs/objects/batch", "batch"),
    (rf"/datasets/(?P<repo>[^/]+/[^/]+)/resolve{_REV}/(?P<path>.+)", "resolve"),
    (_REPO, "info"),
    (rf"{_REPO}/revision{_REV}", "info"),
    (rf"{_REPO}/refs", "refs"),
    (rf"{_REPO}/commits{_REV}", "commits"),
    (rf"{_REPO}/tree{_REV}(?:/(?P<path>.*))?", "tree"),
    (rf"{_REPO}/paths-info{_REV}", "paths_info"),
    (rf"{_REPO}/preupload{_REV}", "preupload"),
    (rf"{_REPO}/commit{_REV}", "commit"),
    (rf"{_REPO}/tag{_REV}", "tag"),
)
