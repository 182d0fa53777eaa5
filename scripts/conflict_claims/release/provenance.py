"""provenance.json: what a release was made from, and the shape of its tables."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from conflict_claims import __version__
from conflict_claims.articles import Settings
from conflict_claims.build.pass_table import published_passes
from conflict_claims.files.layout import GOLD, Layout
from conflict_claims.files.reading import file_sha256
from conflict_claims.release.contract import DERIVATIONS, shape
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


def input_hashes(layout: Layout, digests: Mapping[str, bytes]) -> dict[str, Any]:
    """The hashes of the files that a release is made from; of a folder's, their number and one hash over all.

    The hash of a folder is the SHA-256 of a list like SHA256SUMS of its files, in the order of their names.

    Args:
        layout: where things stand.
        digests: the SHA-256 of files that were read already, by name.
    """
    single = ("corpus/corpus.yaml", "corpus/actors.yaml", "corpus/incidents.yaml", "corpus/topics.yaml",
              "corpus/withdrawn.yaml", "annotations/guidelines.md", "annotations/waivers.toml",
              "DATASHEET.md", "CITATION.cff", "constraints.txt")  # fmt: skip
    told: dict[str, Any] = {}
    for name in single:
        path = layout.root / name
        if path.is_file():
            told[name] = file_sha256(path)
    annotators = (GOLD, *published_passes(layout.annotators()))
    folders = [layout.articles, layout.raw, *(layout.annotations / name for name in annotators)]
    return told | {layout.name(folder): _of_folder(folder, layout, digests) for folder in folders if folder.is_dir()}


def _of_folder(folder: Path, layout: Layout, digests: Mapping[str, bytes]) -> dict[str, Any]:
    place, names, over_all = layout.name(folder), sorted(_names(folder)), hashlib.sha256()
    for name in names:
        known = digests.get(f"{place}/{name}")
        over_all.update(f"{known.hex() if known else file_sha256(folder / name)}  {name}\n".encode())
    return {"files": len(names), "sha256": over_all.hexdigest()}


def _names(folder: Path) -> Iterator[str]:
    """The files of a folder; what each is, the folder itself tells."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith(".") and entry.name != "README.md" and entry.is_file(follow_symlinks=False):
                yield entry.name
