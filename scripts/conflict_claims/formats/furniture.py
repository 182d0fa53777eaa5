"""Lines of a web page that are no part of the report: calls to share it, links to others, who wrote it.

Only what cannot be a sentence of a report: a whole line, or for a byline a whole paragraph, right beneath the
headline.
"""

from __future__ import annotations

import re

_SHARING = frozenset(
    {
        "advertisement",
        "advertisements",
        "article continues after advertisement",
        "article continues below",
        "article continues below advertisement",
        "click to share on facebook opens in new window",
        "click to share on twitter opens in new window",
        "click to share on whatsapp opens in new window",
        "copy link",
        "listen to this article",
        "print this article",
        "print this page",
        "share",
        "share on email",
        "share on facebook",
        "share on linkedin",
        "share on reddit",
        "share on telegram",
        "share on twitter",
        "share on whatsapp",
        "share on x",
        "share this",
        "share this article",
        "share this page",
        "share this post",
        "share this story",
        "share via email",
        "share with friends",
        "sign up for our newsletter",
        "skip to content",
        "skip to main content",
        "story continues below",
        "story continues below advertisement",
        "subscribe to our newsletter",
    }
)
_ELSEWHERE = frozenset(
    {
        "also read",
        "more on this story",
        "most read",
        "read also",
        "read more",
        "recommended stories",
        "related articles",
        "related news",
        "related stories",
        "related topics",
        "you may also like",
    }
)
LONGEST = 80
LONGEST_LINK = 200
_LINK = re.compile(
    r"(?:read (?:more|also|next)|also read|more on this story|related (?:topics|stories|articles)) ?: ?\S.*", re.I
)

_UNNAMED = frozenset(
    {"by a staff reporter", "by our correspondent", "by our staff reporter", "by staff reporter", "by web desk"}
)
_AGENCIES = frozenset({"AFP", "ANI", "AP", "APP", "Agencies", "PTI", "Reuters", "Xinhua"})
# A subheading may begin with By as well: "By Sunday Evening", "By Land And Sea".
_NO_NAMES = frozenset(
    """
    A Air All An Any Early Far Force Land Late Law Mid Night Sea The
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    January February March April May June July August September October November December
    """.split()
)
_JOINTS = frozenset({"and", "&", "for", "in", "|", "\u00b7", "-", "\u2013", "\u2014"})
_PARTICLES = frozenset({"bin", "da", "de", "del", "der", "el", "ibn", "ul", "ur", "van", "von"})
_LONGEST_NAME = 5


def furniture(line: str) -> str:
    """What kind of furniture a line is: `sharing`, `elsewhere` (a link to other reports), or none."""
    words = _words(line)
    if words in _SHARING:
        return "sharing"
    if words in _ELSEWHERE or (len(line) <= LONGEST_LINK and _LINK.fullmatch(line)):
        return "elsewhere"
    return ""


def is_byline(paragraph: str) -> bool:
    """Whether a paragraph names who wrote the report, and where, and says no more: "By John Smith, Harl"."""
    if _words(paragraph) in _UNNAMED:
        return True
    by, *words = paragraph.split() or [""]
    if by not in ("By", "BY") or len(paragraph) > LONGEST or paragraph[-1] in ".?!:;":
        return False
    first = _first_name(words)
    named = first[:1] and (first[0] in _AGENCIES or 1 < len(first) <= _LONGEST_NAME)
    known = (word in _JOINTS or word in _PARTICLES or word[0].isupper() or word[0].isdigit() for word in words)
    return bool(named) and first[0].title() not in _NO_NAMES and all(known)


def _first_name(words: list[str]) -> list[str]:
    """The words up to the first comma or joint; none where one of them begins like no name."""
    name: list[str] = []
    for word in words:
        if word in _JOINTS:
            break
        if not word[0].isupper() and word not in _PARTICLES:
            return []
        name.append(word.removesuffix(","))
        if word.endswith(","):
            break
    return name


def _words(line: str) -> str:
    """The words of a short line, without case and punctuation."""
    if len(line) > LONGEST:
        return ""
    return " ".join("".join(char if char.isalnum() else " " for char in line.casefold()).split())
