"""`label-studio push` against the real server."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from conflict_claims.cli import main
from conflict_claims_schemas.labelling import labelling_page
from conflict_claims_schemas.rules import RULES
from tests.corpora import TEXT, add_article, add_pass, records
from tests.label_studio.conftest import Corpus
from tests.label_studio.server import Server
from tests.label_studio.work import Json, accept, name_annotators, project_of, tasks_of

pytestmark = pytest.mark.label_studio


def state(server: Server, corpus: Corpus) -> list[tuple[Json, list[tuple[int, list[Json]]]]]:
    """The tasks of a corpus' project as far as a push could change them."""
    tasks = tasks_of(server, project_of(server, corpus))
    return [(task["data"], [(one["id"], one["result"]) for one in task["predictions"]]) for task in tasks]


def test_a_push_makes_a_project_and_a_second_one_changes_nothing(corpus: Corpus, server: Server) -> None:
    first = corpus.run("push", "--all", "--predictions", "gold", "--annotators", "2")
    assert (first.code, first.err) == (0, "")
    assert "1 article brought, 0 there already" in first.out
    before = state(server, corpus)
    assert "1 prediction added" in first.out
    second = corpus.run("push", "--all", "--predictions", "gold", "--annotators", "2")
    assert (second.code, second.err) == (0, "")
    assert "0 articles brought, 1 there already" in second.out
    assert "prediction" not in second.out
    assert state(server, corpus) == before
    project = project_of(server, corpus)
    assert project["maximum_annotations"] == 2
    assert project["model_version"] == ""
    assert [data["article"] for data, _ in before] == ["harl-0001"]
    third = corpus.run("push", "--all", "--annotators", "3")
    assert "people who are to annotate each article: 3, before 2" in third.out


def test_a_project_is_known_by_its_key_and_not_by_its_title(corpus: Corpus, server: Server) -> None:
    server.api("POST", "projects", {"title": "Reports from Harl", "label_config": "<View></View>"})
    assert corpus.run("push", "--all").code == 0
    project = project_of(server, corpus)
    server.api("PATCH", f"projects/{project['id']}", {"title": "Renamed"})
    assert f"found project {project['id']}" in corpus.run("push", "--all").out


def test_two_projects_with_one_key_are_refused(corpus: Corpus, server: Server) -> None:
    assert corpus.run("push", "--all").code == 0
    project = project_of(server, corpus)
    copy = {"title": "Copy", "description": project["description"], "label_config": "<View></View>"}
    other = server.api("POST", "projects", copy)
    done = corpus.run("push", "--all")
    assert done.code == 2
    assert f"projects {project['id']}, {other['id']} all carry" in done.err


def test_unannotated_articles_only(corpus: Corpus, server: Server) -> None:
    text = TEXT.replace("Tarn", "Marn")
    add_article(corpus.layout, "harl-0002", text)
    assert corpus.run("push", "--unannotated").code == 0
    assert [data["article"] for data, _ in state(server, corpus)] == ["harl-0002"]


def test_predictions_come_later_and_are_renewed_without_copies(corpus: Corpus, server: Server) -> None:
    assert corpus.run("push", "harl-0001").code == 0
    added = corpus.run("push", "harl-0001", "--predictions", "gold")
    assert "1 prediction added, 0 outdated removed" in added.out
    other = corpus.layout.root / "elsewhere" / "ann"
    other.mkdir(parents=True)
    gold = corpus.layout.annotation("gold", "harl-0001").read_bytes()
    (other / "harl-0001.jsonl").write_bytes(gold.replace(b'"annotator":"gold"', b'"annotator":"ann"', 1))
    foreign = corpus.run("push", "harl-0001", "--predictions", str(other))
    assert (foreign.code, foreign.err) == (0, "")
    assert "1 prediction added, 0 outdated removed" in foreign.out
    fewer = [record for record in records() if record["id"] not in ("k2", "s1")]
    add_pass(corpus.layout, "harl-0001", TEXT, fewer)
    renewed = corpus.run("push", "harl-0001", "--predictions", "gold")
    assert "1 prediction added, 1 outdated removed" in renewed.out
    ((_, predictions),) = state(server, corpus)
    assert [any(one.get("from_name") == "stance" for one in results) for _, results in sorted(predictions)] == [
        True, False,
    ]  # fmt: skip


def test_a_changed_text_is_told_and_not_brought_beside_the_old(corpus: Corpus, server: Server) -> None:
    assert corpus.run("push", "--all").code == 0
    (task,) = tasks_of(server, project_of(server, corpus))
    add_article(corpus.layout, "harl-0001", TEXT.replace("Tarn", "Marn"))
    done = corpus.run("push", "--all")
    assert done.code == 1
    assert f"not brought: harl-0001: task {task['id']} has another text of it" in done.err
    assert len(state(server, corpus)) == 1


