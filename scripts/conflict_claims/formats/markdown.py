"""Markdown: read by a CommonMark parser; what is kept is what a reader of the rendered page reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from conflict_claims.files.strict_yaml import BadYaml, parse
from conflict_claims.formats.extract import Extract, count
from conflict_claims.formats.headline import key
from conflict_claims.formats.plain import normalised
from conflict_claims.formats.refusal import Refused
from conflict_claims.formats.said import address, day, language, line

if TYPE_CHECKING:
    from markdown_it.token import Token

_FENCE = "---\n"
_FRONT_FENCES = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_DROPPED = {"image": "description of an image", "tag": "embedded HTML"}
_TAG = re.compile(r"<[^<>]{0,2000}>")
_TITLES, _DAYS, _URLS = (
    ("title", "headline"),
    ("published", "date", "published_at"),
    ("url", "link", "canonical"),
)
_OUTLETS, _LANGUAGES = ("outlet", "source", "publisher"), ("language", "lang")


@dataclass(frozen=True, slots=True)
class _Block:
    """The words of one block; `level` is that of a heading, 0 for all else."""

    words: str
    level: int = 0


def read_markdown(text: str, title: str | None = None, given: frozenset[str] = frozenset()) -> Extract:
    """The headline and paragraphs of a Markdown text, and what its front matter says (but what is `given`).

    The headline is `title`, else the front matter's, else a heading that the text begins with, else its first
    heading of level 1, else its first paragraph.

    Raises:
        Refused: the front matter is broken, or there is no text.
    """
    plain, changes = normalised(text)
    front, body, first_line = _front_matter(plain)
    found, dropped = _blocks(body)
    cleaning = (*changes, *(f"{_DROPPED[what]}: {count(dropped[what], what, 'dropped')}" for what in sorted(dropped)))
    said = _of_front(front, first_line, given)
    of_front = said.pop("title", None)
    headline = title or of_front
    if headline is None:
        headline, found = _headline(found)
    else:
        found = _without_own(found, headline)
    return Extract(headline, tuple(block.words for block in found), cleaning=cleaning, **said)


def _headline(found: list[_Block]) -> tuple[str, list[_Block]]:
    if not found:
        raise Refused("a text", "nothing but blanks or markup", "give a file with a headline and paragraphs")
    at = 0 if found[0].level else next((place for place, block in enumerate(found) if block.level == 1), 0)
    return found[at].words, found[:at] + found[at + 1 :]


def _without_own(found: list[_Block], headline: str) -> list[_Block]:
    """The blocks without the text's own headline, which was had apart from it: its first, or its title."""
    same = [at for at, block in enumerate(found) if key(block.words) == key(headline)]
    own = next((at for at in same if at == 0 or found[at].level == 1), len(found))
    return found[:own] + found[own + 1 :]


def _front_matter(text: str) -> tuple[dict[str, Any], str, int]:
    """The mapping between two lines --- at the top, the rest, and the line on which the mapping begins."""
    if not text.startswith(_FENCE):
        return {}, text, 0
    end = _FRONT_FENCES.search(text, len(_FENCE))
    if end is None:
        return {}, text, 0
    try:
        value = parse(text[len(_FENCE) : end.start()], first_line=2).plain()
    except BadYaml as error:
        fix = "mend it, or take the front matter off"
        raise Refused("front matter in plain YAML", error.found, fix, error.line) from error
    # A text may begin and end a passage with rules (---); only a mapping is front matter.
    return (value, text[end.end() :], 2) if isinstance(value, dict) else ({}, text, 0)


def _of_front(front: dict[str, Any], first_line: int, given: frozenset[str]) -> dict[str, Any]:
    readers = (
        ("title", _TITLES, lambda value: _without_emphasis(line(value, "a title", "--title"))),
        ("published", _DAYS, day),
        ("url", _URLS, address),
        ("outlet", _OUTLETS, lambda value: line(value, "an outlet", "--outlet")),
        ("language", _LANGUAGES, language),
    )
    said: dict[str, Any] = {}
    for name, keys, read in readers:
        value = next((front[key] for key in keys if front.get(key) is not None), None)
        if value is not None and name not in given:
            try:
                said[name] = read(value)
            except Refused as error:
                found = f"{error.found} as its {name} in the front matter"
                raise Refused(error.expected, found, error.fix, first_line) from error
    return said


def _without_emphasis(title: str) -> str:
    """A title without Markdown's emphasis; an asterisk that is none, as in 5*, stays, and so does all else."""
    from markdown_it import MarkdownIt

    [token] = MarkdownIt("zero").enable(["emphasis", "escape"]).parseInline(title)
    return "".join(piece.content for piece in token.children or ())


def _blocks(text: str) -> tuple[list[_Block], Counter[str]]:
    """The blocks of the page (a row of a table is one), and how many tags and images were dropped."""
    from markdown_it import MarkdownIt

    found: list[_Block] = []
    dropped: Counter[str] = Counter()
    level = 0
    row: list[str] | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            found.append(_Block(" ".join(row)))
            row = None
        elif token.type in ("inline", "fence", "code_block", "html_block"):
            words = _words(token, dropped)
            if row is not None:
                row.append(words)
            else:
                found.append(_Block(words, level))
            level = 0
    return [block for block in found if block.words.strip()], dropped


def _words(token: Token, dropped: Counter[str]) -> str:
    """The words of a block; what is dropped on the way is counted in `dropped`."""
    if token.type == "html_block":
        dropped.update({"tag": tags} if (tags := len(_TAG.findall(token.content))) else {})
        return _without_tags(token.content)
    if token.type != "inline":
        return token.content.strip("\n")
    return _inline(token.children or (), dropped)


def _inline(tokens: Sequence[Token], dropped: Counter[str]) -> str:
    words = ""
    after_image = False
    for token in tokens:
        piece = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
        if token.type == "html_inline":
            dropped["tag"] += 1
            piece = "\n" if token.content.lower().startswith("<br") else ""
        elif token.type == "image":
            # Who reads the page sees the picture, and not what is said instead of it.
            dropped["image"] += 1
            after_image, piece = True, ""
        elif piece:
            if after_image and (not words or words[-1].isspace()):
                piece = piece.removeprefix(" ")
            after_image = False
        words += piece
    return words


def _without_tags(html: str) -> str:
    """The text of a block of HTML, read by an HTML parser; scripts, styles and comments are no text."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        tree = lxml_html.fragment_fromstring(f"<div>{html}</div>", parser=lxml_html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    etree.strip_elements(tree, "script", "style", "template", etree.Comment, with_tail=False)
    return " ".join(str(tree.text_content()).split())
