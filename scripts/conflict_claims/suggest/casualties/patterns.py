"""Where a text counts harm: patterns over the kinds of chunks (see `phrases.py`), one family each.

A pattern names two places: `who`, the list of quantities or people that were harmed, and `by`, the word that says so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from conflict_claims.suggest.phrases import Chunks

_TAIL: Final = r"(?:f[QUnoPNXOZYKpCHuRw](?:'[PNOX])?(?:\([NPO]\)[PNO]?)?|\x22[PO]\x22|(?<=S)'[PO]|(?<=n)\(n\)[POo])"
_COUNTED: Final = rf"(?:[QUnoSE]{_TAIL}{{0,2}})"
_ANY: Final = rf"(?:[QUnoSEPN](?:~~)?{_TAIL}{{0,2}}~{{0,9}})"
_FROM: Final = rf"[nQ](?:{_TAIL}|F[PNO])?"
_AND: Final = r'(?:,?&y?|/)"?'
_LIST: Final = rf"{_ANY}(?:(?:{_AND}{_ANY}){{1,3}}+|(?:,(?!S){_ANY}){{1,6}}{_AND}{_ANY})?+"
_ASIDE: Final = (
    # "in the town", ", an official,", "who had fled the village", "- soldiers and rebels -", ", including a woman,"
    r"(?:,[iFT][OXNPCMK]|[iFT][OXNPCMuKQno](?:f[OXNPC])?|[MyuD]|,(?![^|,;]{0,13}s(?:[PyNM]|iM){0,2}[QUnt])[^|,;]{1,14},|\([^|;()]{1,12}\)"
    r"|wy?[svVb12][^|,;w123s]{0,9}?(?<!s[QUnoSPNpOXC])(?<!st[QUnoSPNpOXC])|;[^|;]{1,10};;?|,l[^|,;]{1,9},|S(?:&[QPO])?(?=y?2)|i(?=y?[2b])|,?l[^|;123szvVw]{1,24}?,?(?=y?2)|[)\"])"
)
_REDUCED: Final = (
    # "five soldiers guarding a bus on the road", "two men accused of theft", but not "looked for five who went missing"
    r"(?:,?gy?i?[OXNPCMQnoKZ](?:[fi&][OXNPCMQnoKZ]){0,2}"
    r"|vy?[iFTf](?:[g3][OXNPCMQnoKZ]?|[OXNPCMQnoKZ])(?:[fi&][OXNPCMQnoKZ]){0,2})(?!,?wy?2)"
)
_BETWEEN: Final = rf"(?:{_ASIDE}|{_REDUCED})"
_STOP: Final = r"(?!M?[QUnoSPNOXYZpC])"

FAMILIES: Final[dict[str, re.Pattern[str]]] = {
    # "the killing of 12", "the deaths of two soldiers", "bodies of"
    "noun": re.compile(rf"(?P<by>[KY31])(?:(?<=[KY])(?:M|i[MnO]))?f(?P<who>{_LIST})"),
    # "left 12 people dead", "took 12 hostage", "12 dead"
    "state": re.compile(rf"(?P<who>{_LIST})(?:y|q)?(?P<by>D)"),
    # "killed 12", "killing a soldier and two civilians", "to kill 12"
    "active": re.compile(rf'(?P<by>[134])(?:y|i?M(?=[Qn])){{0,2}}"?(?:p&)?(?P<who>{_LIST})'),
    # "a farmer wounded in the raid later died", "two men were abducted and later found dead"
    "later": re.compile(
        rf"(?P<who>{_LIST})(?:,?w[12]|[12])(?:y|M|u|[iTFB][QNPXOCM](?:f[NPXOC])?){{0,3}}"
        # "who had been wounded on Sunday succumbed" goes on without a comma, but not "the men wounded there and"
        r"(?:(?:,(?:&y?)?|&y?|y)(?:y|iM){0,2}(?P<by>2|1(?![QUnoSPNOXY]))|(?P<last>2))"
    ),
    # "12 people were killed", "12 people, including three children, died", "a guard was on Monday shot"
    "passive": re.compile(
        rf"(?<![lA])(?<!fp)(?<!l[QnP][&,])(?!(?<=f)N,)(?P<who>{_LIST}){_BETWEEN}{{0,4}}?(?:,?w|,)?y*(?:[zV]y?)?"
        # "were lined up and shot", "are in the gunmen's hands"
        r"(?:V[^|;12svz&]{0,4}&|b(?:i?[MOu]|\x22|i(?:[PNC]['\x22])?)?)?(?P<by>2|(?<=b[M\x22])1|(?<=bi[MOu])1|(?<=&)1)"
    ),
    # "more than 1,000 villagers they had kidnapped", "the 12 men the gunmen took hostage"
    "relative": re.compile(rf"(?P<who>[QUn]{_TAIL}?)(?:p|[PN](?:f[PNO])?)y?(?P<by>1)(?![QUnoSPNOXpCf])"),
    # "12 fighters killed in", "12 people wounded"
    "participle": re.compile(rf"(?P<who>{_LIST}){_ASIDE}{{0,1}}?,?y?[vs]?(?P<by>1){_STOP}"),
    # "the death toll rose to 31 from 25", "put the dead at 31"
    "toll": re.compile(
        r"(?P<by>Z)(?:qn)?+[^|;123szVgIZQU]{0,9}?[szvbVgI2]?[^|;123szVgIZQU,]{0,3}?(?:,T)?(?P<who>[nU])(?:(?:[iTF]{1,2}|[VvszI]y?i?[iT])(?P<more>[nU]))?"
    ),
    # "put their losses at four"
    "put": re.compile(r"(?P<by>[YD])[iT](?P<who>[nU])"),
    # "the victims were two women", "the dead included a nurse"
    "victims": re.compile(rf"(?P<by>[YZ])(?:[fi][PXOCNM])?(?:b|l)(?P<who>{_LIST})"),
    # "the number of children killed was revised down to six from seven"
    "number": re.compile(r"[OZ]f[PQO](?P<by>1)[^|;]{1,9}?[iTvb]y?(?P<who>[nU])(?:F(?P<more>[nU]))?"),
    # "two firefighters were among the dead"
    "among": re.compile(rf"(?P<who>{_LIST})(?:b|v)?y?i(?P<by>[ZYU])"),
    # "five others suffered gunshot wounds"
    "sufferer": re.compile(rf"(?P<who>{_LIST}){_ASIDE}{{0,2}}?(?:w|,w)?y*v(?P<by>Y)"),
    # "raised to 36 the number of people killed"
    "raised": re.compile(r"T(?P<who>[nU])O?(?:(?<=O)f[PQO])?(?P<by>[Z1])"),
    # "no news of 35 girls", "no trace has been found of five hikers"
    "trace": re.compile(rf"(?P<by>E)[Vbx]?i?[fi](?P<who>{_COUNTED})"),
    # "contact was lost with a patrol of eight policemen"
    "contact": re.compile(rf"O(?P<by>2)i(?:Of)?(?P<who>{_COUNTED})"),
    # "Fatalities: 5"
    "line": re.compile(r"(?P<by>[YZ]|(?<![^|;,.])[1D]);(?P<who>n)"),
    # "lost 30 fighters"
    "loss": re.compile(rf"(?P<by>[vgI])(?P<who>{_LIST})"),
    # "the toll to 31"
    "own": re.compile(r"(?P<by>(?P<who>[UE]))"),
    # "inflicted heavy losses", "took hostages"
    "bare": re.compile(r"(?:[vgI3i4]|&|(?<=y)b)(?P<by>(?P<who>Y))"),
    # "heavy casualties were inflicted"
    "inflicted": re.compile(r"(?P<by>(?P<who>Y))V"),
}


_NEEDED: Final = {
    family: frozenset(letters)
    for family, letters in {
        "noun": "KY31", "state": "D", "active": "134", "later": "12", "passive": "12", "participle": "1", "toll": "Z",
        "victims": "YZ", "number": "1", "among": "YZU", "put": "YD", "relative": "1",
        "trace": "E", "contact": "2", "sufferer": "Y", "raised": "Z1", "line": "YZ1D", "own": "UE",
        "bare": "Y", "inflicted": "Y",
    }.items()
}  # fmt: skip
"""Kinds of which a family needs one; a sentence without them is not searched. Verbs of loss may stand in any."""
_HARM: Final = re.compile("[1234KDYZUE]")


@dataclass(slots=True)
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
    """All places where a family matches; in each sentence family by family in the order of FAMILIES."""
    kinds = chunks.kinds
    for first, after in _sentences_of_harm(chunks):
        present = frozenset(kinds[first:after])
        for family, needed in _NEEDED.items():
            if not needed.isdisjoint(present):
                yield from _matches(family, kinds, first, after)
    yield from _matches("loss", kinds, 0, len(kinds))


def _sentences_of_harm(chunks: Chunks) -> Iterator[tuple[int, int]]:
    """The sentences that have a chunk of harm: the first chunk, and the one behind their end."""
    after = 0
    for found in _HARM.finditer(chunks.kinds):
        if found.start() >= after:
            at = bisect_left(chunks.borders, found.start())
            after = chunks.borders[at] + 1 if at < len(chunks.borders) else len(chunks.kinds)
            yield (chunks.borders[at - 1] + 1 if at else 0), after


def _matches(family: str, kinds: str, start: int, end: int) -> Iterator[Hit]:
    for found in FAMILIES[family].finditer(kinds, start, end):
        first, after = found.span("who")
        yield Hit(family, first, after, found.start("last" if family == "later" and found["last"] else "by"))
        if family in {"toll", "number"} and found["more"]:
            yield Hit(family, *found.span("more"), found.start("by"))


_SHARE_OF_HARMED: Final = re.compile(r"(?P<who>nf(?P<by>[ZY])(?!['\x22])|(?P<half>S))")


def shares_of_harmed(chunks: Chunks) -> Iterator[Hit]:
    """All places like "four of the dead": a part that names its harm, also where its whole was not told."""
    for found in _SHARE_OF_HARMED.finditer(chunks.kinds):
        yield Hit("harmed", *found.span("who"), max(found.start("by"), found.start("half")))


FOLLOWERS: Final[dict[str, re.Pattern[str]]] = {
    # ", including three children", "among them a cook"
    "part": re.compile(rf"l(?P<who>{_LIST})"),
    # ", 14 security men included", ", with 16 soldiers among them"
    "included": re.compile(rf"(?:,i?|i)(?P<who>{_LIST})l(?=[.,;|)])"),
    # "14 soldiers were among them"
    "themselves": re.compile(rf"(?P<who>{_LIST})bl(?=[.,;|)])"),
    # "171 dead, with 24 women and 38 children"
    "with": re.compile(rf"U,i(?P<who>{_LIST})(?=[.;|])"),
    # "six bodies, of three labourers and three drivers, were found"
    "bodies": re.compile(rf"[UQ],f(?P<who>{_LIST})(?=[.,;|])"),
    # "10 guards killed at Harl, four at Tarn, 12 in the barracks, five soldiers and two clerks"
    "spread": re.compile(
        r"(?:(?<=[12nQ]i[CNPO],)|(?<=[12nQ]i[CNPO],&))(?P<who>[nQ](?=i[CNPO][,.;|&])|[nQ]&[nQ](?=[.;|]))"
    ),
    # "tolls range from five dead to 90"
    "range": re.compile(r"F[UQ]T(?P<who>[nU])"),
    # ", of whom 30 were children", ", six of whom were women"
    "whom": re.compile(r",(?:w(?P<who>[nQS])|(?P<first>[nS])w)"),
    # "spoke of 100 dead, of about 200 and of more"
    "further": re.compile(r"[,&]f(?P<who>[nU])(?=[.,;|&])"),
    # "most of them women", "four of them", "nine of the dead"
    "share": re.compile(r"(?P<who>[Sn](?<!B.)f(?:[pwZPQY]|U))(?!['\x22][OPX])"),
    # "half of the dead were children"
    "half": re.compile(r"(?P<who>S)"),
    # "18 were wounded, three critically"
    "gravely": re.compile(r"(?:[123U][^|;,123]{0,6},(?:&y?)?|[123U]&)(?P<who>n)(?=y[.,;|&)iM])"),
    # "and two with bullet wounds"
    "wounds": re.compile(r"[,&](?P<who>[nQ])iY(?=[.,;|])"),
    # "of the 41 killed, 29 were civilians"
    "rest": re.compile(r"f[UQ][12]?[^|,;12]{0,3},(?P<who>[nS])(?=y?[bl])"),
    # "taking the total to 31"
    "total": re.compile(r"O(?:(?:f[OPQZ]1?)?[Tib]|f)(?P<who>n)"),
    # ", mostly civilians", ", half children"
    "mostly": re.compile(r"[,;(b]y?(?P<who>S)"),
    # "31 dead: five passengers and three workers", "14 dead, 10 soldiers and four policemen"
    "list": re.compile(rf"[;(](?P<who>{_FROM}(?:,{_FROM}){{0,6}},?&{_FROM}|{_FROM}(?:,{_FROM}){{1,6}}(?=\))|{_LIST})"),
    "apposition": re.compile(rf"[UQ](?:f[PNOQ])?,(?P<who>{_FROM}(?:,{_FROM}){{0,6}},?&[nQ])"),
    # "23 in Tarn and at least 10 in Harl"
    "places": re.compile(r"[nQU]i[CNO],?&(?P<who>n)(?=i[CNO])"),
    # "and four the next day", "and 62 more at roadblocks"
    # but not "killed by two gunmen and a boy"
    "gap": re.compile(
        r"[12][^|;&12]{1,9}(?<!B[QPNnCo])(?<!B[QPNnCo]f[PNC]),?(?:[pPNQ]s,)?&(?P<who>[nQ])(?=[iFMudOB,.|])"
    ),
    # "up from 236", "down from 15"
    "from": re.compile(r"[^|;]F(?P<who>[nU])(?![fP])"),
}
"""Quantities that go on with a claim before them in the sentence."""

FIGURE: Final = re.compile(
    r"(?:s(?:[fT]|[tp]T|pb|y|i(?=[nQ]))?|v)(?P<who>n)(?=[.,;|&iFM)q\"A])|sf?(?P<people>Q)(?=[.,;|&])"
)
"""A figure given without its noun: "the hospital reported 12", "gave eight", "spoke of 18"."""


def followers(chunks: Chunks) -> Iterator[Hit]:
    """All places where a quantity goes on with a claim; `by` is the chunk before it."""
    for family, pattern in FOLLOWERS.items():
        for found in pattern.finditer(chunks.kinds):
            first, after = found.span("first" if family == "whom" and found["first"] else "who")
            yield Hit(family, first, after, first - 1)
    for found in FIGURE.finditer(chunks.kinds):
        first, after = found.span("who" if found["who"] else "people")
        yield Hit("figure", first, after, found.start())
