"""A small hub on this machine: what unmodified `huggingface_hub` and `datasets` clients ask for dataset repositories.

Large files are kept and served on another port, as the hub serves them from another host; whoever sends the token
there is refused. Requests are counted, and one of them can be made to go wrong.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from typing import Any

from tests.release.hub_routes import HubHandler
from tests.release.hub_store import Repository, Store
from tests.release.hub_wire import KINDS, TOKEN, Fault, Handler, StorageHandler

__all__ = ["KINDS", "TOKEN", "Fault", "HubServer", "running_hub"]


class HubServer:
    """The hub and its storage, each on a free port of 127.0.0.1."""

    def __init__(self) -> None:
        self.store = Store()
        self.requests: list[str] = []
        self.fault: Fault | None = None
        self.before: Callable[[str], None] = lambda _: None
        self.trees: dict[str, list[dict[str, Any]]] = {}
        self.contents: dict[str, bytes] = {}
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self._hub, self._storage = (self._listen(kind) for kind in (HubHandler, StorageHandler))
        self.endpoint = f"http://127.0.0.1:{self._hub.server_address[1]}"
        self.storage = f"http://127.0.0.1:{self._storage.server_address[1]}"

    def _listen(self, kind: type[Handler]) -> ThreadingHTTPServer:
        server = ThreadingHTTPServer(("127.0.0.1", 0), type(kind.__name__, (kind,), {"hub": self}))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return server

    def close(self) -> None:
        self.stopping.set()
        for server in (self._hub, self._storage):
            server.shutdown()
            server.server_close()

    def count(self, request: str) -> Fault | None:
        """Note a request, and say what is to go wrong with it."""
        with self._lock:
            self.requests.append(request)
            number = len(self.requests)
        self.before(request)
        return self.fault if self.fault is not None and self.fault.hits(number) else None

    def repository(self, name: str) -> Repository:
        return self.store.repositories[name]


@contextmanager
def running_hub() -> Iterator[HubServer]:
    hub = HubServer()
    try:
        yield hub
    finally:
        hub.close()
