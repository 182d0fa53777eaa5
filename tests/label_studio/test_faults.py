"""Bad days: nothing is lost, nothing is there twice, and what is said is clear."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from conflict_claims.files.layout import Layout
from tests.corpora import TEXT, add_article, add_pass, empty_corpus, records
from tests.label_studio.conftest import Corpus
from tests.label_studio.faulty_proxy import Exchange, Fault, faulty
from tests.label_studio.server import Server
from tests.label_studio.work import accept, annotate, name_annotators, project_of, tasks_of

pytestmark = pytest.mark.label_studio

ARTICLES = 55
"""More than a page of the server."""


def many_articles(root: Path) -> Layout:
    layout = empty_corpus(root)
    for number in range(1, ARTICLES + 1):
        article, text = f"harl-{number:04}", TEXT.replace("Tarn", f"Tarn {number}")
        add_article(layout, article, text)
        add_pass(layout, article, text, records(text), annotator="ann")
    return layout


@pytest.fixture
def many(new_corpus: Callable[..., Corpus]) -> Corpus:
    return new_corpus(many_articles)


def articles_there(server: Server, corpus: Corpus) -> list[str]:
    return sorted(task["data"]["article"] for task in tasks_of(server, project_of(server, corpus)))


def once(matches: Callable[[Exchange], bool], act: Callable[[Exchange], None]) -> Fault:
    """Do `act` at the first exchange that matches, and nothing ever after."""
    done = threading.Event()

    def fault(exchange: Exchange) -> None:
        if not done.is_set() and matches(exchange):
            done.set()
            act(exchange)

    return fault


def is_import(exchange: Exchange) -> bool:
    return exchange.method == "POST" and "/import" in exchange.path


def is_creation(exchange: Exchange) -> bool:
    return exchange.method == "POST" and exchange.path.rstrip("/") == "/api/projects"


def is_second_page(exchange: Exchange) -> bool:
    return exchange.path.startswith("/api/tasks") and "page=2&" in exchange.path


@pytest.mark.parametrize("where", [is_import, is_creation])
@pytest.mark.parametrize("how", [Exchange.lose_answer, lambda exchange: exchange.answer(502, b"bad gateway")])
def test_a_lost_answer_brings_nothing_twice(
    corpus: Corpus, server: Server, where: Callable[[Exchange], bool], how: Callable[[Exchange], None]
) -> None:
    with faulty(server.url, once(where, how)) as (corpus.url, exchanges):
        done = corpus.run("push", "--all", "--predictions", "gold")
    assert sum(map(where, exchanges)) >= 1
    assert (done.code, done.err) == (0, "")
    (task,) = tasks_of(server, project_of(server, corpus))
    assert len(task["predictions"]) == 1


def test_a_server_that_is_busy_is_waited_for(corpus: Corpus, server: Server) -> None:
    started = time.monotonic()
    busy = once(
        is_import, lambda exchange: exchange.answer(429, b"{}", retry_after="2", content_type="application/json")
    )
    with faulty(server.url, busy) as (corpus.url, _):
        done = corpus.run("push", "--all")
    assert (done.code, done.err) == (0, "")
    assert time.monotonic() - started > 2
    assert articles_there(server, corpus) == ["harl-0001"]


def test_a_server_that_always_fails_is_given_up(corpus: Corpus, server: Server) -> None:
    def fail(exchange: Exchange) -> None:
        if is_import(exchange):
            exchange.answer(500, b'{"detail": "database is locked"}', content_type="application/json")

    with faulty(server.url, fail) as (corpus.url, exchanges):
        done = corpus.run("push", "--all")
    assert done.code == 3
    assert "the server answered 500, after several attempts: database is locked" in done.err
    assert sum(map(is_import, exchanges)) == 6


def test_the_server_is_killed_in_the_middle_of_a_push(many: Corpus, own_server: Server) -> None:
    many.url, many.token = own_server.url, own_server.token
    killed = threading.Event()

    def kill() -> None:
        own_server.kill()
        killed.set()

    with faulty(own_server.url, once(is_import, lambda _: threading.Timer(0.15, kill).start())) as (many.url, _):
        process = many.start("push", "--all", "--predictions", "ann")
        assert killed.wait(60)
        own_server.start()
        done = many.finish(process)
    assert done.code in (0, 3), done.err
    many.url = own_server.url
    again = many.run("push", "--all", "--predictions", "ann")
    assert (again.code, again.err) == (0, "")
    assert articles_there(own_server, many) == [f"harl-{number:04}" for number in range(1, ARTICLES + 1)]
    assert {len(task["predictions"]) for task in tasks_of(own_server, project_of(own_server, many))} == {1}


def test_the_server_is_killed_in_the_middle_of_a_pull(many: Corpus, own_server: Server) -> None:
    many.url, many.token = own_server.url, own_server.token
    assert many.run("push", "--all", "--predictions", "ann").code == 0
    tasks = tasks_of(own_server, project_of(own_server, many))
    # Some of the first page and some of the second.
    for task in [*tasks[:3], *tasks[-3:]]:
        accept(own_server, task, "annotator:ann")
    name_annotators(many, ann=1)
    chosen = [task["data"]["article"] for task in [*tasks[:3], *tasks[-3:]]]
    before = {name: many.layout.annotation("ann", name).read_bytes() for name in chosen}
    shutil.rmtree(many.layout.annotations / "ann")
    second_page = once(is_second_page, lambda exchange: own_server.kill())
    with faulty(own_server.url, second_page) as (many.url, _):
        broken = many.run("pull")
    assert broken.code == 3
    assert "no answer from" in broken.err
    assert arrived(many) == {name: before[name] for name in chosen[:3]}
    own_server.start()
    many.url = own_server.url
    done = many.run("pull")
    assert (done.code, done.err) == (0, "")
    assert arrived(many) == before


def arrived(corpus: Corpus) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in corpus.layout.annotation_files("ann")}


def test_a_task_that_was_deleted_is_brought_again_and_its_file_stays(corpus: Corpus, server: Server) -> None:
    assert corpus.run("push", "--all", "--predictions", "gold").code == 0
    name_annotators(corpus, ann=1)
    (task,) = tasks_of(server, project_of(server, corpus))
    accept(server, task, "annotator:gold")
    assert corpus.run("pull").code == 0
    file = corpus.layout.annotation("ann", "harl-0001")
    before = file.read_bytes()
    server.api("DELETE", f"tasks/{task['id']}")
    pulled = corpus.run("pull")
    assert (pulled.code, file.read_bytes()) == (0, before)
    assert "1 article brought" in corpus.run("push", "--all").out
    assert articles_there(server, corpus) == ["harl-0001"]


def region(number: Any, start: int, end: int, layer: str = "topic", **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": TEXT[start:end], "labels": [layer]}
    return {"id": number, "from_name": layer, "to_name": "text", "type": "labels", "value": {**value, **more}}


def relation(first: Any, second: Any, label: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": first, "to_id": second, "direction": "right", "labels": [label]}


AT = TEXT.index("shelling")
GOOD = region("good", AT, AT + 8)


BAD = {
    "LST003": region("beyond", 10**6, 10**6 + 5),
    "LST004": region("unknown", 0, 8, labels=["event"]),
    "LST005": {**GOOD, "from_name": "topic_colour", "type": "choices", "value": {"choices": ["red"]}},
    "LST008": region("elsewhere", 0, 8, text="residents"),
    "LST010": relation("good", "gone", "target"),
}


def test_what_cannot_be_accepted_is_listed_and_kept_and_the_rest_comes_in(corpus: Corpus, server: Server) -> None:
    assert corpus.run("push", "--all").code == 0
    (task,) = tasks_of(server, project_of(server, corpus))
    made = annotate(server, task, [GOOD, *BAD.values()])
    name_annotators(corpus, ann=1)
    for _ in range(2):
        pulled = corpus.run("pull")
        assert pulled.code == 1
        told = pulled.err.split("project ")[1:]
        for rule, words in zip(BAD, ("beyond", "event", "topic_colour", "residents", "gone"), strict=True):
            (one,) = [block for block in told if rule in block]
            assert words in one
            assert f"task {task['id']}, annotation {made['id']}" in one
            assert "fix" in one
    content = corpus.layout.annotation("ann", "harl-0001").read_text()
    assert content.count("\n") == 2
    assert '"text":"shelling"' in content
    (kept,) = (corpus.layout.root / "label-studio").glob("quarantine-*.jsonl")
    assert len(orjson.loads(kept.read_bytes())["results"]) == len(BAD)
    server.api("PATCH", f"annotations/{made['id']}", {"result": [GOOD]})
    assert corpus.run("pull").code == 0
    assert not kept.exists()


def test_region_ids_that_are_numbers_and_carriage_returns_are_taken(corpus: Corpus, server: Server) -> None:
    assert corpus.run("push", "--all").code == 0
    project = project_of(server, corpus)
    (task,) = tasks_of(server, project)
    text = TEXT.replace("\n", "\r\n")
    server.api("PATCH", f"tasks/{task['id']}", {"data": {**task["data"], "text": text}})
    at = text.index("shelling")
    annotate(
        server,
        task,
        [{**region(7, at, at + 8), "value": {"start": at, "end": at + 8, "text": "shelling", "labels": ["topic"]}}],
    )
    name_annotators(corpus, ann=1)
    pulled = corpus.run("pull")
    assert pulled.code == 0
    assert "LST015" in pulled.err
    assert f'"start":{AT},"end":{AT + 8},"text":"shelling"' in corpus.layout.annotation("ann", "harl-0001").read_text()
