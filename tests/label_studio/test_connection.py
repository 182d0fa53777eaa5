"""What is said where the address, the token or the server is wrong; each is tried on the real server."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import httpx
import pytest

from conflict_claims.cli import main
from tests.label_studio.conftest import Corpus, Done
from tests.label_studio.faulty_proxy import Exchange, Fault, faulty
from tests.label_studio.server import Server, free_port
from tests.label_studio.work import project_of, tasks_of

pytestmark = pytest.mark.label_studio


def test_no_server_there(corpus: Corpus) -> None:
    corpus.url = f"http://127.0.0.1:{free_port()}"
    done = corpus.run("push", "--all")
    assert (done.code, done.out) == (3, "")
    told = f"no answer from {corpus.url} (no connection): is the server running there?"
    assert done.err == f"conflict-claims label-studio push: {told}\n"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("127.0.0.1:8080", "is like http://127.0.0.1:8080"),
        ("http://someone:secret@127.0.0.1:8080", "holds a name or password"),
        ("ftp://127.0.0.1", "is like http://127.0.0.1:8080"),
        ("", "which server?"),
    ],
)
def test_no_address(corpus: Corpus, url: str, words: str) -> None:
    corpus.url = url
    done = corpus.run("push", "--all")
    assert done.code == 2
    assert words in done.err
    assert "secret" not in done.words


def answers(status: int, body: bytes, **headers: str) -> Callable[[Exchange], None]:
    return lambda exchange: exchange.answer(status, body, **headers)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (answers(200, b"<html>Hello</html>", content_type="text/html"), "is no Label Studio server"),
        (answers(404, b"<html>Not found</html>", content_type="text/html"), "is no Label Studio server"),
        (answers(200, b'{"version": 3}', content_type="application/json"), "does not tell a version"),
        (answers(302, b"", location="https://sso.example.org/login?next=x"), "sends on to https://sso.example.org"),
        (
            answers(200, b'{"release": "1.7.3"}', content_type="application/json"),
            "runs Label Studio 1.7: 1.20 or newer",
        ),
    ],
)
def test_what_answers_is_not_what_was_meant(
    corpus: Corpus, server: Server, fault: Callable[[Exchange], None], words: str
) -> None:
    with faulty(server.url, fault) as (corpus.url, _):
        done = corpus.run("push", "--all")
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert "Traceback" not in done.err


DISTORTED = [b"null", b"[1]", b'{"results": 3, "tasks": [1], "total": "x"}', b'"x"', b"[[]]"]


@pytest.mark.parametrize(
    ("command", "part"),
    [
        (("push", "--all"), "/api/version"),
        (("push", "--all"), "/api/current-user"),
        (("push", "--all"), "/api/projects"),
        (("push", "--all"), "/api/tasks"),
        (("pull",), "/api/tasks"),
        (("pull",), "/api/users"),
    ],
)
def test_an_answer_of_another_form_is_told_without_a_traceback(
    corpus: Corpus, server: Server, command: tuple[str, ...], part: str
) -> None:
    assert run_here(corpus, server.url, "push", "--all").code == 0
    for body in DISTORTED:
        with faulty(server.url, distort(part, body)) as (url, _):
            done = run_here(corpus, url, *command)
        assert done.code in (2, 3), body
        assert "Traceback" not in done.words
        assert "INT001" not in done.words


def distort(part: str, body: bytes) -> Fault:
    def fault(exchange: Exchange) -> None:
        if exchange.path.startswith(part):
            exchange.answer(200, body, content_type="application/json")

    return fault


def run_here(corpus: Corpus, url: str, *words: str) -> Done:
    """Run a command in this process, for it is run many times."""
    access = {"LABEL_STUDIO_URL": url, "LABEL_STUDIO_API_KEY": corpus.token}
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name, value in access.items():
            patch.setenv(name, value)
        code = main(["label-studio", *words, "--traceback", "--root", str(corpus.layout.root)])
    corpus.everything_said.append(out.getvalue() + err.getvalue())
    return Done(code, out.getvalue(), err.getvalue())


def test_a_wrong_token(corpus: Corpus) -> None:
    wrong = "f" * 40
    done = corpus.run("push", "--all", token=wrong)
    assert done.code == 2
    assert "does not accept the token (wrong, expired or revoked)" in done.err
    assert wrong not in done.words


def test_an_expired_personal_token_is_told_before_anything_is_sent(corpus: Corpus) -> None:
    # A JSON Web Token whose `exp` is 1 January 1970; the SDK reads that without a key.
    expired = "eyJhbGciOiJIUzI1NiJ9.eyJ0b2tlbl90eXBlIjoicmVmcmVzaCIsImV4cCI6MX0.c2lnbmF0dXJl"
    done = corpus.run("push", "--all", token=expired)
    assert done.code == 2
    assert "API key has expired" in done.err
    assert expired not in done.words


def test_a_token_that_is_no_token_is_not_repeated(corpus: Corpus) -> None:
    done = corpus.run("push", "--all", token="my secret words")
    assert done.code == 2
    assert "is no token" in done.err
    assert "secret" not in done.words


def test_a_personal_token_from_a_file(corpus: Corpus, server: Server, tmp_path: Path) -> None:
    personal = personal_token(server)
    file = tmp_path / "token"
    file.write_text(f"{personal}\n")
    done = corpus.run("push", "--all", "--token-file", str(file), token="unused-token")
    assert (done.code, done.err) == (0, "")
    assert personal not in done.words


def personal_token(server: Server) -> str:
    """A personal access token of a user of its own, for a user may have only one."""
    user = server.new_user()
    headers = {"Authorization": f"Token {user.token}"}
    answer = httpx.post(f"{server.url}/api/token/", headers=headers, trust_env=False)
    return str(answer.json()["token"])


def test_a_token_that_is_revoked_midway(corpus: Corpus, server: Server) -> None:
    user = server.new_user()
    corpus.token = user.token
    revoked = threading.Event()

    def revoke(exchange: Exchange) -> None:
        if exchange.method == "POST" and exchange.path.endswith("/import") and not revoked.is_set():
            headers = {"Authorization": f"Token {user.token}"}
            httpx.post(f"{server.url}/api/current-user/reset-token/", headers=headers, trust_env=False)
            revoked.set()

    with faulty(server.url, lambda exchange: revoke(exchange) if "/import" in exchange.path else None) as (
        corpus.url,
        _,
    ):
        done = corpus.run("push", "--all")
    assert revoked.is_set()
    assert done.code == 2
    assert "does not accept the token" in done.err
    corpus.url, corpus.token = server.url, server.token
    assert corpus.run("push", "--all").code == 0
    assert len(tasks_of(server, project_of(server, corpus))) == 1


def test_a_proxy_of_the_machine_does_not_see_what_goes_to_the_machine_itself(corpus: Corpus) -> None:
    with faulty("http://127.0.0.1:9", lambda exchange: exchange.answer(502)) as (proxy, seen):
        done = corpus.run(
            "push", "--all", HTTP_PROXY=proxy, http_proxy=proxy, ALL_PROXY=proxy, NO_PROXY="", no_proxy=""
        )
    assert (done.code, seen) == (0, [])


def test_without_the_sdk_the_command_says_how_to_get_it(corpus: Corpus, tmp_path: Path) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text(
        "import importlib.util as util\n"
        "find = util.find_spec\n"
        "util.find_spec = lambda name, *rest: None if name == 'label_studio_sdk' else find(name, *rest)\n"
    )
    done = corpus.run("pull", PYTHONPATH=str(hidden))
    assert done.code == 2
    assert "pip install 'conflict-claims[label-studio]', or in a checkout: pip install -e" in done.err
