"""Web pages: trafilatura finds the report in the page. Nothing is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from conflict_claims.formats.extract import Extract
from conflict_claims.formats.plain import normalised
from conflict_claims.formats.refusal import Refused
from conflict_claims.formats.said import is_address, language

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_CHARACTERS = 8_000_000
MOST_TAGS = 200_000
_RULE = re.compile(r"\|(?:[-: ]*\|)+ ?")
_ROW = re.compile(r"\| ?(.*?) ?\| ?")
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
    found = _extract(tree)
    headline = title or found.get("title")
    lines = tuple(_lines(str(found.get("text") or "")))
    if not lines:
        raise Refused("a page with the text of a report", "none", "save its text as .txt or .md, headline first")
    if not headline:
        raise Refused("a page with a headline", "none", "pass --title")
    url = str(found.get("url") or "")
    return Extract(
        title=headline,
        paragraphs=lines,
        url=url if is_address(url) else None,
        published=_day(found.get("date")),
        outlet=" ".join(str(found.get("sitename") or "").split()) or None,
        language=_language(tree),
        cleaning=("text taken out of a web page", *changes),
    )


def _lines(text: str) -> Iterator[str]:
    """The paragraphs; a row of a table, which comes as in Markdown, is its cells with blanks between."""
    for line in text.split("\n"):
        if _RULE.fullmatch(line):
            continue
        if row := _ROW.fullmatch(line):
            line = " ".join(cell.strip() for cell in row[1].split(" | ")).replace("\\|", "|")
        if line.strip():
            yield line


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


def _extract(tree: HtmlElement) -> dict[str, Any]:
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            tree,
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
        return {}
    return dict(document if isinstance(document, dict) else document.as_dict())


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
