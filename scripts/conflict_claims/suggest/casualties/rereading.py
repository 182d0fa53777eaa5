"""What some chunks are to the rules of casualties, where their letters alone do not tell.

One pass over the kinds finds the few places in question; the words there decide. The number of chunks stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from conflict_claims.suggest.casualties.ordinary_verbs import custody, in_state, taking, undergone
from conflict_claims.suggest.casualties.outcomes import harm_words
from conflict_claims.suggest.casualties.quantities import ORDINALS
from conflict_claims.suggest.phrases import Chunks
from conflict_claims.text.wordlists import word_set

PERSON_HARMS: Final = word_set(
    "killed kill kills killing murdered murder murders murdering assassinated assassinate assassinating kidnapped "
    "kidnap kidnapping abducted abducting arrested executed executing beheaded beheading slain lynched lynch lynches "
    "lynching strangled died"
) | {"shot dead", "shoot dead", "gunned down", "gunning down", "stabbed to death", "beaten to death", "shot and killed"}
"""Harm that is done to persons, and not to towns, bodies or things."""

_DOUBTFUL: Final = re.compile(
    # The class comes first, because a search for it is fast; then what each of its letters may be.
    r"[,OPYX2(VvgIDqh](?:"
    r"(?<=[,(])(?:(?P<ages>(?<=Q,)(?:y?n(?:,y?n){0,2}&y?n),(?=y?[12&]))"
    r"|(?P<age>(?<=[NPQO],)n(?:,(?=y?[12&])|(?=[,.)])))"
    r"|(?P<years>(?<=[NPO]\()n\)))"
    r"|(?<=[OP])(?:(?P<stranger>(?=(?:[fi][OXNPC])?y?(?:2|bi?[MO]1)))"
    r"|(?P<object>(?<=[134]O)(?=[iFTBM.,|wqfg&]))"
    r"|(?P<kin>(?<=&O)(?=y?2))"
    r"|(?P<loose>(?<=[QP]O)(?=[fiTB]))"
    r"|(?P<custody>(?<=bi[PNC]['\x22]O)|(?<=biO)(?=[iFq.,|&;]))"
    r"|(?P<alone>(?<=O)(?=y?[12.,|i&;M]|fp))"
    r"|(?P<both>(?<=P)(?=y?[12])|(?<=[134]P)(?=[iFM.,|&;qwg])))"
    r"|(?<=[VvgI])(?:(?P<undergone>(?<=V)(?=[fiFBMT.,|&;qu\"y])|(?<=[QoP]v)(?=[iFBM.|,])|(?<=nv)(?=[iF.|,]))"
    r"|(?P<taking>(?<!V)(?=[QUnS])))"
    r"|(?P<wound>(?<=Y)(?=[Qno]))"
    r"|(?P<in_state>(?<=bD)|(?<=[zV]q)D)"
    r"|(?P<tried>(?<=v2))"
    r"|(?P<ordinal>(?<=h)(?=y?[12bV]))"
    r"|(?P<fighting>(?<=1X)))"
)
AGE: Final = "~"
"""The kind of an age behind a name, and of its commas."""
_OLDEST: Final = 110
_SMALL: Final = frozenset("one two three four five six seven eight nine ten eleven twelve thirteen".split())
_WOUNDS: Final = frozenset({"wound", "wounds"})


def reread(chunks: Chunks) -> Chunks:
    """The same chunks, with the kinds that casualty rules should see; linear in the text.

    Args:
        chunks: The chunks.
    """
    kinds = _DOUBTFUL.sub(lambda found: _READINGS[found.lastgroup or ""](chunks, found), chunks.kinds)
    return chunks if kinds == chunks.kinds else replace(chunks, kinds=kinds)


def _age(chunks: Chunks, found: re.Match[str]) -> str:
    """A number between commas behind one person is an age: "Tor Vesk, 40, was killed"."""
    at = found.start()
    years = chunks.head(at + 1)
    before = chunks.pieces[at - 1]
    one = not before.rstrip("_").endswith(("R", "H")) and "n" not in before
    aged = _is_age(years) and chunks.pieces[at + 1] == "n"
    return AGE * len(found[0]) if one and aged else found[0]


def _ages(chunks: Chunks, found: re.Match[str]) -> str:
    """Numbers between commas behind several people are ages: "two brothers, 9 and 11, were killed"."""
    first, after = found.span()
    ages = [at for at in range(first, after) if chunks.kinds[at] == "n"]
    aged = all(chunks.head(at) in _SMALL or _is_age(chunks.head(at)) for at in ages)
    return AGE * len(found[0]) if aged else found[0]


def _is_age(word: str) -> bool:
    return word.isdecimal() and int(word[:4]) <= _OLDEST


def _stranger(chunks: Chunks, found: re.Match[str]) -> str:
    """One of whom people-only harm is told is a person, whatever the noun: "a piano tuner was killed"."""
    piece = chunks.pieces[found.start()].replace("_", "")
    if piece[0] != "a" or len(piece) < _SHORTEST or (piece[-1] not in "zNc" and piece[-2:] != "Jj"):
        # "a Spanish national" is one too.
        return _both(chunks, found) if found[0] == "P" else _alone(chunks, found)
    return found[0] if chunks.head(found.start()) in _NO_PEOPLE else "o"


def _object(chunks: Chunks, found: re.Match[str]) -> str:
    """One whom people-only harm befalls as its object: "lynched a mugger"."""
    at = found.start()
    piece = chunks.pieces[at].replace("_", "")
    person = piece[0] == "a" and len(piece) >= _SHORTEST and piece[-1] in "zN"
    if person and chunks.head(at) not in _NO_PEOPLE and not PERSON_HARMS.isdisjoint(harm_words(chunks, at - 1)):
        return "o"
    return _alone(chunks, found)


def _kin(chunks: Chunks, found: re.Match[str]) -> str:
    """Who belongs to another of the harmed is a person: "a leader and his companion were killed"."""
    at = found.start()
    own = chunks.words.low[chunks.firsts[at]] in _POSSESSIVES and chunks.pieces[at].endswith("z")
    return "o" if own and chunks.head(at) not in _NO_PEOPLE else _stranger(chunks, found)


def _loose(chunks: Chunks, found: re.Match[str]) -> str:
    """An adjective behind its noun is like a participle: "a man suspected of theft"."""
    return "v" if chunks.pieces[found.start()] == "j" else found[0]


def _alone(chunks: Chunks, found: re.Match[str]) -> str:
    """A word that stands for people by itself: "both were killed", "another was wounded", "a third died"."""
    at = found.start()
    size = chunks.firsts[at + 1] - chunks.firsts[at]
    if size == 1:
        return _STANDING.get(chunks.head(at), found[0])
    return _ordinal(chunks, found) if size == _PAIR else found[0]


def _ordinal(chunks: Chunks, found: re.Match[str]) -> str:
    """One more of several by his number: "a third was badly hurt", "the other is in intensive care"."""
    at = found.start()
    return "Q" if chunks.firsts[at + 1] - chunks.firsts[at] == _PAIR and _is_person(chunks.head(at)) else found[0]


def _is_person(word: str) -> bool:
    """Whether an adjective stands for a person: "the fourth", "a six-year-old"."""
    return word in ORDINALS or word.endswith("-year-old")


def _both(chunks: Chunks, found: re.Match[str]) -> str:
    piece = chunks.pieces[found.start()]
    if "n" in piece and piece[-1] == "c":
        # "three militia were killed"
        return "o"
    return "Q" if chunks.words.low[chunks.firsts[found.start()]] == "both" else found[0]


def _wound(chunks: Chunks, found: re.Match[str]) -> str:
    """A noun before a number is the verb: "and wound 12 others", "blast kills two, wounds five"."""
    return "1" if chunks.head(found.start()) in _WOUNDS else found[0]


def _tried(chunks: Chunks, found: re.Match[str]) -> str:
    """What one only tried has not come about: "a man who tried to flee"."""
    at = found.start()
    return "I" if chunks.pieces[at][0] == "T" and chunks.head(at - 1) in _TRYING else found[0]


def _fighting(chunks: Chunks, found: re.Match[str]) -> str:
    """A participle, and nobody's object: "killed fighting in Tarn"."""
    return "g" if chunks.low(found.start()) == ["fighting"] else found[0]


