"""Denied harm: "did not harm civilians", "denied killing civilians", "the crew were safe" (guideline C11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from conflict_claims.suggest.casualties.claim import Claim
from conflict_claims.suggest.casualties.outcomes import outcome_of
from conflict_claims.suggest.clauses import sentence_chunks
from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.phrases import NOUN_PHRASES, Chunks

_NEGATED: Final = re.compile(r"(?P<verb>1)(?P<who>[PQ])")
_DENIED: Final = re.compile(r"[vs](?P<verb>3)(?P<who>[PY])")
_THAT_ANY: Final = re.compile(r"[vs]t?(?P<who>[PQO])(?:f[PQO])?(?P<verb>2|biZ)")
_THAT_IT: Final = re.compile(r"[vs]t?p(?P<verb>[1v])(?P<who>[PY])")
_SAFE: Final = re.compile(r"(?P<who>[PNpSQY])y?(?P<verb>2)")
_INJURED: Final = re.compile(r"(?<=[fiFTsv|,&(])(?P<verb>1)(?P<who>P)")
_NEITHER: Final = re.compile(r"(?P<verb>E)[/&](?P<who>Y)")
_HOLDING: Final = frozenset("held holds hold holding took takes taken kept has had".split())
_DENYING: Final = frozenset("denied denies deny denying rejected rejects".split())


def denials(chunks: Chunks) -> Iterator[Claim]:
    """All claims that say by a verb that nobody was harmed; none of them has a number."""
    for found in _NEGATED.finditer(chunks.kinds):
        if "!" in chunks.pieces[found.start("verb")]:
            yield _clause(chunks, found.start("verb"), found.start("who"))
    for found in _DENIED.finditer(chunks.kinds):
        if chunks.head(found.start()) in _DENYING:
            yield _clause(chunks, found.start("verb"), found.start("who"))
    yield from _denied_clauses(chunks)
    for found in _NEITHER.finditer(chunks.kinds):
        # "no damage or injuries"
        if chunks.words.low[chunks.firsts[found.start()]] == "no":
            yield _clause(chunks, found.start("who"), found.start("who"), found.start())
    for found in _SAFE.finditer(chunks.kinds):
        verb = found.start("verb")
        if "!" in chunks.pieces[verb]:
            # "it is not safe to stay"
            continue
        if chunks.head(verb) in lexicon().safe and chunks.kinds[found.end()] not in NOUN_PHRASES:
            yield _safe(chunks, verb, found.start("who"))


def _denied_clauses(chunks: Chunks) -> Iterator[Claim]:
    """Read "denied that any civilians had died", "denied that it killed civilians": the clause from the victims on."""
    for found in _THAT_ANY.finditer(chunks.kinds):
        who, last = found.start("who"), found.end("verb") - 1
        first = chunks.firsts[who]
        if chunks.head(found.start()) in _DENYING and chunks.words.low[first] == "any":
            outcome = outcome_of(chunks, last) or "killed_or_injured"
            extent = first, chunks.firsts[last + 1]
            yield _none(chunks, who, last, extent, outcome, chunks.firsts[found.start("verb")] - 1)
    for found in _THAT_IT.finditer(chunks.kinds):
        verb, who = found.start("verb"), found.start("who")
        if chunks.head(found.start()) in _DENYING and (chunks.kinds[verb] == "1" or _holds_captives(chunks, verb, who)):
            yield _clause(chunks, verb, who)


def _holds_captives(chunks: Chunks, verb: int, who: int) -> bool:
    return chunks.head(verb) in _HOLDING and outcome_of(chunks, who) == "captured"


def unnumbered_harmed(chunks: Chunks) -> Iterator[Claim]:
    """Harmed people without a number, whose harm stands before their noun: "treated wounded soldiers" (C9)."""
    for found in _INJURED.finditer(chunks.kinds):
        verb, who = found.start("verb"), found.start("who")
        bare = (
            chunks.pieces[verb] == "1"
            and chunks.pieces[who].rstrip("_")[-1] in "RH"
            and chunks.pieces[who][0] not in "d1"
        )
        if bare and chunks.head(verb) not in _FINITE:
            claim = _none(
                chunks, who, verb, (chunks.firsts[verb], chunks.firsts[who + 1]), outcome_of(chunks, verb), -1
            )
            claim.attributes = {"outcome": claim.attributes["outcome"], "modality": "unquantified"}
            claim.noun = chunks.firsts[who + 1] - 1
            claim.pattern = "CAS-adjective"
            yield claim


_FINITE: Final = frozenset(
    {"killed", "shot", "captured", "detained", "arrested", "seized", "kidnapped", "abducted", "jailed", "imprisoned"}
)


def _clause(chunks: Chunks, verb: int, who: int, begin: int = -1) -> Claim:
    """The clause from the auxiliary (or the chunk `begin`) to the victims."""
    first, after = chunks.firsts[verb if begin < 0 else begin], chunks.firsts[who + 1]
    outcome = outcome_of(chunks, verb) or "killed_or_injured"
    return _none(chunks, who, verb, (first, after), outcome, after - 1)


def _safe(chunks: Chunks, verb: int, who: int) -> Claim:
    after = chunks.firsts[verb + 1]
    return _none(chunks, who, verb, (after - 1, after), "killed_or_injured", chunks.firsts[who + 1] - 1)


def _none(chunks: Chunks, head: int, by: int, extent: tuple[int, int], outcome: str, noun: int) -> Claim:
    words = chunks.words
    first, after = extent
    bounds = {"outcome": outcome, "modality": "none", "min": 0, "max": 0}
    return Claim(
        "casualty", words.starts[first], words.ends[after - 1], "CAS-denial", head, dict(bounds),
        by=by, first=first, after=after, noun=noun, sentence=sentence_chunks(chunks, head),
    )  # fmt: skip
