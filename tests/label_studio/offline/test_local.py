"""What stays on this machine: who is who, by server; what was left out, by export; and nothing of it through a link."""

from __future__ import annotations

import copy
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from conflict_claims.label_studio.pseudonyms import BadPseudonyms, UnknownUser, exposed, read_pseudonyms
from conflict_claims.label_studio.quarantine import quarantine_file
from tests.corpora import TEXT, add_article, harl_corpus

USERS = """[annotators]
7 = "ann-a"
"kim@example.org" = "ann-k"

[annotators."https://Label.Example.org:443/"]
7 = "ann-z"
"someone@example.org" = "ann-s"
"""
SERVER = "https://label.example.org"


def write_users(layout: Layout, content: str = USERS) -> Path:
    file = layout.root / "label-studio.toml"
    file.write_text(content)
    return file


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    made = harl_corpus(tmp_path / "corpus")
    write_users(made)
    return made


def exported(layout: Layout, *users: int, bad: bool = False) -> list[dict[str, Any]]:
    """An export of gold as if each of `users` had accepted it, with a region outside the text if it is to be bad."""
    made = layout.root / "tasks.json"
    assert main(["label-studio", "export", "--root", str(layout.root), "gold", "--output", str(made)]) == 0
    (task,) = json.loads(made.read_text())
    results = task["predictions"][0]["result"]
    if bad:
        results[0]["value"]["end"] = 10**6
    task["annotations"] = [{"id": 50 + user, "completed_by": user, "result": copy.deepcopy(results)} for user in users]
    return [{**task, "id": 1}]


def imported(layout: Layout, file: Path, tasks: list[dict[str, Any]], *options: str) -> int:
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(tasks))
    return main(["label-studio", "import", "--root", str(layout.root), str(file), *options])


def test_users_of_a_server_go_before_those_of_all(layout: Layout) -> None:
    anywhere = read_pseudonyms(layout)
    here = anywhere.on(f"{SERVER}/")
    assert (anywhere.of(7), here.of(7)) == ("ann-a", "ann-z")
    # By address in the server's own table, though the plain one has the number.
    assert here.of({"id": 7, "email": "someone@example.org"}) == "ann-z"
    assert anywhere.of({"id": 7, "email": "someone@example.org"}) == "ann-a"
    assert here.of("Someone@example.org") == "ann-s"
    assert here.of("kim@example.org") == anywhere.on("http://label.example.org").of("kim@example.org") == "ann-k"
    for names in (anywhere, anywhere.on("http://127.0.0.1:8080")):
        with pytest.raises(UnknownUser, match=r"below \[annotators\] in"):
            names.of({"id": 8, "email": "someone@example.org"})
    with pytest.raises(UnknownUser, match=r'below \[annotators\."https://label\.example\.org"\]'):
        here.of(8)


def test_a_servers_address_wins_over_the_plain_tables_number(layout: Layout) -> None:
    write_users(layout, f'[annotators]\n7 = "ann-a"\n[annotators."{SERVER}"]\n"kim@example.org" = "ann-k"\n')
    assert read_pseudonyms(layout).on(SERVER).of({"id": 7, "email": "kim@example.org"}) == "ann-k"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('[annotators.here]\n7 = "ann-a"', "expected tables like"),
        (f'[annotators."{SERVER}"]\n7 = "gold"', "entry 1 of"),
        (f'[annotators."{SERVER}"]\n7 = "a"\n[annotators."{SERVER}/"]\n7 = "b"', "two for the same address"),
        ('[annotators."http://[x"]\n7 = "a"', "expected tables like"),
        ('[other]\n7 = "a"', "expected one table"),
        ('[annotators]\n7 = "suggest"', "not gold, which is for adjudicated work and suggest, which is for"),
        ('[annotators]\n"A@b.c" = "ann-a"\n"a@B.c" = "ann-b"', "entry 2 of .* differs in capitals only"),
    ],
)
def test_a_table_that_cannot_be_used_is_told(layout: Layout, content: str, told: str) -> None:
    write_users(layout, content)
    with pytest.raises(BadPseudonyms, match=told):
        read_pseudonyms(layout)