_SHORTEST: Final = 2
_PAIR: Final = 2
_STANDING: Final = {"both": "n", "another": "n", "all": "S"}
_TRYING: Final = frozenset(
    "tried tries trying attempted attempting wanted wants refused refusing failed planned hoped hoping wished".split()
)
_POSSESSIVES: Final = frozenset({"his", "her", "their"})
_NO_PEOPLE: Final = frozenset(
    "dog cow goat horse camel donkey sheep bull elephant lion animal vehicle car truck bus plane aircraft helicopter "
    "tank boat ship vessel train house home building bridge road school hospital church mosque town village city base "
    "camp post station plan bill deal proposal idea project programme program law motion story career hope dream "
    "website system server account network computer phone tree crop leg arm hand head foot eye company ministry "
    "agency party drone missile jet lot number chance move movement effort attempt suggestion".split()
)
_READINGS: Final[dict[str, Callable[[Chunks, re.Match[str]], str]]] = {
    "age": _age, "years": _age, "stranger": _stranger, "alone": _alone, "both": _both,
    "object": _object, "kin": _kin, "loose": _loose, "wound": _wound, "fighting": _fighting, "tried": _tried,
    "undergone": undergone, "taking": taking, "in_state": in_state, "ages": _ages,
    "ordinal": _ordinal, "custody": custody,
}  # fmt: skip
