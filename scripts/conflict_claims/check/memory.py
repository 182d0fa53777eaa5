"""What was read of articles before, kept in the folder that git has for itself.

An entry is found by the content of the files that it was read from and by the code that read it, so that it cannot be
out of date: neither times nor sizes of files count. No contribution can bring such a file along, for git keeps nothing
of its own folder. A file that is not exactly as it was written is not used.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import orjson

import conflict_claims
import conflict_claims_schemas
from conflict_claims.check.known import Known
from conflict_claims.check.splits import Facts
from conflict_claims.files.atomic import write_whole
from conflict_claims.files.revision import Item

FILE = "conflict-claims/known-articles"
ROOMS = ("annotations", "articles", "check", "files", "matching", "text")


def key(files: Mapping[str, Item]) -> str:
    """The key of an article: what was read (its files by name, with their contents) and by which code."""
    told = [code(), *(f"{name}\0{item.kind}\0{item.object_id}" for name, item in sorted(files.items()))]
    return hashlib.sha256("\0".join(told).encode("utf-8", "surrogateescape")).hexdigest()


@cache
def code() -> str:
    """A digest of the source that reads articles and passes."""
    rooms = [Path(conflict_claims.__path__[0]) / room for room in ROOMS]
    digest = hashlib.sha256()
    for room in (*rooms, Path(conflict_claims_schemas.__path__[0])):
        for path in sorted(room.rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def recall(folder: Path | None) -> dict[str, Known]:
    """What is kept, by key; nothing where there is no such file, or it is not as it was written."""
    try:
        content = (folder / FILE).read_bytes() if folder else b""
    except OSError:
        return {}
    digest, _, body = content.partition(b"\n")
    if digest != hashlib.sha256(body).hexdigest().encode():
        return {}
    return {name: _known(value) for name, value in orjson.loads(body).items()}


def keep(folder: Path | None, known: Mapping[str, Known]) -> None:
    """Keep `known`, and nothing else; a folder that cannot be written is no fault."""
    body = orjson.dumps({name: _plain(one) for name, one in known.items()})
    content = hashlib.sha256(body).hexdigest().encode() + b"\n" + body
    try:
        if folder:
            write_whole(folder / FILE, content)
    except OSError:
        return


def _plain(known: Known) -> list[Any]:
    facts, packed = known.facts, base64.b64encode(known.signature).decode()
    if facts is None:
        return [None, packed, sorted(known.uses)]
    told = [facts.id, facts.file, facts.line, facts.split, facts.published, facts.text_sha256, _sorted(facts.incidents)]
    return [told, packed, sorted(known.uses)]


def _sorted(names: Iterable[str] | None) -> list[str] | None:
    return None if names is None else sorted(names)


def _known(value: list[Any]) -> Known:
    told, packed, uses = value
    return Known(_facts(told) if told else None, base64.b64decode(packed), frozenset(map(tuple, uses)))


def _facts(told: list[Any]) -> Facts:
    article_id, file, line, split, published, digest, incidents = told
    day = datetime.date.fromisoformat(published) if published else None
    return Facts(article_id, file, line, split, day, digest, None if incidents is None else frozenset(incidents))
