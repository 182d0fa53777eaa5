"""One JSON object to a headline and paragraphs: which of its fields mean what."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from conflict_claims.files.strict_json import BadJson, parse
from conflict_claims.formats.extract import Extract
from conflict_claims.formats.headline import without_own
from conflict_claims.formats.paragraphs import paragraphs
from conflict_claims.formats.plain import normalised
from conflict_claims.formats.refusal import Refused
from conflict_claims.formats.said import address, day, language, line

_MARKUP = re.compile(r"</(?:p|div|span|a|b|i|strong|em|li|h[1-6])>|<br ?/?>", re.IGNORECASE)
_MISSING = object()
_MOST_KEYS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class FieldNames:
    """The fields that the user named, by what they hold; None: the usual names are tried.

    A name may be a path of keys with dots between them (`article.body`).
    """

    title: str | None = None
    text: str | None = None
    url: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    id: str | None = None


USUAL: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "heading"),
    "text": ("text", "body", "content", "maintext", "article_text", "full_text", "articleBody", "story"),
    "url": ("url", "link", "canonical_url", "article_url", "source_url"),
    "published": ("published", "published_at", "publishedAt", "date_publish", "publish_date", "pub_date",
                  "datePublished", "date"),
    "outlet": ("outlet", "publisher", "site_name", "source_name", "source", "source_domain", "domain"),
    "language": ("language", "lang"),
    "id": (),
}  # fmt: skip


def read_object(text: str) -> dict[str, Any]:
    """The object that `text` is, parsed strictly.

    Raises:
        Refused: it is no JSON, has a key twice, half a surrogate pair, NaN or too deep nesting, or is no
        object.
    """
    try:
        value = parse(text)
    except BadJson as error:
        where = f" (column {error.column})" if error.column else ""
        fix = "mend the record; a JSON parser shows where it breaks"
        raise Refused("one JSON object", f"{error.found}{where}", fix) from error
    except RecursionError as error:
        raise Refused("one JSON object", "brackets nested too deep", "mend the record") from error
    if not isinstance(value, dict):
        raise Refused("one JSON object", _kind(value), "give each article as an object with a title and a text")
    return value


def read_record(value: Mapping[str, Any], names: FieldNames, given: frozenset[str] = frozenset()) -> Extract:
    """The headline, paragraphs and metadata of one record.

    Args:
        value: the parsed object.
        names: which fields to take.
        given: what the user states for all records (`published`, `outlet`, ...), and which is then not read.

    Raises:
        Refused: a field is missing, of the wrong kind, or makes no sense.
    """
    title = _required(value, names, "title", lambda found: line(found, "a headline", "--field-title"))
    text, changes = normalised(_required(value, names, "text", _body))
    found = paragraphs(text)
    readers: dict[str, Callable[[Any], Any]] = {
        "url": address,
        "published": day,
        "outlet": lambda one: line(one, "an outlet", "--outlet"),
        "language": language,
    }
    said = {key: _optional(value, names, key, read) for key, read in readers.items() if key not in given}
    return Extract(title, without_own(found.items, title), cleaning=(*changes, *found.cleaning), **said)


def record_id(value: Mapping[str, Any], names: FieldNames) -> str | None:
    """The id that the record gives itself, where the user named a field for it.

    Raises:
        Refused: the field is missing or no string.
    """
    if names.id is None:
        return None
    return _required(value, names, "id", lambda found: line(found, "an article id", "--id"))


def _required(value: Mapping[str, Any], names: FieldNames, key: str, read: Callable[[Any], str]) -> str:
    name, found = _find(value, names, key)
    if found is _MISSING:
        asked = getattr(names, key)
        wanted = f"the field {asked!r}" if asked else f"a {key} as one of {', '.join(USUAL[key])}"
        raise Refused(wanted, _shown_keys(value), _fix_for_missing(value, key))
    return str(_read(name, found, read))


def _shown_keys(value: Mapping[str, Any]) -> str:
    keys = ", ".join(list(value)[:_MOST_KEYS_SHOWN])
    return f"the fields {keys[:200]}" if keys else "no fields"


def _fix_for_missing(value: Mapping[str, Any], key: str) -> str:
    lists = (name for name, one in value.items() if isinstance(one, list) and one and isinstance(one[0], dict))
    holder = next(lists, "")
    if holder:
        return f"if the articles are in {holder!r}, take that list out: jq '.[\"{holder}\"]' FILE"
    return f"pass --field-{key} with the name of its field (dots for nesting: a.b)"


def _optional(value: Mapping[str, Any], names: FieldNames, key: str, read: Callable[[Any], Any]) -> Any:
    name, found = _find(value, names, key)
    if found is _MISSING or found in (None, ""):
        return None
    # A usual name may hold something else (NewsAPI's `source` is an object); a name that the user gave may
    # not.
    if getattr(names, key) is None and isinstance(found, dict | list):
        return None
    return _read(name, found, read)


def _read(name: str, found: Any, read: Callable[[Any], Any]) -> Any:
    try:
        return read(found)
    except Refused as error:
        raise Refused(f"{error.expected} in the field {name!r}", error.found, error.fix) from error


def _find(value: Mapping[str, Any], names: FieldNames, key: str) -> tuple[str, Any]:
    asked = getattr(names, key)
    for name in (asked,) if asked else USUAL[key]:
        found = _at(value, name)
        if found is not _MISSING and (asked or found not in (None, "")):
            return name, found
    return "", _MISSING


def _at(value: Any, path: str) -> Any:
    if isinstance(value, dict) and path in value:
        return value[path]
    for key in path.split("."):
        if not isinstance(value, dict) or key not in value:
            return _MISSING
        value = value[key]
    return value


def _body(found: Any) -> str:
    """A text, or a list of paragraphs, without markup."""
    text = "\n\n".join(found) if isinstance(found, list) and all(isinstance(one, str) for one in found) else found
    if not isinstance(text, str) or not text.strip():
        shown = "nothing but blanks" if isinstance(text, str) else _kind(text)
        raise Refused("a text, or a list of paragraphs", shown, "pass --field-text with the name of the text's field")
    if markup := _MARKUP.search(text):
        fix = "give the record plain text, or add the page itself as .html"
        raise Refused("plain text", f"HTML ({markup[0]})", fix)
    return text


def _kind(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", str: "a string", bool: "a truth value", type(None): "null"}
    return kinds.get(type(value), "a number")


FIELD_KEYS: tuple[str, ...] = tuple(field.name for field in fields(FieldNames))
