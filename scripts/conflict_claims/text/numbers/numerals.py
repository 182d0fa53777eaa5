"""The words of numbers."""

from typing import Final

from conflict_claims.text.wordlists import word_set

SMALL: Final[dict[str, int]] = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
TENS: Final[dict[str, int]] = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
UNITS: Final[dict[str, int]] = {"dozen": 12, "score": 20, "hundred": 100}
SCALES: Final[dict[str, int]] = {
    "thousand": 10**3,
    "lakh": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
}
MULTIPLIERS: Final[dict[str, int]] = UNITS | SCALES
GLUED_SCALES: Final[dict[str, int]] = {"k": 10**3, "m": 10**6, "mn": 10**6}
PARTS: Final[dict[str, float]] = {"half": 0.5, "quarter": 0.25}
"""Parts of a unit: "half a dozen", "a quarter of a million"."""

ARTICLES: Final = frozenset({"a", "an"})
NUMERALS: Final = SMALL.keys() | TENS.keys() | MULTIPLIERS.keys() | ARTICLES
"""Words that a number may begin with."""

FRACTIONS: Final = word_set(
    "half halves third thirds quarter quarters fourth fourths fifth fifths sixth sixths seventh sevenths "
    "eighth eighths ninth ninths tenth tenths"
)
HYPHENS: Final = frozenset("-\u2012–—\u2212")
