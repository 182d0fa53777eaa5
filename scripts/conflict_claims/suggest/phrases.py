"""Chunks: noun phrases and verb groups of a text, one letter each, so that clauses are regular expressions too.

Kinds of chunks:

`Q` people with a number ("12 soldiers", "a soldier") · `U` a number that says its harm ("12 dead", "12 wounded
soldiers", "12 deaths") · `n` a number alone · `o` a number with a noun the lexicon lacks · `S` a share ("most of
them", "half") · `E` nobody ("no civilians", "none") · `P` people or a body without a number · `N` a name that the
lexicon lacks · `X` an event · `O` another noun phrase · `Z` a toll ("the death toll", "the dead") · `Y` counted harm
without a number ("casualties") · `K` an act of harm ("the killing") · `p` a pronoun;
`1` harm, active or a bare participle · `2` harm of the subject ("were killed", "died") · `3` harm, -ing · `4` harm,
infinitive · `s` reporting · `z` reporting, passive ("was said") · `v` other verb · `V` other verb, passive · `g` -ing
· `I` infinitive · `b` copula; `D` state of harm. All other chunks are single words with their letter (`letters.py`),
of which `t` is "that", `u` a unit of measure, `M` a date.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, chain
from operator import itemgetter
from typing import Final

from conflict_claims.suggest.letters import NOMINAL, VERBS
from conflict_claims.suggest.words import Words

NOUN_PHRASES: Final = frozenset("QUnoSEPNXOZYKp")
VERB_GROUPS: Final = frozenset("1234szvVgIb")
FINITE: Final = frozenset("12szvVb")

# Every repetition is bounded, so that a word that is repeated without end costs the same at each place.
_DETERMINERS: Final = r"(?:[ad]_*+){0,4}+"
_HEDGES: Final = r"(?:h_*+){0,4}+"
# "14 or more", but "14 over the weekend"
_HEDGES_BEHIND: Final = r"(?:h_*+(?![daM])){0,4}+"
_FIGURE: Final = r"(?:n_*+){1,9}+"
# "30 to 40"; but in "from 34 to 29" are two numbers, unless people stand behind them
_RANGE: Final = rf"(?:/|(?<!Fn)T|T(?={_FIGURE}[{NOMINAL}RH]))"
_NUMBER: Final = rf"{_HEDGES}(?:Wn_*+&{_HEDGES}n_*+|{_FIGURE}(?:{_RANGE}{_FIGURE})?+){_HEDGES_BEHIND}"
_INNER: Final = "JNGCOzrcvKYZuk"
_NOUN: Final = (
    rf"[{_INNER}]_*+"
    # "the last three soldiers", but "the attack five soldiers"; "a guard Monday"
    # "July 25", "July 25 2031"; but "today two engineers"
    r"|(?<=M)n_*+(?:n_*+)?(?![jJNGrRcHkz_])"
    rf"|(?<=[jJNC'd])n_*+|(?<=[ad]M)n_*+|(?<![rkYKn])M_*+|(?<=[adj']n)M_*+|(?<=n)M_*+(?![{NOMINAL}])|(?<=N)/(?=N)|(?<![rk])j_*+|j_*+(?=[{NOMINAL}Rn])|D(?=[{NOMINAL}R])"
    r"|R_*+(?=[RrcHNJYOKvZ])"
    r"|(?<![RHp|])[Le]_*+(?![tndapH\"]|h_*+(?![da]))|(?<=[|adjJ'])[Le]_*+"
    r"|(?<=[ajJzOvcN])2_*+(?=[fiB.,;|&()])"
)
_NOUNS: Final = rf"(?:(?:{_NOUN}){{1,24}}+(?:[HR]_*+)?+|[HR]_*+)"
_OR_MORE: Final = r"(?:(?<=[HRz])h_(?!_)(?=y?[12bxmo]))?+"
_MODIFIER: Final = (
    rf"(?:(?:(?<=[adnhs0jJ'])|(?<=[adnhs0jJ]_)|(?<=[adnhs0jJ]__))y?+[17938](?=[{NOMINAL}R])"
    r"|(?<=[dnhs0jJ])4(?=[rRHkYJG]))"
)
_NOUN_PHRASE: Final = (
    rf"(?:(?<=[fiBF])t)?+{_DETERMINERS}(?:{_NUMBER}(?:s_++{_DETERMINERS}|(?<=n_)d_*+)?+|{_HEDGES}[0s]_*+{_DETERMINERS})?+(?:j_*+){{0,6}}+{_MODIFIER}?+{_NOUNS}{_OR_MORE}"
    rf"|{_DETERMINERS}(?:{_NUMBER}(?:s_++{_DETERMINERS}|(?<=n_)d_*+)?+|{_HEDGES}[0s]_*+{_DETERMINERS})(?:[1D](?!_))?+"
    r"|[ad]_*+j_*+(?=y?_*+[1%b])"
    r"|[ad]_*+(?:[jJ]_*+){0,6}+(?:[1D](?!_)|[23](?=[fiB.,;|&b!yxm\"()]))"
)
_AUXILIARY: Final = r"(?:[mxbo]_*+(?:[!y]_*+){0,4}+)"
_MAIN: Final = rf"[{VERBS}]_*+(?:(?:[&/]|(?<=[123]),)y?+[13]_*+)?+(?:D_*+)?+"
_VERB_GROUP: Final = (
    rf"T[!y]{{0,4}}+{_AUXILIARY}{{0,5}}+(?:{_MAIN}|[Le]_*+)"
    rf"|{_AUXILIARY}{{1,5}}+(?:[47]y?+(?:1_*+|D_*+)|{_MAIN}|(?<=[mo!])[Le]_*+|D(?!_))"
    rf"|{_MAIN}"
    rf"|{_AUXILIARY}{{1,5}}+"
    r"|(?<=[RHp])[Le]_*+|(?<=[NGcrzCO)_])[Le]_*+(?=[tndaphH\"])"
)
_CHUNK: Final = re.compile(rf"{_NOUN_PHRASE}|{_VERB_GROUP}|._*+")


@dataclass(frozen=True, slots=True)
class Chunks:
    """The chunks of a text, in parallel lists.

    Attributes:
        words: The words they are made of.
        kinds: One letter a chunk.
        pieces: The letters of each chunk's words.
        firsts: Index of each chunk's first word; one more at the end, behind the last.
        borders: Index of the chunk that ends each sentence.
        persons: Half-open word indices of persons by name, by the chunk that they stand in.
    """

    words: Words
    kinds: str
    pieces: list[str]
    firsts: list[int]
    borders: list[int]
    persons: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    def at(self, token: int) -> int:
        """Index of the chunk that a token stands in."""
        return bisect_right(self.firsts, token) - 1

    def with_people(self, heads: Iterable[int], persons: Mapping[int, tuple[int, int]]) -> Chunks:
        """The same chunks, where the noun phrases at `heads` are actors and `persons` stand by name."""
        kinds = list(self.kinds)
        for at in heads:
            if kinds[at] in "ON":
                kinds[at] = "P"
        return Chunks(self.words, "".join(kinds), self.pieces, self.firsts, self.borders, persons)

    def text(self, chunk: int) -> str:
        """The words of a chunk as they stand."""
        return self.words.slice(self.firsts[chunk], self.firsts[chunk + 1])

    def low(self, chunk: int) -> list[str]:
        """The tokens of a chunk in lower case."""
        return self.words.low[self.firsts[chunk] : self.firsts[chunk + 1]]

    def head(self, chunk: int) -> str:
        """The last token of a chunk in lower case: the head of a noun phrase."""
        return self.words.low[self.firsts[chunk + 1] - 1]


def chunks_of(words: Words) -> Chunks:
    """Cut a text into chunks; linear in the text.

    Args:
        words: Its words.

    Returns:
        Its chunks; every token is in one.
    """
    stretches = _STRETCH.findall(words.letters)
    before = chain(("",), (closing for _, closing in stretches))
    cut = list(map(_CUTS.__getitem__, zip(before, stretches, strict=False)))
    pieces = list(chain.from_iterable(map(_PIECES, cut)))
    firsts = list(accumulate(map(len, pieces), initial=0))
    kinds = "".join(map(_KINDS_OF, cut))
    borders = [found.start() for found in _BORDER.finditer(kinds)]
    return Chunks(words, _DOUBTFUL.sub(_decided, kinds), pieces, firsts, borders)


def _decided(found: re.Match[str]) -> str:
    """A lone word that may be noun or verb is a verb behind a noun phrase."""
    return {"L": "s", "e": "v"}[found[0]] if found.start() and found.string[found.start() - 1] in _BEFORE_VERB else "O"


_BORDER: Final = re.compile(r"\|")
_DOUBTFUL: Final = re.compile("[Le]")
_BEFORE_VERB: Final = frozenset("QUnoSEPNXOZYKpCG)w!y")


class _Cuts(dict[tuple[str, tuple[str, str]], tuple[list[str], str]]):
    """The chunks of a stretch of letters behind a closing, and their kinds; few shapes make up most of all texts."""

    def __missing__(self, key: tuple[str, tuple[str, str]]) -> tuple[list[str], str]:
        before, (open_, closing) = key
        pieces = [piece for piece in _CHUNK.findall(before + open_ + closing, len(before)) if piece]
        found = pieces, "".join(map(_KINDS.__getitem__, pieces))
        if len(self) > _KEPT:
            self.clear()
        if len(open_) < _LONG:
            self[key] = found
        return found


class _Kinds(dict[str, str]):
    """The kind of a chunk by its letters."""

    def __missing__(self, piece: str) -> str:
        if len(self) > _KEPT:
            self.clear()
        self[piece] = kind = _kind(piece)
        return kind


_KEPT: Final = 50_000
_LONG: Final = 60
# The closing always stands alone as a chunk, and no pattern looks beyond it, neither forward nor back.
_STRETCH: Final = re.compile(r"(?=.)([^ifBA;.()\"'wqlp|-]*+)((?:[ifBA;.()\"'wqlp|-]_*+)?)")
_PIECES: Final = itemgetter(0)
_KINDS_OF: Final = itemgetter(1)
_KINDS: Final = _Kinds()
_CUTS: Final = _Cuts()
_VERB_STARTS: Final = frozenset("Tmxbo!y" + VERBS)
_SINGLE: Final = frozenset("tWFfBTAiq&/,;()\"'.-|w!ybxomlhLeuMCpD")


_BEFORE_DATE: Final = tuple("RrcHNzOvC")


def _kind(piece: str) -> str:
    bare = piece.replace("_", "")
    if not bare:
        return "-"
    last = bare[-1]
    if last == "M" or bare.endswith("ju"):
        # "the government today", "the group last week": the date is no part of what the noun phrase is.
        core = bare.rstrip("Mju")
        last = core[-1] if core[-1:] in _BEFORE_DATE else last
    if bare[0] in "Tmxbo" and len(bare) > 1 and last in "mxbo!y":
        return "b" if "b" in bare else "v"
    if bare[0] in "Tmxbo" and last in "Le":
        return "I" if bare[0] == "T" else "s" if last == "L" else "v"
    if last in VERBS and bare[0] in _VERB_STARTS:
        return _kind_of_verb(bare)
    if last == "D" and (bare[0] in VERBS or bare[0] == "T"):
        # "found dead" is like a participle of harm; but "died under the rubble", "to be buried under rubble".
        return "2" if "%" in bare or "b" in bare else "g" if bare[0] == "9" else "1"
    if bare[0] in "mxbo" and last in "1D":
        return _kind_of_verb(bare)
    if len(bare) == 1 and last in _SINGLE:
        return "v" if last in "xmo" else last
    return _kind_of_noun(bare, last)


def _kind_of_noun(bare: str, last: str) -> str:
    if bare == "p":
        return "p"
    counted = "n" in bare or (bare[0] == "a" and last in "rkJ")
    if "0" in bare:
        return "E"
    if bare[0] == "M" and last == "n":
        # "July 25"
        return "M"
    if "s" in bare:
        return "S"
    if bare[-1] in "nh" and counted:
        return "n"
    if counted and (last in "1DYK" or ("1" in bare or "D" in bare[:-1])):
        return "U" if last in "1DYKrRHkcJNz" else "O"
    if counted:
        return {"z": "o", "N": "o", "G": "o", "c": "o"}.get(last, "Q" if last in "rRHkJ" else "O")
    if last in "1D":
        return "U" if bare[0] == "a" else "Z"
    if last in "23":
        return "K"
    if last in "rRcHkGJ":
        return "P"
    return {"N": "N", "v": "X", "Z": "Z", "Y": "Y", "K": "K", "M": "M", "u": "u", "C": "C"}.get(last, "O")


def _kind_of_verb(bare: str) -> str:
    harmed = "%" in bare or bare[-1] == "D"
    if harmed and "1" not in bare:
        return "2"
    passive = "b" in bare
    if "1" in bare or "2" in bare or "3" in bare:
        if passive and "1" in bare:
            return "2"
        return "4" if bare[0] == "T" else "3" if bare[0] == "3" else "1"
    main = bare[-1]
    if main in "456":
        return "z" if passive and main == "4" else "s"
    if bare[0] == "T":
        return "I"
    if bare[0] == "9":
        return "g"
    return "V" if passive and main == "7" else "v"
