"""What to write where a span's words are not at its offsets: SPN015 proposes, and never repairs."""

from __future__ import annotations

REACH = 400
"""How far from the stated start, in characters, a span's words are looked for."""

MIN_LENGTH = 2
"""Shorter words stand everywhere and propose nothing."""


def proposal(text: str, surface: str, start: int) -> str:
    """How to mend offsets that miss `surface`: its one occurrence near `start`; empty if none or several."""
    if len(surface) < MIN_LENGTH:
        return ""
    low = max(0, start - REACH)
    window = text[low : max(0, start) + REACH + len(surface)]
    at = window.find(surface)
    if at < 0 or window.find(surface, at + 1) >= 0:
        return ""
    return f'set "start" to {low + at} and "end" to {low + at + len(surface)}, where the words stand'
