"""What the fixtures of a few rules need and git cannot keep: a folder for a file, huge files, broken tools.

A recipe is called with the root of the copied corpus; what it yields to runs while `check` does.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import polars as pl

from conflict_claims.files.reading import MAX_FILE_BYTES
from conflict_claims.tables.flat import flat

Recipe = Callable[[Path], AbstractContextManager[None]]
LONG_LINE = 100 * 1024 * 1024
USED_BY_CHECK = "conflict_claims.check.rows.flat"


@contextmanager
def no_regular_file(root: Path) -> Iterator[None]:
    """A folder in place of an article, and a link in place of an annotation file."""
    article = root / "corpus" / "articles" / "valdria-0002.md"
    article.unlink()
    article.mkdir()
    marked = root / "annotations" / "gold" / "dessa-0001.jsonl"
    marked.unlink()
    marked.symlink_to("valdria-0001.jsonl")
    yield


@contextmanager
def file_too_large(root: Path) -> Iterator[None]:
    """An article file that is mostly a hole."""
    os.truncate(root / "corpus" / "articles" / "valdria-0002.md", MAX_FILE_BYTES + 1)
    yield


@contextmanager
def line_too_long(root: Path) -> Iterator[None]:
    """A line of 100 MB in the middle of an annotation file."""
    path = root / "annotations" / "gold" / "dessa-0001.jsonl"
    header, _, rest = path.read_bytes().partition(b"\n")
    with path.open("wb") as file:
        file.write(header + b"\n")
        for _ in range(100):
            file.write(b"x" * (LONG_LINE // 100))
        file.write(b"\n" + rest)
    yield


@contextmanager
def unexpected_exception(root: Path) -> Iterator[None]:
    """A tool that breaks at one article: only a fault of ours gives this message, so one is put in."""

    def broken(bundle: Any, *rest: Any, **options: Any) -> Any:
        if "valdria-0002" in bundle.column("id").to_pylist():
            raise ZeroDivisionError("division by zero")
        return flat(bundle, *rest, **options)

    with patch(USED_BY_CHECK, broken):
        yield


@contextmanager
def derived_column_wrong(root: Path) -> Iterator[None]:
    """A tool that computes a standing which the vocabulary does not know."""

    def wrong(*rest: Any, **options: Any) -> Any:
        frames: Any = flat(*rest, **options)
        standing = pl.when(pl.col("local_id") == "c5").then(pl.lit("settled")).otherwise("standing")
        return {**frames, "casualties": frames["casualties"].with_columns(standing.alias("standing"))}

    with patch(USED_BY_CHECK, wrong):
        yield


RECIPES: dict[str, Recipe] = {
    "DOC001": no_regular_file,
    "DOC004": file_too_large,
    "DOC005": line_too_long,
    "INT001": unexpected_exception,
    "INT002": derived_column_wrong,
}
"""The recipe of a rule's bad corpus, beside or instead of its files."""
