"""Web pages: trafilatura finds the report in the page. Nothing is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from conflict_claims.formats.extract import Extract
from conflict_claims.formats.headline import key, without_own
from conflict_claims.formats.page_headline import PageSays, displayed_headline
from conflict_claims.formats.plain import normalised
from conflict_claims.formats.refusal import Refused
from conflict_claims.formats.said import is_address, language

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_CHARACTERS = 8_000_000
MOST_TAGS = 200_000
_RULE = re.compile(r"\|(?:[-: ]*\|)+ ?")
_ROW = re.compile(r"\| ?(.*?) ?\| ?")
_ITEM = re.compile(r" *- (.*)")
_MOST_PIECES = 40
# The date is looked for where pages declare it, not guessed from their words, and never held against today.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def read_html(text: str, title: str | None = None) -> Extract:
    """The headline and paragraphs of a page, and what its metadata say, where that makes sense.

    Raises:
        Refused: the page is too large, or no headline or report is found in it.
    """
    page, changes = normalised(text)
    _check_size(page)
    tree = _parse(page)
    says, found = _extract(tree)
    lines = tuple(_lines(str(found.get("text") or ""), found.get("body")))
    if not lines:
        raise Refused("a page with the text of a report", "none", "save its text as .txt or .md, headline first")
    headline = title or displayed_headline(tree, says, max(lines, key=len)) or says.title
    if not headline:
        raise Refused("a page with a headline", "none", "pass --title")
    return Extract(
        title=headline,
        paragraphs=_without_own(lines, headline, found.get("body")),
        url=says.url or None,
        published=_day(found.get("date")),
        outlet=says.outlet or None,
        language=_language(tree),
        cleaning=("text taken out of a web page", *changes),
    )


def _lines(text: str, body: HtmlElement | None) -> Iterator[str]:
    """The paragraphs; a row of a table, which comes as in Markdown, is its cells with blanks between."""
    items = _items(body)
    for line in text.split("\n"):
        if _RULE.fullmatch(line):
            continue
        if row := _ROW.fullmatch(line):
            line = " ".join(cell.strip() for cell in row[1].split(" | ")).replace("\\|", "|")
        # A paragraph may begin with a dash of its own.
        if (item := _ITEM.fullmatch(line)) and key(item[1]) in items:
            line = item[1]
        if line.strip():
            yield line


def _items(body: HtmlElement | None) -> set[str]:
    """What the lines of lists may hold; an item that has a line break, or a list of its own, has several."""
    found: set[str] = set()
    for item in body.iter("item") if body is not None else ():
        so_far = ""
        for piece in islice(item.itertext(), _MOST_PIECES):
            so_far += key(piece)
            found.add(so_far)
    return found


def _without_own(lines: tuple[str, ...], headline: str, body: HtmlElement | None) -> tuple[str, ...]:
    """The lines without the page's own headline; whatever repeats it after that is a caption."""
    heads = body.iter("head") if body is not None else ()
    if not any(head.get("rend") == "h1" and key(str(head.xpath("string()"))) == key(headline) for head in heads):
        return without_own(lines, headline)
    at = next((number for number, line in enumerate(lines) if key(line) == key(headline)), len(lines))
    return lines[:at] + lines[at + 1 :]


def _check_size(page: str) -> None:
    if len(page) > MOST_CHARACTERS or page.count("<") > MOST_TAGS:
        found = f"{len(page):,} characters and {page.count('<'):,} tags"
        expected = f"a page of at most {MOST_CHARACTERS:,} characters and {MOST_TAGS:,} tags"
        raise Refused(expected, found, "save the text of the report alone")


def _parse(page: str) -> HtmlElement:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # Given as bytes, because lxml refuses a str whose XML declaration names an encoding.
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, collect_ids=False)
    try:
        return document_fromstring(page.encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Refused("an HTML page", "nothing that can be read as HTML", "save the text of the report") from error


def _extract(tree: HtmlElement) -> tuple[PageSays, dict[str, Any]]:
    """What the metadata say, and all that trafilatura found."""
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            deepcopy(tree),  # the page itself is looked at again
            include_comments=False,
            include_tables=True,
            include_images=False,
            include_links=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except Exception as error:  # an extractor that stumbles over one page must not stop the others
        found = f"a page that trafilatura cannot read ({type(error).__name__})"
        raise Refused("a page with the text of a report", found, "save its text as .txt or .md") from error
    if document is None:
        return PageSays("", "", ""), {}
    fields: dict[str, Any] = dict(document if isinstance(document, dict) else document.as_dict())
    title, outlet, url = (" ".join(str(fields.get(name) or "").split()) for name in ("title", "sitename", "url"))
    return PageSays(title, outlet, url if is_address(url) else ""), fields


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _language(tree: HtmlElement) -> str | None:
    said = tree.get("lang") or tree.get("xml:lang")
    try:
        return language(said) if said else None
    except Refused:
        return None
