"""The folder of a candidate: filled out of sight, then put in place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conflict_claims.release.candidate import plan_file
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


def put_in_place(folder: Path, target: Path) -> None:
    """Make the filled `folder` the candidate `target`; an older candidate of that name gives way.

    Its plan goes first and the new one is written last, so that what a stop leaves behind is never taken for whole.
    """
    plan_file(target).unlink(missing_ok=True)
    for place, _, files in os.walk(folder):
        os.chmod(place, 0o755)
        for name in files:
            os.chmod(Path(place, name), 0o644)
    if target.exists():
        old = Path(tempfile.mkdtemp(prefix=PREFIX, dir=target.parent))
        target.rename(old / target.name)
        shutil.rmtree(old)
    folder.rename(target)
