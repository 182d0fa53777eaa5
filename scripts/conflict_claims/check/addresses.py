"""What counts as a web address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_BLANK = re.compile(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]")


def is_web_address(text: str) -> bool:
    """Whether `text` is a whole http or https address with a host that could be asked for."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and not _BLANK.search(text)
