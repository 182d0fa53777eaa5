"""The small words that hold noun phrases and sums together."""

from typing import Final

from conflict_claims.text.wordlists import word_set

NOUN_STOPS: Final = word_set(
    "of in on at by with from near to for into during after before when while as because since where "
    "who whom whose which that than and or but plus nor were was are is be been being had has have did "
    "does do will would could may might must can should said say says according including among he she "
    "it they we i this these those there then across over under inside outside through amid following "
    "between against via per about aged age"
)
"""Words that no noun phrase runs across."""

DETERMINERS: Final = word_set(
    "the his her its their our my these those other others also then later another further additional its whose your"
)
POSSESSIVES: Final = frozenset({"his", "her", "their", "its"})
COORDINATORS: Final = frozenset({"and", "&", "plus", "+"})
COMMAS: Final = frozenset({",", ";"})
HARM_PARTICIPLES: Final = word_set(
    "killing wounding injuring hurting killed wounded injured dead missing capturing displacing leaving another"
)
"""Verbs of harm that may stand between "and" and the next number ("and wounding three")."""

SUPERLATIVES: Final = word_set(
    "most deadliest worst largest biggest bloodiest poorest first main key few many best least only "
    "major oldest last leading top highest longest"
)
