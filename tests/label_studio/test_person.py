"""A person annotates on the real page; what comes home says exactly what the person did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
import pytest

from conflict_claims.files.layout import Layout
from tests.corpora import TEXT, add_article, add_pass, empty_corpus, records, sha256
from tests.label_studio.conftest import Corpus
from tests.label_studio.person import Person
from tests.label_studio.server import Server
from tests.label_studio.work import name_annotators, project_of, tasks_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.label_studio, pytest.mark.browser]

STORY = TEXT.replace("Shells hit", "🙂👩‍👩‍👧‍👦 Shells  hit")


def one_article(root: Path) -> Layout:
    layout = empty_corpus(root)
    add_article(layout, "harl-0001", STORY)
    return layout


@pytest.fixture
def person(chromium: Browser, server: Server) -> Iterator[Person]:
    """The owner of the server, logged in, at a screen of 1280 pixels."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    someone = Person(context.new_page(), server.url)
    someone.log_in(server.email, server.password)
    yield someone
    context.close()


def test_what_a_person_marks_is_what_the_file_says(
    new_corpus: Callable[..., Corpus], server: Server, person: Person
) -> None:
    corpus = new_corpus(one_article)
    assert corpus.run("push", "--all").code == 0
    project = project_of(server, corpus)
    (task,) = tasks_of(server, project)

    person.open_task(project["id"], task["id"])
    person.picture("label-studio-task")
    unselected = person.text_width()
    assert len(set(person.tops(".lsf-label"))) == 1, "the layers stand in one row"
    person.label("1", "residents")
    person.choose("civilians", "nominal")
    person.label("2", "14 people")
    person.choose("killed", "exact")
    assert person.text_width() == unselected > 380, "selecting a span moves no words"
    person.count("casualty_min", 14)
    person.count("casualty_max", 14)
    person.picture("label-studio-fields")
    person.relate("source", "residents")
    person.picture("label-studio-relation")
    person.submit()

    name_annotators(corpus, ann=1)
    pulled = corpus.run("pull")
    assert (pulled.code, pulled.err) == (0, "")
    lines = corpus.layout.annotation("ann", "harl-0001").read_bytes().splitlines()
    casualty, actor = STORY.index("14 people"), STORY.index("residents")
    assert [orjson.loads(line) for line in lines] == [
        {
            "article": "harl-0001",
            "text_sha256": sha256(STORY),
            "guidelines": "g1.0",
            "annotator": "ann",
            "layers": ["actor", "casualty", "stance", "topic", "link"],
            "next": {"a": 2, "c": 2, "s": 1, "t": 1, "k": 1},
        },
        {
            "id": "c1", "layer": "casualty", "start": casualty, "end": casualty + 9, "text": "14 people",
            "outcome": "killed", "modality": "exact", "min": 14, "max": 14, "source": ["a1"],
        },
        {
            "id": "a1", "layer": "actor", "start": actor, "end": actor + 9, "text": "residents",
            "type": "civilians", "mention": "nominal",
        },
    ]  # fmt: skip


def test_the_differences_stand_above_the_text_of_an_adjudication(
    new_corpus: Callable[..., Corpus], server: Server, person: Person
) -> None:
    corpus = new_corpus(marked_article)
    fewer = [one for one in records(STORY) if one["layer"] != "link"]
    fewer[4] |= {"report": "confirmed"}
    add_pass(corpus.layout, "harl-0001", STORY, fewer, annotator="bea")
    assert corpus.run("adjudicate", "ann", "bea").code == 0
    project = project_of(server, corpus, ":adjudication:ann+bea")
    (task,) = tasks_of(server, project)
    person.open_task(project["id"], task["id"])
    person.picture("label-studio-adjudication")
    box = person.page.get_by_text("ann and bea differ in 3 points").locator("xpath=..")
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight"), "all of them are seen"
    assert box.evaluate("box => box.getBoundingClientRect().height") < 150
    assert person.tops(".lsf-htx-richtext")[0] < 350


def marked_article(root: Path) -> Layout:
    layout = empty_corpus(root)
    add_article(layout, "harl-0001", STORY)
    add_pass(layout, "harl-0001", STORY, records(STORY), annotator="ann")
    return layout


def test_a_prediction_that_is_submitted_unchanged_in_the_browser_is_the_same_file(
    new_corpus: Callable[..., Corpus], server: Server, person: Person
) -> None:
    corpus = new_corpus(marked_article)
    file = corpus.layout.annotation("ann", "harl-0001")
    before = file.read_bytes()
    assert corpus.run("push", "--all", "--predictions", "ann").code == 0
    project = project_of(server, corpus)
    (task,) = tasks_of(server, project)
    person.open_task(project["id"], task["id"])
    person.picture("label-studio-prediction")
    person.submit()
    name_annotators(corpus, ann=1)
    file.unlink()
    pulled = corpus.run("pull")
    assert (pulled.code, pulled.err) == (0, "")
    assert file.read_bytes() == before
