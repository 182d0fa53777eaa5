"""A release candidate: the folder of the files to publish, and beside it the plan that tells of them.

`dist/release/1.2.0/` holds exactly what is published, laid out as in the repository; `dist/release/1.2.0.plan.json`
says which release it is and states the hash of every file. The folder is put beside its plan when it is whole: one
without a plan is no candidate.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from conflict_claims.files.atomic import write_whole
from conflict_claims.files.reading import Unreadable, read_text
from conflict_claims.files.strict_json import BadJson, parse
from conflict_claims.release.refusal import Refused
from conflict_claims.release.sums import OTHER_LIMIT, SUMS, is_safe_name, names_in, read_sums, verified
from conflict_claims.release.versions import parse_version

FORMAT = 1
_KEYS: dict[str, tuple[type, ...]] = {
    "format": (int,),
    "version": (str,),
    "tag": (str,),
    "repository": (str,),
    "date": (str,),
    "level": (str,),
    "previous": (dict, type(None)),
    "files": (dict,),
}


@dataclass(frozen=True, slots=True)
class Previous:
    """The release that a candidate was held against; `sums` is the hash of its SHA256SUMS."""

    version: str
    tag: str
    sums: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A verified release candidate.

    `files` are the paths of the files to publish by their names in the repository, `sums` their SHA-256 hashes.
    `level` is `first`, `major`, `minor` or `patch`. `previous` is None for the first release.
    """

    folder: Path
    version: str
    tag: str
    repository: str
    date: str
    level: str
    previous: Previous | None
    files: Mapping[str, Path]
    sums: Mapping[str, str]


def plan_file(folder: Path) -> Path:
    """Where the plan of the candidate in `folder` stands."""
    return folder.parent / f"{folder.name}.plan.json"


def write_plan(candidate: Candidate) -> None:
    """Write the plan beside the candidate's folder."""
    told: dict[str, Any] = {
        "format": FORMAT,
        "version": candidate.version,
        "tag": candidate.tag,
        "repository": candidate.repository,
        "date": candidate.date,
        "level": candidate.level,
        "previous": asdict(candidate.previous) if candidate.previous else None,
        "files": dict(sorted(candidate.sums.items())),
    }
    write_whole(plan_file(candidate.folder), (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode())


def is_planned(folder: Path) -> bool:
    """Whether a plan of a candidate in `folder` stands beside it; the folder itself need not be there."""
    try:
        _read_plan(folder)
    except Refused:
        return False
    return True


def read_candidate(path: Path) -> Candidate:
    """The candidate in the folder `path`, after every file was held against the plan and SHA256SUMS.

    Raises:
        Refused: the folder or its plan is missing or malformed; a file is missing, not listed, a link, too large,
            outside the folder, or not what its hash says.
    """
    folder = path.absolute()
    if folder.is_symlink() or not folder.is_dir():
        raise Refused(f"expected the folder of a release candidate, found none at {path}: run `release plan` first")
    told = _read_plan(folder)
    sums: dict[str, str] = told["files"]
    stated = {**read_sums(folder), SUMS: sums.get(SUMS, "")}
    if stated != sums:
        differing = sorted(name for name in stated.keys() | sums.keys() if stated.get(name) != sums.get(name))
        raise Refused(f"{SUMS} and {plan_file(folder).name} do not tell of the same files: {', '.join(differing[:5])}")
    _hold_nothing_else(folder, sums)
    previous = Previous(**told["previous"]) if told["previous"] else None
    return Candidate(
        folder, told["version"], told["tag"], told["repository"], told["date"], told["level"], previous,
        verified(folder, sums), sums,
    )  # fmt: skip


def _read_plan(folder: Path) -> dict[str, Any]:
    file = plan_file(folder)
    try:
        told = parse(read_text(file, OTHER_LIMIT))
    except Unreadable as fault:
        raise Refused(
            f"{file.name}: expected {fault.expected}, found {fault.found}; run `release plan` again"
        ) from None
    except BadJson as fault:
        raise Refused(f"{file.name}: expected JSON, found {fault.found}; run `release plan` again") from None
    if not isinstance(told, dict) or set(told) != set(_KEYS) or told["format"] != FORMAT:
        raise Refused(f"{file.name}: expected a plan of format {FORMAT} with the keys {', '.join(_KEYS)}")
    for key, kinds in _KEYS.items():
        if not isinstance(told[key], kinds):
            raise Refused(f"{file.name}: {key}: expected another kind of value, found {type(told[key]).__name__}")
    _check_values(file.name, told, folder)
    return told


def _check_values(file: str, told: Mapping[str, Any], folder: Path) -> None:
    version = parse_version(told["version"])
    if folder.name != str(version) or told["tag"] != version.tag:
        raise Refused(f"{file}: expected version and tag of the folder {folder.name}, found {version}, {told['tag']!r}")
    if (previous := told["previous"]) is not None:
        if set(previous) != {"version", "tag", "sums"} or not all(isinstance(one, str) for one in previous.values()):
            raise Refused(f"{file}: previous: expected version, tag and sums")
        if parse_version(previous["version"]).tag != previous["tag"]:
            raise Refused(f"{file}: previous: expected the tag of {previous['version']}, found {previous['tag']!r}")
    for name, digest in told["files"].items():
        if not is_safe_name(name) or not isinstance(digest, str):
            raise Refused(f"{file}: files: expected names of files inside the release, found {name[:120]!r}")


def _hold_nothing_else(folder: Path, sums: Mapping[str, str]) -> None:
    more = sorted(names_in(folder) - set(sums))
    if more:
        raise Refused(f"{more[0]}: stands in {folder.name}, but the plan does not list it; run `release plan` again")
