"""`conflict-claims tolls` as it is typed: what it shows, in which format, and how it refuses."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from conflict_claims.build.stories import stories
from conflict_claims.cli import main
from conflict_claims.cli.commands import tolls as command
from conflict_claims.files.layout import GOLD, Layout
from conflict_claims.render import tolls as pages
from conflict_claims.render.stories import bounds
from conflict_claims.tables.corpus import read_corpus
from conflict_claims.tables.flat import flat
from conflict_claims.tolls import RULES
from conflict_claims_schemas.columns import TOLL_COLUMNS
from tests.tolls.corpora import INCIDENT, rivals

GOLDEN = Path(__file__).parent / "golden"
RENEW = "RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/tolls"


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    monkeypatch.chdir(tmp_path)
    return rivals(tmp_path)


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["tolls", *words]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_people_read_claims_links_tolls_and_where_they_come_from(
    form: str, corpus: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    golden, page = GOLDEN / f"{form}.txt", shown(capsys, "--format", form)
    if os.environ.get("RENEW_GOLDEN"):
        golden.write_text(page, encoding="utf-8")
    assert page == golden.read_text(encoding="utf-8"), f"{form} differs; if that is right, renew it with: {RENEW}"


def test_json_holds_everything(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    (story,) = json.loads(shown(capsys, "--format", "json"))
    assert story["incident"] == INCIDENT
    claims = {claim["id"]: claim for claim in story["claims"]}
    assert claims["harl-0001.c3"]["aside"] == "counts a part of harl-0001.c2"
    assert claims["harl-0002.c2"]["counts_in"] == ["all", "state_force"]
    computed = [(link["type"], link["from_id"], link["to_id"]) for link in story["links"] if link["computed"]]
    assert ("updates", "harl-0002.c1", "harl-0001.c1") in computed
    assert story["articles"][0]["facts_from"] == ["https://one.example/a", "https://two.example/b"]


def test_csv_holds_the_rows_of_the_configuration(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(shown(capsys, "--format", "csv", "--rule", "range", INCIDENT))))
    assert list(rows[0]) == [column.name for column in TOLL_COLUMNS]
    assert [(row["victims"], row["low"], row["best"], row["high"]) for row in rows] == [
        ("all", "12", "", "99"),
        ("state_force", "90", "", "90"),
    ]
    assert rows[0]["claims"] == "harl-0001.c1 harl-0003.c1"


def test_every_figure_leads_to_a_claim_and_every_claim_to_an_article(
    corpus: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    (story,) = json.loads(shown(capsys, "--format", "json"))
    claims = {claim["id"]: claim for claim in story["claims"]}
    articles = {article["id"] for article in story["articles"]}
    for toll in story["tolls"]:
        behind = [claims[one] for one in toll["claims"]]
        figures = {bound for claim in behind for bound in (claim["low"], claim["high"])}
        assert {toll["low"], toll["best"], toll["high"]} - {None} <= figures
        assert {claim["article"] for claim in behind} <= articles


def test_a_rule_may_be_chosen_more_than_once_and_order_does_not_matter(
    corpus: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = shown(capsys, "--format", "csv", "--rule", "recent", "--rule", "lowest")
    assert chosen == shown(capsys, "--format", "csv", "--rule", "lowest", "--rule", "recent")
    assert "low_best_high" not in chosen


def test_another_annotators_claims_may_be_used(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    (story,) = json.loads(shown(capsys, "--format", "json", "--annotator", "ann-a"))
    assert {claim["article"] for claim in story["claims"]} == {"harl-0001"}


@pytest.mark.parametrize("words", [["nowhere-2031"], ["--annotator", "nobody"], ["--annotator", "../gold"]])
def test_wrong_usage_exits_2(words: list[str], corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tolls", *words]) == 2
    assert capsys.readouterr().err.startswith("conflict-claims tolls: ")


def test_an_incident_that_nobody_speaks_of_is_said(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (corpus.annotations / GOLD).iterdir():
        path.unlink()
    assert main(["tolls", INCIDENT]) == 0
    assert capsys.readouterr().err == f"no claims about {INCIDENT}\n"


def test_files_that_cannot_be_read_exit_1(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    corpus.annotation(GOLD, "harl-0001").write_text("{")
    assert main(["tolls"]) == 1
    assert "`conflict-claims check` names them" in capsys.readouterr().err


def test_words_of_an_article_cannot_move_the_cursor(corpus: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    path = corpus.registry("incidents.yaml")
    path.write_text(path.read_text().replace("Shelling of Harl market", '"Shelling \\e[2J\\u202e | market"'))
    for form in command.FORMATS:
        out = shown(capsys, "--format", form)
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_the_options_name_what_there_is() -> None:
    assert tuple(RULES) == command.RULES
    assert command.FORMATS == pages.FORMATS


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(31, 31, "31"), (20, 25, "20 to 25"), (1051, None, "1,051 or more"), (None, 39, "39 or fewer"),
     (None, None, "no number")],
)  # fmt: skip
def test_bounds_are_said_in_words(low: int | None, high: int | None, words: str) -> None:
    assert bounds(low, high) == words


class TestPlots:
    @pytest.fixture(autouse=True)
    def _needs_matplotlib(self) -> None:
        pytest.importorskip("matplotlib")

    @pytest.mark.slow
    def test_a_plot_an_incident_is_drawn_twice_the_same(
        self, corpus: Layout, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for folder in ("one", "two"):
            shown(capsys, "--plot", folder)
        names = sorted(path.name for path in Path("one").iterdir())
        assert names == [f"{INCIDENT}.png", f"{INCIDENT}.svg"]
        assert all((Path("one") / name).read_bytes() == (Path("two") / name).read_bytes() for name in names)

    @pytest.mark.slow
    def test_side_and_bounds_are_said_in_words_and_shapes_and_not_in_colour_alone(self, corpus: Layout) -> None:
        from conflict_claims.render.toll_plot import SIDES, _figure

        figure = _figure(story_of(corpus))
        (axes,) = figure.axes
        assert {text.get_text() for text in axes.texts} == {"12 (replaced)", "24 or more", "17", "90", "99"}
        assert axes.get_yticklabels()[0].get_text() == "Army of Velmar: unspecified  2031-05-04"
        (legend,) = figure.legends
        assert [text.get_text() for text in legend.get_texts()] == [
            "source: perpetrator side", "source: victim side", "source: third party"
        ]  # fmt: skip
        assert len({shape for _, shape in SIDES.values()}) == len(SIDES)

    @pytest.mark.slow
    def test_an_incident_without_a_count_is_still_drawn(self, corpus: Layout) -> None:
        from dataclasses import replace

        from conflict_claims.render.toll_plot import draw

        story = story_of(corpus)
        assert draw(replace(story, account=replace(story.account, groups=())))["png"].startswith(b"\x89PNG")

    def test_without_matplotlib_the_extra_is_named(
        self, corpus: Layout, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import sys

        monkeypatch.setitem(sys.modules, "matplotlib", None)
        assert main(["tolls", "--plot", "plots"]) == 2
        assert "conflict-claims[plots]" in capsys.readouterr().err


def story_of(layout: Layout) -> Any:
    corpus = read_corpus(layout)
    (story,) = stories(flat(corpus.bundle(GOLD), corpus.registries))
    return story
