"""Colours and progress bars are for terminals."""

from __future__ import annotations

import io

import pytest

from conflict_claims.render.terminal import painter, progress, say
from conflict_claims.render.text import plain


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_pipe_gets_no_colours() -> None:
    assert painter(io.StringIO()) is plain


def test_a_terminal_gets_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert painter(Terminal())("error", "error").startswith("\x1b[1;31m")


def test_no_color_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert painter(Terminal()) is plain


def test_a_dumb_terminal_gets_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "dumb")
    assert painter(Terminal()) is plain


def test_what_the_encoding_lacks_is_printed_as_an_escape() -> None:
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding="ascii")
    say(["é…"], stream)
    stream.flush()
    assert written.getvalue() == b"\\xe9\\u2026\n"


def test_no_progress_is_shown_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("checking") as start:
        start(3)(1)
    assert capsys.readouterr() == ("", "")
