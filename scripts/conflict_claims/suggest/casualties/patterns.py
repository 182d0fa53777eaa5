"""Where a text counts harm: patterns over the kinds of chunks (see `phrases.py`), one family each.

A pattern names two places: `who`, the list of quantities or people that were harmed, and `by`, the word that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from conflict_claims.suggest.phrases import Chunks

_TAIL: Final = r"(?:f[QUnoPNXOZYKpCHuRw](?:'[PNOX])?)"
_COUNTED: Final = rf"(?:[QUnoSE]{_TAIL}{{0,2}})"
_ANY: Final = rf"(?:[QUnoSEPN]{_TAIL}{{0,2}})"
_AND: Final = r'(?:,?&y?|/)"?'
_LIST: Final = rf"{_ANY}(?:(?:{_AND}{_ANY}){{1,3}}+|(?:,(?!S){_ANY}){{1,6}}{_AND}{_ANY})?+"
_BETWEEN: Final = (
    # "in the town", ", an official,", "who had fled the village", "- soldiers and rebels -", ", including a woman,"
    r"(?:[iFT][OXNPCMuKQno](?:f[OXNPC])?|[MyuD]|(?:,|\()[^|,;()]{1,12}(?:,|\))"
    r"|w[svVb][^|,;w123]{0,7}?|;[^|;]{1,10};;?|,l[^|,;]{1,9},|[)\"])"
)
_STOP: Final = r"(?![QUnoSPNOXYZpC])"

FAMILIES: Final[dict[str, re.Pattern[str]]] = {
    # "the killing of 12", "the deaths of two soldiers", "bodies of"
    "noun": re.compile(rf"(?P<by>[KY31])f(?P<who>{_LIST})"),
    # "killed 12", "killing a soldier and two civilians", "to kill 12"
    "active": re.compile(rf'(?P<by>[134])y?"?(?:p&)?(?P<who>{_LIST})'),
    # "12 people were killed", "12 people, including three children, died"
    "passive": re.compile(rf"(?P<who>{_LIST}){_BETWEEN}{{0,4}}?(?:w|,w)?y*z?(?P<by>2)"),
    # "12 fighters killed in", "12 people wounded"
    "participle": re.compile(rf"(?P<who>{_LIST}){_BETWEEN}{{0,1}}?,?y?(?P<by>1){_STOP}"),
    # "left 12 people dead", "took 12 hostage", "12 dead"
    "state": re.compile(rf"(?P<who>{_LIST})y?(?P<by>D)"),
    # "the death toll rose to 31 from 25", "put the dead at 31"
    "toll": re.compile(
        r"(?P<by>Z)[^|;123szVgIZQU]{0,9}?[szvbVgI2]?[^|;123szVgIZQU,]{0,3}?(?P<who>[nU])(?:[iTF]{1,2}(?P<more>[nU]))?"
    ),
    # "the victims were two women", "the dead included a nurse"
    "victims": re.compile(rf"(?P<by>[YZ])(?:[fi][PXOCNM])?(?:b|l)(?P<who>{_LIST})"),
    # "the number of children killed was revised down to six from seven"
    "number": re.compile(r"[OZ]f[PQO](?P<by>1)[^|;]{1,5}?[iT]y?(?P<who>[nU])(?:F(?P<more>[nU]))?"),
    # "two firefighters were among the dead"
    "among": re.compile(rf"(?P<who>{_LIST})(?:b|v)?y?i(?P<by>[ZY])"),
    # "lost 30 fighters"
    "loss": re.compile(rf"(?P<by>[vgI])(?P<who>{_LIST})"),
    # "the toll to 31"
    "own": re.compile(r"(?P<by>(?P<who>[UE]))"),
    # "inflicted heavy losses", "took hostages"
    "bare": re.compile(r"(?:[vgI3i4]|&)(?P<by>(?P<who>Y))"),
    # "heavy casualties were inflicted"
    "inflicted": re.compile(r"(?P<by>(?P<who>Y))V"),
}


_NEEDED: Final = {"state": "D", "toll": "Z", "victims": "YZ", "among": "YZ", "bare": "Y", "inflicted": "Y", "own": "UE"}
"""Kinds of which a family needs one; a text without them is not searched."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a pattern matched.

    Attributes:
        pattern: The family.
        first: First chunk of the list of the harmed.
        after: The chunk behind the list.
        by: Chunk of the word of harm.
    """

    pattern: str
    first: int
    after: int
    by: int


def hits(chunks: Chunks) -> Iterator[Hit]:
    """All places where a family matches, family by family in the order of FAMILIES."""
    for family, pattern in FAMILIES.items():
        if not any(kind in chunks.kinds for kind in _NEEDED.get(family, "|")):
            continue
        for found in pattern.finditer(chunks.kinds):
            first, after = found.span("who")
            yield Hit(family, first, after, found.start("by"))
            if family in {"toll", "number"} and found["more"]:
                yield Hit(family, *found.span("more"), found.start("by"))


FOLLOWERS: Final[dict[str, re.Pattern[str]]] = {
    # ", including three children", "among them a cook"
    "part": re.compile(rf"l(?P<who>{_LIST})"),
    # ", 14 security men included"
    "included": re.compile(rf",(?P<who>{_LIST})l"),
    # "most of them women", "four of them", "nine of the dead"
    "share": re.compile(r"(?<!B)(?P<who>[Sn]f(?:[pwZPQ]|U))"),
    # ", mostly civilians", ", half children"
    "mostly": re.compile(r"[,;(b]y?(?P<who>S)"),
    # "31 dead: five passengers and three workers", "14 dead, 10 soldiers and four policemen"
    "list": re.compile(rf"[;(](?P<who>{_LIST})"),
    "apposition": re.compile(rf"[UQ](?:f[PNOQ])?,(?P<who>[nQ]{_TAIL}{{0,1}}(?:,[nQ]{_TAIL}{{0,1}}){{0,6}},?&[nQ])"),
    # "and four the next day", "and 62 more at roadblocks"
    "gap": re.compile(r"[12][^|;&12]{1,9},?(?:[pPNQ]s,)?&(?P<who>[nQ])(?=[iFMudO,.|])"),
    # "up from 236", "down from 15"
    "from": re.compile(r"[^|;]F(?P<who>[nU])(?![fP])"),
}
"""Quantities that go on with a claim before them in the sentence."""

FIGURE: Final = re.compile(r"s(?:[fT]|y|i(?=[nQ]))?(?P<who>n)(?=[.,;|&iFM)q\"A])")
"""A figure given without its noun: "the hospital reported 12", "gave eight", "spoke of 18"."""


def followers(chunks: Chunks) -> Iterator[Hit]:
    """All places where a quantity goes on with a claim; `by` is the chunk before it."""
    for family, pattern in FOLLOWERS.items():
        for found in pattern.finditer(chunks.kinds):
            first, after = found.span("who")
            yield Hit(family, first, after, first - 1)
    for found in FIGURE.finditer(chunks.kinds):
        first, after = found.span("who")
        yield Hit("figure", first, after, found.start())
