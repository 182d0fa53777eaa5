"""What this checkout and the server last agreed on, so that a pull takes in what is new and overwrites nobody's edits.

It stands in `label-studio/state.json`, outside git. Losing it costs nothing but that a pull looks at everything anew
and asks before it overwrites a file that differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import orjson

from conflict_claims.files.layout import Layout
from conflict_claims.files.reading import Unreadable, read_text
from conflict_claims.files.strict_json import BadJson, parse
from conflict_claims.label_studio.local import checked_folder, write_local

FORMAT = 1
MAX_BYTES = 256 * 1024 * 1024
Kind = TypeVar("Kind", str, float)


@dataclass
class State:
    """By `annotator/article`: the hash of the file that both sides had last, and the annotation that it came from.

    A stamp names the server, the annotation, the time of its last change, and what it said; `times` are these times of
    all files, also of those that have no stamp.
    """

    path: Path
    hashes: dict[str, str] = field(default_factory=dict)
    stamps: dict[str, str] = field(default_factory=dict)
    times: dict[str, float] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def opened(cls, layout: Layout, is_dry: bool = False) -> Iterator[State]:
        """The state of a corpus; it is written back whatever happens meanwhile, unless this is a dry run.

        Raises:
            NotLocal: its folder is a link.
        """
        state = cls._read(checked_folder(layout) / "state.json")
        try:
            yield state
        finally:
            if not is_dry:
                state.save()

    @classmethod
    def _read(cls, path: Path) -> State:
        try:
            kept = parse(read_text(path, MAX_BYTES)) if path.exists() else None
        except (Unreadable, BadJson):
            kept = None
        if not isinstance(kept, dict) or kept.get("format") != FORMAT:
            return cls(path)
        return cls(path, _of(str, kept.get("hashes")), _of(str, kept.get("stamps")), _of(float, kept.get("times")))

    def save(self) -> None:
        """Write it, whole."""
        kept = {"format": FORMAT, "hashes": self.hashes, "stamps": self.stamps, "times": self.times}
        write_local(self.path, orjson.dumps(kept, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n")

    def is_known(self, name: str, content: bytes) -> bool:
        """Whether `content` is what both sides had last of `annotator/article`."""
        return self.hashes.get(name) == sha256(content).hexdigest()

    def origin(self, name: str, source: str) -> str:
        """The annotation of `source` that `annotator/article` came from; empty where that is not known."""
        before, _, rest = self.stamps.get(name, "").partition(f"{source} annotation ")
        return "" if before else rest.partition(" ")[0]

    def agreed(self, name: str, content: bytes, when: float, stamp: str) -> None:
        """Both sides have `content` of `annotator/article` now.

        Args:
            name: of the file.
            content: all of it.
            when: the time of its last change; what was there before in newer work stays as new as that.
            stamp: what it came from; an empty one has it looked at again next time.
        """
        self.times[name] = max(when, self.times.get(name, 0.0) if self.is_known(name, content) else 0.0)
        self.hashes[name] = sha256(content).hexdigest()
        if stamp:
            self.stamps[name] = stamp
        else:
            self.stamps.pop(name, None)


def _of(kind: type[Kind], value: object) -> dict[str, Kind]:
    """The entries of `value` that are of one kind; none where it is no object."""
    given = value if isinstance(value, dict) else {}
    return {key: one for key, one in given.items() if isinstance(key, str) and isinstance(one, kind)}
