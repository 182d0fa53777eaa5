"""The commands of a release and readers of the data set, each in a process of its own, against the hub of the tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.release.hub_server import TOKEN, HubServer


def environment(server: HubServer, **variables: str) -> dict[str, str]:
    path = os.pathsep.join(str(Path(one).resolve()) for one in sys.path if one)
    hub = {"HF_ENDPOINT": server.endpoint, "HF_TOKEN": TOKEN, "HF_HUB_DISABLE_XET": "1"}
    return {**os.environ, "PYTHONPATH": path, **hub, **variables}


def release(server: HubServer, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """`conflict-claims release ...`."""
    line = [sys.executable, "-m", "conflict_claims.cli", "release", *words]
    return subprocess.run(line, cwd=cwd, env=environment(server), capture_output=True, text=True, check=False)


def read(server: HubServer, cache: Path, code: str, *words: str) -> Any:
    """What a user's program prints as JSON, run with an empty cache."""
    line = [sys.executable, "-c", code, *words]
    variables = environment(server, HF_HOME=str(cache))
    done = subprocess.run(line, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
