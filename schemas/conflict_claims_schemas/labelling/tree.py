"""A labelling page as its tags in the order of the page, and how messages name them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

MAX_PAGE = 1_000_000
LABELLERS, CONTROL_TAGS = ("Labels",), ("Labels", "Choices", "Number", "TextArea")
HOLDERS, ITEMS = ("Labels", "Choices", "Relations"), ("Label", "Choice", "Relation")
"""The tags of which something is chosen, and those that say what."""

Told = tuple[Xml.Element, str]
"""A sentence about what is wrong with a tag."""


@dataclass(frozen=True)
class Page:
    """The tags of a page in its order; `around` is by tag the one that it stands in."""

    tags: list[Xml.Element]
    around: dict[Xml.Element, Xml.Element]

    def of(self, *kinds: str) -> Iterator[Xml.Element]:
        """The tags of some kinds."""
        return (tag for tag in self.tags if tag.tag in kinds)

    def holders(self) -> dict[Xml.Element, Xml.Element]:
        """The control of labels, choices or relations that a tag stands in, by the tag; itself where it is one."""
        found: dict[Xml.Element, Xml.Element] = {}
        for tag in self.tags:
            around = found.get(self.around.get(tag, tag))
            if (holder := tag if tag.tag in HOLDERS else around) is not None:
                found[tag] = holder
        return found

    def values(self) -> dict[Xml.Element, list[str]]:
        """What can be chosen in each control of labels, choices or relations, as its results have it."""
        holders = self.holders()
        found: dict[Xml.Element, list[str]] = {tag: [] for tag in self.of(*HOLDERS)}
        for item in self.of(*ITEMS):
            if item in holders:
                found[holders[item]].append(result_value(item))
        return found


class _WithoutDoctype(Xml.TreeBuilder):
    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise ValueError("the page has a document type or entities; Label Studio needs none, and none is read")


def parsed(xml: str) -> Page:
    """Read a page.

    Raises:
        ValueError: it is too long, no XML, or more than tags; the message is a sentence for people.
    """
    if len(xml) > MAX_PAGE:
        raise ValueError(f"the page has {len(xml):,} characters; at most {MAX_PAGE:,} are read")
    try:
        root = Xml.fromstring(xml, Xml.XMLParser(target=_WithoutDoctype()))
    except Xml.ParseError as error:
        raise ValueError(f"the page is no XML: {error}") from error
    tags = list(root.iter())
    return Page(tags, {inner: tag for tag in tags for inner in tag})


def result_value(item: Xml.Element) -> str:
    """What the results of an item say: its alias, or its value."""
    alias, value = item.get("alias"), item.get("value") or ""
    # Of a choice an empty alias counts as well.
    return alias if alias or (alias is not None and item.tag == "Choice") else value


def shown(tag: Xml.Element) -> str:
    """A tag for a message."""
    named = tag.get("name") or tag.get("value") or ""
    return f"<{tag.tag} {named}>" if named else f"<{tag.tag}>"


def near(name: str, known: Iterable[str]) -> str:
    """A question after the one of `known` that was meant, or nothing."""
    names = {one.lower(): one for one in sorted(known)}
    close = difflib.get_close_matches(name.lower(), names, n=1)
    return f" (did you mean {names[close[0]]!r}?)" if close else ""
