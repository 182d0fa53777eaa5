"""The headline where it stands in the body too: once as itself, which is no caption, or again, which is one."""

from __future__ import annotations


def key(line: str) -> str:
    """What is left of a line without case, punctuation and blanks."""
    return "".join(char for char in line.casefold() if char.isalnum())


def without_own(paragraphs: tuple[str, ...], title: str) -> tuple[str, ...]:
    """`paragraphs` without the headline that they begin with, where it was had from elsewhere too."""
    if not paragraphs:
        return paragraphs
    first, _, rest = paragraphs[0].partition("\n")
    if not key(title) or key(first) != key(title):
        return paragraphs
    return (rest, *paragraphs[1:]) if rest.strip() else paragraphs[1:]
