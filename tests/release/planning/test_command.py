"""`release plan` as it is typed: exit codes, the day and the commit, and what is printed."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from conflict_claims.release import latest
from conflict_claims.release.client import Hub
from conflict_claims.release.retry import Patience
from tests.release.planning.releases import edit, releasable, second

IDENTITY = ("-c", "user.name=Ana Tal", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false")


def plan(layout: Layout, *words: str) -> int:
    return main(["release", "plan", "--root", str(layout.root), *words])


def git(layout: Layout, *words: str) -> str:
    day = "2031-05-06T23:30:00+0500"
    environment = {**os.environ, "GIT_COMMITTER_DATE": day, "GIT_AUTHOR_DATE": day, "HOME": str(layout.root)}
    command = ["git", "-C", str(layout.root), *IDENTITY, *words]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()


def committed(layout: Layout) -> str:
    (layout.root / ".gitignore").write_text("/dist/\n")
    git(layout, "init", "--quiet")
    git(layout, "add", ".")
    git(layout, "commit", "--quiet", "-m", "A corpus")
    return git(layout, "rev-parse", "HEAD")


def test_without_a_commit_the_day_must_be_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = releasable(tmp_path / "corpus")
    assert plan(layout, "--first") == 2
    assert "give --date" in capsys.readouterr().err
    assert plan(layout, "--first", "--date", "2031-06-01") == 0
    told = capsys.readouterr().out
    assert told.startswith("v1.0.0  2031-06-01  for owner/harl-reports\nthe first release\n")
    assert "| `casualties` | 3 | 3 |" in told


@pytest.mark.slow
def test_day_and_commit_are_those_that_last_touched_data_or_code(tmp_path: Path) -> None:
    layout = releasable(tmp_path / "corpus")
    commit = committed(layout)
    (layout.root / "README.md").write_text("# Reports\n")
    git(layout, "add", "README.md")
    git(layout, "commit", "--quiet", "-m", "A page that is no part of a release")
    assert plan(layout, "--first") == 0
    told = json.loads((layout.dist / "release" / "1.0.0" / "provenance.json").read_text())
    assert (told["commit"], told["date"]) == (commit, "2031-05-06")


def test_what_is_not_committed_is_not_released(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = releasable(tmp_path / "corpus")
    committed(layout)
    second(layout, {"c1": {"report": "claimed"}})
    assert plan(layout, "--first") == 1
    assert "annotations/gold/harl-0002.jsonl: commit them first" in capsys.readouterr().err
    assert not layout.dist.exists()


@pytest.mark.parametrize("hidden_by", ["the settings", "the list of ignored files"])
def test_new_data_that_git_hides_is_not_released(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], hidden_by: str
) -> None:
    layout = releasable(tmp_path / "corpus")
    article = layout.article("harl-0002")
    content = article.read_bytes()
    article.unlink()
    committed(layout)
    if hidden_by == "the settings":
        git(layout, "config", "status.showUntrackedFiles", "no")
    else:
        (layout.root / ".git" / "info" / "exclude").write_text("harl-0002.md\n")
    article.write_bytes(content)
    assert plan(layout, "--first") == 1
    assert "corpus/articles/harl-0002.md: commit them first" in capsys.readouterr().err


def test_suggestions_stand_aside_of_a_release(tmp_path: Path) -> None:
    layout = releasable(tmp_path / "corpus")
    committed(layout)
    (layout.root / ".git" / "info" / "exclude").write_text("/annotations/suggest/\n")
    assert plan(layout, "--first") == 0
    told = layout.dist / "release" / "1.0.0" / "provenance.json"
    before = told.read_bytes()
    suggested = layout.annotation("suggest", "harl-0002")
    suggested.parent.mkdir()
    gold = layout.annotation("gold", "harl-0002").read_text()
    suggested.write_text(gold.replace('"annotator":"gold"', '"annotator":"suggest"'))
    assert plan(layout, "--first") == 0
    assert told.read_bytes() == before


def test_a_state_that_git_cannot_tell_is_not_released(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = releasable(tmp_path / "corpus")
    committed(layout)
    (layout.root / ".git" / "index").write_bytes(b"no index")
    assert plan(layout, "--first") == 1
    assert "git cannot tell" in capsys.readouterr().err


def test_errors_of_the_corpus_stop_the_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = releasable(tmp_path / "corpus")
    (layout.root / "CITATION.cff").unlink()
    assert plan(layout, "--first", "--date", "2031-06-01") == 1
    told = capsys.readouterr().err
    assert "REL001 release-page-missing" in told
    assert "nothing was planned" in told
    assert not layout.dist.exists()


@pytest.mark.slow
def test_a_smaller_version_is_refused_and_nothing_new_is_said(
    started: tuple[Layout, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    layout, last = started
    words = ("--last", str(last), "--date", "2031-06-02")
    assert plan(layout, *words) == 0
    assert capsys.readouterr().out.startswith("nothing to release")
    edit(layout.annotation("gold", "harl-0002"), '"report":"confirmed"', '"report":"stated"')
    assert plan(layout, *words, "--version", "1.0.1") == 1
    assert "version 1.0.1 is too small: expected 2.0.0 or more" in capsys.readouterr().err
    assert plan(layout, *words) == 0
    assert "MAJOR  casualties: 1 row edited in a source column\n           harl-0002.c3\n" in capsys.readouterr().out


def test_a_day_before_the_last_release_is_refused(
    started: tuple[Layout, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    layout, last = started
    assert plan(layout, "--last", str(last), "--date", "2031-05-31") == 1
    assert "expected 2031-06-01, the day of the last release, or later, found 2031-05-31" in capsys.readouterr().err


def test_an_empty_version_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = releasable(tmp_path / "corpus")
    assert plan(layout, "--first", "--date", "2031-06-01", "--version", "") == 1
    assert "expected a version of three numbers, like 1.2.0, found ''" in capsys.readouterr().err
    assert not layout.dist.exists()


@pytest.mark.slow
def test_a_candidate_is_replaced_whole(tmp_path: Path) -> None:
    layout = releasable(tmp_path / "corpus")
    assert plan(layout, "--first", "--date", "2031-06-01") == 0
    folder = layout.dist / "release" / "1.0.0"
    (folder / "left-behind.txt").write_text("x")
    assert plan(layout, "--first", "--date", "2031-06-02") == 0
    assert not (folder / "left-behind.txt").exists()
    assert sorted(path.name for path in (layout.dist / "release").iterdir()) == ["1.0.0", "1.0.0.plan.json"]


def a_file(path: Path) -> None:
    path.write_text("of someone\n")


def a_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere")


def a_folder(path: Path) -> None:
    path.mkdir()
    (path / "of-someone.txt").write_text("years of work\n")


def a_link(path: Path) -> None:
    a_folder(path.parent / "elsewhere")
    path.symlink_to("elsewhere")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["1.0.0", "1.0.0.plan.json"])
@pytest.mark.parametrize("made", [a_folder, a_file, a_link, a_dangling_link])
def test_what_is_not_a_candidate_is_not_replaced(
    made: Callable[[Path], None], name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = releasable(tmp_path / "corpus")
    output = layout.dist / "release"
    output.mkdir(parents=True)
    made(output / name)
    before = sorted(path.relative_to(output) for path in output.rglob("*"))
    assert plan(layout, "--first", "--date", "2031-06-01") == 1
    assert f"{name}: is there, and was not made by `release plan`" in capsys.readouterr().err
    assert sorted(path.relative_to(output) for path in output.rglob("*")) == before


@pytest.mark.slow
def test_a_plan_whose_folder_went_is_replaced(tmp_path: Path) -> None:
    layout = releasable(tmp_path / "corpus")
    assert plan(layout, "--first", "--date", "2031-06-01") == 0
    shutil.rmtree(layout.dist / "release" / "1.0.0")
    assert plan(layout, "--first", "--date", "2031-06-01") == 0
    assert (layout.dist / "release" / "1.0.0").is_dir()


def test_a_changelog_that_is_no_utf8_is_refused_and_one_may_lack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = releasable(tmp_path / "corpus")
    (layout.root / "CHANGELOG.md").write_bytes(b"## [Unreleased]\n\n- Sch\xf6n\n")
    assert plan(layout, "--first", "--date", "2031-06-01") == 1
    assert "CHANGELOG.md: expected UTF-8, found byte 0xf6" in capsys.readouterr().err
    (layout.root / "CHANGELOG.md").unlink()
    assert plan(layout, "--first", "--date", "2031-06-01") == 0


@pytest.mark.parametrize(("made", "below"), [(a_file, ""), (a_file, "deeper"), (a_dangling_link, "")])
def test_an_output_that_can_be_no_folder_is_refused(
    made: Callable[[Path], None], below: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = releasable(tmp_path / "corpus")
    made(tmp_path / "output")
    output = tmp_path / "output" / below
    assert plan(layout, "--first", "--date", "2031-06-01", "--output", str(output)) == 1
    assert f"{output}: expected a folder, or a place where one can be made" in capsys.readouterr().err
    assert os.path.lexists(tmp_path / "output")


@pytest.mark.slow
def test_an_unreachable_hub_is_said_with_the_ways_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = releasable(tmp_path / "corpus")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        hurried = partial(Hub, endpoint=f"http://127.0.0.1:{taken.getsockname()[1]}", patience=Patience(tries=1))
        monkeypatch.setattr(latest, "Hub", hurried)
        assert plan(layout, "--date", "2031-06-01") == 1
    told = capsys.readouterr().err
    assert "the last release cannot be had" in told
    assert "--last FOLDER" in told
    assert "--first" in told
