"""provenance.json: what a release was made from, and the shape of its tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from conflict_claims import __version__
from conflict_claims.articles import Settings
from conflict_claims.files.layout import Layout
from conflict_claims.release.contract import DERIVATIONS, shape
from conflict_claims.release.sums import file_sha256
from conflict_claims_schemas import SCHEMA_VERSION

FORMAT = 1
LIBRARIES = ("datasets", "polars", "pyarrow")
"""The libraries whose versions decide the bytes of the files."""

Release = Mapping[str, str]
"""A version with its day."""


def provenance(
    settings: Settings,
    *,
    version: str,
    date: str,
    commit: str | None,
    releases: Sequence[Release],
    inputs: Mapping[str, Any],
    rows: Mapping[str, Mapping[str, int]],
    packaging: Mapping[str, str],
) -> str:
    """The text of provenance.json.

    Args:
        settings: of the corpus.
        version: of the release.
        date: day of the release.
        commit: that last touched data or code; None where the corpus is under no version control.
        releases: those before, in order.
        inputs: what `input_hashes` gives.
        rows: numbers of rows by configuration and split.
        packaging: what `packaging_hashes` gives.
    """
    told = {
        "format": FORMAT,
        "name": settings.name,
        "repository": settings.repository,
        "version": version,
        "date": date,
        "releases": [*releases, {"version": version, "date": date}],
        "commit": commit,
        "package": {"name": "conflict-claims", "version": __version__, "schemas": SCHEMA_VERSION},
        "libraries": {name: installed(name) for name in LIBRARIES},
        "guidelines": settings.guidelines,
        "derivations": DERIVATIONS,
        "inputs": inputs,
        "rows": rows,
        "packaging": packaging,
        "shape": shape(),
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def input_hashes(layout: Layout) -> dict[str, Any]:
    """The hashes of the files that a release is made from; of a folder's, their number and one hash over all.

    The hash of a folder is the SHA-256 of a list like SHA256SUMS of its files, in the order of their names.
    """
    single = ("corpus/corpus.yaml", "corpus/actors.yaml", "corpus/incidents.yaml", "corpus/topics.yaml",
              "corpus/withdrawn.yaml", "annotations/guidelines.md", "annotations/waivers.toml",
              "DATASHEET.md", "CITATION.cff", "constraints.txt")  # fmt: skip
    told: dict[str, Any] = {}
    for name in single:
        path = layout.root / name
        if path.is_file():
            told[name] = file_sha256(path)
    folders = [layout.articles, layout.raw, *(layout.annotations / name for name in layout.annotators())]
    return told | {layout.name(folder): _of_folder(folder) for folder in folders if folder.is_dir()}


def _of_folder(folder: Path) -> dict[str, Any]:
    files = sorted(_files(folder), key=lambda path: path.name)
    with ThreadPoolExecutor(4) as pool:
        lines = [f"{digest}  {path.name}\n" for path, digest in zip(files, pool.map(file_sha256, files), strict=True)]
    return {"files": len(files), "sha256": hashlib.sha256("".join(lines).encode()).hexdigest()}


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if not path.name.startswith(".") and path.name != "README.md" and not path.is_symlink() and path.is_file():
            yield path
