"""A real Label Studio server for tests: its own data folder, its own free port on the loopback address, a sure end."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import httpx

ENVIRONMENT = Path(__file__).parents[2] / ".venv-label-studio"
PROGRAM, TEMPLATE, STAMP = (ENVIRONMENT / part for part in ("bin/label-studio", "template", "installed"))
INSTALL = "make label-studio-server"

LOOPBACK = "127.0.0.1"
START_SECONDS, STOP_SECONDS = 120, 15


def is_installed() -> bool:
    """Whether `make label-studio-server` has done its work."""
    return PROGRAM.is_file() and TEMPLATE.is_dir() and STAMP.is_file()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class User:
    """Someone who can log in, and whose legacy token is known."""

    id: int
    email: str
    password: str
    token: str


@dataclass
class Server:
    """One server process over one data folder; `start` after `stop` or `kill` goes on with the same data and port."""

    data: Path
    port: int = field(default_factory=free_port)
    email: str = "owner@example.com"
    password: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    token: str = field(default_factory=lambda: secrets.token_hex(20))
    process: subprocess.Popen[bytes] | None = None

    @classmethod
    def from_template(cls, folder: Path) -> Server:
        shutil.copytree(TEMPLATE, folder)
        return cls(folder)

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    def start(self) -> None:
        command = [str(PROGRAM), "start", "--no-browser", "--internal-host", LOOPBACK]
        command += ["--port", str(self.port), "--data-dir", str(self.data)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self._environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        try:
            self._await_health()
        except BaseException:
            self.kill()
            raise

    def _environment(self) -> dict[str, str]:
        mine = ("LABEL_STUDIO_", "HEARTEX_", "DJANGO_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(mine)}
        return {
            **kept,
            "LABEL_STUDIO_BASE_DATA_DIR": str(self.data),
            "LABEL_STUDIO_USERNAME": self.email,
            "LABEL_STUDIO_PASSWORD": self.password,
            "LABEL_STUDIO_USER_TOKEN": self.token,
            "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
            "LATEST_VERSION_CHECK": "false",
            "COLLECT_ANALYTICS": "false",
            "SENTRY_DSN": "",
            "FRONTEND_SENTRY_DSN": "",
            "DEBUG": "false",
        }

    def _await_health(self) -> None:
        assert self.process is not None
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}:\n{self._last_words()}")
            if _is_healthy(self.url):
                return
            time.sleep(0.1)
        raise TimeoutError(f"the server was not ready after {START_SECONDS} s:\n{self._last_words()}")

    def _last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])

    def stop(self) -> None:
        """End the process; one that does not listen is killed."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def kill(self) -> None:
        """End the process as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def new_user(self) -> User:
        """A further person, who signs up by the invitation link, in the server's own organisation."""
        email, password = f"{secrets.token_hex(4)}@example.com", secrets.token_urlsafe(12)
        with httpx.Client(base_url=self.url, trust_env=False, follow_redirects=True) as browser:
            page = str(self.api("GET", "invite")["invite_url"])
            found = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', browser.get(page).text)
            assert found
            form = {"csrfmiddlewaretoken": found[1], "email": email, "password": password}
            browser.post(page, data=form, headers={"Referer": f"{self.url}{page}"}).raise_for_status()
            number = browser.get("/api/current-user/whoami").json()["id"]
            token = browser.get("/api/current-user/token").json()["token"]
        return User(int(number), email, password, str(token))

    def api(self, method: str, path: str, body: Any = None, token: str = "") -> Any:
        """One call of the server's API, past the project's own client; the answer's JSON."""
        request = urllib.request.Request(
            f"{self.url}/api/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Token {token or self.token}", "Content-Type": "application/json"},
        )
        with _direct().open(request, timeout=60) as answer:
            content = answer.read()
        return json.loads(content) if content else None


def _direct() -> urllib.request.OpenerDirector:
    """No proxy of the machine stands between a test and its server."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _is_healthy(url: str) -> bool:
    try:
        with _direct().open(f"{url}/health", timeout=2) as answer:
            return cast("dict[str, str]", json.load(answer)).get("status") == "UP"
    except (OSError, ValueError):
        return False
