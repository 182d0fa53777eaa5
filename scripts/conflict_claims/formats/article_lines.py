"""Bulk lines: one JSON object an article, with its fields, its text, and a list of records a layer."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import orjson

from conflict_claims.annotations import number_records
from conflict_claims.annotations.canonical import next_numbers, split_id
from conflict_claims.annotations.records import ID_PREFIX
from conflict_claims.files.layout import is_article_id
from conflict_claims.formats.label_maps import LabelMap
from conflict_claims.text.normalise import text_sha256
from conflict_claims_schemas.columns import TABLE_OF_LAYER
from conflict_claims_schemas.fields import FRONT_MATTER, RECORDS

_NO_WORD = re.compile("[^a-z0-9]+")
_MOST_WORDS, _LONGEST_WORD = 6, 40  # as article ids have them
_NUMBERS = 10**8


def name_of(path: Path, folder: Path) -> str:
    """What a file below `folder` is called in messages and lines; bytes that are no UTF-8 are shown as escapes."""
    return os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "backslashreplace")


def stem_of(name: str) -> str:
    """What a text is called, with its folders, without the ending .txt."""
    return name[: -len(".txt")] if name.lower().endswith(".txt") else name


def article_id(name: str, *, alone: bool = True, within: str = "") -> str:
    """The permanent id of an article that came as the file `name`, so that the same file has the same in every run.

    A name that is an article id stays. Any other keeps its words and gets a number made from the whole name; where
    the words do not hold all of it, one of them is made from the whole name too, for a number alone would be that of
    several among some ten thousands.

    Args:
        name: with its folders, without the ending .txt, and with a number where a file has several articles.
        alone: whether no file in another folder or collection is called the same.
        within: the collection, where several are read at once.
    """
    stem = name.rpartition("/")[2]
    if alone and is_article_id(stem):
        return stem
    if within and not alone:
        name = f"{within}/{name}"
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    words = [word for word in _NO_WORD.split(plain) if word]
    if not words or not words[0][0].isalpha():
        words = ["article", *words]
    digest = hashlib.sha256(name.encode()).digest()
    if not (name == stem and name.isascii() and len(words) <= _MOST_WORDS and max(map(len, words)) <= _LONGEST_WORD):
        told = base64.b32encode(digest[8:16]).decode().rstrip("=").lower()
        words = [*(word[:_LONGEST_WORD] for word in words[: _MOST_WORDS - 1]), told]
    return f"{'-'.join(words)}-{int.from_bytes(digest[:8]) % _NUMBERS:08d}"


def article_line(
    own_id: str,
    name: str,
    text: str,
    records: Iterable[Mapping[str, Any]],
    labels: LabelMap,
    said: Mapping[str, Any],
    source: Mapping[str, Any],
) -> bytes:
    """One bulk line.

    Args:
        own_id: its id, unless metadata say another.
        name: what the article came as, relative to the folder that was read.
        text: its text in normal form.
        records: spans and links with local ids.
        labels: the label map, which says what all articles share and which layers were annotated.
        said: what metadata say of this article.
        source: what reading found of its source (`raw_sha256`, `cleaning`, `encoding`).
    """
    own = {"id": own_id, "title": text.partition("\n")[0]}
    cleaning = [*said.get("cleaning", ()), *source.get("cleaning", ())]
    front = {
        **labels.article,
        "raw": name,
        **source,
        **own,
        **said,
        "cleaning": cleaning,
        "text_sha256": text_sha256(text),
    }
    marked = {"guidelines": labels.guidelines, "layers": list(labels.layers)}
    return bulk_line(front, text, {key: said.get(key, value) for key, value in marked.items()}, records)


def bulk_line(
    front: Mapping[str, Any], text: str, marked: Mapping[str, Any], records: Iterable[Mapping[str, Any]]
) -> bytes:
    """One bulk line, ended by a line feed; absent fields are left out, and layers that were not annotated too.

    Args:
        front: the fields of FRONT_MATTER.
        text: the text.
        marked: `guidelines` and `layers` of the annotations.
        records: spans and links with local ids.
    """
    line = {field.name: front[field.name] for field in FRONT_MATTER if front.get(field.name) not in (None, [], ())}
    line |= {"text": text} | {key: value for key, value in marked.items() if value is not None}
    layers: dict[str, list[dict[str, Any]]] = {layer: [] for layer in marked["layers"]}
    for record in records:
        layers.setdefault(record["layer"], []).append(_plain(record))
    line |= {TABLE_OF_LAYER[layer]: layers[layer] for layer in TABLE_OF_LAYER if layer in layers}
    return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)


def _plain(record: Mapping[str, Any]) -> dict[str, Any]:
    return {field.name: record[field.name] for field in RECORDS[record["layer"]] if record.get(field.name) is not None}


def with_local_ids(records: list[dict[str, Any]], wanted: Mapping[str, str]) -> list[dict[str, Any]]:
    """Records in the order of the text, under local ids: those `wanted` by key where they can be had, else new ones.

    Args:
        records: spans and links whose ids and references are keys of any kind.
        wanted: the local id that a record had before, by its key.
    """
    layer = {record["id"]: record["layer"] for record in records}
    kept: dict[str, str] = {}
    taken: set[str] = set()
    for key, local in wanted.items():
        if _fits(local, layer[key]) and local not in taken:
            kept[key] = local
            taken.add(local)
    free = next_numbers([{"id": local} for local in taken], {})
    local_of = kept | number_records([record for record in records if record["id"] not in kept], free)
    return sorted((_renamed(record, local_of) for record in records), key=_position)


def _fits(local: str, layer: str) -> bool:
    prefix, number = split_id(local)
    return prefix == ID_PREFIX[layer] and number is not None


def _renamed(record: dict[str, Any], local_of: Mapping[str, str]) -> dict[str, Any]:
    renamed = {**record, "id": local_of[record["id"]]}
    for field in RECORDS[record["layer"]]:
        if field.kind == "reference" and field.name in record:
            value = record[field.name]
            renamed[field.name] = (
                local_of[value] if isinstance(value, str) else [local_of.get(one, one) for one in value]
            )
    return renamed


def _position(record: Mapping[str, Any]) -> tuple[int, int, int, str]:
    return record.get("start", 0), -record.get("end", 0), split_id(record["id"])[1] or 0, record["id"]
