"""Two users, two passes, adjudication, gold: the whole path on the real server."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conflict_claims.annotations import read_pass
from conflict_claims.files.layout import Layout
from tests.corpora import TEXT, add_article, add_pass, empty_corpus, records, span
from tests.label_studio.conftest import Corpus
from tests.label_studio.server import Server
from tests.label_studio.work import Json, accept, annotate, name_annotators, project_of, tasks_of

pytestmark = pytest.mark.label_studio


def two_articles(root: Path) -> Layout:
    layout = empty_corpus(root)
    add_article(layout, "harl-0001", TEXT)
    add_article(layout, "harl-0002", TEXT.replace("Tarn", "Marn"))
    for article, text in (("harl-0001", TEXT), ("harl-0002", TEXT.replace("Tarn", "Marn"))):
        add_pass(layout, article, text, records(text), annotator="draft-ann")
        add_pass(
            layout, article, text, others(text) if article == "harl-0001" else records(text), annotator="draft-bea"
        )
    return layout


def others(text: str) -> list[dict[str, Any]]:
    """The same article as another annotator sees it."""
    found = {record["id"]: record for record in records(text)}
    found["a3"] |= span(text, "The Northern Front", "a3", "actor")
    found["c2"]["victims"] = "unspecified"
    del found["k2"]
    found["a9"] = span(text, "market", "a9", "actor", type="civilians", mention="nominal")
    return list(found.values())


def test_from_two_people_to_gold(new_corpus: Callable[..., Corpus], server: Server) -> None:
    corpus = new_corpus(two_articles)
    ann, bea = server.new_user(), server.new_user()
    assert (
        corpus.run(
            "push", "--all", "--predictions", "draft-ann", "--predictions", "draft-bea", "--annotators", "2"
        ).code
        == 0
    )
    for task in tasks_of(server, project_of(server, corpus)):
        accept(server, task, "annotator:draft-ann", ann.token)
        accept(server, task, "annotator:draft-bea", bea.token)
    name_annotators(corpus, ann=ann.id, bea=bea.id)
    pulled = corpus.run("pull")
    assert (pulled.code, pulled.err) == (0, "")
    assert read(corpus, "bea")["a3"]["text"] == "The Northern Front"

    built = corpus.run("adjudicate", "ann", "bea")
    assert (built.code, built.err) == (0, "")
    assert "1 article to settle, 1 without a difference" in built.out
    purpose = ":adjudication:ann+bea"
    (task,) = tasks_of(server, project_of(server, corpus, purpose))
    assert task["data"]["article"] == "harl-0001"
    assert [one["model_version"] for one in sorted(task["predictions"], key=lambda one: one["id"])] == [
        "annotator:ann", "annotator:bea", "annotator:draft",
    ]  # fmt: skip
    assert "4 points" in task["data"]["differences"]
    assert "only bea marked this" in task["data"]["differences"]

    taken_over = accept(server, task, "annotator:draft")
    early = corpus.run("pull", "--gold")
    assert early.code == 1
    assert "not settled yet: a3, c2, c3, a10" in early.err or "not settled yet" in early.err
    assert not corpus.layout.annotation("gold", "harl-0001").exists()

    settled = [one for one in taken_over["result"] if not is_marker(one)]
    server.api("PATCH", f"annotations/{taken_over['id']}", {"result": settled})
    done = corpus.run("pull", "--gold")
    assert (done.code, done.err) == (0, "")
    gold = read(corpus, "gold")
    assert gold["a3"]["text"] == "Northern Front"
    assert not any("differs" in str(record.get("note")) for record in gold.values())
    corrected = correct_gold(corpus)
    again = corpus.run("adjudicate", "ann", "bea", "--settle-agreed")
    assert again.out.count("0 articles brought, 1 there already") == 1
    assert "gold already: harl-0001; pull --gold replaces it only where it came from there unchanged" in again.out
    assert (again.code, again.err) == (0, "")
    assert_kept_back(corpus, server, taken_over, settled, corrected)
    agreed = corpus.layout.annotation("ann", "harl-0002").read_bytes()
    settled_alike = agreed.replace(b'"annotator":"ann"', b'"annotator":"gold"', 1)
    assert corpus.layout.annotation("gold", "harl-0002").read_bytes() == settled_alike

    corpus.layout.annotation("gold", "harl-0002").write_bytes(settled_alike.replace(b'"named"', b'"nominal"', 1))
    kept = corpus.run("adjudicate", "ann", "bea", "--settle-agreed")
    assert kept.code == 1
    assert "kept back: annotations/gold/harl-0002.jsonl" in kept.err


def test_the_newest_of_two_decisions_is_gold(new_corpus: Callable[..., Corpus], server: Server) -> None:
    corpus = new_corpus(three_annotators)
    assert corpus.run("adjudicate", "ann", "bea").code == 0
    assert corpus.run("adjudicate", "ann", "cem").code == 0
    newest, older = (task_of(server, corpus, f":adjudication:ann+{name}") for name in ("bea", "cem"))
    made = annotate(server, older, settled(older))
    annotate(server, newest, [one for one in settled(newest) if "s1" not in (one.get("id"), one.get("from_id"))])
    first = corpus.run("pull", "--gold")
    assert (first.code, first.out.count("wrote annotations/gold/harl-0001.jsonl")) == (0, 1)
    assert "s1" not in read(corpus, "gold")
    assert f"task {older['id']}, annotation {made['id']}" in first.err
    assert f"of project {newest['project']} (conflict-claims:{corpus.name}:adjudication:ann+bea)" in first.err
    again = corpus.run("pull", "--gold")
    assert (again.code, again.out.count("0 files changed")) == (0, 2)

    turned = corpus.run("adjudicate", "bea", "ann")
    assert (turned.code, turned.err) == (0, "")
    assert "0 articles brought, 1 there already" in turned.out
    assert len(tasks_of(server, project_of(server, corpus, ":adjudication:ann+bea"))) == 1


def three_annotators(root: Path) -> Layout:
    layout = empty_corpus(root)
    add_article(layout, "harl-0001", TEXT)
    for annotator, marked in (("ann", records(TEXT)), ("bea", others(TEXT)), ("cem", others(TEXT))):
        add_pass(layout, "harl-0001", TEXT, marked, annotator=annotator)
    return layout


def task_of(server: Server, corpus: Corpus, purpose: str) -> Json:
    (task,) = tasks_of(server, project_of(server, corpus, purpose))
    return task


def settled(task: Json) -> list[Json]:
    """The draft of a task, its differences settled as it has them."""
    (draft,) = [one for one in task["predictions"] if one["model_version"] == "annotator:draft"]
    return [one for one in draft["result"] if not is_marker(one)]


def alike(root: Path) -> Layout:
    layout = empty_corpus(root)
    add_article(layout, "harl-0001", TEXT)
    for annotator in ("ann", "bea"):
        add_pass(layout, "harl-0001", TEXT, records(TEXT), annotator=annotator)
    return layout


def test_two_who_differ_nowhere_need_no_project(new_corpus: Callable[..., Corpus], server: Server) -> None:
    corpus = new_corpus(alike)
    done = corpus.run("adjudicate", "ann", "bea", "--settle-agreed")
    assert (done.code, done.err) == (0, "")
    assert "the two differ nowhere: no project is needed" in done.out
    assert "without a difference, and in gold now: harl-0001" in done.out
    listed = server.api("GET", "projects?page_size=1000")["results"]
    assert not [one for one in listed if f"conflict-claims:{corpus.name}:adjudication" in one["description"]]


def correct_gold(corpus: Corpus) -> bytes:
    """Correct gold by hand."""
    file = corpus.layout.annotation("gold", "harl-0001")
    corrected = file.read_bytes().replace(b'"min":14,"max":14', b'"min":15,"max":15', 1)
    assert corrected != file.read_bytes()
    file.write_bytes(corrected)
    return corrected


def assert_kept_back(
    corpus: Corpus, server: Server, task_of: dict[str, Any], settled: list[dict[str, Any]], corrected: bytes
) -> None:
    """Gold that was corrected by hand stays, also where the server's changes, until it is said to be replaced."""
    file = corpus.layout.annotation("gold", "harl-0001")
    assert "0 files changed" in corpus.run("pull", "--gold").out
    assert file.read_bytes() == corrected
    fewer = [one for one in settled if "s1" not in (one.get("id"), one.get("from_id"))]
    server.api("PATCH", f"annotations/{task_of['id']}", {"result": fewer})
    kept = corpus.run("pull", "--gold")
    assert kept.code == 1
    assert "kept back: annotations/gold/harl-0001.jsonl" in kept.err
    assert "--overwrite" in kept.err
    assert file.read_bytes() == corrected
    before = read(corpus, "gold")
    assert corpus.run("pull", "--gold", "--overwrite").code == 0
    after = read(corpus, "gold")
    assert before.keys() - after.keys() == {"s1"}
    assert {name: record["text"] for name, record in after.items() if "text" in record} == {
        name: record["text"] for name, record in before.items() if "text" in record and name != "s1"
    }


def is_marker(result: dict[str, Any]) -> bool:
    return str(result.get("from_name")).endswith("_note") and "differs:" in json.dumps(result["value"])


def read(corpus: Corpus, annotator: str) -> dict[str, dict[str, Any]]:
    marked, problems = read_pass(corpus.layout.annotation(annotator, "harl-0001"), corpus.layout)
    assert marked is not None
    assert not problems
    return {record["id"]: record for record in marked.records}
