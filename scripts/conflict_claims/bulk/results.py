"""The folder that a conversion writes to: it is its own from the first to the last run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

from conflict_claims.bulk.manifests import FOLDER, manifests
from conflict_claims.bulk.options import ALL_TABLES, Options
from conflict_claims.bulk.shards import STAGING, put

ABOUT = "conversion.json"


class Refused(ValueError):
    """The folder of the results cannot be used; the message says why."""


@contextmanager
def claimed(options: Options, sources: Collection[str]) -> Iterator[None]:
    """Keep the folder of the results to this run, after it was seen that it is one of these options and files.

    Raises:
        Refused: it is not, or another run is at work in it.
        OSError: it cannot be made.
    """
    out = options.out
    _hold_against(out, options.told(), sources)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise Refused(f"{out} cannot be made: a part of its path is no folder") from None
    with _locked(out):
        shutil.rmtree(out / STAGING, ignore_errors=True)
        for left in out.glob(".ids-*"):
            shutil.rmtree(left, ignore_errors=True)
        if not (out / ABOUT).exists():
            put(out, out / ABOUT, [about({"options": options.told()})])
        try:
            yield
        finally:
            shutil.rmtree(out / STAGING, ignore_errors=True)


def about(told: Mapping[str, Any]) -> bytes:
    """The file that says what a folder of results is."""
    return orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _hold_against(out: Path, told: Mapping[str, Any], sources: Collection[str]) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise Refused(f"{out} is no folder")
    if not any(path.name != STAGING for path in out.iterdir()):
        return
    earlier = _earlier(out)
    if changed := [name for name, value in told.items() if earlier.get(name) != value]:
        raise Refused(f"{out} has results with other {', '.join(changed)}: choose another folder, or remove it")
    if strange := sorted({one.source for one in manifests(out)} - set(sources)):
        raise Refused(f"{out} has results of {', '.join(strange)}: name these files too, or choose another folder")


def _earlier(out: Path) -> Mapping[str, Any]:
    """The options of the results that are in a folder.

    Raises:
        Refused: it holds something else.
    """
    try:
        told: Mapping[str, Any] = orjson.loads((out / ABOUT).read_bytes())["options"]
        return told
    except (OSError, ValueError, KeyError, TypeError):
        raise Refused(f"{out} holds other things than results of convert: choose an empty or a new folder") from None


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    """The lock is on the folder itself: it leaves no file behind, and goes with the process that holds it."""
    try:
        import fcntl
    except ImportError:  # Windows: runs are not kept apart
        yield
        return
    folder = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Refused(f"another conversion is at work in {out}") from None
    finally:
        os.close(folder)


def remove_stale(out: Path, shards: Collection[str]) -> None:
    """Remove the shards of earlier runs that the files, which were changed since, no longer have."""
    for path in sorted((out / FOLDER).glob("*.json")):
        if path.stem not in shards:
            for table in ALL_TABLES:
                (out / table / f"{path.stem}.parquet").unlink(missing_ok=True)
            path.unlink()
