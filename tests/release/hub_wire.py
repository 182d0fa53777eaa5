"""How the stand-in hub answers: faults on demand, ranges, and the storage of large files."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, ClassVar

from tests.release.hub_store import Refusal

if TYPE_CHECKING:
    from tests.release.hub_server import HubServer

TOKEN = "hf_harlharlharlharlharlharlharlharl"
STATUSES = (401, 403, 404, 409, 412, 429, 500, 503)
KINDS = ("cut before", "cut after", "lost", "slow", *map(str, STATUSES))


@dataclass
class Fault:
    """What goes wrong with the requests from `first` on (counted from 1), for `times` requests.

    `cut before`: the connection ends and nothing is done. `lost`: it is done, and the connection ends without an
    answer. `cut after`: it is done, and the answer breaks off in the middle. `slow`: it is done, and the answer comes
    when the client has given up. A status: nothing is done.
    """

    kind: str
    first: int
    times: int = 1
    headers: Mapping[str, str] = field(default_factory=dict)

    def hits(self, number: int) -> bool:
        return self.first <= number < self.first + self.times


@dataclass
class Answer:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def as_json(value: Any) -> Answer:
    return Answer(body=json.dumps(value).encode(), headers={"Content-Type": "application/json"})


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # An answer in one packet: in two, the client would wait for the second.
    wbufsize = 1 << 16
    disable_nagle_algorithm = True
    hub: ClassVar[HubServer]

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def handle_one(self) -> None:
        body = self._body()
        fault = self.hub.count(f"{self.command} {self.path}")
        kind = fault.kind if fault else ""
        if kind == "cut before":
            self.close_connection = True
            return
        if fault and kind.isdigit():
            self._send(Answer(int(kind), b'{"error":"injected"}', dict(fault.headers)))
            return
        answer = self._answered(body)
        if kind == "slow":
            self.hub.stopping.wait(0.3)
        if kind == "lost":
            self.close_connection = True
            return
        self._send(answer, cut=kind == "cut after")

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = handle_one

    def _body(self) -> bytes:
        if "chunked" not in self.headers.get("Transfer-Encoding", "").lower():
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _answered(self, body: bytes) -> Answer:
        try:
            return self.route(body)
        except Refusal as refusal:
            headers = {"X-Error-Message": refusal.message, **({"X-Error-Code": refusal.code} if refusal.code else {})}
            return Answer(refusal.status, json.dumps({"error": refusal.message, **refusal.told}).encode(), headers)

    def _send(self, answer: Answer, *, cut: bool = False) -> None:
        try:
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body[: len(answer.body) // 2] if cut else answer.body)
            self.close_connection = self.close_connection or cut
        except OSError:
            self.close_connection = True  # the client has gone

    def route(self, body: bytes) -> Answer:
        raise NotImplementedError

    def _ranged(self, data: bytes, headers: dict[str, str]) -> Answer:
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range") or "")
        headers = {"Accept-Ranges": "bytes", "Content-Type": "application/octet-stream", **headers}
        if asked is None:
            return Answer(200, data, headers)
        start, end = int(asked[1]), min(int(asked[2] or len(data)), len(data) - 1)
        return Answer(206, data[start : end + 1], {**headers, "Content-Range": f"bytes {start}-{end}/{len(data)}"})


class StorageHandler(Handler):
    """Where large files lie: signed addresses, no token."""

    def route(self, body: bytes) -> Answer:
        if "Authorization" in self.headers:
            raise Refusal(400, "a token was sent to the storage")
        digest = self.path.rpartition("/")[2]
        if self.command == "PUT":
            if hashlib.sha256(body).hexdigest() != digest:
                raise Refusal(400, "content does not match its hash")
            self.hub.store.put(body)
            return Answer(headers={"ETag": f'"{digest}"'})
        return self._ranged(self.hub.store.blobs[digest], {"ETag": f'"{digest}"'})
