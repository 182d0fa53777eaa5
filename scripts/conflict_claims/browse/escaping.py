"""What of an article or an annotation may reach a page: as text, as a link, as a language, as a file name."""

from __future__ import annotations

import hashlib
import re

from conflict_claims.check.addresses import is_web_address
from conflict_claims.render.escape import visible
from conflict_claims_schemas.codes import LANGUAGES

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
FILE_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?", re.ASCII)


def readable(text: str) -> str:
    """Running text, with what could reorder or hide parts of it as escapes; what right-to-left script needs stays."""
    return CONTROLS.sub(lambda found: visible(found.group()), text)


def language(code: str | None) -> str | None:
    """`code` where it is a language that a browser knows, else None."""
    return code if code in LANGUAGES else None


def link(address: str | None) -> str | None:
    """`address` where it is a whole http or https address, else None: it is then shown as text."""
    return address if address and is_web_address(address) else None


def file_stem(name: str) -> str:
    """A file name for what is called `name`: itself where it is plain, else a hash of it."""
    if FILE_NAME.fullmatch(name):
        return name
    return f"x-{hashlib.sha256(name.encode('utf-8', 'backslashreplace')).hexdigest()[:24]}"
