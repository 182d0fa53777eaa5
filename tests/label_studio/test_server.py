"""The server of the tests itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.label_studio.server import Server

pytestmark = pytest.mark.label_studio

LISTENING = "0A"
LOOPBACK_HEX = "0100007F"


def test_the_server_listens_on_the_loopback_address_only(server: Server) -> None:
    sockets = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    sockets += [line.split() for line in Path("/proc/net/tcp6").read_text().splitlines()[1:]]
    addresses = [local.split(":") for _, local, _, state, *_ in sockets if state == LISTENING]
    assert [address for address, port in addresses if int(port, 16) == server.port] == [LOOPBACK_HEX]


def test_the_server_is_the_pinned_one(server: Server) -> None:
    pins = (Path(__file__).parents[2] / ".ci" / "label-studio.txt").read_text().splitlines()
    assert f"label-studio=={server.api('GET', 'version')['release']}" in pins
