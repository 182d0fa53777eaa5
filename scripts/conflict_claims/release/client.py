"""A dataset repository on a hub, as a release needs it: every call bounded, tried again, and told apart.

Speaks through `huggingface_hub`, whose own retries leave out creating repositories, commits and tags.
"""

from __future__ import annotations

import logging
import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from huggingface_hub import (
    CommitOperationAdd,
    CommitOperationCopy,
    CommitOperationDelete,
    HfApi,
    get_session,
    get_token,
    set_client_factory,
)
from huggingface_hub import constants as hub_constants
from huggingface_hub.hf_api import RepoFile
from huggingface_hub.utils.tqdm import disable_progress_bars

from conflict_claims.release.answers import fault_of
from conflict_claims.release.faults import HubFault, NoSuchRepository, NotAllowed, NoToken
from conflict_claims.release.refusal import Refused
from conflict_claims.release.retry import Patience, patiently
from conflict_claims.release.sums import MAX_FILES
from conflict_claims.render.escape import visible

Answer = TypeVar("Answer")
BRANCH = "main"
MOST_COMMITS = 50
MAX_ANSWER_BYTES = 16 * 1024 * 1024
"""The largest answer but for files: a thousand entries of a tree take less than one megabyte."""

STREAMED = "conflict_claims.streamed"
"""Extension of a request whose answer is read bit by bit, and held to a size there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a commit: its size in bytes, its git blob id, and its SHA-256 where it is kept as a large file."""

    name: str
    size: int
    blob: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Refs:
    """The commit at the head of the main branch (None: no branch), and the commits of the tags."""

    head: str | None
    tags: Mapping[str, str]


class Hub:
    """One dataset repository on a hub."""

    def __init__(
        self,
        repository: str,
        *,
        endpoint: str | None = None,
        token: str | None = None,
        patience: Patience | None = None,
    ) -> None:
        """Reach for `repository`.

        Args:
            repository: OWNER/NAME.
            endpoint: address of the hub; default: what the environment says (HF_ENDPOINT).
            token: default: from the usual places (HF_TOKEN, what `hf auth login` keeps).
            patience: how often and how long to try.

        Raises:
            Refused: what is there can be no token or repository.
        """
        if repository.count("/") != 1:
            raise Refused(f"expected a repository as OWNER/NAME, found {visible(repository)!r}")
        self.repository = repository
        self.endpoint = endpoint or hub_constants.ENDPOINT
        self.token = _checked(token if token is not None else get_token())
        self.patience = patience or Patience()
        # Without a token the client must not look for one again.
        self.api = HfApi(endpoint=self.endpoint, token=self.token or False)
        disable_progress_bars()
        logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
        _bound_requests(self.patience)

    def refs(self) -> Refs:
        """Branch and tags.

        Raises:
            NoSuchRepository, NoToken, NotAllowed, Unreachable: as in `faults`; so for every method here.
        """
        found = self.call(lambda: self.api.list_repo_refs(self.repository, repo_type="dataset"))
        head = next((branch.target_commit for branch in found.branches if branch.name == BRANCH), None)
        return Refs(head, {tag.name: tag.target_commit for tag in found.tags})

    def tree(self, revision: str) -> dict[str, Entry]:
        """The files of a commit or tag, by name; the names are as the hub gives them, and may be hostile.

        Raises:
            Refused: there are more than a release can have.
        """
        return self.call(lambda: self._tree(revision))

    def _tree(self, revision: str) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for number, item in enumerate(
            self.api.list_repo_tree(self.repository, revision=revision, repo_type="dataset", recursive=True)
        ):
            if number >= 2 * MAX_FILES:
                raise Refused(f"{revision}: expected at most {MAX_FILES:,} files, found more")
            if isinstance(item, RepoFile):
                large = item.lfs.sha256 if item.lfs else None
                found[item.path] = Entry(item.path, item.size, item.blob_id, large)
        return found

    def commits(self, revision: str) -> list[tuple[str, str]]:
        """Id and title of the last commits up to `revision`, the newest first."""
        listed = self.call(lambda: self.api.list_repo_commits(self.repository, repo_type="dataset", revision=revision))
        return [(commit.commit_id, commit.title) for commit in listed[:MOST_COMMITS]]

    def is_private(self) -> bool:
        """Whether only those who were given access see it."""
        return bool(self.call(lambda: self.api.dataset_info(self.repository)).private)

    def create(self, private: bool) -> None:
        """Create the repository; one that is there by now is left as it is."""

        def send() -> Refs | None:
            self.api.create_repo(self.repository, repo_type="dataset", private=private)
            return None

        self.call(send, self._refs_if_there)

    def _refs_if_there(self) -> Refs | None:
        try:
            return self.refs()
        except NoSuchRepository:
            return None

    def commit(
        self, add: Mapping[str, Any], delete: Sequence[str], title: str, parent: str, landed: Callable[[], str | None]
    ) -> str:
        """One commit on the main branch, if its head is still `parent`.

        Args:
            add: paths of files by their names in the repository.
            delete: names of files.
            title: first line of its message.
            parent: the commit that it follows.
            landed: looks whether it is there already, and gives its id.

        Returns:
            The id of the commit.
        """

        def send() -> str:
            # Made anew for every try: the client marks what it has sent.
            operations: list[CommitOperationAdd | CommitOperationDelete | CommitOperationCopy] = [
                *(CommitOperationDelete(name) for name in delete),
                *(CommitOperationAdd(name, str(path)) for name, path in sorted(add.items())),
            ]
            info = self.api.create_commit(
                self.repository, operations, commit_message=title, repo_type="dataset", parent_commit=parent
            )
            return str(info.oid)

        return self.call(send, landed)

    def tag(self, name: str, commit: str, landed: Callable[[], str | None]) -> None:
        """Set a tag on `commit`; one that is there is never moved."""

        def send() -> str:
            self.api.create_tag(self.repository, tag=name, revision=commit, repo_type="dataset")
            return commit

        self.call(send, landed)

    def call(self, call: Callable[[], Answer], landed: Callable[[], Answer | None] = lambda: None) -> Answer:
        """`call`, with the client's errors as faults, tried again as `patiently` does."""

        def told() -> Answer:
            try:
                return call()
            except Refused:
                raise
            except Exception as error:  # whatever the client raises may hold the token
                fault = fault_of(error, self.token)
            raise fault

        try:
            return patiently(told, self.patience, landed)
        except NoSuchRepository as fault:
            told_apart = self._told_apart(fault)
        raise told_apart

    def _told_apart(self, fault: NoSuchRepository) -> HubFault:
        """The hub answers alike for no repository, no token and a wrong token: ask it who we are."""
        name = visible(self.repository)
        if self.token is None:
            return NoToken(
                f"the hub shows no dataset {name} without a token: it is not there, or private; "
                "set HF_TOKEN or run `hf auth login`"
            )
        try:
            self.call(self.api.whoami)
        except NotAllowed:
            return NotAllowed("the hub does not know the token: set HF_TOKEN, or run `hf auth login` again")
        except HubFault as found:
            return found
        return NoSuchRepository(f"there is no dataset {name} on the hub, or none that the token may see")


