"""Which files a run reports on: all, or those that the user named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from conflict_claims.files.layout import Layout, is_annotator, is_article_id


class BadPath(ValueError):
    """A path that was named is not there, lies outside the corpus, or is no article."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The files to report on, by their names in messages.

    `everything` where nothing was named; else single `files`, whole `folders` (each ending in `/`), and
    `articles` whose files are chosen in every room. `compared` says that the chosen articles are also compared with
    all others.
    """

    everything: bool = True
    files: frozenset[str] = frozenset()
    folders: tuple[str, ...] = ()
    articles: frozenset[str] = frozenset()
    compared: bool = False

    def wants(self, file: str) -> bool:
        """Whether problems of `file` are reported."""
        if self.everything or file in self.files or file.startswith(self.folders):
            return True
        return bool(self.articles) and _article_of(file) in self.articles


def annotators(layout: Layout) -> list[str]:
    """The annotators: the folders of annotations/ with a proper name, gold first."""
    names = filter(is_annotator, layout.annotators())
    return [name for name in names if not (layout.annotations / name).is_symlink()]


def is_article_file(path: Path, suffix: str) -> bool:
    """Whether `path` is named as the file of an article: its id and `suffix`."""
    return path.suffix == suffix and is_article_id(path.stem)


def select(layout: Layout, paths: Iterable[str]) -> Selection:
    """The files that `paths` (files, folders or article ids) name; no path names everything.

    Raises:
        BadPath: a path is not there or lies outside the corpus.
    """
    files, folders, articles = set[str](), list[str](), set[str]()
    named = list(paths)
    for name in named:
        file = _place(layout, name)
        if file is None:
            articles.add(_article(layout, name))
        elif _is_folder(layout.root / file):
            folders.append(f"{file}/")
        else:
            files.add(file)
    if "./" in folders:
        return Selection()
    return Selection(not named, frozenset(files), tuple(folders), frozenset(articles))


def _place(layout: Layout, name: str) -> str | None:
    """The name in messages of what stands at `name`, from here or else from the root; None for nothing."""
    found = [path for path in (Path(name), layout.root / name) if path.exists() or path.is_symlink()]
    inside = [place for path in found if (place := _inside(layout.root.resolve(), path))]
    if found and not inside:
        raise BadPath(f"{name} lies outside the corpus at {layout.root.resolve()}")
    return inside[0] if inside else None


def _is_folder(path: Path) -> bool:
    """A folder named like an article or annotation file is a fault of that file, and not looked into."""
    return path.is_dir() and not path.is_symlink() and path.suffix not in (".md", ".jsonl")


def _inside(root: Path, path: Path) -> str:
    """Where `path` stands under `root`; empty where it lies outside."""
    # The last part is not resolved: a symbolic link in the corpus is looked at as the link that it is.
    whole = path.resolve() if path.is_dir() and not path.is_symlink() else path.parent.resolve() / path.name
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else ""


def _article(layout: Layout, name: str) -> str:
    if not is_article_id(name):
        raise BadPath(f"{name}: no such file or folder, and no article id")
    passes = (layout.annotation(annotator, name) for annotator in annotators(layout))
    if not any(path.exists() or path.is_symlink() for path in (layout.article(name), *passes)):
        raise BadPath(f"{name}: no such article in {layout.name(layout.articles)}")
    return name


def _article_of(file: str) -> str:
    return file.rpartition("/")[2].partition(".")[0]
