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

import orjson

from conflict_claims.files.layout import Layout, is_annotator
from conflict_claims.files.reading import Unreadable, read_text
from conflict_claims.files.strict_json import BadJson, parse
from conflict_claims.label_studio.local import checked_folder, write_local
from conflict_claims.label_studio.selection import Material

FORMAT = 1
MAX_BYTES = 256 * 1024 * 1024


@dataclass
class State:
    """By `annotator/article`: the hash of the file that both sides knew last, and the annotation that it came from.

    A stamp names server, project, annotation and the time of its last change.
    """

    path: Path
    hashes: dict[str, str] = field(default_factory=dict)
    stamps: dict[str, str] = field(default_factory=dict)

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
        return cls(path, _strings(kept.get("hashes")), _strings(kept.get("stamps")))

    def save(self) -> None:
        """Write it, whole."""
        kept = {"format": FORMAT, "hashes": self.hashes, "stamps": self.stamps}
        write_local(self.path, orjson.dumps(kept, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n")

    def sent(self, layout: Layout, material: Material) -> None:
        """The server knows these passes now; those of other folders are no files that a pull writes."""
        for article, passes in material.articles:
            for marked in passes:
                name = f"{marked.annotator}/{article.id}"
                path = layout.annotation(marked.annotator, article.id) if is_annotator(marked.annotator) else None
                if path and marked.file == layout.name(path):
                    self.hashes[name] = sha256(path.read_bytes()).hexdigest()

    def is_known(self, name: str, content: bytes) -> bool:
        """Whether `content` is what both sides knew last of `annotator/article`."""
        return self.hashes.get(name) == sha256(content).hexdigest()

    def agreed(self, name: str, content: bytes, stamp: str) -> None:
        """Both sides have `content` of `annotator/article` now; an empty stamp has it looked at again next time."""
        self.hashes[name] = sha256(content).hexdigest()
        if stamp:
            self.stamps[name] = stamp
        else:
            self.stamps.pop(name, None)


def _strings(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    return {key: text for key, text in value.items() if isinstance(key, str) and isinstance(text, str)}
