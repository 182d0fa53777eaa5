"""Two notes about one thing made one, so that neither is lost."""

from __future__ import annotations


def joined(first: str | None, second: str | None) -> str:
    """Both notes, the second below the first; one that holds all lines of the other stands for both."""
    one, other = first or "", second or ""
    if not one or not other:
        return one or other
    if _holds(one, other) or _holds(other, one):
        return max(one, other, key=len)
    return f"{one}\n{other}"


def _holds(note: str, lines: str) -> bool:
    return f"\n{lines}\n" in f"\n{note}\n"
