"""A real server for the tests of this folder, corpora to work on, and the commands as a person runs them."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from conflict_claims.files.layout import Layout
from tests.conftest import lacking
from tests.corpora import SETTINGS, empty_corpus, harl_corpus
from tests.label_studio import server as label_studio
from tests.label_studio.server import Server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the server is slow, and runs in one process, so that one server is enough."""
    for item in items:
        if item.get_closest_marker("label_studio"):
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.xdist_group("label_studio"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Here and not in a fixture, so that many skipped tests make one line."""
    if item.get_closest_marker("label_studio") and not label_studio.is_installed():
        lacking("the Label Studio server", label_studio.INSTALL)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that most tests share: each has projects of its own, by a corpus name of its own."""
    yield from _running(tmp_path_factory.mktemp("label-studio") / "data")


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server for one test, which may end it as it likes."""
    yield from _running(tmp_path / "label-studio")


def _running(folder: Path) -> Iterator[Server]:
    server = Server.from_template(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        return self.out + self.err


@dataclass
class Corpus:
    """A corpus in a folder, and `conflict-claims label-studio …` run on it as its own process."""

    layout: Layout
    name: str
    url: str
    token: str
    everything_said: list[str] = field(default_factory=list)

    def start(self, *words: str, token: str = "", **more: str) -> subprocess.Popen[str]:
        environment = {**os.environ, "LABEL_STUDIO_URL": self.url, "LABEL_STUDIO_API_KEY": token or self.token, **more}
        command = [sys.executable, "-m", "conflict_claims.cli", "label-studio", *words, "--root", str(self.layout.root)]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, *words: str, token: str = "", **more: str) -> Done:
        process = self.start(*words, "--traceback", token=token, **more)
        return self.finish(process)

    def finish(self, process: subprocess.Popen[str]) -> Done:
        out, err = process.communicate(timeout=120)
        self.everything_said.append(out + err)
        return Done(process.returncode, out, err)


@pytest.fixture
def new_corpus(tmp_path: Path, server: Server) -> Iterator[Callable[..., Corpus]]:
    """Makes corpora with names of their own; afterwards no token is in what was said or written."""
    made: list[Corpus] = []

    def make(build: Callable[[Path], Layout] = harl_corpus, server: Server = server) -> Corpus:
        name = f"harl-{secrets.token_hex(4)}"
        layout = build(tmp_path / name)
        layout.settings.write_text(SETTINGS.replace("name: harl-reports", f"name: {name}"))
        made.append(Corpus(layout, name, server.url, server.token))
        return made[-1]

    yield make
    for corpus in made:
        assert_no_token(corpus)


def assert_no_token(corpus: Corpus) -> None:
    for said in corpus.everything_said:
        assert corpus.token not in said
    for path in corpus.layout.root.rglob("*"):
        if path.is_file():
            assert corpus.token.encode() not in path.read_bytes(), path


@pytest.fixture
def corpus(new_corpus: Callable[..., Corpus]) -> Corpus:
    """One article with a gold pass that uses every layer."""
    return new_corpus()


@pytest.fixture
def bare_corpus(new_corpus: Callable[..., Corpus]) -> Corpus:
    """No article yet."""
    return new_corpus(empty_corpus)
