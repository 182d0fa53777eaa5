"""Release candidates for tests of publishing: small ones of plain files, and real builds."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

from conflict_claims.build.dataset import build
from conflict_claims.files.layout import Layout
from conflict_claims.release.candidate import Candidate, Previous, read_candidate, write_plan
from conflict_claims.release.sums import SUMS, sums_text
from tests.corpora import unchecked

REPOSITORY = "owner/harl-reports"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def candidate_of(
    folder: Path, files: Mapping[str, bytes], previous: Candidate | None = None, repository: str = REPOSITORY
) -> Candidate:
    """A candidate of `files` in `folder`, which is named by its version."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return planned(folder, previous, repository)


def planned(folder: Path, previous: Candidate | None = None, repository: str = REPOSITORY) -> Candidate:
    """The candidate of the files that stand in `folder`, read back as `publish` reads it."""
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    sums = {name: sha256((folder / name).read_bytes()) for name in names if name != SUMS}
    (folder / SUMS).write_text(sums_text(sums))
    sums[SUMS] = sha256((folder / SUMS).read_bytes())
    last = Previous(previous.version, previous.tag, previous.sums[SUMS]) if previous else None
    version = folder.name
    files = {name: folder / name for name in sums}
    write_plan(Candidate(folder, version, f"v{version}", repository, "2031-05-06", "first", last, files, sums))
    return read_candidate(folder)


def built_candidate(layout: Layout, folder: Path, edition: str = "public") -> Candidate:
    """The candidate of a corpus' build, with nothing of the release folder but the data and the card."""
    made = build(unchecked(layout), edition, layout.dist / f"{edition}-{folder.name}")
    shutil.copytree(made.folder.resolve(), folder)
    return planned(folder)
