"""SHA256SUMS: the files of a release with their hashes, in the form that `sha256sum -c` reads."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path

from conflict_claims.files.reading import Unreadable, file_sha256, read_text
from conflict_claims.release.refusal import Refused

SUMS = "SHA256SUMS"
MAX_FILES = 2_000
GIB = 1 << 30
LIMITS = {".parquet": 16 * GIB, ".jsonl": 4 * GIB}
OTHER_LIMIT = 64 << 20
"""The largest file that is read, in bytes, by the ending of its name; of any other ending the last."""

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,150}(?:/[A-Za-z0-9_][A-Za-z0-9._-]{0,150}){0,5}", re.ASCII)


def is_safe_name(name: str) -> bool:
    """Whether `name` can only be a file inside its folder: plain parts, none hidden, no way up or out."""
    return _NAME.fullmatch(name) is not None and not any(part.endswith(".") for part in name.split("/"))


def sums_text(sums: Mapping[str, str]) -> str:
    """The content of SHA256SUMS."""
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))


def read_sums(folder: Path) -> dict[str, str]:
    """The hashes that SHA256SUMS states, by file name.

    Raises:
        Refused: there is no such file, or a line is no hash and name, or a name leads out of the folder.
    """
    try:
        text = read_text(folder / SUMS, OTHER_LIMIT)
    except Unreadable as fault:
        raise Refused(f"{folder} is no release: expected {fault.expected} at {SUMS}, found {fault.found}") from None
    sums: dict[str, str] = {}
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        found = _LINE.fullmatch(line)
        if found is None:
            raise Refused(f"{SUMS}:{number}: expected a SHA-256 hash, two blanks and a file name, found {line[:120]!r}")
        digest, name = found.groups()
        if not is_safe_name(name) or name == SUMS:
            raise Refused(f"{SUMS}:{number}: expected the name of a file inside the release, found {name[:120]!r}")
        if name in sums:
            raise Refused(f"{SUMS}:{number}: {name} stands there twice")
        sums[name] = digest
    if len(sums) > MAX_FILES:
        raise Refused(f"{SUMS}: expected at most {MAX_FILES:,} files, found {len(sums):,}")
    return sums


def verified(folder: Path, sums: Mapping[str, str]) -> dict[str, Path]:
    """The files of `sums` below `folder`, each a regular file of bounded size with its hash.

    Raises:
        Refused: one is missing, a link, too large, or not what its hash says.
    """
    return {name: _verified(folder, name, digest) for name, digest in sums.items()}


def _verified(folder: Path, name: str, digest: str) -> Path:
    path = folder
    for part in name.split("/"):
        path = path / part
        if path.is_symlink():
            raise Refused(f"{name}: expected a regular file, found a symbolic link at {path.relative_to(folder)}")
    limit = LIMITS.get(path.suffix, OTHER_LIMIT)
    size = path.lstat().st_size if path.exists() else 0
    if size > limit:
        raise Refused(f"{name}: expected at most {limit:,} bytes, found {size:,}")
    try:
        found = file_sha256(path)
    except Unreadable as fault:
        raise Refused(f"{name}: expected {fault.expected}, found {fault.found}") from None
    if found != digest:
        raise Refused(f"{name}: expected the SHA-256 {digest} that {SUMS} states, found {found}")
    return path


def names_in(folder: Path) -> set[str]:
    """Every file and link below `folder`, hidden ones too, by its name relative to it.

    Raises:
        Refused: something there is neither a file nor a folder.
    """
    names: set[str] = set()
    for place, folders, files in os.walk(folder):
        for entry in (*files, *folders):
            path = Path(place, entry)
            mode = path.lstat().st_mode
            name = path.relative_to(folder).as_posix()
            if stat.S_ISDIR(mode):
                continue
            if not stat.S_ISREG(mode):
                raise Refused(f"{name}: expected a regular file, found a link or device")
            names.add(name)
    return names
