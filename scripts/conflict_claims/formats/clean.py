"""From a headline and paragraphs to the text of an article: the form that offsets refer to.

The text is the headline, a blank line, and the paragraphs with a blank line between them. What is dropped
here: the headline where a page repeats it as a caption, lines of a page's furniture that no report would
contain, bylines right beneath the headline, and blanks at the ends of lines. Each is counted in `cleaning`,
without quoting the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from conflict_claims.formats.extract import Extract, count
from conflict_claims.formats.furniture import furniture, is_byline
from conflict_claims.formats.headline import key
from conflict_claims.formats.paragraphs import blocks
from conflict_claims.formats.plain import LONGEST_TITLE, normalised
from conflict_claims.formats.refusal import Refused

# Both are looked for from the first blank of a row alone: from each, a long row would take its length squared.
_LINE_BREAKS = re.compile("(?<! )[ ]*[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+[ ]*")
_ENDS = re.compile(r"^[\s\ufeff]+|(?<![\s\ufeff])[\s\ufeff]+$")


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
    kept, dropped = _without_repeats(lines, title)
    found = blocks(kept)
    if not found:
        raise Refused("a text beneath the headline", "none", "give the paragraphs of the report too")
    # Trimming can bring a combining mark beside another, so the joined text is normalised
    # again.
    whole = normalised("\n\n".join((title, *("\n".join(block) for block in found))))[0]
    done = (*extract.cleaning, *changes, *_counted(dropped, trimmed))
    return CleanText(whole.partition("\n")[0], whole, done)


def _check_title(title: str) -> None:
    if not key(title):
        raise Refused("a headline", "none", "pass --title, or put a headline on the first line")
    if len(title) > LONGEST_TITLE:
        found = f"{len(title):,} characters"
        raise Refused(
            f"a headline of at most {LONGEST_TITLE} characters", found, "pass --title with the headline alone"
        )


def _without_repeats(lines: list[str], title: str) -> tuple[list[str], Counter[str]]:
    """The lines without headline, furniture and byline, each leaving a blank one, and how many there were of each."""
    headline = key(title)
    kinds = ["headline" if key(line) == headline else furniture(line) for line in lines]
    kept = ["" if kind else line for line, kind in zip(lines, kinds, strict=True)]
    dropped = Counter(kind for kind in kinds if kind)
    for at in _bylines(kept):
        kept[at] = ""
        dropped["byline"] += 1
    return kept, dropped


def _bylines(lines: list[str]) -> Iterator[int]:
    """Where the paragraphs that are bylines stand, right beneath the headline."""
    for at, line in enumerate(lines):
        if line and (not is_byline(line) or any(lines[at + 1 : at + 2])):
            return
        if line:
            yield at


def _counted(dropped: Counter[str], trimmed: int) -> list[str]:
    nouns = {
        "headline": ("headline repeated as a caption", "paragraph"),
        "sharing": ("page furniture (advertisement, sharing)", "line"),
        "elsewhere": ("page furniture (links to other reports)", "line"),
        "byline": ("byline", "line"),
    }
    done = [f"{what}: {count(dropped[kind], noun, 'dropped')}" for kind, (what, noun) in nouns.items() if dropped[kind]]
    if trimmed:
        done.append(f"blanks at line ends: {count(trimmed, 'line', 'trimmed')}")
    return done
