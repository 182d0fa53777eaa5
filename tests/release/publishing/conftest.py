"""A hub on this machine, and clients that lose no time between their tries."""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import SimpleNamespace

import huggingface_hub
import pytest
from huggingface_hub import constants
from huggingface_hub.utils import _http

from conflict_claims.release.client import Hub
from conflict_claims.release.retry import Patience
from tests.release.candidates import REPOSITORY
from tests.release.hub_server import TOKEN, HubServer, running_hub


@pytest.fixture
def hub_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    # What the variable HF_HUB_DISABLE_XET sets when the client is loaded: uploads go by the large file protocol.
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    with running_hub() as server:
        yield server
    huggingface_hub.close_session()


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client's own pauses between tries, which nothing but this can shorten."""
    monkeypatch.setattr(_http, "time", SimpleNamespace(sleep=lambda _: None, time=time.time))


def patience(timeout: float = 20.0) -> Patience:
    return Patience(tries=3, timeout=timeout, sleep=lambda _: None)


def hub_at(server: HubServer, *, token: str = TOKEN, timeout: float = 20.0) -> Hub:
    return Hub(REPOSITORY, endpoint=server.endpoint, token=token, patience=patience(timeout))
