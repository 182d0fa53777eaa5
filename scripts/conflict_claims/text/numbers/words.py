"""Words with their places: what the number grammar reads."""

import re
from dataclasses import dataclass
from typing import Final

_BLANK: Final = " \u00a0\u2009\u202f"
# In this order: 12 000; 1,200 and 1,20,000; 1.5; 2½; digits; words; any other sign.
_TOKEN: Final = re.compile(
    rf"(?<![\d.,])\d{{1,3}}(?P<blank>[{_BLANK}])\d{{3}}(?:(?P=blank)\d{{3}}){{0,3}}(?!\d|[.,:/]\d)"
    r"|\d{1,3}(?:[,'\u066c]\d{2,3}){0,4}[,'\u066c]\d{3}(?!\d)(?:\.\d{1,6})?+"
    r"|\d{1,12}[.\u066b]\d{1,6}(?![.\d])"
    r"|\d{1,12} ?[½¼¾]"
    r"|\d+"
    r"|[^\W\d_][^\W_]*(?:'[^\W_]+)*"
    r"|[^\w\s]|_"
)
_GROUPING: Final = str.maketrans("\u066b", ".", f",'\u066c{_BLANK}")
_PLAIN: Final = str.maketrans("’‐‑", "'--")
_MAX_DIGITS: Final = 12
_VULGAR: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75}

# Rules look a few words ahead and behind; empty words past the end spare them every check of bounds.
_PADDING: Final = 16


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words.

    Attributes:
        text: The text itself.
        low: The words in lower case, straight apostrophes, padded with empty ones.
        starts: Code-point offset of each word.
        ends: Code-point offset behind each word.
        size: How many words there are, without the padding.
    """

    text: str
    low: list[str]
    starts: list[int]
    ends: list[int]
    size: int

    def glued(self, index: int) -> bool:
        """Whether no blank stands between a word and the one before it."""
        return 0 < index < self.size and self.starts[index] == self.ends[index - 1]

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital."""
        return index < self.size and self.text[self.starts[index]].isupper()

    def is_number(self, index: int) -> bool:
        """Whether a word is written in digits."""
        return self.low[index][:1].isdecimal()


def words_of(text: str) -> Words:
    """Cut a text into the words of the number grammar.

    A number keeps its grouping and decimal separators; hyphens and signs are words of their own.

    Args:
        text: Any text.

    Returns:
        Its words.
    """
    low: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    plain = text if text.isascii() else text.translate(_PLAIN)
    lowered = plain.lower()
    # Lower case may be longer ("İ"), and then has other offsets.
    source = lowered if len(lowered) == len(plain) else plain
    for found in _TOKEN.finditer(source):
        start, end = found.span()
        low.append(found[0])
        starts.append(start)
        ends.append(end)
    if source is plain:
        low = [word.lower() for word in low]
    size = len(low)
    low.extend([""] * _PADDING)
    return Words(text, low, starts, ends, size)


def figure(word: str) -> float | int | None:
    """Read a word of digits, in any script.

    Args:
        word: What the tokenizer gave: "1,200", "12 000", "1.5", "۱۲".

    Returns:
        The number; None where it has too many digits to be a count of people.
    """
    plain = word.translate(_GROUPING)
    if plain[-1] in _VULGAR:
        return int(plain[:-1]) + _VULGAR[plain[-1]]
    if len(plain) > _MAX_DIGITS:
        return None
    return float(plain) if "." in plain else int(plain)
