"""What people came to harm by, where that was no conflict: illness, accidents on the road, disasters of nature."""

from __future__ import annotations

from itertools import pairwise

from conflict_claims.suggest.casualties.patterns import Hit
from conflict_claims.suggest.clauses import sentence_chunks, subject_of
from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.phrases import Chunks


def natural(chunks: Chunks, hit: Hit) -> bool:
    """Whether the harm is told of an illness, an accident on the road or a disaster of nature."""
    first, after = sentence_chunks(chunks, hit.first)
    words = chunks.words
    if lexicon().natural.isdisjoint(words.low[chunks.firsts[first] : chunks.firsts[after]]):
        return False
    first, after = _causes(chunks, hit, first, after)
    low = words.low[chunks.firsts[first] : chunks.firsts[after]]
    pairs = lexicon().natural_pairs
    return any(f"{one} {two}" in pairs for one, two in pairwise(low)) or not lexicon().natural_alone.isdisjoint(low)


def _causes(chunks: Chunks, hit: Hit, first: int, after: int) -> tuple[int, int]:
    """The chunks of a sentence that may name what the harm came from.

    Where people harmed others ("after the flood, rebels killed two nurses treating patients") no other cause counts;
    what stands before a comma and the harmed ("since the outbreak, ten were killed") is none either.
    """
    if hit.pattern == "active":
        doer = subject_of(chunks, hit.by)
        meant = doer >= 0 and (chunks.kinds[doer] in "PQp" or chunks.head(doer) in lexicon().attacks)
        if meant and chunks.firsts[doer + 1] > chunks.firsts[doer]:
            return doer, hit.by
        return first, after
    if hit.pattern not in {"passive", "participle", "later"}:
        return first, after
    comma = chunks.kinds.rfind(",", first, hit.first)
    return comma + 1 if comma > 0 else first, after
