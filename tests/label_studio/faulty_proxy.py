"""A proxy in front of the real server that does, on demand, what networks and servers do on bad days."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from tests.label_studio.server import LOOPBACK

Fault = Callable[["Exchange"], None]
"""Called with every exchange before it is passed on; it may answer in the server's place, or lose the answer."""


@dataclass
class Exchange:
    """One request, by number from 1 on; what a fault sets is what happens."""

    number: int
    method: str
    path: str
    status: int = 0
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    is_answer_lost: bool = False

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer in the server's place."""
        self.status, self.body, self.headers = status, body, headers

    def lose_answer(self) -> None:
        """Let the server do it, and cut the connection before the answer."""
        self.is_answer_lost = True


@contextmanager
def faulty(url: str, fault: Fault) -> Iterator[tuple[str, list[Exchange]]]:
    """A proxy for the server at `url`; gives its address, and the exchanges as they come."""
    exchanges: list[Exchange] = []
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass_on(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with lock:
                exchange = Exchange(len(exchanges) + 1, self.command, self.path)
                exchanges.append(exchange)
                fault(exchange)
            if exchange.status:
                self._answer(exchange.status, exchange.headers, exchange.body)
                return
            headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
            try:
                with httpx.Client(trust_env=False, timeout=60) as client:
                    got = client.request(self.command, url + self.path, content=content, headers=headers)
            except httpx.TransportError:
                exchange.lose_answer()
            if exchange.is_answer_lost:
                self.close_connection = True
                return
            kept = {name: got.headers[name] for name in ("content-type", "location") if name in got.headers}
            self._answer(got.status_code, kept, got.content)

        do_GET = do_POST = do_PATCH = do_DELETE = do_PUT = _pass_on

        def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the tests' output clean."""

    proxy = ThreadingHTTPServer((LOOPBACK, 0), Handler)
    thread = threading.Thread(target=proxy.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{proxy.server_port}", exchanges
    finally:
        proxy.shutdown()
        proxy.server_close()
        thread.join()
