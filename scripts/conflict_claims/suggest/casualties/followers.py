"""Quantities that go on with a claim: parts, shares, lists, gaps, earlier figures. They take its harm."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable
from typing import Final

from conflict_claims.suggest.casualties.claim import Claim
from conflict_claims.suggest.casualties.patterns import Hit, followers
from conflict_claims.suggest.casualties.quantities import Quantity, is_joint, quantity_of
from conflict_claims.suggest.clauses import sentence_chunks
from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.phrases import Chunks

_MEMBERS: Final = "QUnoSEPNY"
_NEAR: Final = 20
_GRAVELY: Final = frozenset("critically seriously severely badly gravely lightly slightly".split())
_TOTALS: Final = frozenset("total tally count figure number toll estimate".split())
_TOTAL_AT: Final = frozenset("to at of is was stands".split())
_NEXT_SENTENCES: Final = {"share": 1, "half": 1, "total": 1, "figure": 2, "list": 0}
_SUBJECTS: Final = frozenset({"passive", "later", "sufferer", "participle", "state", "among", "share"})
_VERBS: Final = frozenset("sv2bz1")
_OTHER_VERBS: Final = frozenset("vVszI1")
_CLOSED: Final = frozenset("2ybz")
_SHARES: Final = frozenset({"fw", "fp"})
_FALLS: Final = frozenset(
    {"up", "down", "revised", "raised", "rising", "rose", "climbed", "dead", "lives", "toll", "killed"}
)
_GIVEN: Final = frozenset(
    "gave give gives giving count counted counts report reported reports say said says list listed lists claim "
    "claimed claims cite cited "
    "estimated confirmed spoke "
    "speaks put puts wrote announced admitted acknowledged conceded raised revised lowered "
    "increased corrected updated".split()
)
_COUNTED: Final = frozenset("spoke speaks speaking listed lists counted counts gave gives cited cites".split())


def members(chunks: Chunks, hit: Hit) -> list[int]:
    """The noun phrases of a list, without those behind "of"."""
    kinds = chunks.kinds
    after = hit.after
    if hit.pattern not in _SUBJECTS and kinds[after : after + 1] in _VERBS:
        after = _before_clause(kinds, hit, after)
    elif (
        kinds[after : after + 1] == "," and kinds[after + 1 : after + 2] in _CLOSED and "," in kinds[hit.first : after]
    ):
        # "two rebels, Vesk and Korr, were killed": what stands between commas says who they were.
        after = kinds.index(",", hit.first)
    first = hit.first
    if ",&" in kinds[first:after]:
        # "they freed the engineer, but two guards were killed"
        contrast = kinds.rindex(",&", first, after) + 1
        first = contrast + 1 if chunks.low(contrast) == ["but"] else first
    return [at for at in range(first, after) if kinds[at] in _MEMBERS and (at == first or _is_joined(chunks, at))]


def _before_clause(kinds: str, hit: Hit, after: int) -> int:
    """Where a list of objects ends whose last member is the subject of the verb behind it.

    "Killing two guards, officer Salim Rauf said", "arrested two men and three others were wounded".
    """
    comma = kinds.rfind(",", hit.first, after)
    if comma > 0 and kinds[comma + 1] not in "&/":
        return comma
    joint = -1 if hit.pattern == "part" else kinds.rfind("&", hit.first, after)
    return joint if joint > 0 else after


def _is_joined(chunks: Chunks, at: int) -> bool:
    """Whether a noun phrase is one more of the harmed: not behind "of", no share of others, no age."""
    kinds = chunks.kinds
    if (
        kinds[at - 1] in "f')"
        or kinds[at - 1 : at + 2] == "(n)"
        or (kinds[at - 1] == '"' and kinds[at - 2] in "nQ")
        or kinds[at + 1 : at + 3] in _SHARES
    ):
        return False
    if is_joint(chunks, at - 2):
        # "22 women and girls" are one group (C4)
        return False
    if kinds[at] == "P" and kinds[at - 3 : at - 2] == "f" and at not in chunks.persons:
        # "five members of the army and navy"
        return False
    return not (kinds[at] == "n" and kinds[at - 1] == "," and kinds[at - 2] in "PN")


def go_on(chunks: Chunks, found: dict[int, Claim]) -> None:
    """Add the claims that go on with others.

    Args:
        chunks: The chunks.
        found: The claims by their chunk; added to.
    """
    known = sorted(found)
    for hit in followers(chunks):
        base = _base(chunks, hit, known, found)
        if base is None or not _fits(chunks, hit, base):
            continue
        for chunk in members(chunks, hit):
            quantity = None if chunk in found else quantity_of(chunks, chunk)
            if quantity is None or (chunks.kinds[chunk] in "PN" and hit.pattern not in {"part", "included"}):
                continue
            found[chunk] = claim_of(chunks, hit, chunk, quantity, base.attributes["outcome"], base)
            insort(known, chunk)


def claim_of(
    chunks: Chunks, hit: Hit, chunk: int, quantity: Quantity, outcome: str, base: Claim | None = None
) -> Claim:
    """A claim at a chunk; `base` is the claim that it goes on with."""
    words = chunks.words
    bounds = {"outcome": outcome, "modality": quantity.modality, "min": quantity.min, "max": quantity.max}
    return Claim(
        "casualty",
        words.starts[quantity.first],
        words.ends[quantity.after - 1],
        f"CAS-{hit.pattern}",
        chunk,
        {name: value for name, value in bounds.items() if value is not None},
        by=base.by if base else hit.by,
        first=quantity.first,
        after=quantity.after,
        noun=quantity.head,
        base=base,
        sentence=sentence_chunks(chunks, chunk),
    )


def _base(chunks: Chunks, hit: Hit, known: list[int], found: dict[int, Claim]) -> Claim | None:
    """The nearest claim before, in the sentence or as many sentences back as the family allows."""
    at = bisect_left(known, hit.first)
    if not at:
        return None
    chunk = known[at - 1]
    borders = chunks.kinds.count("|", chunk, hit.first) if hit.first - chunk < 200 else 9
    if borders > _NEXT_SENTENCES.get(hit.pattern, 0):
        return None
    return found[chunk]


def _fits(chunks: Chunks, hit: Hit, base: Claim) -> bool:
    test = _TESTS.get(hit.pattern)
    return base.attributes["modality"] != "none" and (test is None or test(chunks, hit, base))


def _is_older(chunks: Chunks, hit: Hit, base: Claim) -> bool:
    """Whether "from 15" stands near a toll that was moved."""
    before = chunks.words.low[max(chunks.firsts[hit.first] - 9, 0) : chunks.firsts[hit.first]]
    return not _FALLS.isdisjoint(before) and hit.first - base.head < _CLOSE


def _are_harmed(chunks: Chunks, hit: Hit) -> bool:
    """Not "; 12 were later freed"."""
    behind = {word for at in range(hit.after, min(hit.after + 3, len(chunks.kinds))) for word in chunks.low(at)}
    return lexicon().reliefs.isdisjoint(behind)


def _is_of_them(chunks: Chunks, hit: Hit, base: Claim) -> bool:
    """Whether the pronoun between says of whom: "six of whom", "of which 45"; but not "12, which"."""
    return any(chunks.kinds[at] == "w" and chunks.low(at)[0] == "of" for at in (hit.first - 1, hit.after))


def _are_dead(chunks: Chunks, hit: Hit, base: Claim) -> bool:
    """Whether the bodies that were counted are told apart: "six bodies, of three labourers and three drivers"."""
    return chunks.pieces[base.head][-1] == "Y"


def _are_with_them(chunks: Chunks, hit: Hit, base: Claim) -> bool:
    return chunks.head(hit.by) == "with" and base.head == hit.first - 3


def _is_given(chunks: Chunks, hit: Hit, base: Claim) -> bool:
    if chunks.kinds[hit.by] == "v":
        # "Dawn had at least 26", but not "the group had 26"
        return chunks.head(hit.by) == "had" and "h" in chunks.pieces[hit.first]
    return chunks.head(hit.by) in (_GIVEN if chunks.kinds[hit.first] == "n" else _COUNTED)


def _is_grave(chunks: Chunks, hit: Hit, base: Claim) -> bool:
    return chunks.head(hit.after) in _GRAVELY


def _is_total(chunks: Chunks, hit: Hit, base: Claim) -> bool:
    """Whether the figure is a total: "put the number at 80", "an estimate of 46"."""
    whole = chunks.kinds.rfind("O", max(hit.first - 5, 0), hit.first)
    return chunks.head(whole) in _TOTALS and chunks.head(hit.by) in _TOTAL_AT


def _has_wounds(chunks: Chunks, hit: Hit, base: Claim) -> bool:
    return base.attributes["outcome"] == "injured" and chunks.head(hit.after) == "with"


def _is_of_harmed(chunks: Chunks, hit: Hit, base: Claim) -> bool:
    return chunks.pieces[hit.first].rstrip("_")[-1] in "1DY" and chunks.head(hit.first) not in {"lives", "body"}


def _is_mostly(chunks: Chunks, hit: Hit, base: Claim) -> bool:
    """Not "some 60 percent of the debt", "most of it at night"."""
    low = chunks.low(hit.first)
    if low[-1] == "of" and chunks.head(hit.first + 1) in {"it", "this", "that"}:
        return False
    return "percent" not in low or chunks.pieces[hit.first].rstrip("_")[-1] in "RHY1D"


def _is_share(chunks: Chunks, hit: Hit, base: Claim) -> bool:
    """Not "four of them escaped", nor a share of others."""
    if chunks.kinds[chunks.at(chunks.firsts[hit.after])] in _OTHER_VERBS:
        return False
    if chunks.kinds[hit.first + 2] not in "PQ":
        return True
    whole = chunks.words.low[base.first : base.after]
    bare = chunks.pieces[hit.first + 2].rstrip("_")[-1] == "H" and chunks.pieces[hit.first + 2][0] == "d"
    return bare or chunks.head(hit.first + 2) in whole


def _breaks_down(chunks: Chunks, hit: Hit, base: Claim) -> bool:
    """Whether the list follows its whole closely, and no verb goes with it."""
    after = chunks.kinds[hit.after : hit.after + 2]
    if chunks.kinds[hit.first - 1 : hit.first + 2] == "(n)":
        # "fifty-seven (57) persons"
        return False
    if base.attributes["outcome"] == "captured" and not _are_harmed(chunks, hit):
        return False
    return hit.first - base.head < _NEAR and not any(kind in "12sv" for kind in after[:1])


_CLOSE: Final = 12
_TESTS: Final[dict[str, Callable[[Chunks, Hit, Claim], bool]]] = {
    "from": _is_older, "figure": _is_given, "gravely": _is_grave, "total": _is_total, "wounds": _has_wounds,
    "half": _is_of_harmed, "mostly": _is_mostly, "share": _is_share, "list": _breaks_down, "whom": _is_of_them,
    "apposition": _breaks_down, "bodies": _are_dead, "with": _are_with_them,
}  # fmt: skip
"""What the words around must be, family by family."""
