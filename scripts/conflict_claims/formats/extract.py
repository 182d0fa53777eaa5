"""What a reader of one format finds in a received text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Extract:
    """A headline and paragraphs, and what the source says of itself.

    `paragraphs` may hold single line feeds. `cleaning` lists what was changed on the way, in words that quote
    nothing of the text, because the front matter of a withheld article is published.
    """

    title: str
    paragraphs: tuple[str, ...]
    url: str | None = None
    published: date | None = None
    outlet: str | None = None
    language: str | None = None
    cleaning: tuple[str, ...] = ()


def count(number: int, noun: str, done: str) -> str:
    """`number` of `noun`, and what was `done` to them: "2 lines dropped"."""
    return f"{number} {noun}{'' if number == 1 else 's'} {done}"
