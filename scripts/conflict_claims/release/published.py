"""What a repository holds, against what a candidate would publish."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from conflict_claims.files.reading import BLOCK
from conflict_claims.release.candidate import Candidate
from conflict_claims.release.client import Entry


def title_of(tag: str) -> str:
    """The title of the commit of a release."""
    return f"Release {tag}"


@dataclass(frozen=True, slots=True)
class Content:
    """What tells a file of the candidate: size in bytes, SHA-256, and git blob id."""

    size: int
    sha256: str
    blob: str

    def is_at(self, entry: Entry | None) -> bool:
        """Whether a repository's file has this content."""
        if entry is None or entry.size != self.size:
            return False
        return entry.sha256 == self.sha256 if entry.sha256 else entry.blob == self.blob


def contents_of(candidate: Candidate) -> dict[str, Content]:
    """The content of every file of the candidate, by name."""
    return {name: _content(path, candidate.sums[name]) for name, path in candidate.files.items()}


def _content(path: Path, sha256: str) -> Content:
    size = path.stat().st_size
    # The name that git gives to a file's bytes; the hub lists small files by it.
    blob = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            blob.update(block)
    return Content(size, sha256, blob.hexdigest())


def missing_from(tree: Mapping[str, Entry], contents: Mapping[str, Content]) -> list[str]:
    """The candidate's files that `tree` lacks or has with another content; none: the release is there."""
    return sorted(name for name, content in contents.items() if not content.is_at(tree.get(name)))
