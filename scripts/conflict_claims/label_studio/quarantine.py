"""What could not be accepted, kept as it came until it is mended.

The files stand in `label-studio/`, which git ignores and `make clean` leaves alone: a task may be gone from the server
before anyone looks. A line is one annotation, with what was left out of it and why.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from conflict_claims.files.layout import Layout
from conflict_claims.label_studio.faults import Fault
from conflict_claims.label_studio.local import checked_folder, write_local
from conflict_claims.label_studio.results import Raw

MAX_BYTES = 256 * 1024 * 1024
Key = tuple[str, str]
"""Task and annotation, by Label Studio's ids."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """What was left out of one annotation; `results` is as it came."""

    task: str
    annotation: str
    article: str
    annotator: str
    faults: Sequence[Fault]
    results: Sequence[Raw]

    @property
    def key(self) -> Key:
        """Which annotation it is."""
        return self.task, self.annotation


def quarantine_file(layout: Layout, name: str, source: str) -> Path:
    """The file for what comes from one source, which shares it with no other.

    Args:
        layout: the corpus.
        name: what people know it by: the name of an export, or the key of a project.
        source: what tells it from others of that name: the path of the export, or the address of the server.

    Raises:
        NotLocal: the folder is a link.
    """
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "-_") else "-" for char in name)
    mark = sha256(f"{name}\n{source}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return checked_folder(layout) / f"quarantine-{plain[:80] or 'unnamed'}-{mark}.jsonl"


def export_quarantine(layout: Layout, export: Path) -> Path:
    """The file for what comes from an export: another one for each path, and the same for a newer export there."""
    place = export.resolve()
    return quarantine_file(layout, place.stem, place.as_posix())


def write_quarantine(path: Path, entries: Iterable[Quarantined], seen: Collection[Key]) -> int:
    """Put `entries` in the place of what `path` has of the annotations in `seen`; returns how many it now holds.

    What it has of others stays, for they may be gone from where they came from. Without anything to hold there is
    no file.
    """
    given = list(entries)
    gone = {*seen, *(entry.key for entry in given)}
    lines = [line for line in _lines(path) if _key(line) not in gone]
    lines += [json.dumps(asdict(entry), default=str).encode() for entry in given]
    if lines:
        write_local(path, b"".join(line + b"\n" for line in lines))
    else:
        path.unlink(missing_ok=True)
    return len(lines)


def _lines(path: Path) -> list[bytes]:
    if path.is_symlink() or not path.is_file():
        return []
    if path.stat().st_size > MAX_BYTES:
        raise OSError(f"{path.name} has more than {MAX_BYTES:,} bytes: move it away")
    return [line for line in path.read_bytes().split(b"\n") if line.strip()]


def _entry(line: bytes) -> Quarantined | None:
    try:
        value: Any = json.loads(line)
        return Quarantined(**value | {"faults": [Fault(**fault) for fault in value["faults"]]})
    except (ValueError, TypeError, KeyError):
        return None


def _key(line: bytes) -> Key | None:
    entry = _entry(line)
    return entry.key if entry else None