def test_import_takes_the_table_of_the_server_that_is_named(layout: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    file = layout.root / "export.json"
    assert imported(layout, file, exported(layout, 7), "--server", SERVER) == 0
    assert sorted(path.name for path in layout.annotations.iterdir()) == ["ann-z", "gold"]
    assert imported(layout, file, exported(layout, 7)) == 0
    assert (layout.annotations / "ann-a").is_dir()
    capsys.readouterr()
    for wrong in ("https://other.example.org", "nonsense", ""):
        assert imported(layout, file, exported(layout, 7), "--server", wrong) == 2
        assert f"found tables for {SERVER}" in capsys.readouterr().err


def test_a_user_who_is_known_by_address_alone_is_told_without_it(
    layout: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    tasks = exported(layout, 7)
    tasks[0]["annotations"][0]["completed_by"] = "secret@example.org"
    assert imported(layout, layout.root / "export.json", tasks) == 1
    said = capsys.readouterr()
    assert "found a user who is known by address alone" in said.out
    assert "secret" not in said.out + said.err


def test_an_address_may_be_written_twice_for_one_pseudonym(layout: Layout) -> None:
    write_users(layout, '[annotators]\n"A@b.c" = "ann-a"\n"a@B.c" = "ann-a"')
    assert read_pseudonyms(layout).of("a@b.c") == "ann-a"


@pytest.mark.parametrize("nobody", [None, {"id": None, "email": None}, ""])
def test_work_that_names_nobody_is_told_so(layout: Layout, capsys: pytest.CaptureFixture[str], nobody: Any) -> None:
    tasks = exported(layout, 7)
    tasks[0]["annotations"][0]["completed_by"] = nobody
    assert imported(layout, layout.root / "export.json", tasks) == 1
    said = capsys.readouterr().out
    assert "found no user" in said
    assert "nobody is named as who made it" in said


def test_an_export_of_the_same_name_elsewhere_keeps_its_own_quarantine(layout: Layout) -> None:
    here, there = layout.root / "one" / "export.json", layout.root / "two" / "export.json"
    assert imported(layout, here, exported(layout, 7, bad=True)) == 1
    assert imported(layout, there, exported(layout, 7, bad=True)) == 1
    kept = sorted((layout.root / "label-studio").glob("quarantine-export-*.jsonl"))
    assert len(kept) == 2
    # A newer export at the same path, under whatever name of the path, brings its own up to date.
    assert imported(layout, here.parent / ".." / "two" / "export.json", exported(layout, 7)) == 0
    (left,) = (layout.root / "label-studio").glob("quarantine-*.jsonl")
    assert left in kept
    assert imported(layout, here, exported(layout, 7)) == 0
    assert not list((layout.root / "label-studio").glob("quarantine-*"))


def test_projects_of_one_key_on_two_servers_have_a_quarantine_each(layout: Layout) -> None:
    one, two = (quarantine_file(layout, "conflict-claims:harl", url) for url in (SERVER, "http://127.0.0.1:8080"))
    assert one != two
    assert one.parent == two.parent == layout.root / "label-studio"


def git(layout: Layout, *words: str) -> str:
    command = ["git", "-C", str(layout.root), "-c", "user.name=x", "-c", "user.email=x@example.org", *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_git_does_not_take_what_is_local(layout: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    git(layout, "init", "--quiet")
    file = layout.root / "export.json"
    assert imported(layout, file, exported(layout, 7, bad=True)) == 1
    assert "label-studio.toml says who is who, and git does not ignore it" in capsys.readouterr().err
    git(layout, "add", "annotations", "label-studio.toml", "corpus")
    assert "label-studio/" not in git(layout, "status", "--porcelain", "--untracked-files=all")
    assert list((layout.root / "label-studio").glob("quarantine-*.jsonl"))

    assert imported(layout, file, exported(layout, 7)) == 2
    assert "git rm --cached label-studio.toml" in capsys.readouterr().err

    git(layout, "rm", "--quiet", "--cached", "label-studio.toml")
    (layout.root / ".gitignore").write_text("/label-studio.toml\n")
    assert list(exposed(layout)) == []
    assert imported(layout, file, exported(layout, 7)) == 0
    assert "git" not in capsys.readouterr().err


def test_a_linked_folder_of_an_annotator_is_told_and_the_rest_comes_in(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_users(layout, '[annotators]\n7 = "ann-a"\n8 = "ann-b"\n9 = "ann-c"\n')
    outside = tmp_path / "outside"
    outside.mkdir()
    (layout.annotations / "ann-a").symlink_to(outside)
    (layout.annotations / "ann-c").write_text("no folder")
    for _ in range(2):
        assert imported(layout, layout.root / "export.json", exported(layout, 7, 8, 9)) == 1
        said = capsys.readouterr().out
        assert "kept back: annotations/ann-a/harl-0001.jsonl (task 1): annotations/ann-a is a symbolic link" in said
        assert "annotations/ann-c is no folder" in said
    assert layout.annotation("ann-b", "harl-0001").is_file()
    assert not list(outside.iterdir())


def test_nothing_is_written_through_a_linked_folder_of_the_tool(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (layout.root / "label-studio").symlink_to(outside)
    file = layout.root / "export.json"
    assert imported(layout, file, exported(layout, 7, bad=True)) == 2
    assert "label-studio/ is no folder of this corpus" in capsys.readouterr().err
    environment = {"LABEL_STUDIO_URL": "http://127.0.0.1:9", "LABEL_STUDIO_API_KEY": "a-token"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        for words in (["push", "--all"], ["pull"], ["pull", "--gold"]):
            assert main(["label-studio", *words, "--root", str(layout.root)]) == 2
            assert "label-studio/ is no folder of this corpus" in capsys.readouterr().err
    assert not list(outside.iterdir())
    assert not (layout.annotations / "ann-a").exists()


def two_tasks(layout: Layout) -> list[dict[str, Any]]:
    """Two tasks over one article by one annotator, the newer one without a region."""
    (full,) = exported(layout, 7)
    full["annotations"][0]["updated_at"] = "2031-03-05T10:00:00Z"
    empty = copy.deepcopy(full) | {"id": 2}
    empty["annotations"][0] |= {"id": 99, "updated_at": "2031-03-06T10:00:00Z", "result": []}
    return [full, empty]


@pytest.mark.parametrize("order", [1, -1])
def test_a_newer_task_without_any_work_does_not_take_the_place_of_an_older_one(
    layout: Layout, capsys: pytest.CaptureFixture[str], order: int
) -> None:
    assert imported(layout, layout.root / "export.json", two_tasks(layout)[::order]) == 0
    said = capsys.readouterr().out
    assert "task 2, annotation 99" in said
    assert "found an older one that is not empty: annotation 57 of task 1" in said
    assert layout.annotation("ann-a", "harl-0001").read_bytes().count(b"\n") > 5


def test_an_export_without_times_is_looked_at_anew(layout: Layout) -> None:
    """Nothing else tells that annotation 57 of one server is not annotation 57 of another."""
    file = layout.root / "export.json"
    assert imported(layout, file, exported(layout, 7)) == 0
    tasks = exported(layout, 7)
    del tasks[0]["annotations"][0]["result"][-2]
    before = layout.annotation("ann-a", "harl-0001").read_bytes()
    assert imported(layout, file, tasks) == 0
    assert layout.annotation("ann-a", "harl-0001").read_bytes() != before


def test_a_file_of_another_folder_is_exported_as_it_is(tmp_path: Path) -> None:
    from conflict_claims.label_studio.selection import BadSelection, chosen_folders, chosen_ids, collect

    layout, other = harl_corpus(tmp_path / "one"), harl_corpus(tmp_path / "two")
    add_article(layout, "harl-0002", TEXT.replace("Tarn", "Marn"))
    foreign = str(other.annotations / "gold")
    assert chosen_folders(layout, ["gold", "annotations/gold", str(layout.annotations / "gold")]) == [
        layout.annotations / "gold"
    ]
    material = collect(layout, chosen_ids(layout, []), chosen_folders(layout, [foreign]))
    assert [[one.annotator for one in passes] for _, passes in material.articles] == [["gold"], []]
    both = collect(layout, ["harl-0001"], chosen_folders(layout, ["gold", foreign]))
    assert len(both.articles[0][1]) == 1
    assert "says that it is by gold, as annotations/gold/harl-0001.jsonl does" in both.left_out[0].why
    with pytest.raises(BadSelection, match="there are annotations of gold"):
        chosen_folders(layout, ["nobody"])
