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
UNITS_OF_MANY: Final[dict[str, int]] = UNITS | {f"{unit}s": size for unit, size in UNITS.items()}
SCALES_OF_MANY: Final[dict[str, int]] = SCALES | {f"{scale}s": size for scale, size in SCALES.items()}
"""The same behind a number, where the plural changes nothing: "three dozens", "two lakhs"."""

PARTS: Final[dict[str, float]] = {"half": 0.5, "quarter": 0.25, "½": 0.5, "¼": 0.25, "¾": 0.75}
"""Parts of a unit: "half a dozen", "a quarter of a million", "½ million"."""
PLURAL_PARTS: Final[dict[str, float]] = {"quarters": 1 / 4, "thirds": 1 / 3, "fifths": 1 / 5, "tenths": 1 / 10}

ARTICLES: Final = frozenset({"a", "an"})
NUMERALS: Final = SMALL.keys() | TENS.keys() | MULTIPLIERS.keys() | ARTICLES
"""Words that a number may begin with."""

FRACTIONS: Final = word_set(
    "half halves third thirds quarter quarters fourth fourths fifth fifths sixth sixths seventh sevenths "
    "eighth eighths ninth ninths tenth tenths"
)
HYPHENS: Final = frozenset("-\u2012–—\u2212")
