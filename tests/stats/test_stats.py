"""What `stats` counts, checked by hand on a small corpus, and how it is shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conflict_claims.cli import main
from tests.check.broken import edit
from tests.repositories import commit, git, repository


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["stats", *words]) == 0
    return capsys.readouterr().out


def counted(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    found = json.loads(shown(capsys, "--format", "json", *words))
    assert isinstance(found, dict)
    return found


def test_every_figure_is_what_one_counts_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = repository(tmp_path)
    found = counted(capsys, "--root", str(tmp_path))
    assert found["overview"]["articles"] == {"train": 2, "validation": 0, "test": 1, "test_ood": 1, "all": 4}
    assert found["overview"]["casualties"]["all"] == 3 + 3 + 2
    assert found["annotators"]["ada"] == {"articles": 1, "actor": 4, "casualty": 2, "stance": 0, "topic": 0, "link": 0}
    assert found["incidents"] == {
        "dessa-road-2031-05": {"articles": 1, "claims": 1},
        "harl-market-2031-05": {"articles": 2, "claims": 6},
    }
    assert found["parties"]["third_party"] == {"claims": 6, "share": 0.75}
    assert found["parties"]["no side said"] == {"claims": 2, "share": 0.25}
    assert found["sources"]["civilians"] == {"claims": 4, "share": 0.5}
    assert found["sources"]["medical_rescue"] == {"claims": 2, "share": 0.25}
    assert found["sources"]["author"] == {"claims": 2, "share": 0.25}
    texts = [path.read_text().split("\n---\n\n")[1].rstrip("\n") for path in layout.article_files()]
    lengths = sorted(map(len, texts))
    assert found["lengths"]["characters an article"]["least"] == lengths[0]
    assert found["lengths"]["characters an article"]["median"] == round((lengths[1] + lengths[2]) / 2)
    assert found["labels"]["casualties.outcome killed"] == {"examples": 8}
    assert "missing" in found["unused"]["casualties.outcome"]["labels"].split(", ")
    assert "killed" not in found["unused"]["casualties.outcome"]["labels"].split(", ")


def test_a_base_shows_what_changed_before_and_after(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = repository(tmp_path)
    git(tmp_path, "switch", "--quiet", "--create", "work")
    edit(layout.annotation("gold", "harl-0003"), '"outcome":"killed"', '"outcome":"missing"')
    edit(layout.article("harl-0004"), "split: test", "split: train")
    commit(tmp_path)
    found = counted(capsys, "--root", str(tmp_path), "--base", "main")
    assert found["before"]["labels"]["casualties.outcome missing"] == {"examples": 0}
    assert found["after"]["labels"]["casualties.outcome missing"] == {"examples": 2}
    page = shown(capsys, "--root", str(tmp_path), "--base", "main")
    assert "articles  2 -> 3           0  1 -> 0         1    4" in page
    assert "casualties.outcome killed     8 -> 6" in page
    assert "rows unchanged)" in page
    assert "Unchanged: Articles and records by annotator; Casualty claims by incident; Lengths;" in page


def test_the_files_of_the_base_are_read_from_git_and_not_from_the_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository(tmp_path)
    before = counted(capsys, "--root", str(tmp_path))
    for path in (tmp_path / "annotations" / "gold").iterdir():
        path.unlink()
    found = counted(capsys, "--root", str(tmp_path), "--base", "main")
    assert {name: found["before"][name] for name in before} == before
    assert found["after"]["overview"]["casualties"]["all"] == 0


def test_a_link_in_the_base_leads_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = repository(tmp_path / "repository")
    secret = tmp_path / "secret.jsonl"
    secret.write_bytes(layout.annotation("gold", "harl-0001").read_bytes())
    layout.annotation("gold", "harl-0001").unlink()
    layout.annotation("gold", "harl-0001").symlink_to(secret)
    commit(layout.root)
    found = counted(capsys, "--root", str(layout.root), "--base", "main")
    assert found["before"]["overview"]["casualties"]["all"] == 3 + 2


def test_what_cannot_be_read_is_told_and_the_rest_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = repository(tmp_path)
    edit(layout.annotation("gold", "harl-0001"), '"layer":"topic"', '"layer":')
    assert main(["stats", "--root", str(tmp_path)]) == 0
    printed = capsys.readouterr()
    assert "1 problem(s) in the files kept something from being counted" in printed.err
    assert "casualties" in printed.out


@pytest.mark.parametrize(("words", "message"), [
    (("--base", "nowhere"), "no revision nowhere here"),
    (("--root", "nowhere"), "no folder"),
])  # fmt: skip
def test_wrong_usage_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...],
    message: str,
) -> None:  # fmt: skip
    repository(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["stats", *words]) == 2
    assert message in capsys.readouterr().err


def test_an_empty_corpus_is_counted_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = repository(tmp_path)
    for folder in (layout.articles, layout.raw, layout.annotations / "gold", layout.annotations / "ada"):
        for path in folder.iterdir():
            path.unlink()
    found = counted(capsys, "--root", str(tmp_path))
    assert found["overview"]["articles"]["all"] == 0
    assert found["lengths"]["words an article"] == {"least": None, "median": None, "mean": None, "most": None}
    assert "Articles and records by split" in shown(capsys, "--root", str(tmp_path))


def test_names_of_others_are_no_markup_and_no_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = repository(tmp_path)
    with layout.registry("incidents.yaml").open("a") as file:
        file.write('- id: "::error::<img src=x>|\\e[31m`"\n  name: x\n  start: 2031-05-04\n  end: 2031-05-04\n'
                   "  place: x\n  country: XVE\n  region: x\n")  # fmt: skip
    for form in ("table", "markdown"):
        page = shown(capsys, "--root", str(tmp_path), "--format", form)
        assert "\x1b" not in page
        assert not [line for line in page.splitlines() if line.lstrip().startswith("::")]
    from markdown_it import MarkdownIt

    assert "<img" not in MarkdownIt("gfm-like", {"html": True, "linkify": False}).enable("table").render(page)
