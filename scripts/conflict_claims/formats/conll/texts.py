"""A text made of tokens again, with the place of each token in it.

CoNLL files keep no blanks. Where a file tells the offsets of its tokens, these decide. Otherwise the first sentence
is the headline, a blank line follows, then a sentence a line, and between two tokens stands a blank (`blank`) or, where
they are punctuation that is written together, none (`text`).
"""

from __future__ import annotations

import unicodedata
from typing import Literal

_NONE_BEFORE = frozenset(".,;:!?%…،؛؟\u06d4。、")
_NONE_AFTER = frozenset("¿¡")
_CLITICS = frozenset({"'s", "n't", "'re", "'ve", "'ll", "'d", "'m"})
MOST_BLANKS = 10_000
"""No gap between two tokens of a text is longer; an offset that asks for more is none."""


class NoPlace(ValueError):
    """A token cannot stand where its offsets say."""


class TextOfTokens:
    """Takes tokens one by one and builds their text."""

    def __init__(self, join: Literal["blank", "text"]) -> None:
        """Begin an empty text."""
        self.join, self.length, self.sentences = join, 0, 0
        self._parts: list[str] = []
        self._last = ""
        self._quoted = False

    def __str__(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def add(self, token: str, place: tuple[int, int] | None = None) -> tuple[int, int]:
        """Put a token to the end, or to its `place`.

        Returns:
            Where it stands.

        Raises:
            NoPlace: something stands at `place` already, or it is too far away or of another length.
        """
        gap = self._gap(token) if place is None else self._gap_to(token, place)
        self._parts += [gap, token]
        start = self.length + len(gap)
        self.length = start + len(token)
        self._last = token
        if token == '"':
            self._quoted = not self._quoted
        return start, self.length

    def end_sentence(self) -> None:
        """The next token begins a sentence."""
        if self._last:
            self.sentences += 1
            self._last = ""
            self._quoted = False

    def _gap(self, token: str) -> str:
        if not self._last:
            return "" if not self.length else "\n\n" if self.sentences == 1 else "\n"
        return "" if self.join == "text" and self._is_joined(token) else " "

    def _is_joined(self, token: str) -> bool:
        # An opening mark belongs to what follows, a closing one to what stands before it.
        if token == '"' or (self._last == '"' and self._quoted):
            return self._quoted
        return _closes(token) or _opens(self._last) or token.lower().replace("\u2019", "'") in _CLITICS

    def _gap_to(self, token: str, place: tuple[int, int]) -> str:
        size = place[0] - self.length
        if not 0 <= size <= MOST_BLANKS or place[1] - place[0] != len(token):
            raise NoPlace(f"{place[0]} {place[1]}")
        return (" " if self._last else "\n") * size


def _closes(token: str) -> bool:
    """Whether a token is written to what stands before it: `,` and its wide form, a closing bracket or quote."""
    first = token[0]
    return unicodedata.normalize("NFKC", first) in _NONE_BEFORE or unicodedata.category(first) in ("Pe", "Pf")


def _opens(token: str) -> bool:
    return token[-1] in _NONE_AFTER or unicodedata.category(token[-1]) in ("Ps", "Pi")
