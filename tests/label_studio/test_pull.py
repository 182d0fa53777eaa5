"""`label-studio pull` against the real server: what comes, what is left, and what is never overwritten."""

from __future__ import annotations

import pytest

from tests.label_studio.conftest import Corpus
from tests.label_studio.server import Server
from tests.label_studio.work import Json, accept, annotate, name_annotators, project_of, tasks_of

pytestmark = pytest.mark.label_studio


@pytest.fixture
def task(corpus: Corpus, server: Server) -> Json:
    """The one task of a corpus that was pushed with its gold, with an annotator named for it."""
    assert corpus.run("push", "--all", "--predictions", "gold").code == 0
    name_annotators(corpus, ann=1)
    (found,) = tasks_of(server, project_of(server, corpus))
    return found


def test_drafts_and_skipped_work_are_counted_and_left(corpus: Corpus, server: Server, task: Json) -> None:
    annotate(server, task, [], was_cancelled=True)
    server.api("POST", f"tasks/{task['id']}/drafts?project={task['project']}", {"result": [], "lead_time": 1})
    done = corpus.run("pull")
    assert (done.code, done.err) == (0, "")
    assert "0 files changed; passed over: 1 draft, 1 cancelled" in done.out
    assert not (corpus.layout.annotations / "ann").exists()


def test_a_dry_run_writes_nothing(corpus: Corpus, server: Server, task: Json) -> None:
    accept(server, task, "annotator:gold")
    before = sorted(corpus.layout.root.rglob("*"))
    done = corpus.run("pull", "--dry-run")
    assert done.code == 0
    assert "would write annotations/ann/harl-0001.jsonl" in done.out
    assert sorted(corpus.layout.root.rglob("*")) == before


def test_only_what_changed_since_is_written_and_edits_made_here_stay(
    corpus: Corpus, server: Server, task: Json
) -> None:
    made = accept(server, task, "annotator:gold")
    file = corpus.layout.annotation("ann", "harl-0001")
    assert "1 file changed" in corpus.run("pull").out
    first = file.read_bytes()
    assert "0 files changed" in corpus.run("pull").out

    edited = first.replace(b'"min":14,"max":14', b'"min":15,"max":15')
    assert edited != first
    file.write_bytes(edited)
    assert corpus.run("pull").code == 0
    assert file.read_bytes() == edited

    server.api(
        "PATCH", f"annotations/{made['id']}", {"result": [one for one in made["result"] if one.get("id") != "s1"]}
    )
    kept = corpus.run("pull")
    assert kept.code == 1
    assert "kept back: annotations/ann/harl-0001.jsonl" in kept.err
    assert file.read_bytes() == edited

    assert corpus.run("pull", "--overwrite").code in (0, 1)
    assert b'"min":14,"max":14' in file.read_bytes()


def decided_twice(corpus: Corpus, server: Server, task: Json) -> tuple[bytes, Json]:
    """Two annotations by one annotator; what the older one says, and the newer one, which is home already."""
    older = accept(server, task, "annotator:gold")
    assert corpus.run("pull").code == 0
    before = corpus.layout.annotation("ann", "harl-0001").read_bytes()
    newer = annotate(server, task, [one for one in older["result"] if "s1" not in (one.get("id"), one.get("from_id"))])
    assert corpus.run("pull").code == 0
    assert corpus.layout.annotation("ann", "harl-0001").read_bytes() != before
    return before, newer


def test_the_older_of_two_comes_back_where_the_newer_was_deleted(corpus: Corpus, server: Server, task: Json) -> None:
    before, newer = decided_twice(corpus, server, task)
    server.api("DELETE", f"annotations/{newer['id']}")
    dry = corpus.run("pull", "--dry-run")
    assert (dry.code, dry.out.count("would write annotations/ann/harl-0001.jsonl")) == (0, 1)
    done = corpus.run("pull")
    assert (done.code, done.out.count("1 file changed")) == (0, 1)
    assert (
        f"turned back: annotations/ann/harl-0001.jsonl: the server no longer has annotation {newer['id']}," in done.err
    )
    assert corpus.layout.annotation("ann", "harl-0001").read_bytes().splitlines()[1:] == before.splitlines()[1:]
    assert "0 files changed" in corpus.run("pull").out


def test_an_edit_stays_also_where_the_newer_of_two_was_deleted(corpus: Corpus, server: Server, task: Json) -> None:
    _, newer = decided_twice(corpus, server, task)
    file = corpus.layout.annotation("ann", "harl-0001")
    edited = file.read_bytes().replace(b'"min":14,"max":14', b'"min":15,"max":15')
    file.write_bytes(edited)
    server.api("DELETE", f"annotations/{newer['id']}")
    kept = corpus.run("pull")
    assert kept.code == 1
    assert "the file was changed here, too" in kept.err
    assert file.read_bytes() == edited


def test_someone_without_a_pseudonym_is_named_by_number_only(corpus: Corpus, server: Server, task: Json) -> None:
    someone = server.new_user()
    accept(server, task, "annotator:gold", someone.token)
    done = corpus.run("pull")
    assert done.code == 1
    assert "LST018" in done.err
    assert f"user {someone.id}" in done.err
    assert someone.email not in done.words
    names = corpus.layout.root / "label-studio.toml"
    # The same number is someone else on another server.
    names.write_text(f'[annotators]\n{someone.id} = "eve"\n[annotators."{server.url}/"]\n{someone.id} = "bea"\n')
    assert corpus.run("pull").code == 0
    assert corpus.layout.annotation("bea", "harl-0001").exists()
    assert not (corpus.layout.annotations / "eve").exists()


def test_new_registry_entries_are_printed_to_be_pasted(corpus: Corpus, server: Server, task: Json) -> None:
    (chosen,) = task["predictions"]
    proposal = {
        "id": "a4",
        "from_name": "actor_actor_new",
        "to_name": "text",
        "type": "textarea",
        "value": {"text": ["Tarn General Hospital; medical_rescue"]},
    }
    annotate(server, task, [*chosen["result"], proposal])
    for _ in range(2):
        done = corpus.run("pull")
        assert (done.code, done.err) == (0, "")
        assert "- id: tarn-general-hospital\n  name: Tarn General Hospital\n  type: medical_rescue\n" in done.out


def test_without_a_project_there_is_nothing_to_pull(corpus: Corpus) -> None:
    for words, missing in (([], "no project of"), (["--gold"], "no adjudication project of")):
        done = corpus.run("pull", *words)
        assert done.code == 2
        assert missing in done.err
        assert done.err.endswith("adjudicate first\n" if words else "push first\n")


def test_an_edit_that_was_pushed_as_a_prediction_stays(corpus: Corpus, server: Server, task: Json) -> None:
    """That the server has shown it to someone does not say that he put it into his annotation."""
    made = accept(server, task, "annotator:gold")
    assert corpus.run("pull").code == 0
    file = corpus.layout.annotation("ann", "harl-0001")
    edited = file.read_bytes().replace(b'"min":14,"max":14', b'"min":15,"max":15')
    file.write_bytes(edited)
    assert corpus.run("push", "--all", "--predictions", "ann").code == 0
    kept = [one for one in made["result"] if "s1" not in (one.get("id"), one.get("from_id"))]
    server.api("PATCH", f"annotations/{made['id']}", {"result": kept})
    done = corpus.run("pull")
    assert done.code == 1
    assert "kept back: annotations/ann/harl-0001.jsonl" in done.err
    assert file.read_bytes() == edited
