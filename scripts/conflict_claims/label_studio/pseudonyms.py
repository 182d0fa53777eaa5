"""Who is who: users of Label Studio to the pseudonyms that files are named by, from a local file that stays out of git.

The file is TOML (https://toml.io/en/v1.0.0) with one table; a user is named by number or by address:

    [annotators]
    7 = "ann-a"
    "someone@example.org" = "ann-b"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from conflict_claims.files.layout import GOLD, Layout, is_annotator
from conflict_claims.files.reading import Unreadable, read_text

FILE_NAME = "label-studio.toml"


class BadPseudonyms(ValueError):
    """The file cannot be used; the message says why and where, and repeats no address."""


class UnknownUser(LookupError):
    """A user has no pseudonym; the message names him by number alone and says how to add him."""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Pseudonyms by the number or the address (in lower case) of a user; `file` is what messages call it."""

    by_user: Mapping[str, str] = field(default_factory=dict)
    file: str = FILE_NAME

    def of(self, completed_by: Any) -> str:
        """The pseudonym of who completed an annotation.

        Args:
            completed_by: as Label Studio gives it: a number, an address, or an object with `id` and `email`.

        Raises:
            UnknownUser: nobody by that number or address is in the file.
        """
        number, address = _user(completed_by)
        for key in (number, address.lower()):
            if key and key in self.by_user:
                return self.by_user[key]
        who = f"user {number}" if number else "a user who has no number here"
        key = number or '"the address"'
        raise UnknownUser(f'{who} has no pseudonym: add a line {key} = "…" below [annotators] in {self.file}')


def user_number(completed_by: Any) -> str:
    """The number of who completed an annotation, empty where there is none."""
    return _user(completed_by)[0]


def _user(completed_by: Any) -> tuple[str, str]:
    """Number and address, each empty where it is not told."""
    if type(completed_by) is dict:
        number, address = completed_by.get("id"), completed_by.get("email")
    else:
        number, address = (completed_by, None) if type(completed_by) is int else (None, completed_by)
    return (str(number) if type(number) is int else ""), (address if type(address) is str else "")


def read_pseudonyms(layout: Layout, path: Path | None = None) -> Pseudonyms:
    """The pseudonyms of `path` (default: label-studio.toml at the root); none where the default is not there.

    Raises:
        BadPseudonyms: the file cannot be read, or a pseudonym cannot name a folder of annotations/.
    """
    file = path or layout.root / FILE_NAME
    name = layout.name(file)
    if path is None and not file.exists():
        return Pseudonyms(file=name)
    try:
        content = tomllib.loads(read_text(file))
    except Unreadable as fault:
        raise BadPseudonyms(f"{name}: expected {fault.expected}, found {fault.found}") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadPseudonyms(f"{name}: no TOML: {error}") from None
    return Pseudonyms(_checked(content, name), name)


def _checked(content: dict[str, Any], name: str) -> dict[str, str]:
    table = content.get("annotators")
    if type(table) is not dict or content.keys() != {"annotators"}:
        raise BadPseudonyms(f'{name}: expected one table [annotators] with lines like 7 = "ann-a"')
    for place, pseudonym in enumerate(table.values(), 1):
        if type(pseudonym) is not str or not is_annotator(pseudonym) or pseudonym == GOLD:
            raise BadPseudonyms(
                f"{name}: entry {place} of [annotators]: expected a pseudonym of lower-case letters, digits, - and _, "
                f"and not {GOLD}, which is for adjudicated work"
            )
    return {user.lower(): pseudonym for user, pseudonym in table.items()}
