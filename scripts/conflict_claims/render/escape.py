"""Text that others wrote, made safe to show: it moves no cursor, turns no line and forges no command."""

from __future__ import annotations

import json
import re
import unicodedata

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
JOINERS = frozenset("\u200c\u200d")  # Urdu spelling and emoji need them, and they move nothing
NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
CI_COMMAND = "##["  # the runners of GitHub and Azure look for it anywhere in a line


def visible(text: str) -> str:
    """`text` on one line, with every control, bidi or otherwise hidden character as an escape."""
    if text.isascii() and text.isprintable():
        return text.replace(CI_COMMAND, "##\\x5b")
    return "".join(_visible_character(char) for char in text).replace(CI_COMMAND, "##\\x5b")


def _visible_character(char: str) -> str:
    if char in NAMED:
        return NAMED[char]
    return _escaped(char) if is_hidden(char) else char


def is_hidden(char: str) -> bool:
    """Whether a reader of a terminal or page cannot see `char` for what it is."""
    return char not in JOINERS and unicodedata.category(char) in HIDDEN


def _escaped(char: str) -> str:
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters of `text`; where it was cut, an ellipsis and how much there was."""
    if len(text) <= limit:
        return text
    return f"{text[:limit]}… ({limit} of {len(text):,} characters)"


def quoted(text: str, limit: int) -> str:
    """`text` between quotation marks, visible, and cut to `limit` characters with its true length said."""
    if len(text) <= limit:
        return f'"{visible(text)}"'
    return f'"{visible(text[:limit])}…" ({limit} of {len(text):,} characters)'


def file_name(name: str) -> str:
    """A file name that may open a line: a leading `::` would be a command to a CI runner."""
    shown = visible(name)
    return "\\x3a" + shown[1:] if shown.lstrip().startswith("::") else shown


def json_text(value: object) -> str:
    """`value` as one line of JSON, exact, with every hidden character as a JSON escape."""
    text = json.dumps(value, ensure_ascii=False)
    text = "".join(_json_character(char) if is_hidden(char) else char for char in text)
    return text.replace(CI_COMMAND, "##\\u005b")


def _json_character(char: str) -> str:
    return json.dumps(char)[1:-1] if ord(char) >= 0x80 else f"\\u{ord(char):04x}"


def indented_json(value: object) -> str:
    """`value` as JSON for people, exact, a line each, with every hidden character as a JSON escape."""
    text = json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False)
    return "".join(f"{_json_line(line)}\n" for line in text.split("\n"))


def _json_line(line: str) -> str:
    if not (line.isascii() and line.isprintable()):
        line = "".join(_json_character(char) if is_hidden(char) else char for char in line)
    return line.replace(CI_COMMAND, "##\\u005b")


def command_data(text: str) -> str:
    """The message of a GitHub workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def command_property(text: str) -> str:
    """A property of a GitHub workflow command."""
    return command_data(text).replace(":", "%3A").replace(",", "%2C")


def markdown_code(text: str) -> str:
    """`text` as a code span that fits into a table cell; no markup, link, mention or HTML runs in it."""
    shown = visible(text).replace("|", "\\x7c")
    if not shown.strip():
        return f"`{shown}`" if shown else ""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def markdown_prose(text: str) -> str:
    """`text` as prose in a table cell, with all ASCII punctuation that Markdown could read as entities."""
    return re.sub(r"[^\w\s.,;()'\"/-]|_", lambda found: f"&#{ord(found.group())};", visible(text), flags=re.ASCII)
