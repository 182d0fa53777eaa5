"""What goes to the server and is accepted there comes back as the same file, byte for byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from conflict_claims_schemas.suggestions import SUGGESTER
from tests.corpora import add_article, add_pass, empty_corpus
from tests.label_studio.conftest import Corpus
from tests.label_studio.generated import every_record, nasty_text
from tests.label_studio.server import Server
from tests.label_studio.work import accept, name_annotators, project_of, tasks_of

pytestmark = pytest.mark.label_studio

REPOSITORY = Layout(Path(__file__).parents[2])
GENERATED = 12


def generated_corpus(root: Path) -> Layout:
    layout = empty_corpus(root)
    for number in range(1, GENERATED + 1):
        article, text = f"harl-{number:04}", nasty_text(number)
        add_article(layout, article, text)
        add_pass(layout, article, text, every_record(text, number), annotator="ann-a")
    return layout


def seed_corpus(root: Path) -> Layout:
    """Every article of the project's own corpus, its gold as an annotator's pass."""
    layout = empty_corpus(root)
    for path in REPOSITORY.article_files():
        shutil.copy(path, layout.article(path.stem))
    layout.annotations.joinpath("ann-a").mkdir()
    for path in REPOSITORY.annotation_files("gold"):
        content = path.read_text(encoding="utf-8").replace('"annotator":"gold"', '"annotator":"ann-a"', 1)
        layout.annotation("ann-a", path.stem).write_text(content, encoding="utf-8")
    return layout


@pytest.mark.parametrize("build", [generated_corpus, seed_corpus])
def test_every_pass_comes_back_as_it_was(
    build: Callable[[Path], Layout], new_corpus: Callable[..., Corpus], server: Server
) -> None:
    corpus = new_corpus(build)
    before = passes(corpus.layout)
    assert len(before) >= GENERATED
    assert corpus.run("push", "--all", "--predictions", "ann-a").code == 0
    tasks = tasks_of(server, project_of(server, corpus))
    for task in tasks:
        accept(server, task, "annotator:ann-a")
    name_annotators(corpus, ann_a=1)
    shutil.rmtree(corpus.layout.annotations / "ann-a")
    pulled = corpus.run("pull")
    assert (pulled.code, pulled.err) == (0, "")
    assert passes(corpus.layout) == before


def passes(layout: Layout, annotator: str = "ann-a") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in layout.annotation_files(annotator)}


def suggested_corpus(root: Path) -> Layout:
    """The project's own articles, with what the rules suggest for them."""
    layout = seed_corpus(root)
    shutil.rmtree(layout.annotations / "ann-a")
    assert main(["suggest", "--root", str(root)]) == 0
    return layout


def test_suggestions_are_shown_and_come_back_as_whoever_accepts_them_says(
    new_corpus: Callable[..., Corpus], server: Server
) -> None:
    corpus = new_corpus(suggested_corpus)
    before = passes(corpus.layout, SUGGESTER)
    assert corpus.run("push", "--unannotated", "--predictions", SUGGESTER).code == 0
    for task in tasks_of(server, project_of(server, corpus)):
        accept(server, task, f"annotator:{SUGGESTER}")
    name_annotators(corpus, ann_a=1)
    pulled = corpus.run("pull")
    assert (pulled.code, pulled.err) == (0, "")
    mine, theirs = b'"annotator":"ann-a"', f'"annotator":"{SUGGESTER}"'.encode()
    assert passes(corpus.layout) == {name: content.replace(theirs, mine, 1) for name, content in before.items()}
