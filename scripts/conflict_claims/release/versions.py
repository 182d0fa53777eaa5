"""Versions of releases: three numbers, of which the rows of the data decide the part that rises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from conflict_claims.release.refusal import Refused

Level = Literal["patch", "minor", "major"]
LEVELS: tuple[Level, ...] = ("patch", "minor", "major")
"""How much a change weighs, the lightest first."""

_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """MAJOR.MINOR.PATCH (the three numbers of Semantic Versioning 2.0.0), in their order."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    @property
    def tag(self) -> str:
        """The name of the tag under which it is published."""
        return f"v{self}"

    def after(self, level: Level) -> Version:
        """The next version where the heaviest change is of `level`."""
        if level == "major":
            return Version(self.major + 1, 0, 0)
        if level == "minor":
            return Version(self.major, self.minor + 1, 0)
        return Version(self.major, self.minor, self.patch + 1)


FIRST = Version(1, 0, 0)


def parse_version(text: str) -> Version:
    """The version that `text` writes.

    Raises:
        Refused: it is none.
    """
    found = _VERSION.fullmatch(text)
    if found is None:
        raise Refused(f"expected a version of three numbers, like 1.2.0, found {text!r}")
    return Version(*map(int, found.groups()))


def version_of_tag(tag: str) -> Version | None:
    """The version that is published under `tag`; None where that is no tag of a release."""
    try:
        return parse_version(tag.removeprefix("v")) if tag.startswith("v") else None
    except Refused:
        return None
