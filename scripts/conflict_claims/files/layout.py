"""Where things stand in a corpus folder. Nothing else in the package joins these names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GOLD = "gold"
ARTICLE_ID = re.compile(r"[a-z][a-z0-9]{0,40}(?:-[a-z0-9]{1,40}){0,6}-[0-9]{4,8}", re.ASCII)
"""A prefix of lower-case words and a number of four digits or more: `balochistan-0001`."""

FOLDER_NAME = re.compile(r"[a-z][a-z0-9]{0,40}(?:[-_][a-z0-9]{1,40}){0,6}", re.ASCII)
"""The name of an annotator's folder."""


def is_article_id(text: str) -> bool:
    """Whether `text` may be the id of an article, and so a file name."""
    return ARTICLE_ID.fullmatch(text) is not None


def is_annotator(text: str) -> bool:
    """Whether `text` may be the name of an annotator, and so a folder name."""
    return FOLDER_NAME.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of a corpus under `root`; ids are checked before they become a path."""

    root: Path

    @property
    def settings(self) -> Path:
        """corpus/corpus.yaml."""
        return self.root / "corpus" / "corpus.yaml"

    @property
    def articles(self) -> Path:
        """corpus/articles."""
        return self.root / "corpus" / "articles"

    @property
    def raw(self) -> Path:
        """corpus/raw."""
        return self.root / "corpus" / "raw"

    @property
    def annotations(self) -> Path:
        """annotations/."""
        return self.root / "annotations"

    @property
    def waivers(self) -> Path:
        """annotations/waivers.toml."""
        return self.annotations / "waivers.toml"

    @property
    def schemas(self) -> Path:
        """schemas/."""
        return self.root / "schemas"

    @property
    def dist(self) -> Path:
        """Where builds go."""
        return self.root / "dist"

    def registry(self, file_name: str) -> Path:
        """One of the registry files of corpus/."""
        return self.root / "corpus" / file_name

    def article(self, article_id: str) -> Path:
        """The file of an article.

        Raises:
            ValueError: `article_id` is no article id.
        """
        return self.articles / f"{_checked(article_id)}.md"

    def annotation(self, annotator: str, article_id: str) -> Path:
        """The file of one annotator's pass over an article.

        Raises:
            ValueError: `annotator` or `article_id` is no such name.
        """
        if not is_annotator(annotator):
            raise ValueError(f"{annotator!r} is no annotator's name: lower-case letters, digits, - and _")
        return self.annotations / annotator / f"{_checked(article_id)}.jsonl"

    def annotators(self) -> list[str]:
        """The folders of annotations/, gold first."""
        folders = sorted(path.name for path in _children(self.annotations) if path.is_dir())
        return sorted(folders, key=lambda name: name != GOLD)

    def article_files(self) -> list[Path]:
        """What stands in corpus/articles beside its README, in order."""
        return [path for path in _children(self.articles) if path.name != "README.md"]

    def annotation_files(self, annotator: str) -> list[Path]:
        """What stands in an annotator's folder beside a README, in order."""
        return [path for path in _children(self.annotations / annotator) if path.name != "README.md"]

    def name(self, path: Path) -> str:
        """`path` as messages show it: relative to the root, with forward slashes."""
        root, text = f"{self.root}{os.sep}", str(path)
        if text.startswith(root):  # what `relative_to` finds out in ten times the time
            return text.removeprefix(root).replace(os.sep, "/")
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()


def _children(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        # Names are sorted, not paths, which compare slowly; a corpus has thousands.
        yield from (folder / name for name in sorted(os.listdir(folder)) if not name.startswith("."))


def _checked(article_id: str) -> str:
    if not is_article_id(article_id):
        raise ValueError(f"{article_id!r} is no article id: lower-case words and a number, like balochistan-0001")
    return article_id
