"""The folder of a candidate: filled out of sight, then put in place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conflict_claims.release.candidate import Candidate, is_planned, plan_file, write_plan
from conflict_claims.release.refusal import Refused

PREFIX = ".staged-"


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """A new folder beside the candidates in `output`; what is still there when the block ends is removed.

    Raises:
        Refused: `output` is no folder, and none can be made there.
    """
    make_folder(output)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=output))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_folder(path: Path) -> None:
    """Make the folder that `--output` names, or the one that it stands in, where it is not there.

    Raises:
        Refused: something else is there, or it may not be written.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            f"{path}: expected a folder, or a place where one can be made, found: {error.strerror}; "
            "choose another with --output"
        ) from None


def put_in_place(folder: Path, candidate: Candidate) -> None:
    """Make the filled `folder` the one of `candidate`, with its plan beside it; an older candidate gives way.

    The older folder goes first and the new one comes last, so that what a stop leaves behind is a plan at most: it is
    never taken for whole, and the next plan replaces it.

    Raises:
        Refused: what is there was not made by a plan.
    """
    target = candidate.folder
    _hold_ours(target)
    _open_to_all(folder)
    if target.exists():
        old = Path(tempfile.mkdtemp(prefix=PREFIX, dir=target.parent))
        target.rename(old / target.name)
        shutil.rmtree(old)
    write_plan(candidate)
    folder.rename(target)


def _hold_ours(target: Path) -> None:
    """A folder is ours where its plan stands beside it."""
    plan = plan_file(target)
    there = [path for path in (target, plan) if os.path.lexists(path)]
    is_other = os.path.lexists(target) and (target.is_symlink() or not target.is_dir())
    if there and (is_other or not is_planned(target)):
        raise Refused(
            f"{there[0]}: is there, and was not made by `release plan`: expected a folder with its plan {plan.name} "
            "beside it; move it away, or choose another place with --output"
        )


def _open_to_all(folder: Path) -> None:
    for place, _, files in os.walk(folder):
        os.chmod(place, 0o755)
        for name in files:
            os.chmod(Path(place, name), 0o644)
