"""Which of a page's h1 is the headline that its readers see; what the metadata call it is often another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from conflict_claims.formats.headline import key
from conflict_claims.formats.plain import LONGEST_TITLE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST = 40
_ASIDE = frozenset({"nav", "footer", "aside", "dialog", "template", "noscript", "form"})
_SITE = re.compile(r"logo|brand|masthead|site-?(?:title|name|header)|sr-only|screen-reader|visually-hidden", re.I)
_NO_WORDS = frozenset({"script", "style", "template", "svg"})
_SHORTEST = 10  # of one that nothing else on the page bears out: "Home", "World news"
_ALIKE = 0.5
_ARTICLE, _MAIN, _ELSEWHERE, _HEADER = range(4)


@dataclass(frozen=True, slots=True)
class PageSays:
    """What a page's metadata say of it: a title, an outlet and an address, each empty where there is none."""

    title: str
    outlet: str
    url: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    words: str
    place: int
    holder: HtmlElement


def displayed_headline(tree: HtmlElement, says: PageSays, report: str) -> str | None:
    """The h1 above the report, None where none is beyond doubt: the metadata's title serves then.

    Args:
        tree: the page.
        says: its metadata.
        report: a paragraph of its report, to tell the report's own part of the page from teasers of others.
    """
    found = [one for one in _candidates(tree) if not _is_site(one, says) and _holds(one.holder, report)]
    if not found:
        return None
    nearest = min(one.place for one in found)
    near = [one.words for one in found if one.place == nearest]
    borne_out = [words for words in near if _alike(words, says.title)]
    if nearest == _HEADER or len(near) > 1:
        return borne_out[0] if borne_out else None
    return near[0]


def _candidates(tree: HtmlElement) -> Iterator[_Candidate]:
    for number, heading in enumerate(tree.iter("h1")):
        if number == _MOST:
            return
        words = _words(heading)
        around = [heading, *heading.iterancestors()]
        if key(words) and len(words) <= LONGEST_TITLE and not any(map(_is_furniture, around)):
            yield _Candidate(words, *_place(heading))


def _place(heading: HtmlElement) -> tuple[int, HtmlElement]:
    """Where on the page a heading stands, and the part of the page that is its own."""
    place = _ELSEWHERE
    top = heading
    for above in heading.iterancestors():
        top = above
        if above.tag == "article":
            return _ARTICLE, above
        if above.tag == "main" or above.get("role") == "main":
            return _MAIN, above
        if above.tag == "header" or above.get("role") == "banner":
            place = _HEADER
    return place, top


def _is_furniture(element: HtmlElement) -> bool:
    """Whether an element is a part of the site and not of a report, or is not shown."""
    if element.tag in ("html", "body"):
        return False
    named = f"{element.get('class', '')} {element.get('id', '')}"
    hidden = element.get("hidden") is not None or "display:none" in element.get("style", "").replace(" ", "")
    return element.tag in _ASIDE or hidden or _SITE.search(named) is not None


def _is_site(one: _Candidate, says: PageSays) -> bool:
    found = key(one.words)
    host = (urlsplit(says.url).hostname or "") if says.url else ""
    names = {key(says.outlet), key(host.removeprefix("www.")), *map(key, host.split("."))}
    return found in names or (len(found) < _SHORTEST and not _alike(one.words, says.title))


def _holds(holder: HtmlElement, report: str) -> bool:
    return key(report) in key(str(holder.text_content()))


def _alike(left: str, right: str) -> bool:
    """Whether half of the pairs of letters of the shorter are in the longer, whatever the script."""
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (key(left), key(right))]
    return min(map(len, pairs)) > 0 and len(pairs[0] & pairs[1]) >= _ALIKE * min(map(len, pairs))


def _words(heading: HtmlElement) -> str:
    return " ".join("".join(_pieces(heading)).split())


def _pieces(heading: HtmlElement) -> Iterator[str]:
    """The words of a heading, however deep its tags; a line break within it parts two words."""
    from lxml.etree import iterwalk

    walk = iterwalk(heading, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start" and element.tag in _NO_WORDS:
            walk.skip_subtree()
        elif event == "start":
            yield " " if element.tag == "br" else element.text or ""
        elif element is not heading:
            yield element.tail or ""