def _checked(token: str | None) -> str | None:
    """A token that can stand in a header: what cannot would come back, spelt out, in an error."""
    if not token:
        return None
    if not set(token) <= set(string.ascii_letters + string.digits + string.punctuation):
        raise Refused("the token has characters that no token has: set HF_TOKEN, or run `hf auth login` again")
    return token


def _bound_requests(patience: Patience) -> None:
    """Give every request of the client a time limit, which it has not, and heed no longer pause than our own."""
    session = get_session()
    client, asked = type(session), list(session.event_hooks["request"])

    def answered(response: Any) -> None:
        _cap_pause(response, patience.longest)
        _hold_size(response)

    def factory() -> Any:
        hooks = {"request": asked, "response": [answered]}
        return client(event_hooks=hooks, follow_redirects=True, timeout=patience.timeout)

    set_client_factory(factory)


def _hold_size(response: Any) -> None:
    """Read an answer here, where its size unpacked can be held: the client would read whatever comes.

    Raises:
        Refused: it is larger than any answer that is no file.
    """
    if response.request.extensions.get(STREAMED):
        return
    content = bytearray()
    for block in response.iter_bytes():
        content += block
        if len(content) > MAX_ANSWER_BYTES:
            response.close()
            raise Refused(f"the hub answers {visible(response.request.url.path)} with over {MAX_ANSWER_BYTES:,} bytes")
    response._content = bytes(content)  # where the library itself puts what `read` has read


def _cap_pause(response: Any, longest: float) -> None:
    value = response.headers.get("Retry-After", "").strip()
    if value.isdigit() and int(value[:9]) > longest:
        response.headers["Retry-After"] = str(int(longest))
    # The other way to name a pause, which the client would heed without bound.
    response.headers.pop("ratelimit", None)
