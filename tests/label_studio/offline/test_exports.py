"""Exports as servers write them, in any layout, from any time; and the commands that read and write them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from conflict_claims.label_studio import exports
from conflict_claims.label_studio.annotations import submitted
from conflict_claims.label_studio.exports import NoExport, parts, read_part
from conflict_claims.label_studio.pseudonyms import BadPseudonyms, Pseudonyms, UnknownUser, read_pseudonyms
from conflict_claims.label_studio.quarantine import Quarantined, write_quarantine
from conflict_claims.label_studio.storing import store, store_together
from tests.corpora import harl_corpus

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["}, {", '"id":1,"data":', "]", "🙂\\", '"']),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "data", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
TASKS = st.lists(
    st.fixed_dictionaries({"id": st.integers(1, 99), "data": JSON, "annotations": st.lists(JSON, max_size=3)}),
    max_size=9,
)
LAYOUTS: list[dict[str, Any]] = [{"separators": (",", ":")}, {}, {"indent": 2}, {"indent": 1, "ensure_ascii": False}]


@given(TASKS, st.sampled_from(LAYOUTS), st.integers(1, 200))
def test_an_export_is_read_whole_wherever_it_is_cut(
    tmp_path_factory: pytest.TempPathFactory, tasks: list[Any], layout: dict[str, Any], block: int
) -> None:
    file = tmp_path_factory.mktemp("export") / "export.json"
    file.write_text(json.dumps(tasks, **layout), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exports, "BLOCK", block)
        try:
            read = [task for part in parts(file) for task in read_part(part)]
        except NoExport:  # a guess that was wrong, which take_export puts right
            read = [task for part in parts(file, whole=True) for task in read_part(part)]
    assert read == tasks


def test_a_real_layout_is_cut_into_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "BLOCK", 300)
    tasks = [
        {"id": number, "annotations": [{"id": 7, "result": [{"id": "a"}] * 3}], "data": {}} for number in range(30)
    ]
    for layout in LAYOUTS:
        file = tmp_path / "export.json"
        file.write_text(json.dumps(tasks, **layout))
        cut = list(parts(file))
        assert len(cut) > 5
        assert [task for part in cut for task in read_part(part)] == tasks


@pytest.mark.parametrize(
    "content", ["", "id,text\n1,x\n", "-DOCSTART- -X- O\n", '[{"id":1', "[NaN", '[{"id":1}]]', "null"]
)
def test_what_is_no_export_is_told(content: str, tmp_path: Path) -> None:
    file = tmp_path / "export.json"
    file.write_text(content)
    with pytest.raises(NoExport):
        [read_part(part) for part in parts(file)]


def counted(task: Any) -> tuple[list[Any], Counter[str]]:
    passed: Counter[str] = Counter()
    return [(one.completed_by, one.when[0]) for one in submitted(task, passed)], passed


def test_drafts_and_cancelled_ones_are_passed_over_and_counted() -> None:
    made = [{"id": 1, "completed_by": 7}, {"id": 2, "was_cancelled": True}, {"id": 3, "skipped": True}]
    found, passed = counted({"data": {}, "annotations": made, "drafts": [{}, {}]})
    assert found == [(7, 0.0)]
    assert passed == {"drafts": 2, "cancelled": 2}


def test_the_exports_of_the_first_servers_are_read() -> None:
    old = {"id": 1, "created_username": " someone@example.org, 7", "created_at": 1584546000, "result": []}
    assert counted({"data": {}, "completions": [old]})[0] == [(7, 1584546000.0)]


def test_moments_are_compared_wherever_they_were_told() -> None:
    first = {"updated_at": "2031-03-05T12:00:00+05:00", "created_at": "2031-03-05T01:00:00Z"}
    found, _ = counted({"data": {}, "annotations": [first, {"created_at": "2031-03-05T07:00:00Z"}]})
    assert found[0][1] == found[1][1]


def test_users_are_found_by_number_or_address_and_no_message_has_an_address(tmp_path: Path) -> None:
    (tmp_path / "label-studio.toml").write_text('[annotators]\n7 = "ann-a"\n"Some.One@example.org" = "ann-b"\n')
    names = read_pseudonyms(Layout(tmp_path))
    assert names.of(7) == names.of({"id": 7, "email": "other@example.org"}) == "ann-a"
    assert names.of({"id": 9, "email": "some.one@EXAMPLE.org"}) == names.of("some.one@example.org") == "ann-b"
    for user in (8, {"id": 8, "email": "secret@example.org"}, "secret@example.org", None, True, [7]):
        with pytest.raises(UnknownUser) as error:
            names.of(user)
        assert "secret" not in str(error.value)
        assert "label-studio.toml" in str(error.value)


@pytest.mark.parametrize(
    "content",
    ["", "[annotators", "[annotators]\n7 = 8", '[annotators]\n7 = "../x"', '[annotators]\n7 = "gold"', "x = 1"],
)
def test_a_file_of_pseudonyms_that_cannot_be_used_is_told(content: str, tmp_path: Path) -> None:
    (tmp_path / "label-studio.toml").write_text(content)
    with pytest.raises(BadPseudonyms, match=r"label-studio\.toml"):
        read_pseudonyms(Layout(tmp_path))


def test_without_the_file_nobody_is_known(tmp_path: Path) -> None:
    assert read_pseudonyms(Layout(tmp_path)) == Pseudonyms()


def test_the_quarantine_keeps_what_is_not_seen_again(tmp_path: Path) -> None:
    path = tmp_path / "label-studio" / "quarantine-x.jsonl"
    one, two = (Quarantined("1", name, "harl-0001", "ann-a", [], [{"id": "\ud800", "n": 2**70}]) for name in "56")
    assert write_quarantine(path, [one, two], []) == 2
    assert [json.loads(line) for line in path.read_text().splitlines()] == [asdict(one), asdict(two)]
    assert write_quarantine(path, [], {("1", "5")}) == 1
    assert json.loads(path.read_text()) == asdict(two)
    assert write_quarantine(path, [], {("1", "6")}) == 0
    assert not path.exists()


def test_files_are_stored_only_where_they_change_and_never_through_a_link(tmp_path: Path) -> None:
    layout = harl_corpus(tmp_path)
    files = {("ann-a", "harl-0001"): b"one\n", ("ann-b", "harl-0001"): b"two\n"}
    assert store_together(layout, files) == 2
    assert store_together(layout, files) == 0
    assert store(layout, "ann-a", "harl-0001", b"one\n") is False
    assert store(layout, "ann-a", "harl-0001", b"new\n") is True
    (layout.annotations / "ann-c").symlink_to(tmp_path)
    with pytest.raises(NotADirectoryError):
        store_together(layout, {("ann-c", "harl-0001"): b"", ("ann-a", "harl-0001"): b""})
    with pytest.raises(ValueError, match="annotator"):
        store_together(layout, {("../x", "harl-0001"): b""})
    assert layout.annotation("ann-a", "harl-0001").read_bytes() == b"new\n"
    assert not list(tmp_path.rglob(".*.tmp"))


@pytest.fixture
def round_trip(tmp_path: Path) -> tuple[Layout, Path, list[dict[str, Any]]]:
    """A corpus, and an export of its gold as if user 7 had accepted it."""
    layout = harl_corpus(tmp_path)
    (tmp_path / "label-studio.toml").write_text('[annotators]\n7 = "ann-a"\n')
    made = tmp_path / "tasks.json"
    assert main(["label-studio", "export", "--root", str(tmp_path), "gold", "--output", str(made)]) == 0
    tasks: list[dict[str, Any]] = json.loads(made.read_text())
    for number, task in enumerate(tasks, 1):
        accepted = {"id": 50 + number, "completed_by": {"id": 7}, "result": task["predictions"][0]["result"]}
        task |= {"id": number, "annotations": [accepted]}
    return layout, tmp_path / "export.json", tasks


def imported(layout: Layout, path: Path, tasks: Any, *options: str) -> int:
    path.write_text(json.dumps(tasks))
    return main(["label-studio", "import", "--root", str(layout.root), str(path), *options])


def test_what_was_exported_and_accepted_is_imported_to_the_byte(
    round_trip: tuple[Layout, Path, list[dict[str, Any]]], capsys: pytest.CaptureFixture[str]
) -> None:
    layout, path, tasks = round_trip
    assert imported(layout, path, tasks, "--dry-run") == 0
    assert not (layout.annotations / "ann-a").exists()
    assert imported(layout, path, tasks) == 0
    gold = layout.annotation("gold", "harl-0001").read_bytes().replace(b'"annotator":"gold"', b'"annotator":"ann-a"', 1)
    assert layout.annotation("ann-a", "harl-0001").read_bytes() == gold
    capsys.readouterr()
    assert imported(layout, path, tasks) == 0
    assert "0 files changed" in capsys.readouterr().out
    assert main(["check", "--root", str(layout.root)]) == 0


def test_edits_made_here_are_not_written_over(
    round_trip: tuple[Layout, Path, list[dict[str, Any]]], capsys: pytest.CaptureFixture[str]
) -> None:
    layout, path, tasks = round_trip
    imported(layout, path, tasks)
    own = layout.annotation("ann-a", "harl-0001")
    own.write_bytes(own.read_bytes().replace(b'"mention":"nominal"', b'"mention":"named"', 1))
    edited = own.read_bytes()
    del tasks[0]["annotations"][0]["result"][-2]  # the last relation
    tasks[0]["annotations"][0]["updated_at"] = "2031-03-06T10:00:00Z"
    assert imported(layout, path, tasks) == 1
    assert "kept back: annotations/ann-a/harl-0001.jsonl" in capsys.readouterr().out
    assert own.read_bytes() == edited
    assert imported(layout, path, tasks, "--overwrite") == 0
    assert own.read_bytes() != edited


def test_an_article_that_cannot_go_without_loss_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = harl_corpus(tmp_path)
    gold = layout.annotation("gold", "harl-0001")
    gold.write_bytes(gold.read_bytes().replace(b'"source":["a2"]', b'"source":["a2","author"]', 1))
    assert main(["label-studio", "export", "--root", str(tmp_path), "gold"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out) == []
    assert "annotations/gold/harl-0001.jsonl: left out: region c1: LST014" in told.err


def test_an_article_goes_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = harl_corpus(tmp_path).annotation("gold", "harl-0001")
    gold.with_name("harl-0002.jsonl").write_bytes(gold.read_bytes())
    assert main(["label-studio", "export", "--root", str(tmp_path), "gold"]) == 1
    told = capsys.readouterr()
    assert len(json.loads(told.out)) == 1
    assert "annotations/gold/harl-0002.jsonl: left out: it says that it is of harl-0001" in told.err


@pytest.mark.parametrize("words", [["nobody"], ["gold", "harl-0009"]])
def test_wrong_usage_is_told(words: list[str], tmp_path: Path) -> None:
    harl_corpus(tmp_path)
    assert main(["label-studio", "export", "--root", str(tmp_path), *words]) == 2
    assert main(["label-studio", "import", "--root", str(tmp_path), str(tmp_path / "none.json")]) == 2
    assert main(["label-studio", "import", "--root", str(tmp_path / "elsewhere"), "none.json"]) == 2


@pytest.mark.slow
def test_several_processes_give_what_one_gives(
    round_trip: tuple[Layout, Path, list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    import polars as pl

    from conflict_claims.label_studio import importing

    layout, path, tasks = round_trip
    monkeypatch.setattr(importing, "WORTH_PROCESSES", 0)
    older = {**tasks[0], "id": 2, "annotations": [{**tasks[0]["annotations"][0], "id": 3, "result": []}]}
    assert imported(layout, path, [older, *tasks], "--tables", str(layout.root / "tables")) == 0
    assert pl.read_parquet(layout.root / "tables" / "ann-a" / "casualties.parquet")["text"].to_list() == [
        "14 people", "three children", "11 dead",
    ]  # fmt: skip
