"""What the commands say, where no server is needed to make them say it."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from conflict_claims.label_studio.access import INSTALL, NoAccess, read_access
from conflict_claims.label_studio.adjudication import Cases
from conflict_claims.label_studio.projects import Project
from conflict_claims.label_studio.push import Pushed
from conflict_claims.label_studio.push_report import adjudication_lines, done_lines
from conflict_claims.label_studio.trouble import Trouble, told
from conflict_claims.label_studio.upload import Uploaded
from tests.corpora import TEXT, add_article, add_pass, empty_corpus, records

api_error = pytest.importorskip("label_studio_sdk.core.api_error")


def trouble(error: Exception, token: str) -> str:
    with pytest.raises(Trouble) as caught, told(f"http://127.0.0.1:8080/{token}", token):
        raise error
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    return str(caught.value)


@pytest.mark.parametrize("token", ["wrong", "token", "e", "a" * 40, 'quote"and\\back'])
def test_a_token_is_masked_in_what_others_wrote_and_not_in_our_own_words(token: str) -> None:
    body = {"detail": f"no such key: {token}.", "validation_errors": {"key": [token]}}
    said = trouble(api_error.ApiError(status_code=401, body=body, headers={}), token)
    assert "does not accept the token (wrong, expired or revoked): no such" in said.replace("[token]", "e")
    assert said.startswith("http://127.0.0.1:8080/[token] does not accept")
    theirs = said.split("revoked)")[1]
    assert "[token]" in theirs
    assert token not in theirs.replace("[token]", "")
    moved = api_error.ApiError(status_code=302, body="", headers={"Location": f"/login/{token}"})
    assert trouble(moved, token).split(" sends on to ")[1].startswith("/login/[token]:")


def test_a_token_that_is_cut_off_is_not_shown_in_part() -> None:
    secret = "s3cr3t" * 8
    long = {"detail": "x" * 280 + secret}
    assert "s3cr3t" not in trouble(api_error.ApiError(status_code=400, body=long, headers={}), secret)
    assert "s3cr3t" not in trouble(httpx.ConnectError(secret), secret)


@pytest.mark.parametrize("option", ["--token-file", "--token"])
@pytest.mark.parametrize("command", [["push", "--all"], ["pull"], ["adjudicate", "ann", "bea"]])
def test_a_token_in_place_of_the_file_that_holds_it_is_not_shown(
    apart: Layout, capsys: pytest.CaptureFixture[str], command: list[str], option: str
) -> None:
    secret = "647455" * 6
    assert main(["label-studio", *command, option, secret, "--traceback", "--root", str(apart.root)]) == 2
    said = "".join(capsys.readouterr())
    assert "647455" not in said
    assert "the file that --token-file names: expected a file that can be read" in said
    assert "the option takes the name of a file" in said


@pytest.mark.parametrize("held", [b"", b"two words", b"\xff", b"x" * 9000])
def test_neither_a_token_file_nor_what_it_holds_is_shown(apart: Layout, tmp_path: Path, held: bytes) -> None:
    file = tmp_path / "s3cr3t"
    file.write_bytes(held)
    with pytest.raises(NoAccess) as caught:
        read_access("http://127.0.0.1:9", file)
    assert "--token-file" in str(caught.value)
    assert "s3cr3t" not in str(caught.value)
    assert "two words" not in str(caught.value)


def pushed(uploaded: Uploaded, annotators_before: int | None = None) -> list[str]:
    project = Project(3, "conflict-claims:harl", "<View/>", 3)
    return list(done_lines("http://127.0.0.1:8080", Pushed(project, False, False, uploaded, annotators_before)))[1:]


def test_a_push_says_what_it_changed() -> None:
    assert pushed(Uploaded(present=2)) == ["0 articles brought, 2 there already"]
    assert pushed(Uploaded(tasks=1, predictions=2, removed=1, renewed=1), 2) == [
        "people who are to annotate each article: 3, before 2",
        "1 article brought, 0 there already",
        "2 predictions added, 1 outdated removed",
        "1 list of differences renewed",
    ]


def test_an_adjudication_names_what_one_marked_alone_and_the_gold_that_stands() -> None:
    lines = list(adjudication_lines(Cases(single=["harl-0002"], settled=["harl-0001"]), {}))
    assert "marked by one of the two alone: harl-0002" in lines
    assert any(line.startswith("gold already: harl-0001; ") and "--overwrite" in line for line in lines)


def test_how_to_get_the_sdk_is_said_for_a_package_and_a_checkout() -> None:
    assert "pip install 'conflict-claims[label-studio]'" in INSTALL
    assert "pip install -e '.[label-studio]'" in INSTALL


@pytest.fixture
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    """Two annotators with an article each, and a server that nobody reaches."""
    layout = empty_corpus(tmp_path)
    for article, text, annotator in (("harl-0001", TEXT, "ann"), ("harl-0002", TEXT.replace("Tarn", "Marn"), "bea")):
        add_article(layout, article, text)
        add_pass(layout, article, text, records(text), annotator=annotator)
    monkeypatch.setenv("LABEL_STUDIO_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("LABEL_STUDIO_API_KEY", "a-token")
    return layout


def test_annotators_without_an_article_in_common_are_told_before_anything_is_made(
    apart: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("scipy")
    assert main(["label-studio", "adjudicate", "ann", "bea", "--root", str(apart.root)]) == 2
    told_words = capsys.readouterr()
    assert told_words.err == "conflict-claims label-studio adjudicate: ann and bea marked no article in common\n"
    assert told_words.out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "which articles? Give their ids, or --unannotated, or --all"),
        (["harl-0001", "--all"], "ids of articles, --unannotated and --all exclude each other."),
        (["--unannotated", "--all"], "ids of articles, --unannotated and --all exclude each other."),
    ],
)
def test_which_articles_to_push_must_be_said_in_one_way(
    apart: Layout, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["label-studio", "push", *words, "--root", str(apart.root)]) == 2
    assert said in capsys.readouterr().err


def test_agreed_articles_are_not_written_to_gold_through_a_link(
    apart: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("scipy")
    add_pass(apart, "harl-0001", TEXT, records(), annotator="bea")
    outside = tmp_path / "outside"
    outside.mkdir()
    (apart.annotations / "gold").rmdir()
    (apart.annotations / "gold").symlink_to(outside)
    assert main(["label-studio", "adjudicate", "ann", "bea", "--settle-agreed", "--root", str(apart.root)]) == 2
    assert "annotations/gold is a symbolic link" in capsys.readouterr().err
    assert not list(outside.iterdir())
