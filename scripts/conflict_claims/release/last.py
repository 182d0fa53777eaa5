"""The last release, read from a folder that came from elsewhere: nothing in it is believed before it is checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from conflict_claims.files.reading import Unreadable, file_sha256, read_text
from conflict_claims.files.strict_json import BadJson
from conflict_claims.files.strict_json import parse as parse_json
from conflict_claims.files.strict_yaml import BadYaml
from conflict_claims.files.strict_yaml import parse as parse_yaml
from conflict_claims.release.contract import column_types
from conflict_claims.release.differences import Columns
from conflict_claims.release.history import read_history
from conflict_claims.release.provenance import FORMAT
from conflict_claims.release.refusal import Refused
from conflict_claims.release.rows import Part
from conflict_claims.release.sums import OTHER_LIMIT, SUMS, read_sums, verified
from conflict_claims.release.versions import Version, parse_version
from conflict_claims.render.escape import visible
from conflict_claims_schemas.configurations import CONFIGURATIONS
from conflict_claims_schemas.vocabulary import SPLITS

NEEDED = ("README.md", "provenance.json", "history.jsonl", "CHANGELOG.md")
MAX_UNPACKED = 32 << 30
"""The most bytes that the rows of one Parquet file may take when they are read."""

_DATA = re.compile(r"data/([a-z_]{1,40})/([a-z_]{1,40})-[0-9a-f]{8,64}\.parquet", re.ASCII)


@dataclass(frozen=True, slots=True)
class LastRelease:
    """A verified release.

    `parts` are its Parquet files, `columns` the names of their columns by configuration, `shape` and `packaging` what
    its provenance.json states, `releases` all up to it, `sums` the hash of its SHA256SUMS, `withdrawn` its tombstones.
    """

    folder: Path
    version: Version
    repository: str
    releases: list[dict[str, str]]
    parts: list[Part]
    columns: Columns
    shape: Mapping[str, Any]
    packaging: Mapping[str, str]
    changelog: str
    history: pl.DataFrame
    withdrawn: frozenset[str]
    sums: str


def read_last(folder: Path, tag: str | None = None) -> LastRelease:
    """The release in `folder`, a download of it as it was published.

    Args:
        folder: where it stands.
        tag: under which the hub gave it, if it was fetched from there.

    Raises:
        Refused: it is not what SHA256SUMS, its card and its provenance say, or not what this package can compare; or
            `tag` is that of another release.
    """
    if folder.is_symlink() or not folder.is_dir():
        raise Refused(f"{folder}: expected the folder of a release, found none: name one with --last, or use --first")
    sums = read_sums(folder)
    files = verified(folder, sums)
    if missing := [name for name in NEEDED if name not in sums]:
        raise Refused(f"{folder.name}: expected {', '.join(missing)} among the files that {SUMS} lists")
    told = read_provenance(files["provenance.json"])
    version = parse_version(told["version"])
    if tag is not None and tag != version.tag:
        raise Refused(
            f"expected the release {visible(tag)} under that tag, found {version.tag}: the tag was moved, or is none "
            f"of a release; have it set right on the hub, or name {version.tag} or a download"
        )
    parts = [_part(name, path) for name, path in files.items() if name.endswith(".parquet")]
    _hold_card_against(files["README.md"], parts, folder)
    return LastRelease(
        folder=folder,
        version=version,
        repository=told["repository"],
        releases=told["releases"],
        parts=parts,
        columns=_columns(parts, told["shape"]["columns"]),
        shape=told["shape"],
        packaging=told["packaging"],
        changelog=_text(files["CHANGELOG.md"]),
        history=read_history(files["history.jsonl"]),
        withdrawn=_withdrawn(files.get("withdrawn.jsonl")),
        sums=file_sha256(folder / SUMS),
    )


def _text(path: Path) -> str:
    try:
        return read_text(path, OTHER_LIMIT)
    except Unreadable as fault:
        raise Refused(f"{path.name}: expected {fault.expected}, found {fault.found}") from None


def read_provenance(path: Path) -> dict[str, Any]:
    """What provenance.json of a release tells.

    Raises:
        Refused: it is none, or of another format.
    """
    try:
        told = parse_json(_text(path))
    except BadJson as fault:
        raise Refused(f"{path.name}: expected JSON, found {fault.found}") from None
    if not (isinstance(told, dict) and told.get("format") == FORMAT and _is_whole(told)):
        raise Refused(f"{path.name}: expected what `release plan` writes in format {FORMAT}, found something else")
    return told


def _is_whole(told: Mapping[str, Any]) -> bool:
    """Whether everything that is used later is of the right kind."""
    shape, releases = told.get("shape"), told.get("releases")
    return (
        all(isinstance(told.get(key), str) for key in ("version", "repository"))
        and isinstance(releases, list)
        and all(isinstance(one, dict) and _is_texts(one) and set(one) == {"version", "date"} for one in releases)
        and _is_texts(told.get("packaging"))
        and isinstance(shape, dict)
        and isinstance(shape.get("columns"), dict)
        and all(_is_texts(columns) for columns in shape["columns"].values())
        and isinstance(shape.get("labels"), dict)
        and all(_is_list_of_texts(labels) for labels in shape["labels"].values())
        and _is_list_of_texts(shape.get("append_only"))
    )


def _is_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _part(name: str, path: Path) -> Part:
    found = _DATA.fullmatch(name)
    if found is None or found[2] not in SPLITS:
        raise Refused(
            f"{name}: expected data/<configuration>/<split>-<hash>.parquet, with a split of {', '.join(SPLITS)}"
        )
    return Part(found[1], found[2], path)


def _hold_card_against(card: Path, parts: list[Part], folder: Path) -> None:
    """Whether the card leads a reader to the same files: what it does not name, nobody has loaded."""
    head = _text(card).split("---\n")
    try:
        told = parse_yaml(head[1] if len(head) > 2 and not head[0] else "", first_line=2).plain()
    except BadYaml as fault:
        raise Refused(
            f"README.md:{fault.line}: expected plain YAML between two --- lines, found {fault.found}"
        ) from None
    named: set[tuple[str, str, str]] = set()
    try:
        for config in told["configs"]:
            named |= {(config["config_name"], file["split"], file["path"]) for file in config["data_files"]}
    except (KeyError, TypeError):
        raise Refused("README.md: expected configs with config_name and data_files of split and path") from None
    listed = {(part.configuration, part.split, part.path.relative_to(folder).as_posix()) for part in parts}
    if named != listed:
        first = sorted(map(str, named ^ listed))[0]
        raise Refused(
            f"README.md: expected the Parquet files that {SUMS} lists, in their configurations; it differs in {first}"
        )


def _columns(parts: list[Part], stated: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    columns: dict[str, list[str]] = {}
    for part in parts:
        found = column_types(_schema(part))
        if found != stated.get(part.configuration):
            expected = stated.get(part.configuration, {})
            differing = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
            raise Refused(
                f"{part.configuration}/{part.path.name}: expected the columns that provenance.json states, "
                f"found other ones: {', '.join(differing[:5])}"
            )
        columns[part.configuration] = list(found)
    unknown = [name for name in columns if name not in CONFIGURATIONS]
    for name in unknown:
        del columns[name]  # gone since: `contract.breaks` tells of it
    return columns


def _schema(part: Part) -> pa.Schema:
    try:
        with pq.ParquetFile(part.path) as file:
            size = sum(file.metadata.row_group(number).total_byte_size for number in range(file.num_row_groups))
            if size > MAX_UNPACKED:
                raise Refused(f"{part.path.name}: expected at most {MAX_UNPACKED:,} bytes of rows, found {size:,}")
            return file.schema_arrow
    except (pa.ArrowException, OSError) as error:
        raise Refused(
            f"{part.configuration}/{part.path.name}: expected a Parquet file, found: {_first(error)}"
        ) from None


def _first(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:200]


def _withdrawn(path: Path | None) -> frozenset[str]:
    if path is None:
        return frozenset()
    try:
        rows = [parse_json(line) for line in _text(path).splitlines()]
        return frozenset(str(row["id"]) for row in rows)
    except (BadJson, KeyError, TypeError):
        raise Refused(f"{path.name}: expected a line with an id for every article that was withdrawn") from None
