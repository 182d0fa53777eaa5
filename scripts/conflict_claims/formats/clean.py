"""From a headline and paragraphs to the text of an article: the form that offsets refer to.

The text is the headline, a blank line, and the paragraphs with a blank line between them. What is dropped
here: the headline where a page repeats it as a caption, lines of a page's furniture that no report would
contain, and blanks at the ends of lines. Each is counted in `cleaning`, without quoting the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from conflict_claims.formats.extract import Extract, count
from conflict_claims.formats.paragraphs import blocks
from conflict_claims.formats.plain import LONGEST_TITLE, normalised
from conflict_claims.formats.refusal import Refused

# Whole lines only, and only what cannot be a sentence of the report.
FURNITURE = frozenset(
    {
        "advertisement",
        "advertisements",
        "article continues after advertisement",
        "article continues below",
        "article continues below advertisement",
        "click to share on facebook opens in new window",
        "click to share on twitter opens in new window",
        "click to share on whatsapp opens in new window",
        "share on facebook",
        "share on linkedin",
        "share on twitter",
        "share on whatsapp",
        "share on x",
        "share this article",
        "share this page",
        "share this post",
        "share this story",
        "share via email",
        "sign up for our newsletter",
        "skip to content",
        "skip to main content",
        "story continues below",
        "story continues below advertisement",
        "subscribe to our newsletter",
    }
)
LONGEST_FURNITURE = 80
_LINE_BREAKS = re.compile("[ ]*[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+[ ]*")
_ENDS = re.compile(r"^[\s\ufeff]+|[\s\ufeff]+$")


@dataclass(frozen=True, slots=True)
class CleanText:
    """An article's headline and its whole text (which begins with the headline), and what cleaning did."""

    title: str
    text: str
    cleaning: tuple[str, ...]


def clean(extract: Extract) -> CleanText:
    """The text of an article.

    Raises:
        Refused: no headline or no paragraph is left, or the text has no UTF-8 form.
    """
    title = _ENDS.sub("", _LINE_BREAKS.sub(" ", _ENDS.sub("", extract.title)))
    text, changes = normalised("\n\n".join((title, *extract.paragraphs)))
    title, _, body = text.partition("\n")
    title = _ENDS.sub("", title)
    _check_title(title)
    lines = [_ENDS.sub("", line) for line in body.split("\n")]
    trimmed = sum(kept != line for kept, line in zip(lines, body.split("\n"), strict=True) if line.strip())
    kept, captions, furniture = _without_repeats(lines, title)
    found = blocks(kept)
    if not found:
        raise Refused("a text beneath the headline", "none", "give the paragraphs of the report too")
    # Trimming can bring a combining mark beside another, so the joined text is normalised
    # again.
    whole = normalised("\n\n".join((title, *("\n".join(block) for block in found))))[0]
    done = (*extract.cleaning, *changes, *_counted(captions, furniture, trimmed))
    return CleanText(whole.partition("\n")[0], whole, done)


def _check_title(title: str) -> None:
    if not _key(title):
        raise Refused("a headline", "none", "pass --title, or put a headline on the first line")
    if len(title) > LONGEST_TITLE:
        found = f"{len(title):,} characters"
        raise Refused(
            f"a headline of at most {LONGEST_TITLE} characters", found, "pass --title with the headline alone"
        )


def _without_repeats(lines: list[str], title: str) -> tuple[list[str], int, int]:
    """The lines that are neither the headline again nor furniture; a dropped line leaves a blank one."""
    headline = _key(title)
    repeated = [_key(line) == headline for line in lines]
    furniture = [_words(line) in FURNITURE for line in lines]
    gone = [one or other for one, other in zip(repeated, furniture, strict=True)]
    kept = ["" if drop else line for line, drop in zip(lines, gone, strict=True)]
    return kept, sum(repeated), sum(gone) - sum(repeated)


def _counted(captions: int, furniture: int, trimmed: int) -> list[str]:
    done = []
    if captions:
        done.append(f"headline repeated as a caption: {count(captions, 'paragraph', 'dropped')}")
    if furniture:
        done.append(f"page furniture (advertisement, sharing): {count(furniture, 'line', 'dropped')}")
    if trimmed:
        done.append(f"blanks at line ends: {count(trimmed, 'line', 'trimmed')}")
    return done


def _key(line: str) -> str:
    """What is left of a line without case, punctuation and blanks."""
    return "".join(char for char in line.casefold() if char.isalnum())


def _words(line: str) -> str:
    """The words of a short line, without case and punctuation."""
    if len(line) > LONGEST_FURNITURE:
        return ""
    return " ".join("".join(char if char.isalnum() else " " for char in line.casefold()).split())
