"""Who is who: users of Label Studio to the pseudonyms that files are named by, from a local file that stays out of git.

The file is TOML (https://toml.io/en/v1.0.0) with one table, and one more for each server whose users have other
numbers; a user is named by number or by address:

    [annotators]
    7 = "ann-a"
    "someone@example.org" = "ann-b"

    [annotators."https://label.example.org"]
    7 = "ann-c"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from conflict_claims.files.layout import GOLD, Layout, is_annotator
from conflict_claims.files.reading import Unreadable, read_text
from conflict_claims.label_studio.local import is_tracked, may_be_committed
from conflict_claims_schemas.suggestions import SUGGESTER

FILE_NAME = "label-studio.toml"
RESERVED = {GOLD: "adjudicated work", SUGGESTER: "suggestions of the tool"}
DEFAULT_PORTS = {"http": 80, "https": 443}


class BadPseudonyms(ValueError):
    """The file cannot be used; the message says why and where, and repeats no user's address."""


class UnknownUser(LookupError):
    """A user has no pseudonym; the message names him by number alone and says how to add him."""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Pseudonyms by the number or the address (in lower case) of a user; `file` is what messages call it.

    What `by_server` says of users of the server `server` goes before `by_user`, which holds for all.
    """

    by_user: Mapping[str, str] = field(default_factory=dict)
    file: str = FILE_NAME
    by_server: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    server: str = ""

    def on(self, url: str) -> Pseudonyms:
        """The same for the users of the server at `url`."""
        return replace(self, server=_server(url))

    def only_on(self, url: str) -> Pseudonyms:
        """The same for the users of the server at `url`, which must have a table.

        Raises:
            BadPseudonyms: it has none.
        """
        chosen = self.on(url)
        if chosen.server not in self.by_server or not chosen.server:
            there = ", ".join(self.by_server) or "no server"
            raise BadPseudonyms(f'{self.file}: expected a table [annotators."{url}"], found tables for {there}')
        return chosen

    def of(self, completed_by: Any) -> str:
        """The pseudonym of who completed an annotation.

        Args:
            completed_by: as Label Studio gives it: a number, an address, or an object with `id` and `email`.

        Raises:
            UnknownUser: nobody by that number or address is in the file.
        """
        number, address = _user(completed_by)
        for table in (self.by_server.get(self.server, {}), self.by_user):
            for key in (number, address.lower()):
                if key and key in table:
                    return table[key]
        if not number and not address:
            who = "nobody is named as who made it"
            raise UnknownUser(f"{who}: let a user of {self.file} submit it again, or set `completed_by` in the export")
        who = f"user {number}" if number else "a user who has no number here"
        key = number or '"the address"'
        below = f'[annotators."{self.server}"]' if self.server in self.by_server else "[annotators]"
        raise UnknownUser(f'{who} has no pseudonym: add a line {key} = "…" below {below} in {self.file}')


def told_user(completed_by: Any) -> str:
    """Who completed an annotation, by number alone, for an address may be in no message."""
    number, address = _user(completed_by)
    return f"user {number}" if number else "a user who is known by address alone" if address else "no user"


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
        BadPseudonyms: the file cannot be read, a pseudonym cannot name a folder of annotations/, or git holds the file.
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
    if is_tracked(file):
        raise BadPseudonyms(
            f"{name} says who is who, and git holds it: git rm --cached {name}, and add it to .gitignore"
        )
    by_user, by_server = _checked(content, name)
    return Pseudonyms(by_user, name, by_server)


def exposed(layout: Layout, path: Path | None = None) -> Iterator[str]:
    """A warning, where the next commit may take the file along."""
    file = path or layout.root / FILE_NAME
    if file.exists() and may_be_committed(file):
        name = layout.name(file)
        yield f"{name} says who is who, and git does not ignore it: add it to .gitignore"


def _checked(content: dict[str, Any], name: str) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """The table of all servers, and those of single ones."""
    annotators = content.get("annotators")
    if type(annotators) is not dict or content.keys() != {"annotators"}:
        raise BadPseudonyms(f'{name}: expected one table [annotators] with lines like 7 = "ann-a"')
    tables = {key: table for key, table in annotators.items() if type(table) is dict}
    for url in tables:
        if not _server(url):
            raise BadPseudonyms(
                f'{name}: expected tables like [annotators."https://label.example.org"], found another name'
            )
    plain = {key: value for key, value in annotators.items() if key not in tables}
    by_server = {_server(url): _users(table, f'[annotators."{url}"]', name) for url, table in tables.items()}
    if len(by_server) < len(tables):
        raise BadPseudonyms(f"{name}: expected one table a server, found two for the same address")
    return _users(plain, "[annotators]", name), by_server


def _users(table: dict[str, Any], title: str, name: str) -> dict[str, str]:
    for place, pseudonym in enumerate(table.values(), 1):
        if type(pseudonym) is not str or not is_annotator(pseudonym) or pseudonym in RESERVED:
            reserved = " and ".join(f"{one}, which is for {what}" for one, what in RESERVED.items())
            raise BadPseudonyms(
                f"{name}: entry {place} of {title}: expected a pseudonym of lower-case letters, digits, - and _, "
                f"and not {reserved}"
            )
    users: dict[str, str] = {}
    for place, (user, pseudonym) in enumerate(table.items(), 1):
        if users.setdefault(user.lower(), pseudonym) != pseudonym:
            raise BadPseudonyms(
                f"{name}: entry {place} of {title}: expected one pseudonym a user, found another for an address that "
                "differs in capitals only"
            )
    return users


def _server(url: str) -> str:
    """An address in the one form in which two are compared; empty where it is none."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    place = host if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    return f"{parts.scheme}://{place}{parts.path.rstrip('/')}"
