"""Rules on the text of an article: TXT001 to TXT005."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from conflict_claims.articles import Article
from conflict_claims.text.normalise import normalise, suspicious_characters
from conflict_claims_schemas.problems import Problem

_BLANK_LINES = re.compile(r"\n{3,}|\A\n+|\n+\Z")


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the lines of an article's text begin, to tell a file's line from an offset."""

    article: Article
    starts: tuple[int, ...]

    def problem(self, rule: str, start: int, end: int, expected: str, found: str) -> Problem:
        line = self.article.text_line + bisect_right(self.starts, start) - 1
        article = self.article
        surface = article.text[start:end]
        return Problem(rule, article.file, line, "", article.id, "", start, end, surface, expected, found)


def text_problems(article: Article) -> list[Problem]:
    """What is wrong with an article's text."""
    lengths = (len(line) + 1 for line in article.text.split("\n")[:-1])
    lines = _Lines(article, tuple(accumulate(lengths, initial=0)))
    return [*_unnormal(lines), *_suspicious(lines), *_stray(lines), *_repeated(lines), *_bodiless(lines)]


def _unnormal(lines: _Lines) -> Iterator[Problem]:
    text = lines.article.text
    normal = normalise(text)
    if normal.text != text:
        same = _common_prefix(text, normal.text)
        found = "; ".join(normal.changes)
        problem = lines.problem("TXT001", same, same + 1, "text in its normal form (UTF-8, NFC, LF)", found)
        yield replace(problem, found=f"needed: {found}")


def _common_prefix(left: str, right: str) -> int:
    """How many characters at the start are the same."""
    return next((at for at, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), 0)


def _suspicious(lines: _Lines) -> Iterator[Problem]:
    """One problem a character and line, so that a line full of tabs is said once."""
    first: dict[tuple[int, str], Problem] = {}
    times: dict[tuple[int, str], int] = {}
    for one in suspicious_characters(lines.article.text):
        found = f"{one.name} (U+{ord(one.char):04X})"
        problem = lines.problem("TXT002", one.offset, one.offset + 1, "characters that readers can see", found)
        key = (problem.line, one.char)
        first.setdefault(key, problem)
        times[key] = times.get(key, 0) + 1
    for key, problem in first.items():
        yield replace(problem, found=f"{problem.found} x{times[key]}" if times[key] > 1 else problem.found)


def _stray(lines: _Lines) -> Iterator[Problem]:
    text = lines.article.text
    for start, line in zip(lines.starts, text.split("\n"), strict=True):
        bare = line.strip()
        if len(bare) < len(line):
            low, high = (0, len(line) - len(line.lstrip())) if line[0] != bare[:1] else (len(line.rstrip()), len(line))
            expected, found = "no blanks at the ends of a line", f"{len(line) - len(bare)} of them"
            yield lines.problem("TXT003", start + low, start + high, expected, found)
    has_blank_lines = "\n\n\n" in text or text.startswith("\n") or text.endswith("\n")
    for match in _BLANK_LINES.finditer(text) if has_blank_lines else ():
        expected, found = "one blank line between paragraphs", f"{len(match.group())} line feeds in a row"
        yield lines.problem("TXT003", match.start(), match.end(), expected, found)


def _repeated(lines: _Lines) -> Iterator[Problem]:
    headline, *body = lines.article.text.split("\n")
    folded = _folded(headline)
    first = folded.partition(" ")[0]
    for start, line in zip(lines.starts[1:], body, strict=True):
        # The first words tell most lines apart, and are found without going through the whole line.
        if first and _first_word(line) == first and _folded(line) == folded:
            yield lines.problem("TXT004", start, start + len(line), "the headline once", "the headline again")


def _first_word(line: str) -> str:
    return "".join(line.split(maxsplit=1)[:1]).casefold()


def _folded(line: str) -> str:
    return " ".join(line.split()).casefold()


def _bodiless(lines: _Lines) -> Iterator[Problem]:
    headline, gap, body = lines.article.text.partition("\n\n")
    if not (headline.strip() and gap and body.strip()):
        end = len(headline)
        found = "a headline alone" if headline.strip() else "no headline"
        yield lines.problem("TXT005", 0, end, "a headline, a blank line, and a body", found)
    elif "\n" in headline:
        end = len(headline)
        yield lines.problem("TXT005", 0, end, "a blank line after the headline", "a paragraph that goes on")
