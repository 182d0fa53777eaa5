"""A takedown removes an article for good, and the next release says that it was there."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from conflict_claims.articles.withdrawals import read_withdrawals
from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from conflict_claims.release.refusal import Refused
from conflict_claims.release.withdraw import withdraw
from tests.release.planning.releases import edit, lines, planned, releasable, released, second, third

DAY = datetime.date(2031, 7, 2)


@pytest.fixture
def taken_down(started: tuple[Layout, Path]) -> tuple[Layout, Path]:
    layout, last = started
    withdraw(layout, "harl-0002", "privacy", DAY)
    return layout, last


def test_every_file_of_the_article_goes_and_its_entry_stays(tmp_path: Path) -> None:
    layout = releasable(tmp_path / "corpus")
    removed = withdraw(layout, "harl-0001", "rights", DAY)
    assert removed == [
        "corpus/articles/harl-0001.md",
        "corpus/raw/harl-0001.txt",
        "annotations/gold/harl-0001.jsonl",
        "annotations/ann-a/harl-0001.jsonl",
    ]
    assert not list(layout.root.rglob("harl-0001*"))
    entries, problems = read_withdrawals(layout)
    assert problems == []
    assert [entry.values for entry in entries] == [{"id": "harl-0001", "reason": "rights", "date": DAY}]


def test_a_second_run_finishes_what_was_stopped_and_keeps_the_first_entry(tmp_path: Path) -> None:
    layout = releasable(tmp_path / "corpus")
    withdraw(layout, "harl-0001", "rights", DAY)
    left = layout.raw / "harl-0001.txt"
    left.write_text("what a stopped run left")
    assert withdraw(layout, "harl-0001", "law", DAY + datetime.timedelta(1)) == ["corpus/raw/harl-0001.txt"]
    assert [entry.values["reason"] for entry in read_withdrawals(layout)[0]] == ["rights"]


@pytest.mark.parametrize("article", ["harl-0009", "../../etc-0001", "harl", "*"])
def test_what_is_no_article_of_the_corpus_is_refused(article: str, tmp_path: Path) -> None:
    layout = releasable(tmp_path / "corpus")
    with pytest.raises(Refused):
        withdraw(layout, article, "rights", DAY)
    assert not layout.registry("withdrawn.yaml").exists()


@pytest.mark.slow
def test_the_next_release_is_major_and_carries_the_tombstone(taken_down: tuple[Layout, Path]) -> None:
    layout, last = taken_down
    candidate = planned(layout, last).candidate
    assert candidate is not None
    assert candidate.version == "2.0.0"
    assert lines(candidate.folder / "withdrawn.jsonl") == [
        {"id": "harl-0002", "reason": "privacy", "date": "2031-07-02"}
    ]
    left = [row for row in lines(candidate.folder / "diff.jsonl") if row["change"] == "left"]
    assert {row["article_id"] for row in left if row["article_id"]} == {"harl-0002"}
    assert not any(row["fields"] for row in left)


@pytest.mark.slow
def test_a_corrected_tombstone_is_a_patch(taken_down: tuple[Layout, Path]) -> None:
    layout, last = taken_down
    second_release = released(layout, last)
    assert planned(layout, second_release).candidate is None
    edit(layout.registry("withdrawn.yaml"), "2031-07-02", "2031-07-01")
    candidate = planned(layout, second_release).candidate
    assert candidate is not None
    assert candidate.version == "2.0.1"
    assert [line["date"] for line in lines(candidate.folder / "withdrawn.jsonl")] == ["2031-07-01"]


@pytest.mark.slow
def test_the_id_is_not_given_again(taken_down: tuple[Layout, Path]) -> None:
    layout, last = taken_down
    second_release = released(layout, last)
    layout.registry("withdrawn.yaml").unlink()
    with pytest.raises(Refused, match=r"harl-0002: the last release says that it was withdrawn"):
        planned(layout, second_release)
    second(layout)
    with pytest.raises(Refused, match=r"harl-0002: an article of that id was published or withdrawn before"):
        planned(layout, second_release)


@pytest.mark.slow
def test_the_command_names_the_versions_that_hold_the_article(
    started: tuple[Layout, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    layout, first = started
    third(layout)
    last = released(layout, first)
    root = ["--root", str(layout.root), "--date", "2031-07-02", "--reason", "safety", "--last", str(last)]
    assert main(["release", "withdraw", "harl-0003", *root]) == 0
    told = capsys.readouterr().out
    assert "published versions that hold it: v1.1.0\n" in told
    assert "removed corpus/articles/harl-0003.md\n" in told
    assert main(["release", "withdraw", "harl-0001", *root]) == 0
    assert "published versions that hold it: v1.0.0, v1.1.0\n" in capsys.readouterr().out


def test_an_unknown_reason_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = releasable(tmp_path / "corpus")
    with pytest.raises(SystemExit):
        main(
            [
                "release",
                "withdraw",
                "harl-0001",
                "--root",
                str(layout.root),
                "--reason",
                "spite",
                "--date",
                "2031-07-02",
            ]
        )
    assert "invalid choice: 'spite'" in capsys.readouterr().err
    assert layout.article("harl-0001").exists()
