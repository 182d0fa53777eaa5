"""Options on how to read what is received; `add` and `amend` share them."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conflict_claims.formats.received import ReadOptions
    from conflict_claims_schemas.problems import Problem


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the options that say how a source is read."""
    group = parser.add_argument_group("how to read the source")
    group.add_argument(
        "--format", choices=("txt", "md", "html", "json", "jsonl"), help="default: by the file's extension"
    )
    group.add_argument("--encoding", help="of the source, where it is not UTF-8 and does not say so itself")
    group.add_argument("--title", help="the headline, where the source has none")
    for name, meaning in _FIELDS.items():
        group.add_argument(f"--field-{name}", metavar="NAME", help=f"field of a record that holds {meaning}")


_FIELDS = {
    "title": "the headline (dots for nesting: article.title)",
    "text": "the text",
    "url": "the address",
    "published": "the day of publication",
    "outlet": "the outlet",
    "language": "the language",
    "id": "the article's id",
}


def day(text: str) -> date:
    """A day as argparse takes it.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    from conflict_claims.articles.typed import iso_date

    try:
        return iso_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day as YYYY-MM-DD") from error


def address(text: str) -> str:
    """An http or https address as argparse takes it.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    from conflict_claims.formats.said import is_address

    if not is_address(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no address that begins with https:// or http://")
    return text


def read_options(args: argparse.Namespace, given: frozenset[str] = frozenset()) -> ReadOptions:
    """The declared options as the readers take them; `given` names what need not be read from the source."""
    from conflict_claims.formats.received import ReadOptions
    from conflict_claims.formats.records import FieldNames

    names = FieldNames(**{name: getattr(args, f"field_{name}") for name in _FIELDS})
    language = getattr(args, "language", None)
    return ReadOptions(args.format, args.encoding, args.title, language, names, given)


def told(problems: Iterable[Problem]) -> str:
    """Faults of files that stand in the way, one a line."""
    lines = (f"{one.file}:{one.line}  {one.rule}  expected {one.expected}   found {one.found}" for one in problems)
    return "\n".join(lines)
