"""What a user of the data set does, in a process and a cache of its own: load every configuration of a tag."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from conflict_claims.release.client import Hub

_OURS = frozenset({"HF_HOME", "HF_TOKEN", "HF_TOKEN_PATH", "HF_ENDPOINT", "PYTHONPATH"})
_SCRIPT = "import sys; from conflict_claims.release.loading import load_all; load_all(sys.argv[1:])"
_TOLD = 400  # characters of what the loader says


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of one configuration: a Parquet file a split, or the error that loading it ended with."""

    configuration: str
    splits: Mapping[str, Path]
    error: str = ""


def loaded_configurations(hub: Hub, revision: str, names: Sequence[str], folder: Path) -> list[Loaded]:
    """Load `names`, and whatever else the card offers, with `load_dataset` in a new process and an empty cache.

    Args:
        hub: the repository.
        revision: a tag.
        names: configurations.
        folder: empty; for the cache and the rows.
    """
    command = [sys.executable, "-P", "-c", _SCRIPT, hub.repository, revision, str(folder / "rows"), *names]
    done = subprocess.run(command, env=_environment(hub, folder), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no word"])[-1]
        return [Loaded(name, {}, _told(last, hub)) for name in names]
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return [
        Loaded(one["name"], {split: Path(path) for split, path in one["splits"].items()}, _told(one["error"], hub))
        for one in found
    ]


def _environment(hub: Hub, folder: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _OURS and not name.endswith(("_CACHE", "_OFFLINE"))
    }
    package = str(Path(__file__).parents[2])
    path = os.pathsep.join(dict.fromkeys((package, *filter(None, sys.path))))
    token = {"HF_TOKEN": hub.token} if hub.token else {}
    return {**kept, "HF_HOME": str(folder / "cache"), "HF_ENDPOINT": hub.endpoint, "PYTHONPATH": path, **token}


def _told(error: str, hub: Hub) -> str:
    told = error.replace(hub.token, "***") if hub.token else error
    return told[:_TOLD]


def load_all(arguments: Sequence[str]) -> None:
    """Load and write out every configuration; a line of JSON on standard output for each.

    Args:
        arguments: repository, revision, the folder to write to, and the configurations that are expected.
    """
    from datasets import disable_progress_bars, get_dataset_config_names

    disable_progress_bars()
    repository, revision, folder, *names = arguments
    offered = get_dataset_config_names(repository, revision=revision)
    for name in dict.fromkeys((*names, *offered)):
        splits, error = _load(repository, revision, name, Path(folder) / name)
        print(json.dumps({"name": name, "splits": splits, "error": error}), flush=True)


def _load(repository: str, revision: str, name: str, folder: Path) -> tuple[dict[str, str], str]:
    from datasets import load_dataset

    try:
        data = load_dataset(repository, name, revision=revision)
        folder.mkdir(parents=True)
        paths = {split: str(folder / f"{split}.parquet") for split in data}
        for split, rows in data.items():
            rows.to_parquet(paths[split])
    except Exception as error:  # one configuration must not hide the others
        return {}, f"{type(error).__name__}: {' '.join(str(error).split())}"
    return paths, ""