def test_of_several_tasks_only_the_one_with_another_text_is_named(corpus: Corpus, server: Server) -> None:
    assert corpus.run("push", "--all").code == 0
    project = project_of(server, corpus)
    (task,) = tasks_of(server, project)
    old = {**task["data"], "text": "Old", "text_sha256": "0" * 64}
    server.api("POST", f"projects/{project['id']}/import", [{"data": old}])
    (other,) = [one for one in tasks_of(server, project) if one["id"] != task["id"]]
    done = corpus.run("push", "--all")
    assert done.code == 1
    assert f"not brought: harl-0001: task {other['id']} has another text of it." in done.err


def test_the_advice_for_a_changed_text_brings_the_work_home_and_the_new_text_there(
    corpus: Corpus, server: Server, tmp_path: Path
) -> None:
    assert corpus.run("push", "--all", "--predictions", "gold").code == 0
    (task,) = tasks_of(server, project_of(server, corpus))
    accept(server, task, "annotator:gold")
    name_annotators(corpus, ann=1)
    root, new, before = corpus.layout.root, tmp_path / "new.txt", tmp_path / "before"
    shutil.copytree(root, before)
    new.write_text(TEXT.replace("Tarn", "Upper Tarn"))
    amend = ["amend", "harl-0001", "--text", str(new), "--root", str(root)]
    assert main(amend) == 0
    pushed, pulled = corpus.run("push", "--all"), corpus.run("pull")
    assert (pushed.code, pulled.code) == (1, 1)
    assert RULES["LST002"].fix in pushed.err
    assert RULES["LST002"].fix in pulled.err

    for part in (corpus.layout.article("harl-0001"), corpus.layout.annotation("gold", "harl-0001")):
        shutil.copy(before / part.relative_to(root), part)
    assert corpus.run("pull").code == 0
    assert main(amend) == 0
    server.api("DELETE", f"tasks/{task['id']}")
    assert corpus.run("push", "--all", "--predictions", "ann").code == 0
    carried = corpus.layout.annotation("ann", "harl-0001").read_text()
    assert carried.count("\n") == 1 + len(records())
    ((data, predictions),) = state(server, corpus)
    assert "Upper Tarn" in data["text"]
    assert len(predictions) == 1
    assert main(["check", "--root", str(root)]) == 0


def test_the_page_follows_the_vocabulary_but_orphans_no_work(corpus: Corpus, server: Server) -> None:
    assert corpus.run("push", "--all", "--predictions", "gold").code == 0
    project = project_of(server, corpus)
    (task,) = tasks_of(server, project)
    former = with_former_choice(labelling_page())
    server.api("PATCH", f"projects/{project['id']}", {"label_config": former})
    made = accept(server, task, "annotator:gold")
    assert "labelling page of today" in corpus.run("push", "--all").out
    assert server.api("GET", f"projects/{project['id']}")["label_config"] == labelling_page().strip()

    server.api("PATCH", f"projects/{project['id']}", {"label_config": former})
    chosen = {
        "from_name": "actor_type",
        "to_name": "text",
        "type": "choices",
        "id": "a1",
        "value": {"choices": ["pirates"]},
    }
    work = [one for one in made["result"] if (one.get("id"), one.get("from_name")) != ("a1", "actor_type")]
    server.api("PATCH", f"annotations/{made['id']}", {"result": [*work, chosen]})
    refused = corpus.run("push", "--all")
    assert refused.code == 2
    assert "would orphan 1 values of work" in refused.err
    assert (
        f"task {task['id']}  article harl-0001  annotation {made['id']}  region a1: actor_type pirates" in refused.err
    )
    assert server.api("GET", f"projects/{project['id']}")["label_config"] == former


def with_former_choice(page: str) -> str:
    """The page with a label that the vocabulary of today does not have."""
    root = Xml.fromstring(page)
    choices = next(one for one in root.iter("Choices") if one.get("name") == "actor_type")
    Xml.SubElement(choices, "Choice", value="pirates")
    return Xml.tostring(root, encoding="unicode")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("harl-0009",), "no article 'harl-0009'"),
        (("../../etc/passwd",), "no article"),
        (("--all", "--predictions", "nobody"), "there are annotations of gold"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_sent(corpus: Corpus, words: tuple[str, ...], told: str) -> None:
    corpus.url = "http://127.0.0.1:9"
    done = corpus.run("push", *words)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
