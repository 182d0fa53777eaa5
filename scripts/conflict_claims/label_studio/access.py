"""Where the server is and what opens it: from options, the environment and a file. No option takes a token itself."""

from __future__ import annotations

import argparse
import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from conflict_claims.files.reading import Unreadable, read_text

URL, TOKEN = "LABEL_STUDIO_URL", "LABEL_STUDIO_API_KEY"
INSTALL = "pip install 'conflict-claims[label-studio]', or in a checkout: pip install -e '.[label-studio]'"
MAX_TOKEN_BYTES = 8192


class NoAccess(Exception):
    """The address or the token is missing or cannot be one; the message says how to give it."""


@dataclass(frozen=True, slots=True)
class Access:
    """The address of a server, without a final slash, and a token; its representation leaves the token out."""

    url: str
    token: str = field(repr=False)

    @property
    def is_local(self) -> bool:
        """Whether the server is on this machine, where no proxy may stand between."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"


def access_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options that `read_access` reads."""
    parser.add_argument("--url", metavar="URL", help=f"address of the Label Studio server (default: ${URL})")
    parser.add_argument(
        "--token-file",
        type=Path,
        metavar="FILE",
        help=f"file that holds your access token and nothing else (or: ${TOKEN})",
    )


def read_access(url: str | None, token_file: Path | None, environment: Mapping[str, str] = os.environ) -> Access:
    """The server that is meant; what an option says goes before the environment.

    Raises:
        NoAccess: the SDK is not installed, or address or token are missing or malformed.
    """
    if find_spec("label_studio_sdk") is None:
        raise NoAccess(f"the Label Studio SDK is not installed: {INSTALL}")
    return Access(_url(url or environment.get(URL, "")), _token(token_file, environment.get(TOKEN, "")))


def _url(text: str) -> str:
    if not text:
        raise NoAccess(f"which server? Give its address with --url or {URL}, like http://127.0.0.1:8080")
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise NoAccess("the address of the server cannot be read; it is like http://127.0.0.1:8080") from None
    if parts.username or parts.password:
        raise NoAccess("the address holds a name or password: give it without, and a token in its place")
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or parts.query or parts.fragment:
        raise NoAccess("the address of the server is like http://127.0.0.1:8080 or https://label.example.org")
    return text.strip().rstrip("/")


def _token(file: Path | None, from_environment: str) -> str:
    # No message repeats what either was given: a token in place of a file's name is an easy slip.
    where = "the file that --token-file names" if file else TOKEN
    try:
        token = (read_text(file, MAX_TOKEN_BYTES) if file else from_environment).strip()
    except Unreadable as fault:
        told = f"{where}: expected {fault.expected}, found {fault.found}"
        raise NoAccess(f"{told}; the option takes the name of a file that holds the token, not the token") from None
    if not token:
        raise NoAccess(
            f"no token: put your access token (Label Studio, Account & Settings) into {TOKEN}, "
            "or into a file for --token-file"
        )
    if not (token.isascii() and token.isprintable() and " " not in token):
        raise NoAccess(f"what {where} holds is no token: a token is one word of letters, digits and punctuation")
    return token
