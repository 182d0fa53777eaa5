"""What a conversion is to do: with its inputs, all that its output follows from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

import conflict_claims_schemas
from conflict_claims import __version__
from conflict_claims.files.layout import Layout
from conflict_claims_schemas.columns import LAYER_OF_TABLE
from conflict_claims_schemas.fields import REGISTRY_FILES
from conflict_claims_schemas.problems import Problem

TABLES = ("articles", *LAYER_OF_TABLE)
ALL_TABLES = (*TABLES, "tokens")
SHARD_BYTES = 32 << 20


class ReadExport(Protocol):
    """Reads exports of Label Studio."""

    def __call__(self, path: Path, name: str) -> tuple[list[pa.RecordBatch], list[Problem]]:
        """The rows of an export (schema BUNDLE) and what was left out; messages call the file `name`."""

    def held_against(self) -> str:
        """A digest of what its rows follow from beside the export itself."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a conversion is to do.

    `out` is the folder of the results, `root` that of a corpus whose registries give canonical names; `shard_bytes`
    how much of the input goes into a shard. `exports` reads the work of `annotator` from
    exports of Label Studio.
    """

    out: Path
    root: Path
    tokens: bool = False
    sentences: bool = False
    check: bool = False
    suggest: bool = False
    strict: bool = False
    shard_bytes: int = SHARD_BYTES
    annotator: str = ""
    exports: ReadExport | None = None

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that are written."""
        return ALL_TABLES if self.tokens else TABLES

    def told(self) -> dict[str, Any]:
        """What decides on the output beside the input, for manifests."""
        switches = {name: getattr(self, name) for name in ("tokens", "sentences", "check", "suggest", "strict")}
        return {
            **switches,
            "shard_bytes": self.shard_bytes,
            "annotator": self.annotator,
            "registries": registries_digest(self.root),
            "settings": _digest([Layout(self.root).settings]) if self.check or self.suggest else "",
            "conflict_claims": __version__,
            "schemas": schemas_digest(),
        }


def registries_digest(root: Path) -> str:
    """A digest of the registries of a corpus; of none where there is no corpus."""
    return _digest(Layout(root).registry(name) for name in sorted(REGISTRY_FILES.values()))


def _digest(paths: Iterable[Path]) -> str:
    """A digest of files, of which some may not be there."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()[:16]


@cache
def schemas_digest() -> str:
    """A digest of the contract: vocabularies, fields, columns and rules."""
    return _digest(sorted(Path(conflict_claims_schemas.__path__[0]).rglob("*.py")))
