"""Which articles go to the server, and with which passes over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from conflict_claims.annotations import Pass, read_pass
from conflict_claims.articles import Article, read_article
from conflict_claims.files.layout import Layout, is_annotator, is_article_id
from conflict_claims.label_studio.sending import NoFolder, annotation_folder, loss
from conflict_claims_schemas.suggestions import SUGGESTER

CHECK = "conflict-claims check says more"


class BadSelection(Exception):
    """The selection names what is not there."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article, or a pass over it, that cannot be used as it stands."""

    article: str
    why: str


@dataclass(frozen=True, slots=True)
class Material:
    """Articles in order, each with the passes to show in it, and what had to be left out."""

    articles: list[tuple[Article, list[Pass]]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def chosen_ids(layout: Layout, named: Sequence[str], unannotated: bool = False) -> list[str]:
    """The ids of the articles that are named; else of all, or of all that nobody has marked yet.

    Raises:
        BadSelection: there is no such article.
    """
    there = [path.stem for path in layout.article_files() if path.suffix == ".md" and is_article_id(path.stem)]
    for name in named:
        if name not in there:
            raise BadSelection(f"no article {name!r} in {layout.name(layout.articles)}")
    if named:
        return list(dict.fromkeys(named))
    return [name for name in there if not (unannotated and _is_marked(layout, name))]


def _is_marked(layout: Layout, article: str) -> bool:
    folders = [name for name in layout.annotators() if is_annotator(name) and name != SUGGESTER]
    return any(layout.annotation(name, article).exists() for name in folders)


def checked_annotators(layout: Layout, named: Sequence[str]) -> list[str]:
    """The annotators that are named, each once.

    Raises:
        BadSelection: one has no folder in annotations/.
    """
    known = [name for name in layout.annotators() if is_annotator(name)]
    for name in named:
        if name not in known:
            there = ", ".join(known) or "none"
            raise BadSelection(f"no folder {name!r} in {layout.name(layout.annotations)}; there are: {there}")
    return list(dict.fromkeys(named))


def chosen_folders(layout: Layout, named: Sequence[str]) -> list[Path]:
    """The folders of annotation files that are named, each once: annotators', or any path.

    Raises:
        BadSelection: there is no such folder.
    """
    try:
        return list(dict.fromkeys(annotation_folder(layout, name) for name in named))
    except NoFolder as error:
        raise BadSelection(str(error)) from None


def collect(layout: Layout, ids: Sequence[str], folders: Sequence[Path]) -> Material:
    """Read articles, and what was marked in them; a folder that has no file of one is no matter.

    Args:
        layout: the corpus.
        ids: of its articles.
        folders: of annotation files, named for the articles; an annotator's second pass over an article is left out.
    """
    material = Material()
    for name in ids:
        try:
            article = read_whole_article(layout, name)
        except BadSelection as error:
            material.left_out.append(LeftOut(name, str(error)))
            continue
        passes: dict[str, Pass] = {}
        for folder in folders:
            try:
                _add(passes, read_whole_pass(layout, folder, article))
            except BadSelection as error:
                material.left_out.append(LeftOut(name, str(error)))
        material.articles.append((article, [*passes.values()]))
    return material


def _add(passes: dict[str, Pass], marked: Pass | None) -> None:
    if marked is not None and passes.setdefault(marked.annotator, marked) is not marked:
        first = passes[marked.annotator].file
        raise BadSelection(f"{marked.file} says that it is by {marked.annotator}, as {first} does: show one of the two")


def read_whole_article(layout: Layout, name: str) -> Article:
    """An article whose text is the one that its front matter was made for.

    Raises:
        BadSelection: it cannot be read, or has another text.
    """
    path = layout.article(name)
    article, problems = read_article(path, layout)
    if article is None or problems or article.id != name:
        raise BadSelection(f"{layout.name(path)} cannot be used; {CHECK}")
    if article.front["text_sha256"] != sha256(article.text.encode()).hexdigest():
        raise BadSelection(f"{layout.name(path)} has another text than its text_sha256 says; {CHECK}")
    return article


def read_whole_pass(layout: Layout, folder: Path, article: Article) -> Pass | None:
    """What a folder holds of an article, None where nothing; all of it would come back from the server.

    Raises:
        BadSelection: the file cannot be read whole, or belongs to another article or text.
    """
    path = folder / f"{article.id}.jsonl"
    if not path.exists():
        return None
    marked, problems = read_pass(path, layout)
    if marked is None or problems or marked.article_id != article.id:
        raise BadSelection(f"{layout.name(path)} cannot be used; {CHECK}")
    if marked.header["text_sha256"] != article.front["text_sha256"]:
        raise BadSelection(f"{layout.name(path)} was made on another text; conflict-claims amend brings it along")
    if fault := loss(article, marked):
        raise BadSelection(f"{layout.name(path)}: {fault}")
    return marked
